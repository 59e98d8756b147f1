import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parse } from 'yaml'
import { PARTS, withPart } from '../../tools/docs/parts.js'
import { assertVersion, releaseNotes } from '../../tools/release-notes.js'
import { INPUTS } from '../../src/inputs/known.js'
import { en } from '../../src/report/messages/en.js'
import { zh } from '../../src/report/messages/zh.js'

const DOCUMENTS = readdirSync('.', { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path.endsWith('.md') && !/node_modules|^\.(?!github)|reports\//.test(path))
  .sort()
const read = (file: string): string => readFileSync(file, 'utf8')

const withoutBlocks = (text: string): string => text.replace(/^( *)```[\s\S]*?^ *```$/gm, '')
/** The text without what is code: links in it are examples. */
const prose = (text: string): string => withoutBlocks(text).replace(/`[^`\n]*`/g, '')

describe('generated parts', () => {
  it.each(PARTS.map(part => [`${part.name} in ${part.file}`, part] as const))('%s are current', (_, part) => {
    const document = read(part.file)
    expect(withPart(document, part, part.text())).toBe(document)
  })

  it('the Chinese table has every input and output, and no other', () => {
    const chinese = parse(read('docs/inputs.zh.yml')) as Record<'inputs' | 'outputs', object>
    const action = parse(read('action.yml')) as Record<'inputs' | 'outputs', object>
    expect(Object.keys(chinese.inputs)).toEqual(Object.keys(action.inputs))
    expect(Object.keys(chinese.inputs).sort()).toEqual([...INPUTS].sort())
    expect(Object.keys(chinese.outputs)).toEqual(Object.keys(action.outputs))
  })

  it('a document without a place for its part is an error', () => {
    const part = { file: 'x.md', name: 'inputs', text: () => '' }
    expect(() => withPart('nothing', part, '')).toThrow('x.md has no place for inputs')
  })
})

/** `[text](target)` and `![text](target)`. */
function linksOf(file: string): string[] {
  return [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1] ?? '')
}

/** As GitHub makes anchors of headings. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(match => anchorOf(match[1] ?? ''))
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

function isResolved(file: string, link: string): boolean {
  if (/^https:\/\/[a-z0-9.-]+\.[a-z]+(\/|$)/.test(link)) return true
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : normalize(join(dirname(file), path.replaceAll('\\', '')))
  if (!existsSync(target)) return false
  return anchor === undefined || anchorsOf(target).includes(anchor)
}

describe('links', () => {
  it.each(DOCUMENTS)('of %s lead somewhere', file => {
    expect(linksOf(file).filter(link => !isResolved(file, link))).toEqual([])
  })

  it.each(['nowhere.md', 'README.md#no-such-heading', 'http://plain.example/', 'ftp://x'])(
    '%s would be found',
    link => {
      expect(isResolved('README.md', link)).toBe(false)
    }
  )

  it.each(['README', 'docs/troubleshooting', 'docs/credentials', 'docs/other-ci', 'docs/without-a-runner'])(
    '%s has its twin in Chinese',
    name => {
      const headings = (file: string): number => [...read(file).matchAll(/^#{2,3} /gm)].length
      expect(read(`${name}.md`)).toContain('.zh-CN.md')
      expect(headings(`${name}.zh-CN.md`)).toBeGreaterThan(headings(`${name}.md`) / 2)
    }
  )
})

describe('docs/architecture.md', () => {
  const house = read('docs/architecture.md')
  const links = [...house.matchAll(/\[([^\]]+)\]\(\.\.\/([^)#]+)\)/g)].map(([, text = '', path = '']) => ({
    text: text.replaceAll('\\', ''),
    path: path.replaceAll('\\', '')
  }))

  it('names every file that it leads to by its own path', () => {
    expect(links.length).toBeGreaterThan(30)
    const astray = links.filter(({ text, path }) => !path.endsWith(text.replace(/\/$/, '')))
    expect(astray).toEqual([])
  })

  it('draws every room of src/, and every folder beside it that holds code', () => {
    const rooms = readdirSync('src', { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => `src/${name}`)
    const drawn = links.map(({ path }) => path)
    for (const folder of [...rooms, 'simulator', 'interop', '__tests__', 'tools'])
      expect(drawn).toContain(folder)
  })
})

/** A message as a pattern: what is filled in may be anything, `‹name›` in the documents. */
function patternOf(message: string): RegExp {
  const source = message
    .split(/(\{[^}]*\})/)
    .map(part => {
      const choice = /^\{\w+\|([^|]*)\|([^}]*)\}$/.exec(part)
      if (choice !== null) return `(?:${escaped(choice[1] ?? '')}|${escaped(choice[2] ?? '')})`
      return /^\{\w+\}$/.test(part) ? '.*' : escaped(part)
    })
    .join('')
  return new RegExp(`^${source}$`)
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

const quotesOf = (file: string): string[] =>
  [...withoutBlocks(read(file)).matchAll(/^> (.+)$/gm)].map(match => match[1] ?? '')

/** Messages that say something by themselves; `{detail}` alone would match anything. */
const patterns = (table: Readonly<Record<string, string>>): RegExp[] =>
  Object.values(table)
    .filter(message => message.replace(/\{[^}]*\}/g, '').trim().length >= 5)
    .map(patternOf)

function isMessage(quote: string, table: Readonly<Record<string, string>>): boolean {
  return patterns(table).some(pattern => pattern.test(quote))
}

describe('quoted messages', () => {
  it.each(DOCUMENTS.filter(file => quotesOf(file).length > 0))('of %s stand in the message tables', file => {
    const table = file.includes('zh-CN') ? zh : en
    expect(quotesOf(file).filter(quote => !isMessage(quote, table))).toEqual([])
  })

  it.each(['docs/troubleshooting.md', 'docs/troubleshooting.zh-CN.md'])(
    '%s: its contents lead to each symptom, in their order',
    file => {
      const symptoms = [...withoutBlocks(read(file)).matchAll(/^### (.+)$/gm)].map(match =>
        anchorOf(match[1] ?? '')
      )
      expect(symptoms.length).toBeGreaterThan(25)
      const [, contents = ''] = /^## .+\n\n([\s\S]*?)^## /m.exec(read(file)) ?? []
      expect([...contents.matchAll(/\]\(#([^)]+)\)/g)].map(match => match[1])).toEqual(symptoms)
    }
  )

  it('there are many', () => {
    expect(quotesOf('docs/troubleshooting.md').length).toBeGreaterThan(40)
    expect(quotesOf('docs/troubleshooting.zh-CN.md')).toHaveLength(quotesOf('docs/troubleshooting.md').length)
  })

  it('a wrong word would be found', () => {
    expect(isMessage('These inputs can not be used; nothing was asked:', en)).toBe(false)
    expect(isMessage('Invalid inputs:', en)).toBe(true)
  })
})

describe('release notes', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n## 1.2.0\n\n- New.\n\n## 1.1.0 (2026-01-01)\n\n- Old.\n'

  it('are the section of the version', () => {
    expect(releaseNotes(changelog, 'v1.2.0')).toBe('- New.\n')
    expect(releaseNotes(changelog, 'v1.1.0')).toBe('- Old.\n')
  })

  it('there are some for the version in package.json, which heads the changelog', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(releaseNotes(read('CHANGELOG.md'), `v${version}`)).not.toBe('')
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
    expect(() => assertVersion(read('package.json'), `v${version}`)).not.toThrow()
    expect(() => assertVersion(read('package.json'), 'v0.0.1')).toThrow(version)
  })

  it.each(['v1.3.0', 'v1.2', 'Unreleased'])('%s: none is an error', tag => {
    expect(() => releaseNotes(changelog, tag)).toThrow('CHANGELOG.md has nothing under')
  })
})
