import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  addressPart,
  count,
  epochTime,
  text,
  webAddress,
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
