import { describe, expect, it } from '@jest/globals'
import { durationSeconds, endedBefore } from '../../../src/domain/pipeline-run.js'

describe('values of the cloud', () => {
  it('a duration is whole seconds, and never negative', () => {
    expect(durationSeconds({ startedAt: 0, endedAt: 24_400 })).toBe(24)
    expect(durationSeconds({ startedAt: 10_000, endedAt: 34_400 })).toBe(24)
    expect(durationSeconds({ startedAt: 10, endedAt: 0 })).toBe(0)
    expect(durationSeconds({ startedAt: null, endedAt: 0 })).toBeNull()
    expect(durationSeconds({ startedAt: 0, endedAt: null })).toBeNull()
  })
})

describe('how long before an instant a run had ended', () => {
  const run = (ended: boolean, endedAt: number | null) => ({ ended, endedAt })
  it('is known of a run that has ended, from a second on', () => {
    expect(endedBefore(run(true, 5_000), 6_000)).toBe(1_000)
    expect(endedBefore(run(true, 5_000), 90_500)).toBe(85_500)
    for (const instant of [5_999, 5_000, 1_000]) expect(endedBefore(run(true, 5_000), instant)).toBeNull()
    expect(endedBefore(run(true, null), 90_000)).toBeNull()
    expect(endedBefore(run(false, 5_000), 90_000)).toBeNull()
  })
})
