import type { StageDetail, Successor } from '../../domain/explanation.js'
import type { PipelineRun } from '../../domain/pipeline-run.js'
import { FailureError } from '../../errors.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import { runDetailPath, v5Path, type Project } from './api.js'
import type { Client } from '../http/client.js'
import { notUnderstood } from '../status.js'
import { readRunDetail } from './run.js'
import { RUNS_PER_PAGE, runListBody } from './run-list.js'
import { readStageDetails } from './stage-detail.js'
import { outputsPath, readChildren, type ChildIds } from './step-outputs.js'
import { readSuccessor } from './successor.js'
import { count, isNothing, text } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'

/** One page of a step's log. */
export interface LogPage {
  readonly log: string
  readonly hasMore: boolean
  /** To be sent for the page before it; `null` where the answer names none. */
  readonly next: JsonObject | null
}

/** A run, and the parts of it. */
export interface RunDetail {
  readonly run: PipelineRun
  readonly stages: readonly StageDetail[]
}

/**
 * Asks why a run is red. Every call is one request: what cannot be had costs a note and no time.
 * All of them throw {FailureError}; {DeadlineError}; {AbortedError}.
 */
export interface RunDetailApi {
  detail(pipelineId: string, runId: string): Promise<RunDetail>
  /** The runs that steps of a run have started, by the ID of the step; those whose outputs have none are not in it. */
  children(
    pipelineId: string,
    runId: string,
    stepIds: readonly string[]
  ): Promise<ReadonlyMap<string, ChildIds>>
  /** The newest run that took the place of one: newer, and of the same merge request or commit. */
  successor(pipelineId: string, run: PipelineRun): Promise<Successor | null>
  /**
   * The end of a step's log, or the page before one that was had.
   * @param limit in lines
   */
  log(path: LogPath, limit: number, next: JsonObject | null): Promise<LogPage>
}

export interface LogPath {
  readonly pipelineId: string
  readonly runId: string
  readonly jobId: string
  readonly stepId: string
}

export function createRunDetailApi(client: Pick<Client, 'once'>, project: Project): RunDetailApi {
  return {
    async detail(pipelineId, runId) {
      const answer = understood(await client.once('GET', runDetailPath(project, pipelineId, runId)))
      const { json } = answer
      const run = isObject(json) ? readRunDetail(json, pipelineId, runId, project) : null
      // A sub-pipeline that never started has a detail without any ID (seen).
      if (!isObject(json) || run === null)
        throw notUnderstood(answer, isObject(json) && isNothing(json.id) ? 'no_run' : 'other_run')
      return { run, stages: readStageDetails(json.stages) }
    },
    async children(pipelineId, runId, stepIds) {
      const path = outputsPath(project, pipelineId, runId, stepIds)
      return readChildren(understood(await client.once('GET', path)))
    },
    async successor(pipelineId, run) {
      const path = v5Path(project, pipelineId, 'pipeline-runs', 'list')
      const answer = understood(await client.once('POST', path, runListBody(0, RUNS_PER_PAGE)))
      return readSuccessor(answer, project, pipelineId, run)
    },
    async log({ pipelineId, runId, jobId, stepId }, limit, next) {
      const path = v5Path(project, pipelineId, 'pipeline-runs', runId, 'jobs', jobId, 'steps', stepId, 'logs')
      const body = { start_offset: 0, end_offset: 0, ...next, limit, sort: 'desc' }
      const answer = understood(await client.once('POST', path, body))
      const { json } = answer
      if (!isObject(json) || (json.log !== undefined && json.log !== null && typeof json.log !== 'string'))
        throw notUnderstood(answer, 'no_log')
      if (text(json.step_run_id) !== null && json.step_run_id !== stepId)
        throw notUnderstood(answer, 'other_run')
      const [start, end] = [count(json.start_offset), count(json.end_offset)]
      return {
        log: typeof json.log === 'string' ? json.log : '',
        hasMore: json.has_more === true,
        next: start === null || end === null ? null : { start_offset: start, end_offset: end }
      }
    }
  }
}

function understood(outcome: Answer | FailedAttempt): Answer {
  if ('json' in outcome) return outcome
  throw new FailureError(outcome.failed)
}
