import { describe, expect, it } from '@jest/globals'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import {
  appearsBy,
  awaitsRun,
  awaitsStart,
  foundLate,
  initialState,
  type Observation,
  type PipelineState,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { expire, observe, observeStart } from '../../../src/domain/tracking.js'
import { aRun, aTracked, DEFAULT_FAIL_ON, started } from '../helpers.js'

const BY = 100
const rules = (parts: Partial<WaitRules> = {}): WaitRules => ({
  wait: true,
  failOn: DEFAULT_FAIL_ON,
  startDeadline: null,
  retry: 0,
  startTimeoutMs: 300_000,
  ...parts
})
const unobserved = aRun({ runId: 'started', status: null })
const announced = (): PipelineState =>
  observeStart(initialState('p'), { kind: 'announced', name: 'build', run: unobserved, appearsBy: BY })
const poll = (pipeline: PipelineState, now: number, parts: Partial<WaitRules> = {}) =>
  observe(pipeline, { kind: 'no_run' }, rules(parts), now)

describe('a run that was started and has not been shown yet', () => {
  it('goes on, under its ID', () => {
    expect(announced()).toMatchObject({
      ...{ name: 'build', outcome: 'running', decided: false, lastObservation: 'announced' },
      ...{ target: started({ runId: 'started', appearsBy: BY }), run: unobserved }
    })
    expect(awaitsRun(announced())).toBe(true)
    expect(appearsBy(announced(), rules({ startDeadline: 7 }))).toBe(BY)
  })

  it('is waited for until its time is over, however many looks do not show it', () => {
    const twice = poll(poll(announced(), BY - 2), BY - 1)
    expect(twice).toMatchObject({ outcome: 'running', decided: false, misses: 2, lastObservation: 'no_run' })
    expect(poll(twice, BY)).toMatchObject({ outcome: 'not_found', decided: true, misses: 3 })
    expect(poll(announced(), BY)).toMatchObject({ outcome: 'not_found', decided: true, misses: 1 })
  })

  it('goes on for a snapshot, whenever that is taken', () => {
    for (const now of [BY - 1, BY + 1])
      expect(poll(announced(), now, { wait: false })).toMatchObject({ outcome: 'running', decided: true })
  })

  it('tells how long before a poll a run had ended only of runs that it has not started', () => {
    const run = aRun({ runId: 'started', status: 'COMPLETED', outcome: 'success', ended: true })
    const seen: Observation = { kind: 'run', run, endedBeforeMs: 5_000 }
    expect(observe(announced(), seen, rules(), 0).endedBeforeMs).toBeNull()
    expect(observe(initialState('p'), seen, rules(), 0).endedBeforeMs).toBe(5_000)
    expect(observe(initialState('p'), { kind: 'run', run }, rules(), 0).endedBeforeMs).toBeNull()
  })

  it('once shown is followed as any other', () => {
    const run = aRun({ runId: 'started', status: 'RUNNING' })
    const shown = observe(announced(), { kind: 'run', run }, rules(), 0)
    expect([awaitsRun(shown), appearsBy(shown, rules({ startDeadline: 7 }))]).toEqual([false, null])
    expect(poll(shown, BY)).toMatchObject({ outcome: 'not_found', decided: false, misses: 1 })
    expect(poll(poll(shown, BY), BY)).toMatchObject({ outcome: 'not_found', decided: true })
  })

  it('came to light late: it is named, and nothing else changes', () => {
    const lost = observeStart(initialState('p'), { kind: 'start_lost', name: 'build', correlationId: 'm' })
    expect(lost).toMatchObject({
      outcome: 'unknown',
      decided: true,
      target: started({ correlationId: 'm' }),
      lastObservation: 'start_lost'
    })
    expect(foundLate(lost, unobserved)).toEqual({
      ...lost,
      ...{ run: unobserved, target: started({ runId: 'started', correlationId: 'm' }) }
    })
  })
})

describe('what one look says', () => {
  const run = aRun({ runId: 'r' })
  it('nobody has looked yet', () => {
    expect(initialState('p')).toMatchObject({
      outcome: 'unknown',
      decided: false,
      lastObservation: 'nothing_yet',
      misses: 0
    })
  })
  it('the run that was started is of another commit', () => {
    const moved = observe(announced(), { kind: 'moved_on', run }, rules(), 0)
    expect(moved).toEqual({
      ...announced(),
      ...{ run, lastObservation: 'moved_on', misses: 0, outcome: 'stale', decided: true }
    })
  })
  it('the pipeline came twice, differently', () => {
    expect(observe(aTracked({ misses: 1 }), { kind: 'contradiction' }, rules(), 0)).toMatchObject({
      ...{ lastObservation: 'contradiction', misses: 0, outcome: 'unknown', decided: true }
    })
  })
  it('how far a start has come is the same, whoever tells it', () => {
    for (const news of [
      { kind: 'not_started', name: 'build' },
      { kind: 'announced', name: 'build', run: unobserved, appearsBy: BY },
      { kind: 'start_lost', name: 'build', correlationId: 'm' }
    ] as const)
      expect(observe(initialState('p'), news, rules(), 0)).toEqual(observeStart(initialState('p'), news))
  })
  it('a pause is final where it is forbidden, and nothing else is with it', () => {
    const forbidden = rules({ failOn: new Set(['paused']) })
    const isFinal = (outcome: 'paused' | 'running', by: WaitRules) =>
      observe(initialState('p'), { kind: 'run', run: aRun({ outcome }) }, by, 0).decided
    expect([isFinal('paused', forbidden), isFinal('running', forbidden), isFinal('paused', rules())]).toEqual(
      [...[true, false, false]]
    )
  })
  it('nothing is undecided once the time is up', () => {
    for (const outcome of OUTCOMES)
      expect(expire(aTracked({ outcome }))).toMatchObject({
        ...{ decided: true, outcome: ['running', 'paused'].includes(outcome) ? 'timed_out' : outcome }
      })
    const done = aTracked({ outcome: 'running', decided: true })
    expect(expire(done)).toBe(done)
  })
})

it('a start is awaited until it is heard of', () => {
  const awaits = (kind: PipelineState['lastObservation']) => awaitsStart(aTracked({ lastObservation: kind }))
  expect([awaits('nothing_yet'), awaits('not_started'), awaits('announced'), awaits('start_lost')]).toEqual([
    ...[true, true, false, false]
  ])
  expect(observeStart(initialState('p'), { kind: 'not_started', name: 'build' })).toEqual({
    ...initialState('p'),
    ...{ name: 'build', lastObservation: 'not_started' }
  })
})
