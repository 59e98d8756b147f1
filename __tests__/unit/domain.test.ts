import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readOutcome } from '../../src/codearts/v3.js'
import { readRunStatus } from '../../src/codearts/v5/run.js'
import {
  addressPart,
  count,
  epochTime,
  text,
  webAddress,
  zonelessTime
} from '../../src/codearts/http/values.js'
import { durationSeconds, OUTCOMES, type Outcome } from '../../src/domain/pipeline-run.js'
import { heartbeatDue, nextPoll, pollInterval } from '../../src/domain/schedule.js'
import { isOlder, matches, newestMatching } from '../../src/domain/selection.js'
import {
  awaitsRun,
  expire,
  observe,
  initialState,
  type Observation,
  type WaitRules
} from '../../src/domain/tracking.js'
import { decide } from '../../src/domain/verdict.js'
import { aRun, ofCommit, aTracked, DEFAULT_FAIL_ON, decided } from './helpers.js'
import { readRetryAfter, retryPause } from '../../src/codearts/http/retry.js'

const anOutcome = fc.constantFrom(...OUTCOMES)
const idOf = (index: number): string => String(index).padStart(32, '0')
const rules = (parts: Partial<WaitRules> = {}): WaitRules => ({
  wait: true,
  failOn: DEFAULT_FAIL_ON,
  startDeadline: null,
  ...parts
})

describe('v3: status × result', () => {
  const results = ['success', 'error', 'aborted', null, 'odd'] as const
  const table: readonly (readonly [string | null, readonly [string, boolean][]])[] = [
    [
      'completed',
      [
        ['success', true],
        ['error', true],
        ['aborted', true],
        ['unknown', true],
        ['unknown', true]
      ]
    ],
    ['waiting', results.map(() => ['running', false])],
    ['running', results.map(() => ['running', false])],
    ['verifying', results.map(() => ['paused', false])],
    ['suspending', results.map(() => ['paused', false])],
    [null, results.map(() => ['unknown', false])],
    ['odd', results.map(() => ['unknown', false])],
    ['constructor', results.map(() => ['unknown', false])],
    // Only letters may differ: what stands around a word makes it another one.
    [' completed', results.map(() => ['unknown', false])],
    ['completed\n', results.map(() => ['unknown', false])]
  ]
  const cases = table.flatMap(([status, row]) =>
    row.map(([outcome, ended], index) => ({ status, result: results[index] ?? null, outcome, ended }))
  )
  it.each(cases)('$status × $result is $outcome, ended: $ended', ({ status, result, outcome, ended }) => {
    expect(readOutcome(status, result)).toEqual({ outcome, ended })
    expect(readOutcome(status?.toUpperCase(), result?.toUpperCase())).toEqual({ outcome, ended })
  })
})

describe('v5: status', () => {
  it.each([
    ['COMPLETED', 'success', true],
    ['FAILED', 'error', true],
    ['CANCELED', 'aborted', true],
    ['IGNORED', 'unknown', true],
    ['RUNNING', 'running', false],
    ['INIT', 'running', false],
    ['QUEUED', 'running', false],
    ['PAUSED', 'paused', false],
    ['SUSPEND', 'paused', false],
    ['SPLENDID', 'unknown', false],
    [null, 'unknown', false],
    [7, 'unknown', false]
  ])('%s is %s, ended: %s', (status, outcome, ended) => {
    expect(readRunStatus(status)).toEqual({ outcome, ended })
    expect(readRunStatus(typeof status === 'string' ? status.toLowerCase() : status)).toEqual({
      outcome,
      ended
    })
  })
})

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
  it('a duration is whole seconds, and never negative', () => {
    expect(durationSeconds({ startedAt: 0, endedAt: 24_400 })).toBe(24)
    expect(durationSeconds({ startedAt: 10, endedAt: 0 })).toBe(0)
    expect(durationSeconds({ startedAt: null, endedAt: 0 })).toBeNull()
    expect(durationSeconds({ startedAt: 0, endedAt: null })).toBeNull()
  })
})

