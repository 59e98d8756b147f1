import { failure } from '../../../src/domain/failure.js'
import {
  failureSeen,
  NO_ATTEMPTS,
  retryAnswered,
  type Attempts,
  type RetryAnswer
} from '../../../src/domain/retry.js'
import { aRun } from '../helpers.js'

export const lastError = failure('throttled')
export const RULES = { retry: 1, startTimeoutMs: 60_000 }
export const NOW = 1_000_000
export const due = failureSeen(NO_ATTEMPTS, RULES, NOW)
export const after = (answer: RetryAnswer, attempts: Attempts = due, now = NOW): Attempts =>
  retryAnswered(attempts, answer, RULES, now)
export const accepted = after({ kind: 'accepted' })
export const failed = aRun({ runId: 'r', outcome: 'error', ended: true, endedAt: 10 })
