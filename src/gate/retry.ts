import { retryPause, type V5Cloud } from '../codearts/cloud.js'
import type { Poll } from '../codearts/status.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import type { QueueRecord } from '../codearts/v5/queue.js'
import type { Explanation } from '../domain/explanation.js'
import type { RetryAnswer } from '../domain/retry.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'
import { inFlight } from '../common/limit.js'
import type { Clock } from '../ports.js'

/** Why a run failed is asked for before it is retried: afterwards it may be unknown. */
const EXPLAIN_MS = 5_000
/** A queue that does not answer in this time still holds what it held. */
const QUEUE_MS = 10_000

export interface RetryOptions {
  readonly cloud: Pick<V5Cloud, 'runsApi'>
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** On the monotonic clock. */
  readonly deadline: number
  /** Why a run has failed, within these milliseconds; `null` where that cannot be had. */
  readonly explain: (pipeline: PipelineState, budgetMs: number) => Promise<Explanation | null>
}

/**
 * Has the service retry the failed runs that it is given, or looks whether their retry still waits in the queue: once
 * each. It reports the result, and throws only when the step is cancelled.
 */
export function retrying(options: RetryOptions): Poll {
  return (pipelines, report) =>
    inFlight(pipelines, async pipeline => {
      const { id, attempts } = pipeline
      if (attempts?.retry?.kind === 'queued') {
        const answer = await queueAnswer(pipeline, options)
        if (answer !== null) report(new Map([[id, { kind: 'retry', answer }]]))
        return
      }
      const { explain, clock, deadline } = options
      const known = attempts?.explanation ?? null
      const explanation = known ?? (await explain(pipeline, Math.min(EXPLAIN_MS, deadline - clock.now())))
      const tell = (answer: RetryAnswer): void =>
        report(new Map([[id, { kind: 'retry', answer, explanation }]]))
      const sent = { isSent: false }
      try {
        const answer = await retryOnce(pipeline, options, () => (sent.isSent = true))
        if (answer !== null) tell(answer)
      } catch (error) {
        // Whatever ends the step now, the run may go on.
        if (sent.isSent)
          tell({ kind: 'lost', lastError: error instanceof DeadlineError ? error.lastError : null })
        if (!(error instanceof DeadlineError)) throw error
      }
    })
}

/**
 * @param onSent called when it is sent: from then on the answer may be lost
 * @returns `null` where there was no time for it
 * @throws {DeadlineError}; {AbortedError}
 */
async function retryOnce(
  { id, run, attempts }: PipelineState,
  options: RetryOptions,
  onSent: () => void
): Promise<RetryAnswer | null> {
  const { random, clock, deadline, signal } = options
  if (clock.now() >= deadline) return null
  const refusals = attempts?.retry?.kind === 'due' ? attempts.retry.refusals : 0
  const reply = await runsApiOf(options, deadline).retry(id, run?.runId ?? '', () => {
    if (signal.aborted) throw new AbortedError()
    onSent()
  })
  if (reply.kind !== 'not_now') return reply
  const { kind, lastError, retryAfterMs } = reply
  return { kind, lastError, pauseMs: retryPause(refusals + 1, retryAfterMs, random()) }
}

/** The result of a queued retry, `null` while it waits. */
async function queueAnswer(
  { id, run, attempts }: PipelineState,
  options: RetryOptions
): Promise<RetryAnswer | null> {
  const records = await queueOf(id, options)
  const queueId = attempts?.retry?.kind === 'queued' ? attempts.retry.queueId : null
  // What cannot be asked now may still wait; `timeout` bounds it.
  if (records === null) return null
  const own = records.filter(
    record =>
      (record.runId !== null && record.runId === run?.runId) ||
      (record.queueId !== null && record.queueId === queueId)
  )
  if (own.some(({ state }) => state === 'waiting')) return null
  return own.length > 0 ? { kind: 'queue_timed_out' } : { kind: 'left_queue' }
}

async function queueOf(pipelineId: string, options: RetryOptions): Promise<readonly QueueRecord[] | null> {
  try {
    const { clock, deadline } = options
    return await runsApiOf(options, Math.min(deadline, clock.now() + QUEUE_MS)).queue(pipelineId)
  } catch (error) {
    if (error instanceof FailureError || error instanceof DeadlineError) return null
    throw error
  }
}

function runsApiOf({ cloud, signal }: RetryOptions, deadline: number): RunsApi {
  return cloud.runsApi({ deadline, signal })
}
