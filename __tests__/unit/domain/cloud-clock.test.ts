import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { latestReading, timeAt } from '../../../src/domain/cloud-clock.js'

describe('a clock that answers tell', () => {
  it('goes on, and back, with the monotonic clock', () => {
    const reading = { epochMs: 1_000_000, at: 50 }
    expect([timeAt(reading, 50), timeAt(reading, 80), timeAt(reading, 20)]).toEqual([
      ...[1_000_000, 1_000_030, 999_970]
    ])
  })

  it('is read best by the answer that lags least', () => {
    const slow = { epochMs: 1_000_000, at: 5_000 }
    const quick = { epochMs: 1_003_000, at: 6_000 }
    expect(latestReading(slow, quick)).toBe(quick)
    expect(latestReading(quick, slow)).toBe(quick)
    expect(latestReading(slow, { ...slow })).toBe(slow)
  })

  it('property: whole seconds and slow answers put it behind by less than the fastest of them, and never ahead', () => {
    const answer = fc.record({ at: fc.nat(1_000_000), tookMs: fc.nat(30_000) })
    fc.assert(
      fc.property(fc.nat(), fc.array(answer, { minLength: 1 }), (offset, answers) => {
        const readings = answers.map(({ at, tookMs }) => ({
          epochMs: Math.floor((offset + at - tookMs) / 1000) * 1000,
          at
        }))
        const best = readings.reduce((one, other) => latestReading(one, other))
        const error = offset + 7 - timeAt(best, 7)
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThan(1_000 + Math.min(...answers.map(({ tookMs }) => tookMs)))
      })
    )
  })
})
