import type { Explanation } from './explanation.js'
import type { Failure } from './failure.js'
import type { PipelineRun } from './pipeline-run.js'

/** An end of a run that resumed under the same ID. */
export interface EarlierAttempt {
  readonly run: PipelineRun
  /** Why it failed, where that was read before it was retried. */
  readonly explanation: Explanation | null
}

/** What the gate has seen of the attempts of a pipeline's run, and how far the retry of its failure has come. */
export interface Attempts {
  /** Oldest first. */
  readonly earlier: readonly EarlierAttempt[]
  /** Retries of this pipeline that the service has accepted, or may have. */
  readonly retries: number
  /** Why the last attempt failed, asked for before it is retried. */
  readonly explanation: Explanation | null
  /** `null` where nothing is to be retried. */
  readonly retry: Retry | null
}

/** Where the retry of a failure is. */
export type Retry =
  | OwnRetry
  /**
   * The run itself is shown in the queue, whoever has retried it: waited for.
   * @property own where the retry of this step continues once the run shows its old failure again
   */
  | { readonly kind: 'run_queued'; readonly own: OwnRetry }

/** How far this step's retry of a failure is. Times are milliseconds on the monotonic clock. */
export type OwnRetry =
  /**
   * To be sent.
   * @property refusals how often the service has refused it for the moment
   * @property until when that is given up; `null` before the first refusal
   */
  | {
      readonly kind: 'due'
      readonly notBefore: number
      readonly refusals: number
      readonly until: number | null
      readonly lastError: Failure | null
    }
  /** Sent, and the run still shows the old failure: polled until then. */
  | {
      readonly kind: 'sent'
      readonly how: 'accepted' | 'lost'
      readonly until: number
      readonly lastError: Failure | null
    }
  | { readonly kind: 'queued'; readonly queueId: string | null }
  /** The service has refused: polled once more, because somebody else may have retried the run. */
  | { readonly kind: 'refused'; readonly lastError: Failure }
  /** The failure stands. */
  | { readonly kind: 'given_up'; readonly because: GivenUp; readonly lastError: Failure | null }

/** Why the failure remains. */
export type GivenUp = 'refused' | 'lost' | 'unchanged' | 'not_now' | 'queue_timed_out'

/** What came of asking the service to retry a run, or of looking for it in the queue. */
export type RetryAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'queued'; readonly queueId: string | null }
  /** Refused for the moment. @property pauseMs until it is sent again */
  | { readonly kind: 'not_now'; readonly lastError: Failure; readonly pauseMs: number }
  | { readonly kind: 'refused'; readonly lastError: Failure }
  /** It is unknown whether the run is retried. */
  | { readonly kind: 'lost'; readonly lastError: Failure | null }
  | { readonly kind: 'left_queue' }
  | { readonly kind: 'queue_timed_out' }

/** What says whether and how long a failure is retried. */
export interface RetryRules {
  /** Retries of one pipeline, 0 for none. */
  readonly retry: number
  readonly startTimeoutMs: number
}

/** A run that has not been seen, or will not be retried. */
export const NO_ATTEMPTS: Attempts = { earlier: [], retries: 0, explanation: null, retry: null }

/** After an answer that may mean a retry, the run may show its old failure for this long. */
const SETTLED_WITHIN_MS = 30_000
/** While the run may resume at any moment, it is polled this often. */
const POLL_MS = 2_000

/** Whether a run that had ended has resumed since, or has ended again: one more attempt. */
export function isNewAttempt(before: PipelineRun, now: PipelineRun): boolean {
  if (before.runId === null || before.runId !== now.runId || !before.ended) return false
  if (!now.ended || before.outcome !== now.outcome) return true
  return before.endedAt !== null && now.endedAt !== null && before.endedAt !== now.endedAt
}

/** The attempts of a pipeline once its run has been seen again. @param before its run until then */
export function attemptsAfter(attempts: Attempts, before: PipelineRun | null, run: PipelineRun): Attempts {
  if (before === null || before.runId !== run.runId) return { ...NO_ATTEMPTS, retries: attempts.retries }
  if (!isNewAttempt(before, run)) return attempts
  const { earlier, explanation, retries } = attempts
  return { ...NO_ATTEMPTS, retries, earlier: [...earlier, { run: before, explanation }] }
}

/** How far the retry of a failure is, once a poll has shown that failure. @param now when the poll began */
export function failureSeen(attempts: Attempts, { retry: most }: RetryRules, now: number): Attempts {
  const { retry, retries } = attempts
  switch (retry?.kind) {
    case undefined:
      if (retries >= most) return attempts
      return {
        ...attempts,
        retry: { kind: 'due', notBefore: now, refusals: 0, until: null, lastError: null }
      }
    case 'sent':
      if (now < retry.until) return attempts
      return { ...attempts, retry: givenUp(retry.how === 'lost' ? 'lost' : 'unchanged', retry.lastError) }
    case 'refused':
      return { ...attempts, retry: givenUp('refused', retry.lastError) }
    case 'run_queued':
      return { ...attempts, retry: resumed(retry.own, now) }
    case 'due':
    case 'queued':
    case 'given_up':
      return attempts
  }
}

