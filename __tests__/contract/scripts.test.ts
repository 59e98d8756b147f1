import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { COMMANDS, TARGETS } from '../../tools/bench/commands.js'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const NAMES = Object.keys(scripts)
const LEFT_OUT = new Set(['node_modules', '.git', '.cache', 'coverage', 'dist'])
const FILES = readdirSync('.', { withFileTypes: true })
  .filter(({ name }) => !LEFT_OUT.has(name))
  .flatMap(entry =>
    entry.isDirectory()
      ? readdirSync(entry.name, { recursive: true, encoding: 'utf8' }).map(path => `${entry.name}/${path}`)
      : [entry.name]
  )
  .filter(path => /\.(md|yml|ts|mjs)$/.test(path))

/** What a file says to run: a script, and for a bench its name. */
function named(file: string): (readonly [script: string, bench: string | undefined])[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)(?: -- ([a-z][\w-]*))?/g)].map(
    ([, script = '', bench]) => [script, bench] as const
  )
}

describe('the npm scripts', () => {
  it('are a dozen at most', () => {
    expect(NAMES.length).toBeLessThanOrEqual(12)
  })

  it.each(NAMES)('%s is in CONTRIBUTING, with what it is for and how long it takes', name => {
    const command = name === 'test' ? 'npm test' : `npm run ${name}`
    const row = readFileSync('CONTRIBUTING.md', 'utf8')
      .split('\n')
      .find(line => line.startsWith(`| \`${command}\` |`))
    expect(row?.split(' | ').every(cell => cell.trim().length > 2)).toBe(true)
  })

  it('are there wherever one is named', () => {
    const unknown = FILES.flatMap(file =>
      named(file)
        .filter(
          ([script, bench]) =>
            !NAMES.includes(script) ||
            (script === 'bench' && bench !== undefined && !Object.hasOwn(COMMANDS, bench))
        )
        .map(words => `${file}: ${words.join(' ')}`)
    )
    expect(unknown).toEqual([])
  })

  it('every bench is in CONTRIBUTING, and has its program', () => {
    const contributing = readFileSync('CONTRIBUTING.md', 'utf8')
    for (const [name, [words]] of Object.entries(COMMANDS)) {
      expect(contributing).toMatch(new RegExp(`[ ,:] ?${name}[ ,;]`))
      for (const file of words.filter(word => /\.[jt]s$/.test(word))) expect(readFileSync(file)).toBeDefined()
    }
    for (const name of TARGETS) expect(Object.keys(COMMANDS)).toContain(name)
  })
})
