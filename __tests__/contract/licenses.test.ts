import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The names in a list of licences: each package begins with its name and, on the next line, the licence's. */
function named(list: string): string[] {
  return [...list.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+)\n[\w.-]+\n/gm)].map(match => match[1] ?? '')
}

/** How the licence of a package begins, as the package has it. */
function licenceOf(name: string): string {
  const folder = join('node_modules', name)
  const file = readdirSync(folder).find(file => /^licen[cs]e/i.test(file)) ?? ''
  return readFileSync(join(folder, file), 'utf8').trim().slice(0, 200)
}

describe('dist/licenses.txt', () => {
  it('names every package whose code the bundler takes in, with its licence, and no other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gate-build-'))
    const said = execFileSync(process.execPath, ['tools/build.mjs', folder], { encoding: 'utf8' })
    const contained = [...said.matchAll(/^contains (.+)$/gm)].map(match => match[1] ?? '')
    const list = readFileSync('dist/licenses.txt', 'utf8')
    expect(contained).toEqual(expect.arrayContaining(['@actions/core']))
    expect(named(list)).toEqual(contained)
    for (const name of contained) expect(list).toContain(licenceOf(name))
  })
})
