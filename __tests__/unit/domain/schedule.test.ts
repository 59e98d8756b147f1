import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { heartbeatDue, nextPoll, pollInterval } from '../../../src/domain/schedule.js'

describe('when to look again', () => {
  it('property: after now, and before the deadline', () => {
    const time = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 10_000_000 }), time, (now, pause, deadline) => {
        const at = nextPoll(now, pause, deadline)
        if (at === null) return
        expect(at).toBeGreaterThan(now)
        expect(at).toBeLessThan(deadline)
        expect(at).toBeLessThanOrEqual(now + pause)
      })
    )
  })

  it('there is a last look a second before the deadline', () => {
    expect(nextPoll(0, 10_000, 5_000)).toBe(4_000)
    expect(nextPoll(4_000, 10_000, 5_000)).toBeNull()
    expect(nextPoll(4_500, 100, 5_000)).toBe(4_600)
  })

  it('a look at the deadline itself would be too late', () => {
    expect(nextPoll(0, 5_000, 5_000)).toBe(4_000)
    expect(nextPoll(0, 5_000, 1_000)).toBeNull()
  })

  it('a heartbeat is due a minute after the last line', () => {
    expect([heartbeatDue(69_999, 10_000), heartbeatDue(70_000, 10_000)]).toEqual([false, true])
  })

  it('auto is 10 s until it adapts, and heartbeats are a minute apart', () => {
    expect(pollInterval('auto')).toBe(10_000)
    expect(pollInterval(5)).toBe(5)
    expect([heartbeatDue(59_999, 0), heartbeatDue(60_000, 0)]).toEqual([false, true])
  })
})
