import type { PipelineRun } from './pipeline-run.js'
import {
  commitOf,
  isAnnounced,
  isOfOneCommit,
  runDeadline,
  startTarget,
  type Launched,
  type Observation,
  type PipelineState,
  type RetryNews,
  type WaitRules
} from './pipeline-state.js'
import {
  attemptsAfter,
  failureHidden,
  failureSeen,
  failureStands,
  retryAnswered,
  retryInQueue,
  type Attempts
} from './retry.js'
import { asMatched, isOlder } from './selection.js'

/** A wrong ID must not cost minutes, a lagging answer must not cost a red: no run twice in a row is final. */
const MISSES_THAT_CONFIRM = 2

/** The state of a pipeline that this step starts, once more is known of its start. */
export function observeStart(pipeline: PipelineState, { name, ...news }: Launched): PipelineState {
  const named = { ...pipeline, name }
  switch (news.kind) {
    case 'not_started':
      return { ...named, lastObservation: news.kind }
    case 'announced': {
      const { kind, run, appearsBy } = news
      const target = startTarget(pipeline, { runId: run.runId, appearsBy })
      return { ...named, target, run, outcome: 'running', decided: false, lastObservation: kind }
    }
    case 'start_lost': {
      const { kind, correlationId } = news
      const target = startTarget(pipeline, { correlationId, runId: null, appearsBy: null })
      // A run that was taken for the started one, and is not, is dropped.
      return { ...named, target, run: null, outcome: 'unknown', decided: true, lastObservation: kind }
    }
  }
}

/**
 * The state of a pipeline after one more poll of it.
 * @param now when the poll began, on the clock of `startDeadline`
 */
export function observe(
  pipeline: PipelineState,
  observation: Observation,
  rules: WaitRules,
  now: number
): PipelineState {
  const seen =
    observation.kind === 'run'
      ? { ...observation, run: asMatched(observation.run, commitOf(pipeline.target)) }
      : observation
  return pipeline.decided ? reconsider(pipeline, seen, rules, now) : observeOpen(pipeline, seen, rules, now)
}

/**
 * What one more poll changes of a pipeline that was decided while others were waited for: its run may resume, and where
 * a commit is required, a newer run of it takes the place of the old one. Where any commit counts, none does: on a busy
 * pipeline the wait would never end.
 */
function reconsider(
  pipeline: PipelineState,
  observation: Observation,
  rules: WaitRules,
  now: number
): PipelineState {
  const { run } = pipeline
  switch (observation.kind) {
    case 'run': {
      const isSame = run !== null && run.runId === observation.run.runId
      const counts = isSame || (isOfOneCommit(pipeline) && (run === null || !isOlder(observation.run, run)))
      return counts ? observeOpen(pipeline, observation, rules, now) : pipeline
    }
    case 'no_run':
    case 'other_pipelines_only':
      // That it has no run was decided already; one that had a run has lost it.
      return run === null ? pipeline : missed(pipeline, 'no_run', 'not_found', rules, now)
    case 'no_match':
      return run === null ? pipeline : observeOpen(pipeline, observation, rules, now)
    case 'moved_on':
    case 'left_queue':
    case 'contradiction':
    case 'not_started':
    case 'announced':
    case 'start_lost':
      return observeOpen(pipeline, observation, rules, now)
    case 'retry':
      // Nothing of a decided pipeline is retried.
      return pipeline
  }
}

/** The same for a pipeline that is not decided. */
function observeOpen(
  known: PipelineState,
  observation: Observation,
  rules: WaitRules,
  now: number
): PipelineState {
  const pipeline = extended(known, observation)
  switch (observation.kind) {
    case 'run':
      return observeRun(pipeline, observation, rules, now)
    case 'no_run':
      return missed(
        { ...pipeline, name: pipeline.name ?? observation.name ?? null },
        'no_run',
        'not_found',
        rules,
        now
      )
    case 'no_match':
      // A run that matched once is not lost because a response is out of date, but because its detail contradicts it.
      if (pipeline.run !== null && pipeline.run.runId !== observation.instead.runId) return pipeline
      return {
        ...missed({ ...pipeline, run: null }, 'no_match', 'stale', rules, now),
        instead: observation.instead
      }
    case 'other_pipelines_only':
      // While a run may appear, or was seen already, it says no more than any answer without a run.
      return pipeline.run !== null || runDeadline(pipeline, rules) !== null
        ? missed(pipeline, 'no_run', 'not_found', rules, now)
        : missed(pipeline, observation.kind, 'not_found', rules, now)
    case 'moved_on': {
      const { kind, run } = observation
      return { ...pipeline, run, lastObservation: kind, misses: 0, outcome: 'stale', decided: true }
    }
    case 'not_started':
    case 'announced':
    case 'start_lost':
      return observeStart(pipeline, observation)
    case 'retry':
      return observeRetry(pipeline, observation, rules, now)
    case 'left_queue':
    case 'contradiction':
      return { ...pipeline, lastObservation: observation.kind, misses: 0, outcome: 'unknown', decided: true }
  }
}

