import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { en } from '../../src/report/messages/en.js'
import { zh } from '../../src/report/messages/zh.js'

const documents = readdirSync('.', { recursive: true, encoding: 'utf8' }).filter(
  path => path.endsWith('.md') && !/node_modules|(^|\/)\./.test(path)
)

describe('every link between the documents', () => {
  const links = documents.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:\s]+)(#[^)]*)?\)/g)].map(match => ({
      file,
      target: match[1] ?? ''
    }))
  )
  it.each(links)('$file → $target', ({ file, target }) => {
    expect(existsSync(join(dirname(file), target))).toBe(true)
  })
})

describe('every message that the documents quote', () => {
  /** Texts without the marks around names, so that a quotation may leave them out. */
  const bare = (texts: readonly string[]): string => texts.join('\n').replaceAll('`', '')
  const tables = [
    { file: 'docs/credentials.md', heading: '## When it is refused', texts: bare(Object.values(en)) },
    { file: 'docs/credentials.zh-CN.md', heading: '## 被拒绝时', texts: bare(Object.values(zh)) }
  ]
  const quotes = tables.flatMap(({ file, heading, texts }) =>
    [...(readFileSync(file, 'utf8').split(heading)[1] ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(match => ({
      file,
      quote: match[1] ?? '',
      texts
    }))
  )
  it('there are some in both languages', () => {
    for (const { file } of tables)
      expect(quotes.filter(quote => quote.file === file).length).toBeGreaterThan(8)
  })
  it.each(quotes)('$file: $quote', ({ quote, texts }) => {
    expect(texts).toContain(quote)
  })
})
