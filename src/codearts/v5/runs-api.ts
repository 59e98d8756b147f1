import { FailureError } from '../../errors.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import type { Client } from '../http/client.js'
import { notUnderstood } from '../status.js'
import { readRunStatus } from './run.js'
import { isOwn, runDetailPath, v5Path, type Project } from './api.js'
import { readRunPage, runListBody } from './run-list.js'
import { epochTime, text, word, isObject, type JsonObject } from '../http/values.js'
import { failure, type Failure } from '../../domain/failure.js'
import { isRetryable } from '../http/error-codes.js'

/** What came of one attempt to start a run. */
export type StartAnswer =
  | { readonly kind: 'started'; readonly runId: string }
  /** It is in a queue: it will be there, and the answer did not tell its ID. */
  | { readonly kind: 'queued'; readonly lastError: Failure }
  /** Surely nothing was created, and the same may succeed later. */
  | { readonly kind: 'not_now'; readonly lastError: Failure; readonly retryAfterMs: number | null }
  /** Surely nothing was created, and trying again cannot help. */
  | { readonly kind: 'refused'; readonly lastError: Failure }
  /** Nobody knows whether a run was created. */
  | { readonly kind: 'lost'; readonly lastError: Failure | null }

/** "queued instead of started". */
const QUEUED = /^DEVPIPE\.000111(69|70)$/i
/** "too many runs at once". */
const TOO_MANY = /^DEVPIPE\.0001110[45]$/i

/** Candidates are looked through from the newest run on; there are hardly more starts than these within a wait. */
const CANDIDATES = 25
/** Runs that began so long before the call are not its own, however roughly the times are known. */
const ROUGHLY_MS = 3_600_000

/** The calls that create, find and stop runs. */
export interface RunsApi {
  /** @throws {FailureError}, also when there is no such pipeline */
  detail(pipelineId: string): Promise<JsonObject>
  /**
   * Asks once to start a run.
   * @param sending called just before the request is sent; what it throws prevents that
   * @throws {DeadlineError}; {AbortedError}: if it was sent, the answer is lost
   */
  start(pipelineId: string, body: JsonObject, sending: () => void): Promise<StartAnswer>
  /**
   * Looks once for the run whose description carries the correlation ID.
   * @param ageMs how long ago the start was sent
   * @param strangers IDs that were looked at before and are not it; grows
   */
  find(
    pipelineId: string,
    correlationId: string,
    ageMs: number,
    strangers: Set<string>
  ): Promise<string | null>
  /** Stops a run, or finds that it has ended by itself. @throws {FailureError}; {DeadlineError}; {AbortedError} */
  stop(pipelineId: string, runId: string): Promise<'stopped' | 'had_ended'>
}

export function createRunsApi(client: Client, project: Project): RunsApi {
  /** The detail of a run, asked for once; `null` for whatever is not that. */
  const runDetail = async (pipelineId: string, runId: string): Promise<JsonObject | null> => {
    const answer = await client.once('GET', runDetailPath(project, pipelineId, runId))
    if (!('json' in answer) || !isObject(answer.json) || answer.json.id !== runId) return null
    return isOwn(answer.json, project, pipelineId) ? answer.json : null
  }
  return {
    async detail(pipelineId) {
      const answer = await client.get(v5Path(project, pipelineId))
      if (!isObject(answer.json) || !Array.isArray(answer.json.sources) || answer.json.id !== pipelineId)
        throw notUnderstood(answer, 'no_pipeline')
      return answer.json
    },
    async start(pipelineId, body, sending) {
      return readStart(await client.once('POST', v5Path(project, pipelineId, 'run'), body, sending))
    },
    async find(pipelineId, correlationId, ageMs, strangers) {
      const answer = await client.post(v5Path(project, pipelineId, 'pipeline-runs', 'list'), runListBody(0))
      for (const runId of candidatesIn(answer, project, pipelineId, ageMs)) {
        if (strangers.has(runId)) continue
        const detail = await runDetail(pipelineId, runId)
        // What does not tell is no stranger yet: the list may be ahead of the detail. It must not hide the next one.
        if (detail === null) continue
        if (text(detail.description)?.includes(correlationId) === true) return runId
        strangers.add(runId)
      }
      return null
    },
    async stop(pipelineId, runId) {
      const refused = await askToStop(v5Path(project, pipelineId, 'pipeline-runs', runId, 'stop'))
      if (refused === null) return 'stopped'
      // A run that has ended cannot be stopped, and need not be; an answer may also say too little of what it did.
      const { ended, outcome } = readRunStatus((await runDetail(pipelineId, runId))?.status)
      if (!ended) throw new FailureError(refused)
      return outcome === 'aborted' ? 'stopped' : 'had_ended'
    }
  }

  /** @returns `null` when the service says that it has stopped the run, else what it says instead */
  async function askToStop(path: string): Promise<Failure | null> {
    try {
      const { json, status, requestId } = await client.post(path, {})
      const { success } = isObject(json) ? json : {}
      if (success === true || word(success) === 'true') return null
      return failure('rejected', { status, requestId, detail: { code: 'not_stopped', params: {} } })
    } catch (error) {
      if (error instanceof FailureError) return error.failure
      throw error
    }
  }
}

