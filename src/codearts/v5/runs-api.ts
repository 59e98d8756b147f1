import { FailureError } from '../../errors.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import type { Client } from '../http/client.js'
import { notUnderstood } from '../status.js'
import { carriesMark, isOwnStart, type StartMark } from './own-run.js'
import { readQueue, type QueueRecord } from './queue.js'
import { readRunStatus } from './run.js'
import { readRetry, type RetryReply } from './retry-answer.js'
import { readStart, type StartAnswer } from './start-answer.js'
import { isOwn, runDetailPath, v5Path, type Project } from './api.js'
import { readRunPage, runListBody } from './run-list.js'
import { epochTime, text, word } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'
import { failure, type Failure } from '../../domain/failure.js'

/** Candidates are looked through from the newest run on; there are hardly more starts than these within a wait. */
const CANDIDATES = 25
/** Runs that began this long before the call are not its own, however roughly the times are known. */
const ROUGHLY_MS = 3_600_000

/**
 * Whether a run can be the one that was started here, and whether that has succeeded; the service may not show it yet,
 * or not answer.
 */
export type Ownership = 'own' | 'succeeded' | 'foreign' | 'unshown' | 'unanswered'

/** The result of taking a run out of the queue. */
export type QueueExit = 'left' | 'waiting' | 'not_queued'

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
   * Looks once for the run whose description ends with the correlation ID.
   * @param strangers IDs that were read before and are not it; grows
   */
  find(pipelineId: string, mark: StartMark, strangers: Set<string>): Promise<string | null>
  /**
   * Asks once whether a run can be the one that was started here.
   * @throws {FailureError} where the credential is refused: no later response will differ; {DeadlineError};
   * {AbortedError}
   */
  check(pipelineId: string, runId: string, mark: StartMark): Promise<Ownership>
  /** The runs that wait in the queue of a pipeline. @throws {FailureError}; {DeadlineError}; {AbortedError} */
  queue(pipelineId: string): Promise<readonly QueueRecord[]>
  /**
   * Takes a run out of the queue, and checks that it is gone.
   * @param queueId `null` to look for it in the queue
   * @returns `waiting` where it still is in the queue, `not_queued` where it is to be stopped like any other run
   * @throws {FailureError}; {DeadlineError}; {AbortedError}
   */
  leaveQueue(pipelineId: string, runId: string, queueId: string | null): Promise<QueueExit>
  /**
   * Asks once to run the failed part of a run again, under the same ID.
   * @param sending called just before the request is sent; what it throws prevents that
   * @throws {DeadlineError}; {AbortedError}: if it was sent, the answer is lost
   */
  retry(pipelineId: string, runId: string, sending: () => void): Promise<RetryReply>
  /** Stops a run, or finds that it has ended by itself. @throws {FailureError}; {DeadlineError}; {AbortedError} */
  stop(pipelineId: string, runId: string): Promise<'stopped' | 'had_ended'>
}

export function createRunsApi(client: Client, project: Project): RunsApi {
  const runOf = (pipelineId: string, runId: string): Promise<JsonObject | null> =>
    showRun(client, project, pipelineId, runId)
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
    async find(pipelineId, mark, strangers) {
      const answer = await client.post(v5Path(project, pipelineId, 'pipeline-runs', 'list'), runListBody(0))
      for (const runId of candidatesIn(answer, project, pipelineId, mark.ageMs)) {
        if (strangers.has(runId)) continue
        const shown = await runOf(pipelineId, runId)
        // A run without a description is no stranger yet: the list may be ahead of the detail. It must not hide the
        // next one.
        if (shown === null) continue
        if (isOwn(shown, project, pipelineId) && carriesMark(shown.description, mark)) return runId
        strangers.add(runId)
      }
      return null
    },
    async check(pipelineId, runId, mark) {
      const answer = await client.once('GET', runDetailPath(project, pipelineId, runId))
      if ('failed' in answer && answer.failed.code === 'refused') throw new FailureError(answer.failed)
      if ('failed' in answer && answer.failed.code !== 'rejected') return 'unanswered'
      const shown = shownRun(answer, runId)
      if (shown === null) return 'unshown'
      if (!isOwnStart(shown, project, pipelineId, mark)) return 'foreign'
      return readRunStatus(shown.status).outcome === 'success' ? 'succeeded' : 'own'
    },
    queue: pipelineId => readQueue(client, project, pipelineId),
    async leaveQueue(pipelineId, runId, queueId) {
      const waiting = async (): Promise<QueueRecord | undefined> =>
        (await readQueue(client, project, pipelineId)).find(
          record => record.runId === runId && record.state === 'waiting'
        )
      const id = queueId ?? (await waiting())?.queueId ?? null
      if (id === null) return 'not_queued'
      const refused = await send(v5Path(project, pipelineId, runId, 'cancel-queuing', id))
      if ((await waiting()) !== undefined) {
        if (refused !== null) throw new FailureError(refused)
        return 'waiting'
      }
      // It may have left the queue by itself just before.
      const shown = await runOf(pipelineId, runId)
      if (shown === null) return refused === null ? 'left' : 'not_queued'
      return readRunStatus(shown.status).ended ? 'left' : 'not_queued'
    },
    async retry(pipelineId, runId, sending) {
      const path = v5Path(project, pipelineId, 'pipeline-runs', runId, 'retry')
      return readRetry(await client.once('PUT', path, undefined, sending))
    },
    async stop(pipelineId, runId) {
      const refused = await askToStop(v5Path(project, pipelineId, 'pipeline-runs', runId, 'stop'))
      if (refused === null) return 'stopped'
      // A run that has ended cannot be stopped, and need not be; an answer may also say too little of what it did.
      const shown = await runOf(pipelineId, runId)
      const isThis = shown !== null && isOwn(shown, project, pipelineId)
      const { ended, outcome } = readRunStatus(isThis ? shown.status : null)
      if (!ended) throw new FailureError(refused)
      return outcome === 'aborted' ? 'stopped' : 'had_ended'
    }
  }

  /** @returns `null` when the service accepts, else what it says instead */
  async function send(path: string): Promise<Failure | null> {
    try {
      await client.post(path, {})
      return null
    } catch (error) {
      if (error instanceof FailureError) return error.failure
      throw error
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

/** The detail of a run, asked for once; `null` for whatever is not that. */
async function showRun(
  client: Client,
  project: Project,
  pipelineId: string,
  runId: string
): Promise<JsonObject | null> {
  return shownRun(await client.once('GET', runDetailPath(project, pipelineId, runId)), runId)
}

function shownRun(answer: Answer | FailedAttempt, runId: string): JsonObject | null {
  if (!('json' in answer) || !isObject(answer.json) || answer.json.id !== runId) return null
  return answer.json
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