describe('when a pipeline is decided', () => {
  const sees = (
    outcome: 'success' | 'error' | 'aborted' | 'running' | 'paused' | 'unknown',
    ended: boolean
  ): Observation => ({
    kind: 'run',
    run: aRun({ outcome, ended })
  })
  const cases = (
    [
      ['success', true],
      ['error', true],
      ['aborted', true],
      ['unknown', true],
      ['unknown', false],
      ['running', false],
      ['paused', false]
    ] as const
  ).flatMap(([outcome, ended]) =>
    [true, false].map(wait => ({ outcome, ended, wait, final: ended || !wait }))
  )
  it.each(cases)(
    '$outcome (ended: $ended) with wait: $wait → decided: $final',
    ({ outcome, ended, wait, final }) => {
      const after = observe(initialState('x'), sees(outcome, ended), rules({ wait }), 0)
      expect(after).toMatchObject({
        outcome,
        decided: final,
        lastObservation: 'run',
        misses: 0,
        instead: null
      })
    }
  )

  it('paused is final when the user forbids it', () => {
    const failOn = new Set<Outcome>(['paused'])
    expect(observe(initialState('x'), sees('paused', false), rules({ failOn }), 0).decided).toBe(true)
  })

  it('no run is confirmed by a second look, and a run in between starts anew', () => {
    const none: Observation = { kind: 'no_run' }
    const once = observe(initialState('x'), none, rules(), 0)
    expect(once).toMatchObject({ outcome: 'not_found', decided: false })
    expect(observe(once, none, rules(), 0)).toMatchObject({ outcome: 'not_found', decided: true })
    const lastObservation = observe(once, sees('running', false), rules(), 0)
    expect(observe(lastObservation, none, rules(), 0).decided).toBe(false)
  })

  it('with a condition, missing runs are waited for until the start deadline', () => {
    const none: Observation = { kind: 'no_run' }
    const other: Observation = { kind: 'no_match', instead: aRun() }
    for (const observation of [none, other]) {
      const waiting = rules({ startDeadline: 100 })
      const expected = initialState('x', ofCommit)
      const early = observe(observe(expected, observation, waiting, 0), observation, waiting, 99)
      expect(early.decided).toBe(false)
      expect(observe(early, observation, waiting, 100).decided).toBe(true)
    }
  })

  it('with a condition, a run that was seen and is gone is confirmed by a second look', () => {
    const late = rules({ startDeadline: 100 })
    const lastObservation = observe(initialState('x'), sees('running', false), late, 0)
    const once = observe(lastObservation, { kind: 'no_run' }, late, 200)
    expect(once.decided).toBe(false)
    expect(observe(once, { kind: 'no_run' }, late, 300).decided).toBe(true)
  })

  it('a run that matched is not lost because a later answer has none that matches', () => {
    const matched = observe(initialState('x'), sees('running', false), rules({ startDeadline: 0 }), 0)
    expect(observe(matched, { kind: 'no_match', instead: aRun() }, rules({ startDeadline: 0 }), 9)).toBe(
      matched
    )
  })

  it('an older run than the one seen does not count', () => {
    const newer: Observation = { kind: 'run', run: aRun({ runId: '10' }) }
    const older: Observation = {
      kind: 'run',
      run: aRun({ runId: '9', outcome: 'success', ended: true })
    }
    const after = observe(observe(initialState('x'), newer, rules(), 0), older, rules(), 0)
    expect(after).toMatchObject({ outcome: 'running', decided: false, run: { runId: '10' } })
  })

  it.each(OUTCOMES)('%s awaits a run only when none was seen and nothing is decided', outcome => {
    const missing = outcome === 'not_found' || outcome === 'stale'
    expect(awaitsRun(aTracked({ outcome }))).toBe(missing)
    expect(awaitsRun(aTracked({ outcome, decided: true }))).toBe(false)
    expect(awaitsRun(aTracked({ outcome, run: aRun() }))).toBe(false)
  })

  it.each(OUTCOMES)('%s when the time is up', outcome => {
    const after = expire(aTracked({ outcome }))
    expect(after.outcome).toBe(outcome === 'running' || outcome === 'paused' ? 'timed_out' : outcome)
    expect(expire(aTracked({ outcome, decided: true })).outcome).toBe(outcome)
  })
})

