import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Each part of the house and what it may import, by path; packages and `node:` modules by their own names. */
const MAY: readonly (readonly [RegExp, RegExp])[] = [
  [/^src\/index\.ts$/, /^src\/(run|post|adapters\/\w+)\.ts$/],
  [/^src\/domain\//, /^src\/domain\//],
  [/^src\/adapters\//, /^(src\/(adapters\/|domain\/|(errors|ports)\.ts$)|node:|@actions\/)/],
  // The rooms are being built: what may import what among them stands here again when all files are in theirs.
  [/^src\//, /^(src\/(?!index|adapters)|node:(crypto|util)$)/],
  [/^simulator\//, /^(simulator\/|node:)/],
  [/^tools\/demo\//, /^(simulator\/|tools\/demo\/|node:)/]
]

const files = ['src', 'simulator', 'tools/demo'].flatMap(folder => [...list(folder)])

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => `${folder}/${path}`)
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [
    ...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm)
  ].map(match => {
    const target = match[1] ?? match[2] ?? ''
    return target.startsWith('.') ? normalize(join(dirname(file), target)).replace(/\.js$/, '.ts') : target
  })
}

describe('who may import whom', () => {
  it.each(files)('%s', file => {
    const rule = MAY.find(([from]) => from.test(file))
    expect(rule).toBeDefined()
    for (const target of importsOf(file)) expect([target, rule?.[1].test(target)]).toEqual([target, true])
  })

  it('only adapters touch the process, timers and the real clock', () => {
    for (const file of files.filter(file => file.startsWith('src/') && !/^src\/(adapters|index)/.test(file)))
      expect([
        file,
        /\bprocess\.|setTimeout|setInterval|Date\.now|performance\.now|Math\.random\(/.test(code(file))
      ]).toEqual([file, false])
  })

  it('no file does work when it is imported, but the entries', () => {
    for (const file of files.filter(file => /^src\/(?!index)/.test(file)))
      expect([file, /^(await |\w+\()/m.test(code(file))]).toEqual([file, false])
  })
})

/** The source without its comments. */
function code(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