/** The same, once a poll has not shown the run: a run that waits in the queue may be hidden. */
export function failureHidden(attempts: Attempts, rules: RetryRules, now: number): Attempts {
  return attempts.retry?.kind === 'run_queued' ? attempts : failureSeen(attempts, rules, now)
}

/** What has left the queue may still show the old failure for a while. */
function resumed(own: OwnRetry, now: number): OwnRetry {
  return own.kind === 'sent' ? { ...own, until: now + SETTLED_WITHIN_MS } : own
}

/** Whether the failure that a pipeline shows is its last word. */
export function failureStands({ retry }: Attempts): boolean {
  return retry === null || retry.kind === 'given_up'
}

/** How far the retry is, once the service has answered. @param now on the monotonic clock */
export function retryAnswered(
  attempts: Attempts,
  answer: RetryAnswer,
  { startTimeoutMs }: Pick<RetryRules, 'startTimeoutMs'>,
  now: number
): Attempts {
  const { retry } = attempts
  const settled = { until: now + SETTLED_WITHIN_MS, lastError: null }
  const counted = { ...attempts, retries: attempts.retries + 1 }
  switch (answer.kind) {
    case 'accepted':
      return { ...counted, retry: { kind: 'sent', how: 'accepted', ...settled } }
    case 'lost':
      return { ...counted, retry: { kind: 'sent', how: 'lost', ...settled, lastError: answer.lastError } }
    case 'queued':
      return { ...counted, retry: { kind: 'queued', queueId: answer.queueId } }
    case 'left_queue':
      return { ...attempts, retry: { kind: 'sent', how: 'accepted', ...settled } }
    case 'queue_timed_out':
      return { ...attempts, retry: givenUp('queue_timed_out', null) }
    case 'refused':
      return { ...attempts, retry: { kind: 'refused', lastError: answer.lastError } }
    case 'not_now': {
      const { lastError, pauseMs } = answer
      // A locked key is waited out within `timeout`: the time for a retry begins when it is open again.
      const isLocked = lastError.code === 'locked'
      const known = retry?.kind === 'due' && !isLocked ? retry.until : null
      const until = known ?? now + (isLocked ? pauseMs : 0) + startTimeoutMs
      if (now + pauseMs >= until) return { ...attempts, retry: givenUp('not_now', lastError) }
      const refusals = retry?.kind === 'due' ? retry.refusals + 1 : 1
      return { ...attempts, retry: { kind: 'due', notBefore: now + pauseMs, refusals, until, lastError } }
    }
  }
}

/** Whether a run that shows its old failure may still resume. */
export function mayGoOn(attempts: Attempts | null): boolean {
  const kind = attempts?.retry?.kind
  return kind === 'sent' || kind === 'queued' || kind === 'run_queued'
}

/** The record of the retry that a run waits in the queue for; `null` where it is not known to wait there. */
export function queueRecordOf(attempts: Attempts | null): { readonly queueId: string | null } | null {
  const retry = attempts?.retry ?? null
  if (retry?.kind === 'queued') return retry
  if (retry?.kind !== 'run_queued') return null
  return retry.own.kind === 'queued' ? retry.own : { queueId: null }
}

/** Whether a retry that is in the queue may be that of this step. */
export function mayBeOwn(own: OwnRetry): boolean {
  if (own.kind === 'given_up') return own.because === 'lost' || own.because === 'unchanged'
  return own.kind === 'sent' || own.kind === 'queued'
}

/**
 * How far the retry of a failed run is, once the run is shown to wait in the queue for one, of this step or of others:
 * that is no new attempt yet, and may end without one. `null` where the run is not shown like that.
 */
export function retryInQueue(
  attempts: Attempts | null,
  before: PipelineRun | null,
  now: PipelineRun
): Attempts | null {
  const retry = attempts?.retry ?? null
  if (attempts === null || retry === null || now.status?.toUpperCase() !== 'QUEUED') return null
  if (before?.ended !== true || before.runId !== now.runId) return null
  return retry.kind === 'run_queued' ? attempts : { ...attempts, retry: { kind: 'run_queued', own: retry } }
}

/** Whether the service is to be asked something about the retry now. @param now on the monotonic clock */
export function asksForRetry(attempts: Attempts | null, now: number): boolean {
  const retry = attempts?.retry ?? null
  return retry?.kind === 'queued' || (retry?.kind === 'due' && retry.notBefore <= now)
}

/** By when the next poll is needed, for a retry to proceed; `null` where the usual pause will do. */
export function retryPollAt(attempts: Attempts | null, now: number): number | null {
  const retry = attempts?.retry ?? null
  if (retry?.kind === 'due') return retry.notBefore
  return retry?.kind === 'sent' || retry?.kind === 'refused' ? now + POLL_MS : null
}

function givenUp(because: GivenUp, lastError: Failure | null): OwnRetry {
  return { kind: 'given_up', because, lastError }
}