describe('which run counts', () => {
  const commit = 'abcdef0'
  it('a run that does not tell, does not match', () => {
    expect(matches(aRun(), { commit, startedAfter: null })).toBe(false)
    expect(matches(aRun(), { commit: null, startedAfter: 0 })).toBe(false)
  })
  it('at the very instant is after', () => {
    expect(matches(aRun({ startedAt: 5 }), { commit: null, startedAfter: 5 })).toBe(true)
    expect(matches(aRun({ startedAt: 4 }), { commit: null, startedAfter: 5 })).toBe(false)
  })
  it('both, when both are asked for', () => {
    const run = aRun({ commit: `${commit}123`, startedAt: 4 })
    expect(matches(run, { commit, startedAfter: 4 })).toBe(true)
    expect(matches(run, { commit, startedAfter: 5 })).toBe(false)
  })
  it('run numbers are numbers: 10 is newer than 9', () => {
    expect(isOlder(aRun({ runId: '9' }), aRun({ runId: '10' }))).toBe(true)
    expect(isOlder(aRun({ runId: 'x', runNumber: 10 }), aRun({ runId: 'y', runNumber: 9 }))).toBe(false)
  })
  it.each([
    ['the same run, however told', { runId: 'x', runNumber: 1 }, { runId: 'x', runNumber: 2 }, false],
    [
      'a number on one side only: the start decides',
      { runId: 'x', startedAt: 1 },
      { runId: 'y', runNumber: 5, startedAt: 2 },
      true
    ],
    ['the other way round', { runId: 'y', runNumber: 5, startedAt: 2 }, { runId: 'x', startedAt: 1 }, false],
    [
      'equal numbers: the start decides',
      { runId: 'x', runNumber: 5, startedAt: 1 },
      { runId: 'y', runNumber: 5, startedAt: 2 },
      true
    ],
    ['nothing to compare', { runId: 'x' }, { runId: 'y' }, false],
    ['no IDs, but starts', { runId: null, startedAt: 1 }, { runId: null, startedAt: 2 }, true],
    ['a start on one side only', { runId: 'x', startedAt: 1 }, { runId: 'y' }, false],
    ['a start on the other side only', { runId: 'x' }, { runId: 'y', startedAt: 1 }, false],
    ['hashes that look like numbers', { runId: '1'.repeat(32) }, { runId: '2'.repeat(32) }, false],
    ['a counter beside a hash', { runId: '9' }, { runId: 'f'.repeat(32) }, false]
  ])('%s', (_, run, other, older) => {
    expect(isOlder(aRun(run), aRun(other))).toBe(older)
  })
  it('by start, where the number of only one is known', () => {
    const [numbered, bare] = [
      aRun({ runId: 'x', runNumber: 5, startedAt: 1 }),
      aRun({ runId: 'y', startedAt: 2 })
    ]
    expect([isOlder(numbered, bare), isOlder(bare, numbered)]).toEqual([true, false])
  })
  it('property: the newest match does not depend on order, matches, and none that matches is newer', () => {
    const runs = fc.uniqueArray(fc.record({ runNumber: fc.nat(50), mine: fc.boolean() }), {
      selector: ({ runNumber }) => runNumber
    })
    fc.assert(
      fc.property(runs, list => {
        const made = list.map(({ runNumber, mine }) =>
          aRun({ runNumber, runId: `r${runNumber}`, commit: mine ? commit : 'fff' })
        )
        const condition = { commit, startedAfter: null }
        const newest = newestMatching(made, condition)
        expect(newestMatching([...made].reverse(), condition)).toEqual(newest)
        const best = Math.max(-1, ...list.filter(({ mine }) => mine).map(({ runNumber }) => runNumber))
        expect(newest?.runNumber ?? -1).toBe(best)
      })
    )
  })
})

