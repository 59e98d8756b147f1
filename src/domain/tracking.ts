import type { Absence } from './absence.js'
import type { Explanation } from './explanation.js'
import type { Outcome, PipelineRun } from './pipeline-run.js'
import {
  attemptsAfter,
  failureSeen,
  failureStands,
  NO_ATTEMPTS,
  retryAnswered,
  type Attempts,
  type RetryAnswer,
  type RetryRules
} from './retry.js'
import { isOlder, type CommitRule, type Condition } from './selection.js'

/** Which rule picked a run. */
export type MatchedBy = 'latest' | 'commit' | 'started_after' | 'run_id' | 'started'

/** Which run of a pipeline counts. */
export type Target =
  | { readonly kind: 'latest' }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | PinTarget
  | StartTarget

/** One run, told by its ID or by its number: the other one is `null`. */
export interface PinTarget {
  readonly kind: 'pin'
  readonly runId: string | null
  readonly runNumber: number | null
}

/** The run that this step starts. */
export interface StartTarget {
  readonly kind: 'start'
  /** The commit that it has to be of, `null` for any. */
  readonly commit: CommitRule | null
  /** `null` until the service has returned it. */
  readonly runId: string | null
  /** Until when the service has to show the run, on the clock of `startDeadline`; `null` until its ID is known. */
  readonly appearsBy: number | null
  /** Stands at the end of the description of a run whose start was not answered. */
  readonly correlationId: string | null
}

/** What one poll says of one pipeline. */
export type Observation =
  | { readonly kind: 'run'; readonly run: PipelineRun }
  /** Not in the answer, or in it without any run. */
  | { readonly kind: 'no_run'; readonly name?: string | null; readonly appearsBy?: number }
  /**
   * It has runs, but none that matches; `instead` is its latest.
   * @property appearsBy runs wait in its queue: until when one that matches may still appear, on the clock of `startDeadline`
   */
  | { readonly kind: 'no_match'; readonly instead: PipelineRun; readonly appearsBy?: number }
  /** The answer spoke of other pipelines only: it is no answer to our question, and a second poll cannot mend it. */
  | { readonly kind: 'other_pipelines_only' }
  /** The run that was started is of another commit than the one that was asked for, or ended without telling. */
  | { readonly kind: 'moved_on'; readonly run: PipelineRun }
  /** The run that was started has left the queue, and has not been seen since. */
  | { readonly kind: 'left_queue' }
  /** The pipeline came twice, with different content. */
  | { readonly kind: 'contradiction' }
  | RetryNews
  | Launched

/** What came of asking for a retry. @property explanation why the run had failed, asked for before */
export interface RetryNews {
  readonly kind: 'retry'
  readonly answer: RetryAnswer
  readonly explanation?: Explanation | null
}

/** How far the start of one pipeline has come, and what the pipeline is called. */
export type Launched = { readonly name: string } &
  /** All is ready for it, and it has not been sent. */
  (
    | { readonly kind: 'not_started' }
    /** @property appearsBy until when the service has to show the run, on the clock of `startDeadline` */
    | { readonly kind: 'announced'; readonly run: PipelineRun; readonly appearsBy: number }
    /** It was sent, the service has not told its run, and no run came to light that carries the correlation ID. */
    | { readonly kind: 'start_lost'; readonly correlationId: string }
  )

