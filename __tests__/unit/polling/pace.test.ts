import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  isHistoryWorthwhile,
  LONGEST_PAUSE_MS,
  pauseFor,
  PLAIN_MS,
  type RunProgress,
  SHORTEST_PAUSE_MS
} from '../../../src/polling/pace.js'

const S = 1_000
const M = 60_000
const NOW = Date.UTC(2026, 10, 24)
const progress = (parts: Partial<RunProgress> = {}): RunProgress => ({
  startedAt: NOW - 2 * M,
  changedAt: NOW,
  isPaused: false,
  hasStagesLeft: false,
  durations: [],
  ...parts
})
const stable = [360 * S, 362 * S, 358 * S, 361 * S, 359 * S]
const middle = (...progresses: RunProgress[]): number => pauseFor(progresses, NOW, 0.5)

describe('the pause before the next look', () => {
  it.each<[string, RunProgress, number, number]>([
    ['nothing known: the pace of a plain loop', progress(), 9 * S, 10 * S],
    ['the run has hardly begun: slower', progress({ startedAt: NOW - 30 * S }), 15 * S, 15 * S],
    [
      'stages are left, so that only a failure can end it: slower',
      progress({ hasStagesLeft: true }),
      15 * S,
      15 * S
    ],
    ['nothing changes for an hour: slower', progress({ changedAt: NOW - 60 * M }), 29 * S, 30 * S],
    [
      'far from the usual end: nearly as long as allowed, so that copies part on the way',
      progress({ durations: stable }),
      59 * S,
      60 * S
    ],
    [
      'shortly before the usual end: until then',
      progress({ durations: stable, startedAt: NOW - 315 * S }),
      28 * S,
      33 * S
    ],
    [
      'around the usual end: soon',
      progress({ durations: stable, startedAt: NOW - 355 * S }),
      2.9 * S,
      3.1 * S
    ],
    [
      'around it, with stages left: not so soon',
      progress({ durations: stable, startedAt: NOW - 355 * S, hasStagesLeft: true }),
      6 * S,
      8 * S
    ],
    [
      'around it, of a pipeline that keeps time less well: not so soon either',
      progress({ durations: [330, 345, 360, 375, 390].map(s => s * S), startedAt: NOW - 355 * S }),
      2.9 * S,
      4 * S
    ],
    ['overdue by a minute', progress({ durations: stable, startedAt: NOW - 422 * S }), 9 * S, 11 * S],
    ['waits for a person since a minute', progress({ isPaused: true, changedAt: NOW - M }), 9 * S, 10 * S],
    [
      'waits for a person since an hour',
      progress({ isPaused: true, changedAt: NOW - 60 * M }),
      59 * S,
      60 * S
    ],
    ['one run of history says nothing', progress({ durations: [61 * S] }), 9 * S, 10 * S],
    [
      'runs that contradict each other say nothing',
      progress({ durations: [10 * S, 100 * S, 400 * S, 900 * S, 2000 * S] }),
      9 * S,
      10 * S
    ],
    [
      'a start in the future says nothing',
      progress({ startedAt: NOW + M, durations: stable }),
      9 * S,
      10 * S
    ],
    ['no start says nothing', progress({ startedAt: null, durations: stable }), 9 * S, 10 * S]
  ])('%s', (_, one, least, most) => {
    expect(middle(one)).toBeGreaterThanOrEqual(least)
    expect(middle(one)).toBeLessThanOrEqual(most)
  })

  it('of several is that of the most urgent', () => {
    const far = progress({ durations: stable })
    const near = progress({ durations: stable, startedAt: NOW - 355 * S })
    expect(middle(far, near)).toBe(middle(near))
    expect(middle(near, far)).toBe(middle(near))
  })

  it.each<[string, RunProgress, number, number]>([
    ['has begun this instant', progress({ startedAt: NOW }), 15 * S, 0.1],
    ['is just below a minute old', progress({ startedAt: NOW - M + 1 }), 15 * S, 0.1],
    [
      'was last seen to change 20 minutes ago',
      progress({ startedAt: NOW - 25 * M, changedAt: NOW - 20 * M }),
      10 * S,
      0.1
    ],
    ['is a minute old', progress({ startedAt: NOW - M }), PLAIN_MS, 0.1],
    [
      'enters the time of its likely end',
      progress({ durations: stable, startedAt: NOW - 349_200 }),
      3 * S,
      0.15
    ],
    ['is just before that', progress({ durations: stable, startedAt: NOW - 349_100 }), 3 * S, 0.08],
    [
      'has a likely end that is not sharp',
      progress({ durations: [90, 95, 100, 105, 110].map(s => s * S), startedAt: NOW - 100 * S }),
      (22_500 * 15_811.39) / 100_000,
      0.15
    ],
    ['is overdue by half a minute', progress({ durations: stable, startedAt: NOW - 400_800 }), 6 * S, 0.1]
  ])('of a run that %s: to the millisecond, and apart by chance', (_, one, ms, jitter) => {
    expect(pauseFor([one], NOW, 0.5)).toBeCloseTo(ms, 0)
    expect(pauseFor([one], NOW, 0)).toBeCloseTo(ms * (1 - jitter), 0)
    expect(pauseFor([one], NOW, 1)).toBeCloseTo(ms * (1 + jitter), 0)
  })

  it('property: between 2 s and 60 s, whatever is known, and never the same for all copies', () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.integer({ min: NOW - 1e8, max: NOW + 1e8 }))
    const any = fc.record({
      startedAt: fc.option(number, { nil: null }),
      changedAt: number,
      isPaused: fc.boolean(),
      hasStagesLeft: fc.boolean(),
      durations: fc.array(fc.oneof(fc.double({ min: 0, noNaN: true }), fc.integer({ min: -1e6, max: 1e9 })), {
        maxLength: 12
      })
    })
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (progresses, random) => {
          const pause = pauseFor(progresses, NOW, random)
          expect(pause).toBeGreaterThanOrEqual(SHORTEST_PAUSE_MS)
          expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
        }
      )
    )
    expect(pauseFor([progress()], NOW, 0.1)).not.toBe(pauseFor([progress()], NOW, 0.9))
  })
})

describe('whether a history pays', () => {
  const pays = (parts: Partial<RunProgress>, undecided: number, timeLeft = 60 * M) =>
    isHistoryWorthwhile(progress(parts), NOW, timeLeft, undecided)
  it('once a run has gone on for more than four looks for each that is undecided', () => {
    expect(pays({ startedAt: NOW - 4 * PLAIN_MS }, 1)).toBe(false)
    expect(pays({ startedAt: NOW - 4 * PLAIN_MS - 1 }, 1)).toBe(true)
    expect(pays({ startedAt: NOW - 8 * PLAIN_MS }, 2)).toBe(false)
    expect(pays({ startedAt: NOW - 8 * PLAIN_MS - 1 }, 2)).toBe(true)
  })
  it('not where nothing is left to save', () => {
    expect(pays({ startedAt: NOW - M }, 1, 4 * PLAIN_MS)).toBe(false)
    expect(pays({ startedAt: NOW - M }, 1, 4 * PLAIN_MS + 1)).toBe(true)
    expect(pays({ startedAt: NOW - M, isPaused: true }, 1)).toBe(false)
    expect(pays({ startedAt: null }, 1)).toBe(false)
    expect(pays({ startedAt: NOW + M }, 1)).toBe(false)
  })
})