/** The newest runs of the pipeline that may have come from a start of that age. @throws {FailureError} */
function candidatesIn(answer: Answer, project: Project, pipelineId: string, ageMs: number): string[] {
  // By the clock of the service: that of this machine may be hours off.
  const { serverDate } = answer
  const since = serverDate === null ? 0 : serverDate - Math.max(0, ageMs) - ROUGHLY_MS
  return readRunPage(answer, project, pipelineId)
    .own.filter(run => (epochTime(run.start_time) ?? since) >= since)
    .flatMap(run => text(run.pipeline_run_id) ?? [])
    .slice(0, CANDIDATES)
}

function readStart(outcome: Answer | FailedAttempt): StartAnswer {
  const body = 'json' in outcome ? outcome.json : outcome.body
  const runId = runIdIn(body)
  // Where there is an ID, there is a run, whatever else is said beside it.
  if (runId !== null) return { kind: 'started', runId }
  if ('json' in outcome) {
    const { status, requestId } = outcome
    const words = wordsIn(body)
    if (words !== null)
      return { kind: 'refused', lastError: failure('rejected', { status, requestId, cloudMessage: words }) }
    const detail = { code: 'no_run_id', params: {} } as const
    return { kind: 'lost', lastError: failure('not_understood', { status, requestId, detail }) }
  }
  const { failed, retryAfterMs, neverSent } = outcome
  const cloudCode = failed.cloudCode ?? ''
  if (QUEUED.test(cloudCode)) {
    const queuedId = queuedRunIdIn(body)
    return queuedId === null ? { kind: 'queued', lastError: failed } : { kind: 'started', runId: queuedId }
  }
  if (TOO_MANY.test(cloudCode) || failed.code === 'throttled')
    return { kind: 'not_now', lastError: failed, retryAfterMs }
  if (neverSent)
    return isRetryable(failed)
      ? { kind: 'not_now', lastError: failed, retryAfterMs }
      : { kind: 'refused', lastError: failed }
  return isCleanRefusal(failed, body)
    ? { kind: 'refused', lastError: failed }
    : { kind: 'lost', lastError: failed }
}

function runIdIn(body: unknown): string | null {
  return isObject(body) ? text(body.pipeline_run_id) : null
}

/** A run that was queued instead of started has its ID already, one level down. */
function queuedRunIdIn(body: unknown): string | null {
  return isObject(body) ? runIdIn(body.error) : null
}

/** A start is answered by the ID of the run, or by these words. */
function wordsIn(body: unknown): string | null {
  return isObject(body) ? text(body.error_msg) : null
}

/** Refused before anything could be created, whoever says it: no such place, or too long. */
const NEVER_SERVED: ReadonlySet<number | null> = new Set([404, 405, 413, 414])

/** Who is asking was refused, or the service itself has said no in its own words; a page says nothing of the service. */
function isCleanRefusal({ code, cloudCode, status }: Failure, body: unknown): boolean {
  if (code === 'refused' || code === 'redirected') return true
  return code === 'rejected' && (cloudCode !== null || wordsIn(body) !== null || NEVER_SERVED.has(status))
}
