import { failure } from '../../domain/failure.js'
import type { RetryAnswer } from '../../domain/retry.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import { word } from '../http/values.js'
import { isObject } from '../../common/json.js'
import { readStart } from './start-answer.js'

/** What the service says to a retry; the pause is for the caller to choose. */
export type RetryReply =
  | Exclude<RetryAnswer, { readonly kind: 'not_now' | 'left_queue' | 'queue_timed_out' }>
  | (Omit<Extract<RetryAnswer, { readonly kind: 'not_now' }>, 'pauseMs'> & {
      readonly retryAfterMs: number | null
    })

/**
 * Reads the answer to a retry. What does not say that nothing was done may have done it.
 * https://support.huaweicloud.com/intl/en-us/api-pipeline/RetryPipelineRun.html
 */
export function readRetry(outcome: Answer | FailedAttempt): RetryReply {
  if (!('json' in outcome)) return readFailure(outcome)
  const { json, status, requestId } = outcome
  const said = isObject(json) ? json.success : null
  const success = typeof said === 'boolean' ? String(said) : word(said)
  if (success === 'true') return { kind: 'accepted' }
  const isRefusal = success === 'false'
  const detail = { code: 'no_success', params: {} } as const
  const lastError = failure(isRefusal ? 'rejected' : 'not_understood', {
    status,
    requestId,
    detail
  })
  return { kind: isRefusal ? 'refused' : 'lost', lastError }
}

/** A refusal of a retry comes in the same forms as that of a start. */
function readFailure(outcome: FailedAttempt): RetryReply {
  const answer = readStart(outcome)
  switch (answer.kind) {
    case 'queued':
      return { kind: 'queued', queueId: answer.queueId }
    case 'not_now':
    case 'refused':
    case 'lost':
      return answer
    case 'started':
      return { kind: 'lost', lastError: outcome.failed }
  }
}
