import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const UNIT = '__tests__/unit'

/** What meets the world as it is: the end-to-end tests run it. */
const EDGES = /^(index\.ts$|adapters\/)/

/** A file without a function has types and data only, and decides nothing. */
function hasFunction(file: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const isOne = (node: ts.Node): boolean =>
    (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) ||
    (ts.forEachChild(node, child => isOne(child) || undefined) ?? false)
  return isOne(source)
}

const filesIn = (folder: string, end: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith(end))
    .sort()

/** `domain/tracking.started.test.ts` tests a part of `domain/tracking.ts`. */
const sourceOf = (test: string): string => test.replace(/(\.[\w-]+)?\.test\.ts$/, '.ts')

/** Files of the project that a test loads; an import of types alone loads none. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached
  reached.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type )[^'"]*?from '(\.[^']+)\.js'/gm))
    reachedFrom(`${join(dirname(file), path)}.ts`.replaceAll('\\', '/'), reached)
  return reached
}

const sources = filesIn('src', '.ts').filter(file => !EDGES.test(file) && hasFunction(`src/${file}`))
const tests = filesIn(UNIT, '.test.ts')

describe('the unit tests', () => {
  it.each(tests)('%s is where its source is', test => {
    expect([sourceOf(test), existsSync(`src/${sourceOf(test)}`)]).toEqual([sourceOf(test), true])
  })

  it.each(sources)('there is one of %s, which runs it', source => {
    const own = tests.filter(test => sourceOf(test) === source)
    expect(own).not.toEqual([])
    expect(own.flatMap(test => [...reachedFrom(`${UNIT}/${test}`)])).toContain(`src/${source}`)
  })

  it('a file of types and texts needs none', () => {
    expect(['ports.ts', 'report/messages/en.ts'].map(file => hasFunction(`src/${file}`))).toEqual([
      false,
      false
    ])
    expect(hasFunction('src/errors.ts')).toBe(true)
  })
})
