import { describe, expect, it } from '@jest/globals'
import { type Outcome, OUTCOMES } from '../../../src/domain/pipeline-run.js'
import {
  appearsBy,
  awaitsRun,
  initialState,
  type Observation,
  type PipelineState,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { expire, observe } from '../../../src/domain/tracking.js'
import { aRun, aTracked, DEFAULT_FAIL_ON, ofCommit } from '../helpers.js'

const rules = (parts: Partial<WaitRules> = {}): WaitRules => ({
  wait: true,
  failOn: DEFAULT_FAIL_ON,
  startDeadline: null,
  retry: 0,
  startTimeoutMs: 300_000,
  ...parts
})
const BY = 100
const poll = (pipeline: PipelineState, now: number, parts: Partial<WaitRules> = {}) =>
  observe(pipeline, { kind: 'no_run' }, rules(parts), now)

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
    expect(
      observe(matched, { kind: 'no_match', instead: aRun({ runId: '7' }) }, rules({ startDeadline: 0 }), 9)
    ).toBe(matched)
  })

  it.each([null, 1_000])('an older run than the one seen does not count, started at %s', startedAt => {
    const newer: Observation = { kind: 'run', run: aRun({ runId: '10' }) }
    const older: Observation = {
      kind: 'run',
      run: aRun({ runId: '9', outcome: 'success', ended: true, startedAt })
    }
    const after = observe(observe(initialState('x'), newer, rules(), 0), older, rules(), 0)
    expect(after).toMatchObject({ outcome: 'running', decided: false, run: { runId: '10' } })
  })

  it.each(OUTCOMES)('%s when the time is up', outcome => {
    const after = expire(aTracked({ outcome }))
    expect(after.outcome).toBe(outcome === 'running' || outcome === 'paused' ? 'timed_out' : outcome)
    expect(expire(aTracked({ outcome, decided: true })).outcome).toBe(outcome)
  })
})

describe('a run that nobody here has started', () => {
  it('is not waited for anew because its status is not told', () => {
    const odd = aTracked({ run: aRun({ status: null }), outcome: 'unknown' })
    expect(awaitsRun(odd)).toBe(false)
    expect(poll(odd, 0)).toMatchObject({ outcome: 'not_found', decided: false })
  })

  it('may appear until the deadline for it, and no longer', () => {
    const waits = rules({ startDeadline: BY })
    const expected = initialState('p', ofCommit)
    expect(poll(expected, BY - 1, waits)).toMatchObject({ outcome: 'not_found', decided: false })
    const missing = poll(poll(expected, BY - 2, waits), BY - 1, waits)
    expect(missing).toMatchObject({ decided: false, misses: 2 })
    expect(appearsBy(missing, waits)).toBe(BY)
    expect(poll(expected, BY, waits)).toMatchObject({ decided: true, misses: 1 })
  })

  it('without a condition is confirmed missing by a second look, on any clock', () => {
    const once = poll(initialState('p'), -5)
    expect(once).toMatchObject({ outcome: 'not_found', decided: false })
    expect(poll(once, -4)).toMatchObject({ decided: true })
    expect(appearsBy(once, rules())).toBeNull()
  })

  it('has the name that is told, once it is', () => {
    const named = observe(initialState('p'), { kind: 'no_run', name: 'build' }, rules(), 0)
    expect(named).toMatchObject({ name: 'build', lastObservation: 'no_run' })
    expect(observe(named, { kind: 'no_run', name: 'other' }, rules(), 0).name).toBe('build')
    expect(observe(named, { kind: 'no_run' }, rules(), 0).name).toBe('build')
    expect(poll(initialState('p'), 0).name).toBeNull()
  })

  it.each(['no_run', 'no_match'] as const)('has the time that the queue gives it: %s', kind => {
    const observation: Observation =
      kind === 'no_run' ? { kind, appearsBy: BY + 50 } : { kind, instead: aRun(), appearsBy: BY + 50 }
    const waits = rules({ startDeadline: BY })
    const queued = observe(initialState('p', ofCommit), observation, waits, BY)
    expect(queued).toMatchObject({ decided: false, extendedUntil: BY + 50 })
    expect(appearsBy(queued, waits)).toBe(BY + 50)
    expect(poll(queued, BY + 49, waits).decided).toBe(false)
    expect(poll(queued, BY + 50, waits).decided).toBe(true)
  })

  it('has no less time for that, and none where none is waited for', () => {
    const early = observe(initialState('p', ofCommit), { kind: 'no_run', appearsBy: 1 }, rules(), 0)
    expect(appearsBy(early, rules({ startDeadline: BY }))).toBe(BY)
    expect(appearsBy(early, rules())).toBeNull()
  })

  it('is told beside what was asked for', () => {
    const instead = aRun({ runId: 'other' })
    const waits = rules({ startDeadline: BY })
    expect(observe(initialState('p'), { kind: 'no_match', instead }, waits, 0)).toMatchObject({
      ...{ lastObservation: 'no_match', outcome: 'stale', decided: false, instead }
    })
  })
})

describe('an answer that speaks of other pipelines only', () => {
  const others = { kind: 'other_pipelines_only' } as const
  it('is confirmed by one more poll, and then final', () => {
    const parts = { outcome: 'not_found', lastObservation: 'other_pipelines_only' }
    const once = observe(initialState('p'), others, rules(), 0)
    expect(once).toMatchObject({ ...parts, decided: false, misses: 1 })
    expect(observe(once, others, rules(), 1)).toMatchObject({ ...parts, decided: true, misses: 2 })
  })
  it('proves nothing while a run may appear, or where one was seen', () => {
    const once = { outcome: 'not_found', decided: false, misses: 1, lastObservation: 'no_run' }
    expect(observe(initialState('p', ofCommit), others, rules({ startDeadline: BY }), 0)).toMatchObject(once)
    expect(observe(aTracked({ run: aRun() }), others, rules(), 0)).toMatchObject(once)
  })
})
