import type { Absence } from './absence.js'
import type { Explanation } from './explanation.js'
import type { Outcome, PipelineRun } from './pipeline-run.js'
import { NO_ATTEMPTS, type Attempts, type RetryAnswer, type RetryRules } from './retry.js'
import type { CommitRule, Condition } from './selection.js'

/** Which rule picked a run. */
export type MatchedBy = 'latest' | 'commit' | 'started_after' | 'run_id' | 'started'

/** Which run of a pipeline counts. */
export type Target =
  | { readonly kind: 'latest' }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | PinTarget
  | StartTarget

/** One run, identified by its ID or its number: the other one is `null`. */
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
  /** The end of the description of a run whose start was not answered. */
  readonly correlationId: string | null
}

/** What one poll says of one pipeline. */
export type Observation =
  /** @property endedBeforeMs how long before this step began the run had ended, by CodeArts' clock */
  | { readonly kind: 'run'; readonly run: PipelineRun; readonly endedBeforeMs?: number | null }
  /** Not in the answer, or in it without any run. */
  | { readonly kind: 'no_run'; readonly name?: string | null; readonly appearsBy?: number }
  /**
   * It has runs, but none that matches; `instead` is its latest.
   * @property appearsBy runs wait in its queue: until when one that matches may still appear, on the clock of
   * `startDeadline`
   */
  | { readonly kind: 'no_match'; readonly instead: PipelineRun; readonly appearsBy?: number }
  /** The answer spoke of other pipelines only: it is no answer to our question, and a second poll cannot fix it. */
  | { readonly kind: 'other_pipelines_only' }
  /** The run that was started is of another commit than required, or ended without a known commit. */
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
    /** It was sent, the service did not return its run, and no run was found that carries the correlation ID. */
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
  /** The latest run, where it does not match. */
  readonly instead: PipelineRun | null
  readonly outcome: Outcome
  /** Final: it is not asked for again. */
  readonly decided: boolean
  /** What the last poll saw. */
  readonly lastObservation: Exclude<Observation['kind'], 'retry'> | 'nothing_yet' | 'unconfirmed'
  /** Epoch milliseconds of the last response that had its run, `null` where that is not known. */
  readonly observedAt: number | null
  /**
   * How long before this step began its run had ended, by CodeArts' clock; `null` where it had not, or this step has
   * started it.
   */
  readonly endedBeforeMs: number | null
  /** Consecutive polls that found no run. */
  readonly misses: number
  /**
   * Runs that wait in its queue keep `start_timeout` from running out: until when a run may appear instead; `null`
   * without any.
   */
  readonly extendedUntil: number | null
  /** How often its run has ended, and how far a retry is; `null` where the API does not say. */
  readonly attempts: Attempts | null
  /** Why it is red, where that has been asked for. */
  readonly explanation: Explanation | null
  /** Why it has no run that counts, where that has been asked for. */
  readonly absence: Absence | null
  /** Its own page in the console, where that is linked instead of a run. */
  readonly page: string | null
}

/** What says when a pipeline is decided. */
export interface WaitRules extends RetryRules {
  readonly wait: boolean
  readonly failOn: ReadonlySet<Outcome>
  /**
   * With `commit` or `started_after`: until when the run may still appear, else `null`. A started run has a time of
   * its own.
   */
  readonly startDeadline: number | null
}

/** A pipeline that has not been polled yet. */
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
    endedBeforeMs: null,
    misses: 0,
    extendedUntil: null,
    attempts,
    explanation: null,
    absence: null,
    page: null
  }
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

/** Whether the result of starting a pipeline is still open. */
export function awaitsStart({ lastObservation }: PipelineState): boolean {
  return lastObservation === 'nothing_yet' || lastObservation === 'not_started'
}

/** Whether a run was started and has not been seen by anybody yet. */
export function isAnnounced({ target, run }: PipelineState): boolean {
  return target.kind === 'start' && run?.status === null
}

/** Whether only a run of one commit counts. */
export function isOfOneCommit({ target }: PipelineState): boolean {
  return commitOf(target) !== null
}

/** The commit that a run has to be of, `null` for any. */
export function commitOf(target: Target): CommitRule | null {
  if (target.kind === 'condition') return target.condition.commit
  return target.kind === 'start' ? target.commit : null
}

/** Until when a run that counts may still appear, whether or not one has; `null` where none is waited for. */
export function runDeadline(
  { target, extendedUntil }: PipelineState,
  { startDeadline }: WaitRules
): number | null {
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

/** A pipeline whose start was given up as lost, and whose run was found at the end: it was not waited for. */
export function foundLate(pipeline: PipelineState, run: PipelineRun): PipelineState {
  return { ...pipeline, run, target: startTarget(pipeline, { runId: run.runId }) }
}

/** What is known of the run that a step starts, with what has become known. */
export function startTarget(
  { target }: PipelineState,
  known: Partial<Omit<StartTarget, 'kind'>>
): StartTarget {
  const before: StartTarget =
    target.kind === 'start'
      ? target
      : { kind: 'start', commit: null, runId: null, appearsBy: null, correlationId: null }
  return { ...before, ...known }
}
