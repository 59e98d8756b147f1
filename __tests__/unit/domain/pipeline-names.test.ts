import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { byNameThenId, isNamedBy, isPattern } from '../../../src/domain/pipeline-names.js'

describe('isNamedBy', () => {
  it.each([
    ['build', 'build', true],
    ['build', 'build-api', false],
    ['build', 'Build', false],
    ['build-*', 'build-', true],
    ['build-*', 'build-api', true],
    ['build-*', 'build', false],
    ['*', '', true],
    ['*', 'a\nb', true],
    ['***', 'anything', true],
    ['*-api', 'build-api', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*ab*ab', 'ab', false],
    ['*构*', '构建', true],
    ['a.c', 'abc', false],
    ['[a]*', '[a]b', true]
  ])('%j, %j: %s', (line, name, expected) => {
    expect(isNamedBy(line, name)).toBe(expected)
    expect(isPattern(line)).toBe(line.includes('*'))
  })

  it('property: a pattern is a regular expression whose only sign is the star', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 8 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 })
    fc.assert(
      fc.property(pattern, text, (line, name) => {
        const source = line.split('*').map(part => part.replaceAll('.', '\\.'))
        expect(isNamedBy(line, name)).toBe(new RegExp(`^${source.join('[^]*')}$`).test(name))
      })
    )
  })

  it('a pattern of many stars needs no more time than its length', () => {
    expect(isNamedBy(`${'*a'.repeat(50_000)}*b`, 'a'.repeat(100_000))).toBe(false)
  })
})

it('by name, then by ID, in code points', () => {
  const sorted = [
    ['z', '1'],
    ['\u{1F680}', '1'],
    ['\uFF21', '1'],
    ['Z', '2'],
    ['Z', '1']
  ]
    .map(([name = '', id = '']) => ({ name, id }))
    .toSorted(byNameThenId)
  expect(sorted.map(({ name, id }) => name + id)).toEqual(['Z1', 'Z2', 'z1', '\uFF211', '\u{1F680}1'])
})
