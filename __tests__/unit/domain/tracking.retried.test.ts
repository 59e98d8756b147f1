import { describe, expect, it } from '@jest/globals'
import type { Outcome } from '../../../src/domain/pipeline-run.js'
import {
  initialState,
  type Observation,
  type PipelineState,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { expire, observe } from '../../../src/domain/tracking.js'
import { anExplanation, aRun } from '../helpers.js'

const RULES: WaitRules = {
  ...{ wait: true, failOn: new Set<Outcome>(['error', 'aborted']), startDeadline: null },
  ...{ retry: 1, startTimeoutMs: 60_000 }
}
const failed = aRun({ status: 'FAILED', outcome: 'error', ended: true, endedAt: 10 })
const FAILED: Observation = { kind: 'run', run: failed }
const QUEUED: Observation = {
  kind: 'run',
  run: { ...failed, status: 'QUEUED', outcome: 'running', ended: false }
}
const RETRIED: Observation = { kind: 'retry', answer: { kind: 'queued', queueId: 'q' } }
const NO_RUN: Observation = { kind: 'no_run' }

/** What one observation after the other, a second apart, makes of a pipeline. */
const after = (...observations: readonly Observation[]): PipelineState =>
  observations.reduce((pipeline, it, n) => observe(pipeline, it, RULES, n * 1_000), initialState('x'))

describe('a failed run whose retry is shown in the queue', () => {
  it.each([
    ['at once', []],
    ['after it was missing', [NO_RUN]],
    ['after it was gone', [NO_RUN, NO_RUN]],
    ['after it was told twice', [{ kind: 'contradiction' }]]
  ] as const)('has failed and is waited for: %s', (_, between) => {
    const queued = after(FAILED, RETRIED, ...between, QUEUED)
    expect(queued).toMatchObject({
      ...{ outcome: 'error', decided: false, lastObservation: 'run', misses: 0 },
      attempts: { earlier: [], retries: 1, retry: { kind: 'run_queued', own: { kind: 'queued' } } }
    })
    expect(expire(queued)).toMatchObject({ outcome: 'error', decided: true })
  })
})

describe('a failed run whose retry waits, and that is hidden', () => {
  const OLDER: Observation = { kind: 'run', run: aRun({ runId: '24', outcome: 'success', ended: true }) }
  const OTHERS: Observation = { kind: 'other_pipelines_only' }

  it.each([
    ['missing', NO_RUN],
    ['behind an older run', OLDER],
    ['behind other pipelines', OTHERS]
  ])('has failed and is waited for: %s', (_, hidden) => {
    const known = after(FAILED, RETRIED)
    const kept = [hidden, hidden, hidden].reduce((it, next) => observe(it, next, RULES, 900_000), known)
    expect(kept).toEqual({ ...known, decided: false, outcome: 'error' })
  })

  it.each([
    ['missing', NO_RUN],
    ['behind an older run', OLDER]
  ])('has failed for good 30 s after its retry was sent: %s', (_, hidden) => {
    const sent = after(FAILED, { kind: 'retry', answer: { kind: 'accepted' } })
    expect(observe(sent, hidden, RULES, 30_999)).toMatchObject({ outcome: 'error', decided: false })
    const stands = observe(sent, hidden, RULES, 31_000)
    expect(stands).toMatchObject({ outcome: 'error', decided: true })
    // So it has at the last poll, which it is decided at.
    expect(observe(stands, hidden, RULES, 32_000)).toEqual(stands)
  })
})

describe('what is retried', () => {
  const seen = (parts: Partial<PipelineState>, rules: Partial<WaitRules> = {}, run = failed): PipelineState =>
    observe({ ...initialState('x'), ...parts }, { kind: 'run', run }, { ...RULES, ...rules }, 0)

  it('is an error that fails the step, and only that', () => {
    expect(seen({})).toMatchObject({ decided: false, attempts: { retry: { kind: 'due' } } })
    const final = { decided: true, attempts: { retry: null } }
    expect(seen({ advisory: true })).toMatchObject(final)
    expect(seen({}, { failOn: new Set<Outcome>(['aborted']) })).toMatchObject(final)
    expect(seen({}, {}, { ...failed, outcome: 'aborted' })).toMatchObject(final)
    expect(seen({}, { retry: 0 })).toMatchObject(final)
    const goesOn = seen({}, {}, { ...failed, ended: false })
    expect(goesOn).toMatchObject({ decided: false, outcome: 'error', attempts: { retry: null } })
  })

  it('is nothing where attempts are not counted', () => {
    const uncounted = seen({ attempts: null })
    expect(uncounted).toMatchObject({ decided: true, outcome: 'error', attempts: null })
    const known = { ...initialState('x'), attempts: null }
    expect(observe(known, RETRIED, RULES, 0)).toBe(known)
    const older: Observation = { kind: 'run', run: aRun({ runId: '24' }) }
    const open = { ...known, run: failed }
    expect(observe(open, older, RULES, 0)).toEqual({ ...open, misses: 0 })
  })

  it('is known with the reason of the failure that was read before, until there is a newer one', () => {
    const [first, second] = [anExplanation({ unasked: 1 }), anExplanation({ unasked: 2 })]
    const answer = { kind: 'accepted' } as const
    const told = observe(after(FAILED), { kind: 'retry', answer, explanation: first }, RULES, 0)
    expect(told.attempts?.explanation).toBe(first)
    expect(observe(told, RETRIED, RULES, 0).attempts?.explanation).toBe(first)
    const again: Observation = { kind: 'retry', answer, explanation: second }
    expect(observe(told, again, RULES, 0).attempts?.explanation).toBe(second)
  })
})
