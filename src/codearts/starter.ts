import { failure, FailureError, type Failure } from '../errors.js'
import type { Answer, FailedAttempt } from './attempt.js'
import type { Client } from './client.js'
import { isObject, type JsonObject } from './envelope.js'
import { notUnderstood } from './look.js'
import { readRunElement, readRunStatus, type Project } from './v5-run.js'
import { text, word } from './values.js'

/** What came of one attempt to start a run. */
export type StartAnswer =
  | { readonly kind: 'started'; readonly runId: string }
  /** It is in a queue: it will be there, and the answer did not tell its ID. */
  | { readonly kind: 'queued'; readonly trouble: Failure }
  /** Surely nothing was created, and the same may succeed later. */
  | { readonly kind: 'not_now'; readonly trouble: Failure; readonly retryAfterMs: number | null }
  /** Surely nothing was created, and trying again cannot help. */
  | { readonly kind: 'refused'; readonly trouble: Failure }
  /** Nobody knows whether a run was created. */
  | { readonly kind: 'lost'; readonly trouble: Failure | null }

/** "queued instead of started". */
const QUEUED = /^DEVPIPE\.000111(69|70)$/i
/** "too many runs at once". */
const TOO_MANY = /^DEVPIPE\.0001110[45]$/i

/** Candidates are looked through from the newest run on; there are hardly more starts than these within a wait. */
const CANDIDATES = 25
const PAGE_SIZE = 50
/** Runs that began so long before the call are not its own, even when the clocks differ. */
const CLOCKS_MAY_DIFFER_MS = 3_600_000

/** The calls that create, find and stop runs. */
export interface Starter {
  /** @throws {FailureError}, also when there is no such pipeline */
  detail(pipelineId: string): Promise<JsonObject>
  /** Asks once to start a run. @throws {DeadlineError}; {AbortedError}: then the answer is lost */
  start(pipelineId: string, body: JsonObject): Promise<StartAnswer>
  /**
   * Looks once for the run whose description carries the mark.
   * @param since epoch milliseconds of the call
   * @param strangers IDs that were looked at before and are not it; grows
   */
  find(pipelineId: string, mark: string, since: number, strangers: Set<string>): Promise<string | null>
  /** Stops a run, or finds that it has ended by itself. @throws {FailureError}; {DeadlineError} */
  stop(pipelineId: string, runId: string): Promise<'stopped' | 'had_ended'>
}

export function createStarter(client: Client, project: Project): Starter {
  const at = (pipelineId: string, rest = ''): string =>
    `/v5/${project.projectId}/api/pipelines/${pipelineId}${rest}`
  const runDetail = async (pipelineId: string, runId: string): Promise<JsonObject> => {
    const path = at(pipelineId, `/pipeline-runs/detail?pipeline_run_id=${encodeURIComponent(runId)}`)
    const answer = await client.get(path)
    if (!isObject(answer.json) || answer.json.id !== runId) throw notUnderstood(answer, 'other_run')
    return answer.json
  }
  return {
    async detail(pipelineId) {
      const answer = await client.get(at(pipelineId))
      if (!isObject(answer.json) || !Array.isArray(answer.json.sources ?? []))
        throw notUnderstood(answer, 'no_pipeline')
      if (answer.json.id !== undefined && answer.json.id !== pipelineId)
        throw notUnderstood(answer, 'no_pipeline')
      return answer.json
    },
    async start(pipelineId, body) {
      return readStart(await client.once('POST', at(pipelineId, '/run'), body))
    },
    async find(pipelineId, mark, since, strangers) {
      const body = { offset: 0, limit: PAGE_SIZE, sort_key: 'start_time', sort_dir: 'desc' }
      const answer = await client.post(at(pipelineId, '/pipeline-runs/list'), body)
      if (!isObject(answer.json) || !Array.isArray(answer.json.pipeline_runs))
        throw notUnderstood(answer, 'not_a_list')
      const candidates = answer.json.pipeline_runs
        .filter(isObject)
        .map(element => readRunElement(element, pipelineId, project, null))
        .filter(run => run !== null && (run.startedAt ?? since) >= since - CLOCKS_MAY_DIFFER_MS)
        .flatMap(run => run?.runId ?? [])
        .filter(runId => !strangers.has(runId))
      for (const runId of candidates.slice(0, CANDIDATES)) {
        const description = await runDetail(pipelineId, runId).then(
          detail => text(detail.description) ?? '',
          // The list may be ahead of the detail: then the next search asks again.
          (error: unknown) => (isRejection(error) ? null : Promise.reject(asError(error)))
        )
        if (description?.includes(mark) === true) return runId
        if (description !== null) strangers.add(runId)
      }
      return null
    },
    async stop(pipelineId, runId) {
      try {
        const answer = await client.post(
          at(pipelineId, `/pipeline-runs/${encodeURIComponent(runId)}/stop`),
          {}
        )
        const { success } = isObject(answer.json) ? answer.json : {}
        if (success === false || word(success) === 'false')
          throw new FailureError(failure('rejected', { status: answer.status, requestId: answer.requestId }))
        return 'stopped'
      } catch (error) {
        if (!isRejection(error)) throw error
        // A run that has ended cannot be stopped, and need not be.
        const detail = await runDetail(pipelineId, runId).catch(() => null)
        if (detail !== null && readRunStatus(detail.status).ended) return 'had_ended'
        throw error
      }
    }
  }
}

function readStart(outcome: Answer | FailedAttempt): StartAnswer {
  if ('json' in outcome) {
    const runId = runIdIn(outcome.json)
    if (runId !== null) return { kind: 'started', runId }
    const { status, requestId } = outcome
    const detail = { code: 'no_run_id', params: {} } as const
    return { kind: 'lost', trouble: failure('not_understood', { status, requestId, detail }) }
  }
  const { failed, retryAfterMs, neverSent } = outcome
  const cloudCode = failed.cloudCode ?? ''
  if (QUEUED.test(cloudCode)) {
    const runId = runIdIn(outcome.body)
    return runId === null ? { kind: 'queued', trouble: failed } : { kind: 'started', runId }
  }
  if (TOO_MANY.test(cloudCode) || failed.code === 'throttled')
    return { kind: 'not_now', trouble: failed, retryAfterMs }
  if (neverSent)
    return failed.hint === 'certificate'
      ? { kind: 'refused', trouble: failed }
      : { kind: 'not_now', trouble: failed, retryAfterMs }
  return isCleanRefusal(failed) ? { kind: 'refused', trouble: failed } : { kind: 'lost', trouble: failed }
}

function runIdIn(body: unknown): string | null {
  return isObject(body) ? text(body.pipeline_run_id) : null
}

/** Refused before anything could be created, whoever says it: no such place, or too long. */
const NEVER_SERVED: ReadonlySet<number | null> = new Set([404, 405, 413, 414])

/** Who is asking was refused, or the service itself has said no in its own words; a page says nothing of the service. */
function isCleanRefusal({ code, cloudCode, status }: Failure): boolean {
  if (code === 'refused' || code === 'redirected') return true
  return code === 'rejected' && (cloudCode !== null || NEVER_SERVED.has(status))
}

function isRejection(error: unknown): boolean {
  return error instanceof FailureError && error.failure.code === 'rejected'
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
