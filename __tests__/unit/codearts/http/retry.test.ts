import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readRetryAfter, retryPause } from '../../../../src/codearts/http/retry.js'

describe('when to look again', () => {
  it('property: a retry is bounded, and keeps what the server asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.option(fc.integer({ min: 0, max: 1e12 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, requested, random) => {
          const pause = retryPause(failures, requested, random)
          expect(pause).toBeGreaterThanOrEqual(Math.min(requested ?? 0, 300_000))
          expect(pause).toBeLessThanOrEqual(Math.max(30_000, Math.min(requested ?? 0, 300_000) + 500))
        }
      )
    )
  })

  it.each([
    [1, null, 0, 500],
    [1, null, 1, 1000],
    [3, null, 1, 4000],
    [9, null, 1, 30_000],
    [1, 1000, 0, 1000],
    [1, 1000, 1, 1500],
    [5, 0, 1, 500],
    [6, 0, 1, 30_000],
    [1, 9e9, 0, 300_000]
  ])('after %i failures, asked for %p ms, at random %d: %d ms', (failures, requested, random, expected) => {
    expect(retryPause(failures, requested, random)).toBe(expected)
  })

  it('a server that always says 0 is not hammered', () => {
    expect(retryPause(6, 0, 0)).toBeGreaterThanOrEqual(10_000)
  })

  it.each([
    ['1', 1000],
    ['0', 0],
    [' 120 ', 120_000],
    ['Thu, 01 Jan 1970 00:00:20 GMT', 10_000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', null],
    ['Thursday, 01-Jan-70 00:00:20 GMT', 10_000],
    ['Thu Jan  1 00:00:20 1970', 10_000],
    ['Thu, 01 Jan 1970 00:00:10 GMT', null],
    ['12 and more', null],
    ['1 Thu, 01 Jan 1970 00:00:20 GMT', null],
    ['2 Jan 1970 00:00:20 GMT', null],
    ['-5', null],
    ['soon', null],
    ['', null],
    [undefined, null]
  ])('Retry-After %p is %p ms at 10 s past the epoch', (header, expected) => {
    expect(readRetryAfter(header, 10_000)).toBe(expected)
  })
})
