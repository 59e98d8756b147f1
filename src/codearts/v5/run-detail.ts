import type { JobDetail, StageDetail, StepDetail } from '../../domain/explanation.js'
import { FailureError } from '../../errors.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import { runDetailPath, v5Path, type Project } from './api.js'
import type { Client } from '../http/client.js'
import { notUnderstood } from '../status.js'
import { readStageOutcome, stageTime } from './run.js'
import { count, text, isObject, type JsonObject, listOf } from '../http/values.js'

/** One page of a step's log. */
export interface LogPage {
  readonly log: string
  readonly hasMore: boolean
  /** To be sent for the page before it; `null` where the answer names none. */
  readonly next: JsonObject | null
}

/** Asks why a run is red. Every call is one request: what cannot be had costs a note and no time. */
export interface RunDetailApi {
  /** @throws {FailureError}; {DeadlineError}; {AbortedError} */
  stages(pipelineId: string, runId: string): Promise<StageDetail[]>
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

export function createRunDetailApi(client: Client, project: Project): RunDetailApi {
  return {
    async stages(pipelineId, runId) {
      const answer = understood(await client.once('GET', runDetailPath(project, pipelineId, runId)))
      if (!isObject(answer.json) || answer.json.id !== runId) throw notUnderstood(answer, 'other_run')
      return listOf(answer.json.stages)
        .map((stage, index) => ({ stage, order: count(stage.sequence) ?? index }))
        .sort((a, b) => a.order - b.order)
        .map(({ stage }) => ({ ...part(stage), jobs: listOf(stage.jobs).map(readJob) }))
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

function readJob(job: JsonObject): JobDetail {
  return {
    ...part(job),
    id: text(job.id),
    message: text(job.message),
    steps: listOf(job.steps).map(readStep)
  }
}

function readStep(step: JsonObject): StepDetail {
  return { ...part(step), id: text(step.id), message: text(step.message) }
}

function part({ name, status, start_time: start, end_time: end }: JsonObject): Omit<StageDetail, 'jobs'> {
  return {
    name: text(name) ?? '',
    outcome: readStageOutcome(status),
    startedAt: stageTime(start),
    endedAt: stageTime(end)
  }
}