/** Runs that wait in the queue give a run that matches more time to appear. */
function extended(pipeline: PipelineState, observation: Observation): PipelineState {
  const isMissing = observation.kind === 'no_run' || observation.kind === 'no_match'
  if (!isMissing || observation.appearsBy === undefined) return pipeline
  return { ...pipeline, extendedUntil: observation.appearsBy }
}

function observeRun(
  pipeline: PipelineState,
  { run, endedBeforeMs = null }: Extract<Observation, { readonly kind: 'run' }>,
  rules: WaitRules,
  now: number
): PipelineState {
  // A stale response has an older run than the one that we know; a gate never goes back.
  if (pipeline.run !== null && isOlder(run, pipeline.run))
    return hiddenFailure(pipeline, rules, now) ?? { ...pipeline, misses: 0 }
  const inQueue = retryInQueue(pipeline.attempts, pipeline.run, run)
  if (inQueue !== null && pipeline.run !== null) return stillFailed(pipeline, pipeline.run, inQueue)
  const { outcome } = run
  const refusedByUser = outcome === 'paused' && rules.failOn.has('paused') && !pipeline.advisory
  const seen = pipeline.attempts === null ? null : attemptsAfter(pipeline.attempts, pipeline.run, run)
  const isRetryable =
    seen !== null && run.ended && outcome === 'error' && rules.failOn.has('error') && !pipeline.advisory
  const attempts = isRetryable ? failureSeen(seen, rules, now) : seen
  const isFinal = run.ended && (attempts === null || !isRetryable || failureStands(attempts))
  return {
    ...pipeline,
    run,
    instead: null,
    outcome,
    attempts,
    endedBeforeMs: pipeline.target.kind === 'start' ? null : endedBeforeMs,
    decided: !rules.wait || isFinal || refusedByUser,
    lastObservation: 'run',
    misses: 0
  }
}

/** A run whose failure is retried, when a poll has not shown it: hidden, it waits or it has failed. `null` for others. */
function hiddenFailure(pipeline: PipelineState, rules: WaitRules, now: number): PipelineState | null {
  const { run, attempts } = pipeline
  if (run === null || attempts === null || attempts.retry === null) return null
  return stillFailed(pipeline, run, failureHidden(attempts, rules, now))
}

/** Until it resumes, a run that is retried has failed, whatever was seen since. @param run as it failed */
function stillFailed(pipeline: PipelineState, run: PipelineRun, attempts: Attempts): PipelineState {
  const [decided, outcome] = [failureStands(attempts), run.outcome]
  return { ...pipeline, outcome, instead: null, attempts, decided, lastObservation: 'run', misses: 0 }
}

function observeRetry(
  pipeline: PipelineState,
  { answer, explanation }: RetryNews,
  rules: WaitRules,
  now: number
): PipelineState {
  if (pipeline.attempts === null) return pipeline
  const attempts = retryAnswered(pipeline.attempts, answer, rules, now)
  return {
    ...pipeline,
    attempts: { ...attempts, explanation: explanation ?? attempts.explanation },
    decided: failureStands(attempts)
  }
}

function missed(
  pipeline: PipelineState,
  lastObservation: 'no_run' | 'no_match' | 'other_pipelines_only',
  outcome: 'not_found' | 'stale',
  rules: WaitRules,
  now: number
): PipelineState {
  const failed = hiddenFailure(pipeline, rules, now)
  if (failed !== null) return failed
  const misses = pipeline.misses + 1
  // A run that was seen can only be gone, which a second poll confirms; one that was not may appear until its time is
  // over.
  const appearsBy = runDeadline(pipeline, rules)
  const mayAppear = appearsBy !== null && (pipeline.run === null || isAnnounced(pipeline))
  const isOver = appearsBy === null || now >= appearsBy
  const final = isOver && (mayAppear || misses >= MISSES_THAT_CONFIRM)
  // A started run is looked for until the time for it to appear is over.
  const goesOn = isAnnounced(pipeline) && !(rules.wait && final)
  return {
    ...pipeline,
    lastObservation,
    misses,
    outcome: goesOn ? 'running' : outcome,
    decided: !rules.wait || final
  }
}

/**
 * The state of a decided pipeline that could not be polled once more when the wait ended: a success is not known any
 * more; what failed has failed.
 */
export function unconfirmed(pipeline: PipelineState): PipelineState {
  if (pipeline.outcome !== 'success') return pipeline
  return { ...pipeline, outcome: 'unknown', lastObservation: 'unconfirmed' }
}

/** The state of a pipeline once `timeout` has passed: what is still running is `timed_out`. */
export function expire(pipeline: PipelineState): PipelineState {
  if (pipeline.decided) return pipeline
  const goesOn = pipeline.outcome === 'running' || pipeline.outcome === 'paused'
  return { ...pipeline, decided: true, outcome: goesOn ? 'timed_out' : pipeline.outcome }
}
