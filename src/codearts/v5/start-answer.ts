import { failure, type Failure } from '../../domain/failure.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import { isRetryable, meaningIn } from '../http/error-codes.js'
import { text } from '../http/values.js'
import { isObject } from '../../common/json.js'

/** What came of one attempt to start a run. */
export type StartAnswer =
  | { readonly kind: 'started'; readonly runId: string }
  /** It waits in a queue; `null` for an ID that the answer did not return. */
  | {
      readonly kind: 'queued'
      readonly runId: string | null
      readonly queueId: string | null
      readonly lastError: Failure
    }
  /** Surely nothing was created, and the same may succeed later. */
  | { readonly kind: 'not_now'; readonly lastError: Failure; readonly retryAfterMs: number | null }
  /** Surely nothing was created, and trying again cannot help. */
  | { readonly kind: 'refused'; readonly lastError: Failure }
  /** It is unknown whether a run was created. */
  | { readonly kind: 'lost'; readonly lastError: Failure | null }

/** Every ID of a run in the reference is 32 letters and digits. */
const RUN_ID = /^[0-9a-z]{32}$/i
/** Refused before anything could be created, from any service: no such place, or too long. */
const NEVER_SERVED: ReadonlySet<number | null> = new Set([404, 405, 413, 414])

/**
 * Reads the answer to a start. An ID is accepted in a plain response, and in the documented field of "queued"; one in
 * a refusal belongs to no known run, and leaves open what was created.
 */
export function readStart(outcome: Answer | FailedAttempt): StartAnswer {
  return 'json' in outcome ? readAnswer(outcome) : readFailure(outcome)
}

function readAnswer({ json, status, requestId }: Answer): StartAnswer {
  const runId = runIdIn(json)
  const words = wordsIn(json)
  if (runId !== null && words === null) return { kind: 'started', runId }
  if (words !== null) {
    const lastError = failure('rejected', { status, requestId, cloudMessage: words })
    return { kind: namesRun(json) ? 'lost' : 'refused', lastError }
  }
  const detail = { code: 'no_run_id', params: {} } as const
  return { kind: 'lost', lastError: failure('not_understood', { status, requestId, detail }) }
}

function readFailure({ failed, retryAfterMs, neverSent, body }: FailedAttempt): StartAnswer {
  const meaning = meaningIn(failed)
  // The run has its ID already: https://github.com/huaweicloud/terraform-provider-huaweicloud reads it there.
  if (meaning === 'queued') {
    const ids = isObject(body) ? body.error : null
    return { kind: 'queued', runId: runIdIn(ids), queueId: queueIdIn(ids), lastError: failed }
  }
  const isRefusal = failed.code === 'refused' || failed.code === 'redirected'
  if (!isRefusal && namesRun(body)) return { kind: 'lost', lastError: failed }
  // The gateway has let nothing through while it throttles, or while the key is locked.
  if (meaning === 'too_many_runs' || failed.code === 'throttled' || failed.code === 'locked')
    return { kind: 'not_now', lastError: failed, retryAfterMs }
  if (neverSent && isRetryable(failed)) return { kind: 'not_now', lastError: failed, retryAfterMs }
  const isClean = neverSent || isRefusal || isCleanRejection(failed, body)
  return { kind: isClean ? 'refused' : 'lost', lastError: failed }
}

/** The service itself has said no in its own words; a page of a gateway says nothing of the service. */
function isCleanRejection({ code, cloudCode, status }: Failure, body: unknown): boolean {
  return code === 'rejected' && (cloudCode !== null || wordsIn(body) !== null || NEVER_SERVED.has(status))
}

function runIdIn(body: unknown): string | null {
  const runId = isObject(body) ? text(body.pipeline_run_id) : null
  return runId !== null && RUN_ID.test(runId) ? runId : null
}

function queueIdIn(body: unknown): string | null {
  return isObject(body) ? text(body.queue_id) : null
}

/** Whether a run is named, where the ID of a started run is expected or one level down. */
function namesRun(body: unknown): boolean {
  if (!isObject(body)) return false
  return [body, ...Object.values(body)].some(part => isObject(part) && text(part.pipeline_run_id) !== null)
}

/** A start is answered by the ID of the run, or by these words. */
function wordsIn(body: unknown): string | null {
  return isObject(body) ? text(body.error_msg) : null
}
