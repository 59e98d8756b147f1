import { describe, expect, it } from '@jest/globals'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import {
  appearsBy,
  awaitsRun,
  awaitsStart,
  foundLate,
  initialState,
  isAnnounced,
  isOfOneCommit,
  matchedBy,
  runDeadline,
  startTarget,
  type PipelineState,
  type Target,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked, ofCommit } from '../helpers.js'

const startOf = (commit: string | null): Target => ({
  kind: 'start',
  commit: commit === null ? null : { commit, repository: null },
  runId: null,
  appearsBy: null,
  correlationId: null
})
const pin: Target = { kind: 'pin', runId: 'r', runNumber: null }
const sinceNoon: Target = { kind: 'condition', condition: { commit: null, startedAfter: { epochMs: 0 } } }

describe('the state of a pipeline', () => {
  it.each(OUTCOMES)('waits for a run only while it is open and has none that matches: %s', outcome => {
    const isMissing = outcome === 'not_found' || outcome === 'stale'
    expect(awaitsRun(aTracked({ outcome }))).toBe(isMissing)
    expect(awaitsRun(aTracked({ outcome, decided: true }))).toBe(false)
    expect(awaitsRun(aTracked({ outcome, run: aRun() }))).toBe(false)
  })

  it.each<[Target, ReturnType<typeof matchedBy>, boolean]>([
    [{ kind: 'latest' }, 'latest', false],
    [ofCommit, 'commit', true],
    [sinceNoon, 'started_after', false],
    [pin, 'run_id', false],
    [startOf(null), 'started', false],
    [startOf('a'.repeat(40)), 'started', true]
  ])('%j: what picked its run, and whether only one commit counts', (target, rule, isOfOne) => {
    const pipeline = initialState('p', target)
    expect(matchedBy(pipeline)).toBeNull()
    expect(matchedBy({ ...pipeline, run: aRun() })).toBe(rule)
    expect(isOfOneCommit(pipeline)).toBe(isOfOne)
  })

  it('is open, and asks for the latest run, until it is polled', () => {
    expect(initialState('p')).toMatchObject({
      ...{ id: 'p', advisory: false, target: { kind: 'latest' }, run: null, misses: 0 },
      ...{ outcome: 'unknown', decided: false, lastObservation: 'nothing_yet' }
    })
  })
})

describe('a pipeline that this step starts', () => {
  const unobserved = aRun({ runId: 'r', status: null })

  it('awaits its start until it is heard of', () => {
    const awaits = (lastObservation: PipelineState['lastObservation']): boolean =>
      awaitsStart(aTracked({ lastObservation }))
    expect((['nothing_yet', 'not_started'] as const).map(awaits)).toEqual([true, true])
    expect((['announced', 'run', 'start_lost'] as const).map(awaits)).toEqual([false, false, false])
  })

  it('has a run that is announced until somebody has seen it', () => {
    const announced = (target: Target, run: PipelineState['run']): boolean =>
      isAnnounced(aTracked({ target, run }))
    expect(announced(startOf(null), unobserved)).toBe(true)
    expect(announced(startOf(null), aRun())).toBe(false)
    expect(announced(startOf(null), null)).toBe(false)
    expect(announced({ kind: 'latest' }, unobserved)).toBe(false)
    expect(awaitsRun(aTracked({ target: startOf(null), run: unobserved, outcome: 'running' }))).toBe(true)
  })

  it('keeps what is known of its start, and adds what has become known', () => {
    const known = { kind: 'start', commit: null, runId: null, appearsBy: 7, correlationId: 'm' } as const
    expect(startTarget(aTracked({ target: known }), { runId: 'r' })).toEqual({ ...known, runId: 'r' })
    const nothing = { kind: 'start', commit: null, runId: null, appearsBy: null, correlationId: null }
    expect(startTarget(aTracked(), { correlationId: 'm' })).toEqual({ ...nothing, correlationId: 'm' })
  })

  it('that was given up, and is found late, is named', () => {
    const lost = aTracked({ target: { ...startOf(null), correlationId: 'm' } as Target, decided: true })
    expect(foundLate(lost, unobserved)).toEqual({
      ...{ ...lost, run: unobserved, target: { ...lost.target, runId: 'r' } }
    })
  })
})

describe('until when a run may appear', () => {
  const rules = (startDeadline: number | null): WaitRules => ({
    ...{ wait: true, failOn: new Set(), startDeadline, retry: 0, startTimeoutMs: 0 }
  })
  const until = (target: Target, startDeadline: number | null, extendedUntil: number | null = null) =>
    runDeadline(aTracked({ target, extendedUntil }), rules(startDeadline))

  it.each<[string, Target, number | null]>([
    ['of a commit', ofCommit, 100],
    ['of the latest run', { kind: 'latest' }, null],
    ['of a pin', pin, null],
    ['of one that is started', { ...startOf(null), appearsBy: 9 } as Target, 9]
  ])('%s', (_, target, expected) => {
    expect(until(target, 100)).toBe(expected)
    const missing = aTracked({ target, outcome: 'not_found' })
    expect(appearsBy(missing, rules(100))).toBe(expected)
    expect(appearsBy({ ...missing, decided: true }, rules(100))).toBeNull()
  })

  it('a queue gives it more time, and never less', () => {
    expect([until(ofCommit, 100, 150), until(ofCommit, 100, 50), until(ofCommit, null, 150)]).toEqual([
      ...[150, 100, null]
    ])
  })
})
