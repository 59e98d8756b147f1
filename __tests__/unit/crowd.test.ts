import { describe, expect, it } from '@jest/globals'
import { COPIES, crowd } from '../../tools/bench/crowd/play.js'

const RUN_MS = 60_000
/** All have parted by then, however they began. */
const PARTED_MS = 10_000
const SPAN_MS = 200

/** The most arrivals in any span of 200 ms, once all have parted and while the run goes on. */
function burst(times: readonly number[]): number {
  const meant = times.filter(at => at > PARTED_MS && at < RUN_MS)
  return Math.max(...meant.map(at => meant.filter(other => other >= at && other < at + SPAN_MS).length))
}

describe('fifty copies that begin in the same instant', () => {
  it.each([
    // Fifty that ask every two seconds are five in 200 ms on average; in step they would be fifty.
    { interval: '2s', throttled: false, most: 16 },
    { interval: '2s', throttled: true, most: 16 },
    { interval: 'auto', throttled: false, most: 16 },
    { interval: 'auto', throttled: true, most: 16 }
  ])('part on the way: $interval, throttled: $throttled', async ({ most, ...setting }) => {
    const { times, failed } = await crowd({ ...setting, runMs: RUN_MS })
    expect(failed).toBe(0)
    expect(times.length).toBeGreaterThan(2 * COPIES)
    expect(burst(times)).toBeLessThanOrEqual(most)
  })
})