/** A requested pipeline, as far as the gate knows it. */
export interface PipelineState {
  readonly id: string
  /** Its outcome is waited for and reported, and never fails the gate. */
  readonly advisory: boolean
  readonly target: Target
  /** A name that was looked up beside the runs. */
  readonly name: string | null
  readonly run: PipelineRun | null
  /** The latest run, where it is not the one that was asked for. */
  readonly instead: PipelineRun | null
  readonly outcome: Outcome
  /** Final: it is not asked for again. */
  readonly decided: boolean
  /** What the last poll saw. */
  readonly lastObservation: Exclude<Observation['kind'], 'retry'> | 'nothing_yet' | 'unconfirmed'
  /** Epoch milliseconds of the last answer that told of its run, `null` where that is not known. */
  readonly observedAt: number | null
  /** Looks in a row that found no run. */
  readonly misses: number
  /** Runs that wait in its queue keep `start_timeout` from running out: until when a run may appear instead; `null` without any. */
  readonly extendedUntil: number | null
  /** How often its run has ended, and how far a retry is; `null` where the API cannot tell. */
  readonly attempts: Attempts | null
  /** Why it is red, where that has been asked for. */
  readonly explanation: Explanation | null
  /** Why it has no run that counts, where that has been asked for. */
  readonly absence: Absence | null
  /** Its own page in the console, where that is looked at instead of a run. */
  readonly page: string | null
}

/** What says when a pipeline is decided. */
export interface WaitRules extends RetryRules {
  readonly wait: boolean
  readonly failOn: ReadonlySet<Outcome>
  /** With `commit` or `started_after`: until when the run may still appear, else `null`. A started run has a time of its own. */
  readonly startDeadline: number | null
}

/** A wrong ID must not cost minutes, a lagging answer must not cost a red: no run twice in a row is final. */
const MISSES_THAT_CONFIRM = 2

/** A pipeline that nobody has looked at yet. */
export function initialState(
  id: string,
  target: Target = { kind: 'latest' },
  attempts: Attempts | null = NO_ATTEMPTS
): PipelineState {
  return {
    id,
    advisory: false,
    target,
    name: null,
    run: null,
    instead: null,
    outcome: 'unknown',
    decided: false,
    lastObservation: 'nothing_yet',
    observedAt: null,
    misses: 0,
    extendedUntil: null,
    attempts,
    explanation: null,
    absence: null,
    page: null
  }
}

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
      // A run that was believed to be ours, and is not, is nobody's.
      return { ...named, target, run: null, outcome: 'unknown', decided: true, lastObservation: kind }
    }
  }
}

/** A pipeline whose start had been given up for lost, and whose run came to light in the end: nobody waited for it. */
export function foundLate(pipeline: PipelineState, run: PipelineRun): PipelineState {
  return { ...pipeline, run, target: startTarget(pipeline, { runId: run.runId }) }
}

function startTarget({ target }: PipelineState, known: Partial<Omit<StartTarget, 'kind'>>): StartTarget {
  const before: StartTarget =
    target.kind === 'start'
      ? target
      : { kind: 'start', commit: null, runId: null, appearsBy: null, correlationId: null }
  return { ...before, ...known }
}

/** Which rule picked the run; `null` without a run. */
export function matchedBy({ run, target }: Pick<PipelineState, 'run' | 'target'>): MatchedBy | null {
  if (run === null) return null
  switch (target.kind) {
    case 'latest':
      return 'latest'
    case 'condition':
      return target.condition.commit === null ? 'started_after' : 'commit'
    case 'pin':
      return 'run_id'
    case 'start':
      return 'started'
  }
}

/** Whether it is still to be heard what became of the start of a pipeline. */
export function awaitsStart({ lastObservation }: PipelineState): boolean {
  return lastObservation === 'nothing_yet' || lastObservation === 'not_started'
}

/** Whether a run was started and has not been seen by anybody yet. */
function isAnnounced({ target, run }: PipelineState): boolean {
  return target.kind === 'start' && run?.status === null
}

