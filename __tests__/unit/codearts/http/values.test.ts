import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  addressPart,
  areAlike,
  count,
  entry,
  epochTime,
  isNothing,
  text,
  webAddress,
  word,
  zonelessTime
} from '../../../../src/codearts/http/values.js'

describe('values of the cloud', () => {
  it('zoneless times are China Standard Time', () => {
    expect(zonelessTime('2022-09-09 00:00:24')).toBe(Date.UTC(2022, 8, 8, 16, 0, 24))
  })

  it.each(['', null, 'yesterday', '2022-99-99 00:00:00', 7, {}, '2022-09-09'])(
    '%p is no zoneless time',
    value => {
      expect(zonelessTime(value)).toBeNull()
    }
  )

  it.each([0, -1, 1_700_000_000, 'x', null, Number.NaN, 9e15, 1.5])(
    '%p is no time in milliseconds',
    value => {
      expect(epochTime(value)).toBeNull()
    }
  )

  it('milliseconds may come as text', () => {
    expect(epochTime('1700000000000')).toBe(1_700_000_000_000)
    expect(text(25)).toBe('25')
    for (const value of [2 ** 53, 1.5, Number.NaN, Infinity, true, {}, '']) expect(text(value)).toBeNull()
    expect(count('25')).toBe(25)
    expect(count(-1)).toBeNull()
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'x',
    '',
    null,
    'file:///etc/passwd',
    'https://me@evil.example/',
    'https://:pw@evil.example/'
  ])('%p is no link', value => {
    expect(webAddress(value)).toBeNull()
  })
})

describe('the verdict', () => {
  it('half a character in an ID makes an address all the same', () => {
    expect(addressPart('x\uD800/ü')).toBe('x%EF%BF%BD%2F%C3%BC')
  })
})

describe('a time without a zone', () => {
  it('property: is eight hours ahead of UTC', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_799 })
    fc.assert(
      fc.property(seconds, seconds => {
        const text = new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ')
        expect(zonelessTime(text)).toBe(seconds * 1000)
      })
    )
  })

  it('property: anything else is null, and never NaN', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.stringMatching(/^[-0-9: T]{0,22}$/)), value => {
        const instant = zonelessTime(value)
        expect(instant === null || Number.isFinite(instant)).toBe(true)
      })
    )
    for (const value of [
      '2022-13-01 00:00:00',
      '2022-09-09 25:00:00',
      '2022-09-09 00:00:60',
      '0000-00-00 00:00:00'
    ])
      expect(zonelessTime(value)).toBeNull()
  })
})

describe('values that are read as something', () => {
  it('nothing is null, undefined or an empty text', () => {
    expect([null, undefined, ''].map(isNothing)).toEqual([true, true, true])
    expect([0, false, ' ', {}].map(isNothing)).toEqual([false, false, false, false])
  })

  it('a word is a text without regard to case', () => {
    expect([word('FAILED'), word(7), word(null)]).toEqual(['failed', '', ''])
  })

  it('an entry is one of the table itself', () => {
    expect([entry({ a: 1 }, 'a'), entry({ a: 1 }, 'b'), entry({ a: 1 }, 'toString')]).toEqual([
      ...[1, undefined, undefined]
    ])
  })

  it('a count is a whole number from 0, and no other text', () => {
    expect([0, '0', '123456789012345'].map(count)).toEqual([0, 0, 123_456_789_012_345])
    for (const other of [
      'x1',
      '1x',
      '',
      '1.0',
      ' 1',
      '-1',
      true,
      null,
      [7],
      1.5,
      2 ** 60,
      '1234567890123456'
    ])
      expect(count(other)).toBeNull()
  })

  it('a link is one of the web, as it was written where that can be shown', () => {
    expect(webAddress('https://a.example/x?y#z')).toBe('https://a.example/x?y#z')
    expect(webAddress('http://a.example')).toBe('http://a.example')
    expect(webAddress('https://a.example/\u6784 b')).toBe('https://a.example/%E6%9E%84%20b')
    expect(webAddress('\u6784https://a.example')).toBeNull()
  })

  it('a time without a zone stands alone, spaces aside', () => {
    const instant = Date.UTC(2022, 8, 8, 16, 0, 24)
    expect([' 2022-09-09 00:00:24\n', '2022-09-09T00:00:24'].map(zonelessTime)).toEqual([instant, instant])
    for (const other of ['x2022-09-09 00:00:24', '2022-09-09 00:00:24Z', '2022-09-09 00:00:24.5'])
      expect(zonelessTime(other)).toBeNull()
  })

  it('an instant is between 1990 and 2200', () => {
    const [first, last] = [Date.UTC(1990, 0, 1), Date.UTC(2200, 0, 1)]
    expect([first - 1, first, last, last + 1].map(epochTime)).toEqual([null, first, last, null])
  })

  it('values are alike where they say the same, and not known to be where nobody can tell', () => {
    expect([areAlike({ a: [1] }, { a: [1] }), areAlike({ a: [1] }, { a: ['1'] })]).toEqual([true, false])
    const deep = (): unknown => {
      let value: unknown = 0
      for (let depth = 0; depth < 100_000; depth++) value = [value]
      return value
    }
    expect(areAlike(deep(), deep())).toBe(false)
  })
})
