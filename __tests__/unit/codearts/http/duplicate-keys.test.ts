import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { countJson, hasDuplicateKeys } from '../../../../src/codearts/http/duplicate-keys.js'

const check = (text: string): boolean => hasDuplicateKeys(countJson(text), JSON.parse(text))

describe('the same key twice in one object', () => {
  it.each([
    '{"a":1,"a":2}',
    '[{"x":{"a":1, "b":2 , "a" : 3}}]',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a\\"":1,"a\\"":2}',
    '{"":1,\n"":2}',
    '{"a":{"b":1},"a":{"b":1}}'
  ])('is found in %s', text => {
    expect(check(text)).toBe(true)
  })

  it.each([
    'null',
    '"a:b"',
    '[]',
    '{}',
    '["a","a"]',
    '[{"a":1},{"a":1}]',
    '{"a":"\\"b\\":"}',
    '{"a\\\\":"b\\\\","c":"\\\\\\""}',
    '{"__proto__":{"a":1}}',
    '{"a":"x","b"\t:\r\n[{"a":null}]}'
  ])('is not in %s', text => {
    expect(check(text)).toBe(false)
  })

  it('property: no JSON that was written from a value has one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(check(text)).toBe(false)
      })
    )
  })

  it('property: one that is written twice is found, whatever is around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (key, one, other) => {
        const twice = `${JSON.stringify(key)}:${JSON.stringify(one)}`
        expect(check(`[${JSON.stringify(other)},{${twice},"rest":1,${twice}}]`)).toBe(true)
      })
    )
  })

  it('depth is no matter', () => {
    const deep = '{"a":'.repeat(2_000) + '1' + '}'.repeat(2_000)
    expect(check(deep)).toBe(false)
  })
})

describe('the shape of a text', () => {
  it.each([
    ['', 0, 0],
    ['1', 0, 0],
    ['"a,b:[{"', 0, 0],
    ['[]', 0, 1],
    ['[1,2,3]', 0, 3],
    ['[[],[],{}]', 0, 6],
    ['{"a":1,"b":"x,:\\",{"}', 2, 2],
    ['"never ends, :[', 0, 0],
    ['"\\', 0, 0]
  ])('%j has %i keys and %i values', (text, keys, values) => {
    expect(countJson(text)).toEqual({ keys, values })
  })

  it('property: no JSON has more values than counted, but for the outermost', () => {
    const sizeOf = (json: unknown): number =>
      typeof json === 'object' && json !== null
        ? Object.values(json).reduce<number>((sum, part) => sum + sizeOf(part), 1)
        : 1
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        const { values } = countJson(JSON.stringify(json))
        expect(values + 1).toBeGreaterThanOrEqual(sizeOf(JSON.parse(JSON.stringify(json))))
      })
    )
  })
})