/** Until when a run that counts may still appear, whether or not one has; `null` where none is waited for. */
function runDeadline({ target, extendedUntil }: PipelineState, { startDeadline }: WaitRules): number | null {
  switch (target.kind) {
    case 'start':
      return target.appearsBy
    case 'condition':
      return startDeadline === null ? null : Math.max(startDeadline, extendedUntil ?? startDeadline)
    case 'latest':
    case 'pin':
      return null
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
  return pipeline.decided
    ? reconsider(pipeline, observation, rules, now)
    : observeOpen(pipeline, observation, rules, now)
}

/**
 * What one more poll changes of a pipeline that was decided while others were waited for: its run may go on again, and
 * where a commit is asked for, a newer run of it takes the place of the old one. Where any commit counts, none does: on
 * a busy pipeline the wait would never end.
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

/** Whether only a run of one commit counts. */
export function isOfOneCommit({ target }: PipelineState): boolean {
  if (target.kind === 'condition') return target.condition.commit !== null
  return target.kind === 'start' && target.commit !== null
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
      return observeRun(pipeline, observation.run, rules, now)
    case 'no_run':
      return missed(
        { ...pipeline, name: pipeline.name ?? observation.name ?? null },
        'no_run',
        'not_found',
        rules,
        now
      )
    case 'no_match':
      // A run that matched once is not lost because an answer lags behind, but because its detail tells otherwise.
      if (pipeline.run !== null && pipeline.run.runId !== observation.instead.runId) return pipeline
      return {
        ...missed({ ...pipeline, run: null }, 'no_match', 'stale', rules, now),
        instead: observation.instead
      }
    case 'other_pipelines_only':
      // While a run may appear, or was seen already, one such answer proves nothing.
      if (pipeline.run !== null || runDeadline(pipeline, rules) !== null)
        return missed(pipeline, 'no_run', 'not_found', rules, now)
      return {
        ...pipeline,
        lastObservation: observation.kind,
        misses: pipeline.misses + 1,
        outcome: 'not_found',
        decided: true
      }
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

function observeRun(pipeline: PipelineState, run: PipelineRun, rules: WaitRules, now: number): PipelineState {
  // An answer that lags behind tells of a run before the one that we know; a gate never goes back.
  if (pipeline.run !== null && isOlder(run, pipeline.run)) return { ...pipeline, misses: 0 }
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
    decided: !rules.wait || isFinal || refusedByUser,
    lastObservation: 'run',
    misses: 0
  }
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
  lastObservation: 'no_run' | 'no_match',
  outcome: 'not_found' | 'stale',
  rules: WaitRules,
  now: number
): PipelineState {
  const misses = pipeline.misses + 1
  // A run that was seen can only be gone, which a second poll confirms; one that was not may appear until its time is over.
  const appearsBy = runDeadline(pipeline, rules)
  const mayAppear = appearsBy !== null && (pipeline.run === null || isAnnounced(pipeline))
  const isOver = appearsBy === null || now >= appearsBy
  const final = isOver && (mayAppear || misses >= MISSES_THAT_CONFIRM)
  // What was started goes on until the time for it to appear is over.
  const goesOn = isAnnounced(pipeline) && !(rules.wait && final)
  return {
    ...pipeline,
    lastObservation,
    misses,
    outcome: goesOn ? 'running' : outcome,
    decided: !rules.wait || final
  }
}

/** Whether a pipeline still waits for a run that matches to appear. */
export function awaitsRun(pipeline: PipelineState): boolean {
  const { decided, outcome, run } = pipeline
  if (decided) return false
  return isAnnounced(pipeline) || (run === null && (outcome === 'not_found' || outcome === 'stale'))
}

/** Until when a pipeline that still waits for its run may get it; `null` where it does not wait. */
export function appearsBy(pipeline: PipelineState, rules: WaitRules): number | null {
  return awaitsRun(pipeline) ? runDeadline(pipeline, rules) : null
}

/**
 * The state of a decided pipeline that could not be polled once more when the wait ended: a success is not known any
 * more; what failed has failed.
 */
export function unconfirmed(pipeline: PipelineState): PipelineState {
  if (pipeline.outcome !== 'success') return pipeline
  return { ...pipeline, outcome: 'unknown', lastObservation: 'unconfirmed' }
}

/** The state of a pipeline once `timeout` has passed: what still goes on is `timed_out`. */
export function expire(pipeline: PipelineState): PipelineState {
  if (pipeline.decided) return pipeline
  const goesOn = pipeline.outcome === 'running' || pipeline.outcome === 'paused'
  return { ...pipeline, decided: true, outcome: goesOn ? 'timed_out' : pipeline.outcome }
}
