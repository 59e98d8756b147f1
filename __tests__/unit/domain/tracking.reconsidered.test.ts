import { describe, expect, it } from '@jest/globals'
import type { Outcome } from '../../../src/domain/pipeline-run.js'
import {
  initialState,
  type Observation,
  type PipelineState,
  type Target,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { observe, unconfirmed } from '../../../src/domain/tracking.js'
import { aRun, decided, DEFAULT_FAIL_ON, ofCommit, started } from '../helpers.js'

const RULES: WaitRules = {
  ...{ wait: true, failOn: DEFAULT_FAIL_ON, startDeadline: null },
  ...{ retry: 0, startTimeoutMs: 300_000 }
}
const passed = aRun({ runId: '25', status: 'COMPLETED', outcome: 'success', ended: true, startedAt: 1_000 })
const onceMore = (pipeline: PipelineState, observation: Observation): PipelineState =>
  observe(pipeline, observation, RULES, 0)
/** A pipeline that is decided by a run that has passed. */
const ended = (target: Target = { kind: 'latest' }): PipelineState =>
  onceMore(initialState('p', target), { kind: 'run', run: passed })

describe('a pipeline that has passed, while others are waited for', () => {
  it.each<[string, Target]>([
    ['the latest run', { kind: 'latest' }],
    ['a run of a commit', ofCommit],
    ['the run that was started', started({ runId: '25' })]
  ])('goes on once its run does: %s', (_, target) => {
    const resumed = { ...passed, status: 'RUNNING', outcome: 'running' as const, ended: false }
    expect(onceMore(ended(target), { kind: 'run', run: resumed })).toMatchObject({
      ...{ decided: false, outcome: 'running', run: resumed, lastObservation: 'run' }
    })
  })

  it.each<[string, Target, boolean]>([
    ['does not count where any commit does', { kind: 'latest' }, false],
    ['takes its place where a commit is required', ofCommit, true]
  ])('a newer run %s', (_, target, counts) => {
    const newer = aRun({ runId: '26', commit: 'abcdef1'.padEnd(40, '0'), startedAt: 2_000 })
    const known = ended(target)
    const after = onceMore(known, { kind: 'run', run: newer })
    if (counts) expect(after).toMatchObject({ decided: false, outcome: 'running', run: { runId: '26' } })
    else expect(after).toBe(known)
  })

  it('an older run of the commit changes nothing', () => {
    const known = ended(ofCommit)
    const older = aRun({ runId: '24', outcome: 'error', ended: true, startedAt: 500 })
    expect(onceMore(known, { kind: 'run', run: older })).toBe(known)
  })

  it.each(['no_run', 'other_pipelines_only'] as const)(
    'is missing from the response, which a second poll confirms: %s',
    kind => {
      const parts = { outcome: 'not_found', lastObservation: 'no_run' }
      const once = onceMore(ended(), { kind })
      expect(once).toMatchObject({ ...parts, decided: false, misses: 1 })
      expect(onceMore(once, { kind: 'no_run' })).toMatchObject({ ...parts, decided: true, misses: 2 })
    }
  )

  it('by a run that does not match after all', () => {
    const once = onceMore(ended(), { kind: 'no_match', instead: passed })
    expect(once).toMatchObject({ outcome: 'stale', decided: false, run: null, instead: passed })
  })

  it('and a response that has only another run says nothing of its own', () => {
    const known = ended(ofCommit)
    expect(onceMore(known, { kind: 'no_match', instead: aRun({ runId: '26' }) })).toBe(known)
  })

  it.each<[Observation, Partial<PipelineState>]>([
    [
      { kind: 'moved_on', run: passed },
      { outcome: 'stale', decided: true, lastObservation: 'moved_on' }
    ],
    [{ kind: 'contradiction' }, { outcome: 'unknown', decided: true, lastObservation: 'contradiction' }],
    [{ kind: 'left_queue' }, { outcome: 'unknown', decided: true, lastObservation: 'left_queue' }],
    [
      { kind: 'not_started', name: 'build' },
      { name: 'build', lastObservation: 'not_started' }
    ],
    [
      { kind: 'announced', name: 'build', run: aRun({ status: null }), appearsBy: 9 },
      { outcome: 'running', decided: false, lastObservation: 'announced' }
    ],
    [
      { kind: 'start_lost', name: 'build', correlationId: 'm' },
      { outcome: 'unknown', decided: true, run: null, lastObservation: 'start_lost' }
    ]
  ])('%j counts as it does at any time', (observation, expected) => {
    expect(onceMore(ended(started({ runId: '25' })), observation)).toMatchObject(expected)
  })

  it('is not retried', () => {
    const known = ended()
    expect(onceMore(known, { kind: 'retry', answer: { kind: 'accepted' } })).toBe(known)
  })
})

describe('a pipeline that is decided without a run', () => {
  const missing = (target: Target): PipelineState => ({ ...decided('not_found'), target })

  it.each<Observation>([
    { kind: 'no_run' },
    { kind: 'other_pipelines_only' },
    { kind: 'no_match', instead: passed }
  ])('stays so after %j', observation => {
    const known = missing(ofCommit)
    expect(onceMore(known, observation)).toBe(known)
  })

  it('has the run of its commit that has appeared since, and none where any commit counts', () => {
    const run = aRun({ commit: 'abcdef1'.padEnd(40, '0') })
    expect(onceMore(missing(ofCommit), { kind: 'run', run })).toMatchObject({ decided: false, run })
    const latest = missing({ kind: 'latest' })
    expect(onceMore(latest, { kind: 'run', run })).toBe(latest)
    const nameless = onceMore(latest, { kind: 'run', run: { ...run, runId: null } })
    expect(nameless).toBe(latest)
  })
})

it.each<[Outcome, Outcome]>([
  ['success', 'unknown'],
  ['error', 'error'],
  ['running', 'running']
])('%s is %s where it could not be polled once more', (before, after) => {
  const known = decided(before)
  const result = unconfirmed(known)
  if (before === after) expect(result).toBe(known)
  else expect(result).toEqual({ ...known, outcome: after, lastObservation: 'unconfirmed' })
})