describe('the verdict', () => {
  it('property: nothing but success of all passes with the default fail_on', () => {
    fc.assert(
      fc.property(fc.array(anOutcome, { minLength: 1, maxLength: 8 }), outcomes => {
        const verdict = decide(
          outcomes.map((outcome, index) => decided(outcome, idOf(index))),
          DEFAULT_FAIL_ON
        )
        expect(verdict.passed).toBe(outcomes.every(outcome => outcome === 'success'))
        const red = outcomes.some(outcome => DEFAULT_FAIL_ON.has(outcome))
        expect(verdict.failsStep).toBe(red)
        expect(verdict.failed.map(({ outcome }) => outcome)).toEqual(
          outcomes.filter(outcome => DEFAULT_FAIL_ON.has(outcome))
        )
      })
    )
  })

  it('property: order does not change it', () => {
    fc.assert(
      fc.property(
        fc.array(anOutcome, { minLength: 1, maxLength: 6 }),
        fc.subarray([...OUTCOMES]),
        (outcomes, failOn) => {
          const all = outcomes.map((outcome, index) => decided(outcome, idOf(index)))
          const [one, other] = [all, [...all].reverse()].map(pipelines => decide(pipelines, new Set(failOn)))
          expect([other?.result, other?.passed, other?.failsStep]).toEqual([
            one?.result,
            one?.passed,
            one?.failsStep
          ])
        }
      )
    )
  })

  it('property: what passes never fails the step, and a hindrance never passes', () => {
    fc.assert(
      fc.property(
        fc.array(anOutcome, { maxLength: 6 }),
        fc.subarray([...OUTCOMES]),
        fc.boolean(),
        (outcomes, failOn, blocked) => {
          const all = outcomes.map((outcome, index) => decided(outcome, idOf(index)))
          const verdict = decide(all, new Set(failOn), blocked ? 'could_not_judge' : 'none')
          if (verdict.passed) expect(verdict.failsStep).toBe(false)
          if (blocked) expect(verdict.passed).toBe(false)
          if (blocked && failOn.length > 0) expect(verdict.failsStep).toBe(true)
        }
      )
    )
  })

  it.each(['running', 'paused', 'timed_out'] as const)(
    'one that is %s keeps the others from passing',
    outcome => {
      const all = [decided('success', idOf(0)), decided(outcome, idOf(1))]
      expect(decide(all, new Set<Outcome>(['error']))).toMatchObject({ passed: false, failsStep: false })
      expect(decide([...all].reverse(), new Set<Outcome>(['error']))).toMatchObject({ passed: false })
    }
  )

  it('half a character in an ID makes an address all the same', () => {
    expect(addressPart('x\uD800/ü')).toBe('x%EF%BF%BD%2F%C3%BC')
  })

  it('nothing is not success', () => {
    expect(decide([], DEFAULT_FAIL_ON)).toMatchObject({ passed: false, result: 'unknown' })
  })

  it('bad inputs fail the step whatever fail_on says', () => {
    expect(decide([decided('success')], new Set(), 'bad_inputs')).toMatchObject({
      failsStep: true,
      passed: false
    })
  })

  it('the worst counts, in the order of the contract', () => {
    const order: Outcome[] = [
      'error',
      'aborted',
      'unknown',
      'not_found',
      'stale',
      'timed_out',
      'paused',
      'running',
      'success'
    ]
    for (const [index, outcome] of order.entries()) {
      const rest = order.slice(index).map((outcome, at) => decided(outcome, idOf(at)))
      expect(decide(rest.reverse(), DEFAULT_FAIL_ON).result).toBe(outcome)
    }
  })

  it('with fail_on: none it passes only if all are success', () => {
    expect(decide([decided('success')], new Set())).toMatchObject({ passed: true, failsStep: false })
    expect(decide([decided('error')], new Set())).toMatchObject({ passed: false, failsStep: false })
  })
})

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
  it('a look at the deadline itself would be too late', () => {
    expect(nextPoll(0, 5_000, 5_000)).toBe(4_000)
    expect(nextPoll(0, 5_000, 1_000)).toBeNull()
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
  it('a heartbeat is due a minute after the last line', () => {
    expect([heartbeatDue(69_999, 10_000), heartbeatDue(70_000, 10_000)]).toEqual([false, true])
  })
  it('auto is 10 s until it adapts, and heartbeats are a minute apart', () => {
    expect(pollInterval('auto')).toBe(10_000)
    expect(pollInterval(5)).toBe(5)
    expect([heartbeatDue(59_999, 0), heartbeatDue(60_000, 0)]).toEqual([false, true])
  })
})
