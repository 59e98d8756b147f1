import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  isRegular,
  LONGEST_PAUSE_MS,
  pauseFor,
  SHORTEST_PAUSE_MS,
  type Course
} from '../../src/domain/pace.js'
import { adaptivePacer } from '../../src/pacer.js'
import { DISTRIBUTIONS } from '../../bench/waiting/distributions.js'
import { POLICIES, simulate } from '../../bench/waiting/simulate.js'
import { aRun, aTracked } from './helpers.js'

const S = 1_000
const M = 60_000
const NOW = Date.UTC(2026, 10, 24)

const course = (parts: Partial<Course> = {}): Course => ({
  startedAt: NOW - M,
  changedAt: NOW,
  isPaused: false,
  hasStagesLeft: false,
  durations: [],
  ...parts
})
const stable = [360 * S, 362 * S, 358 * S, 361 * S, 359 * S]
const middle = (...courses: Course[]): number => pauseFor(courses, NOW, 0.5)

describe('the pause before the next look', () => {
  it.each<[string, Course, number, number]>([
    ['nothing known: the pace of a plain loop', course(), 10 * S, 11 * S],
    ['nothing changes for an hour: slower', course({ changedAt: NOW - 60 * M }), 29 * S, 30 * S],
    [
      'far from the usual end: nearly as long as allowed, so that copies part on the way',
      course({ durations: stable }),
      55 * S,
      56 * S
    ],
    [
      'shortly before the usual end: until then',
      course({ durations: stable, startedAt: NOW - 315 * S }),
      25 * S,
      30 * S
    ],
    ['around the usual end: soon', course({ durations: stable, startedAt: NOW - 355 * S }), 3 * S, 4 * S],
    [
      'around it, with stages left: not so soon',
      course({ durations: stable, startedAt: NOW - 355 * S, hasStagesLeft: true }),
      6 * S,
      8 * S
    ],
    ['overdue by a minute', course({ durations: stable, startedAt: NOW - 422 * S }), 10 * S, 11 * S],
    ['waits for a person since a minute', course({ isPaused: true, changedAt: NOW - M }), 10 * S, 11 * S],
    ['waits for a person since an hour', course({ isPaused: true, changedAt: NOW - 60 * M }), 59 * S, 60 * S],
    ['one run of history says nothing', course({ durations: [61 * S] }), 10 * S, 11 * S],
    [
      'runs that contradict each other say nothing',
      course({ durations: [10 * S, 100 * S, 400 * S, 900 * S, 2000 * S] }),
      10 * S,
      11 * S
    ],
    ['a start in the future says nothing', course({ startedAt: NOW + M, durations: stable }), 10 * S, 11 * S],
    ['no start says nothing', course({ startedAt: null, durations: stable }), 10 * S, 11 * S]
  ])('%s', (_, one, least, most) => {
    expect(middle(one)).toBeGreaterThanOrEqual(least)
    expect(middle(one)).toBeLessThanOrEqual(most)
  })

  it('of several is that of the most urgent', () => {
    const far = course({ durations: stable })
    const near = course({ durations: stable, startedAt: NOW - 355 * S })
    expect(middle(far, near)).toBe(middle(near))
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
        (courses, random) => {
          const pause = pauseFor(courses, NOW, random)
          expect(pause).toBeGreaterThanOrEqual(SHORTEST_PAUSE_MS)
          expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
        }
      )
    )
    expect(pauseFor([course()], NOW, 0.1)).not.toBe(pauseFor([course()], NOW, 0.9))
  })

  it('a pipeline keeps time when its runs take one of a few lengths', () => {
    expect(isRegular(stable)).toBe(true)
    expect(isRegular([...stable, 60 * S, 61 * S])).toBe(true)
    expect(isRegular([M, 2 * M, 4 * M, 8 * M, 16 * M])).toBe(false)
    expect(isRegular([])).toBe(false)
  })
})

describe('what docs/polling.md promises', () => {
  const result = (name: string, policy: string) => {
    const distribution = DISTRIBUTIONS.find(it => it.name === name)
    const play = POLICIES[policy]
    if (distribution === undefined || play === undefined) throw new Error(`no ${name} or ${policy}`)
    return simulate(distribution, play, 1_000, 1)
  }
  it.each(['stable, 6 min', 'stable, 25 min'])(
    '%s: within 3 s on average, 8 s for 95 %%, at 0.6 × the looks',
    name => {
      const auto = result(name, 'auto')
      expect(auto.meanDelayMs).toBeLessThanOrEqual(3_000)
      expect(auto.p95DelayMs).toBeLessThanOrEqual(8_000)
      expect(auto.looks).toBeLessThanOrEqual(0.6 * result(name, 'every 10 s').looks)
    }
  )
  it.each(DISTRIBUTIONS.map(({ name }) => name))('%s: no fixed interval is both sooner and cheaper', name => {
    const auto = result(name, 'auto')
    for (const policy of Object.keys(POLICIES).filter(policy => policy.startsWith('every '))) {
      const fixed = result(name, policy)
      expect(auto.meanDelayMs > fixed.meanDelayMs && auto.looks > fixed.looks).toBe(false)
    }
  })
})

describe('what is asked for the estimate', () => {
  const running = (id: string) =>
    aTracked({
      id,
      outcome: 'running',
      decided: false,
      run: aRun({ pipelineId: id, startedAt: NOW - 355 * S, ended: false })
    })
  const ten = Array.from({ length: 10 }, (_, n) => running(`p${n}`))

  it('the history of each pipeline once, beside the wait; what has come by then counts', async () => {
    const asked: string[] = []
    const durations = (id: string): Promise<number[]> => {
      asked.push(id)
      return Promise.resolve(stable)
    }
    const pacer = adaptivePacer({ now: () => NOW, random: () => 0.5, durations })
    expect(pacer.pause([running('p')])).toBeGreaterThan(10 * S)
    await Promise.resolve()
    await Promise.resolve()
    expect(pacer.pause([running('p')])).toBeLessThan(4 * S)
    expect(asked).toEqual(['p'])
  })
  it('nothing for more than ten, for what is decided, and for what has no run', () => {
    const never = (): Promise<number[]> => Promise.reject(new Error('asked'))
    const pacer = adaptivePacer({ now: () => NOW, random: () => 0.5, durations: never })
    const asks = (...pipelines: Parameters<typeof pacer.pause>[0][number][]): number => pacer.pause(pipelines)
    expect(asks(...ten, running('q'))).toBeGreaterThan(10 * S)
    expect(asks({ ...running('p'), decided: true })).toBeGreaterThan(10 * S)
    expect(asks(aTracked({ run: null, decided: false, outcome: 'not_found' }))).toBeGreaterThan(10 * S)
  })
  it('a history that cannot be had changes nothing', async () => {
    const pacer = adaptivePacer({
      now: () => NOW,
      random: () => 0.5,
      durations: () => Promise.reject(new Error('no'))
    })
    pacer.pause([running('p')])
    await Promise.resolve()
    expect(pacer.pause([running('p')])).toBeGreaterThan(10 * S)
  })
  it('a run that is missing is looked for again after ten seconds, however urgent another one is', () => {
    const pacer = adaptivePacer({ now: () => NOW, random: () => 0.5, durations: null })
    const missing = aTracked({ id: 'm', run: null, decided: false, outcome: 'not_found', misses: 1 })
    expect(pacer.pause([running('p'), missing])).toBeGreaterThanOrEqual(10 * S)
  })
})
