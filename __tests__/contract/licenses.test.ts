import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { licenceFaults } from '../../tools/licenses.mjs'

const licenceOf = (name: string): string => `Licence of ${name}`
const listed = (...names: readonly string[]): string =>
  names.map(name => `${name}\nMIT\n${licenceOf(name)}\n`).join('\n')

describe('the list of licences', () => {
  it('in dist/ names each package that the bundle is made of, with its licence', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>
    }
    const list = readFileSync('dist/licenses.txt', 'utf8')
    expect(licenceFaults(Object.keys(dependencies).sort(), list)).toEqual([])
  })

  it('stops the build unless it names what the bundler took in, and nothing else', () => {
    const packages = ['@a/core', 'b']
    expect(licenceFaults(packages, listed('@a/core', 'b'), licenceOf)).toEqual([])
    expect(licenceFaults(packages, listed('b'), licenceOf)).toEqual([
      '@a/core is missing',
      'no licence text of @a/core'
    ])
    expect(licenceFaults(packages, listed('@a/core', 'b', 'c'), licenceOf)).toEqual([
      'c is not in the bundle'
    ])
    expect(licenceFaults(['b'], 'b\nMIT\nanother text\n', licenceOf)).toEqual(['no licence text of b'])
    expect(readFileSync('tools/build.mjs', 'utf8')).toContain('licenceFaults(')
  })
})
