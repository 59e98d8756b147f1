import type { Answer } from '../http/attempt.js'
import { count, text } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'
import { notUnderstood } from '../status.js'
import { isOwn, type Project } from './api.js'

/** Runs on one page of the run list. */
export const RUNS_PER_PAGE = 50

/** Body of the question for a page of runs, the newest first. */
export function runListBody(offset: number, limit: number = RUNS_PER_PAGE): JsonObject {
  return { offset, limit, sort_key: 'start_time', sort_dir: 'desc' }
}

/** One page of the run list of a pipeline. */
export interface RunPage {
  /** The elements that are runs of this pipeline, in the order of the answer. */
  readonly own: readonly JsonObject[]
  /** The offset of the next page: the number of runs of this pipeline so far or, where there are none, of elements. */
  readonly size: number
  /** Runs in all pages, `null` where the response does not say. */
  readonly total: number | null
}

/**
 * Reads a page of the run list that was asked of one pipeline.
 * @throws {FailureError} for whatever is not a list of objects
 */
export function readRunPage(answer: Answer, project: Project, pipelineId: string): RunPage {
  const { json } = answer
  if (!isObject(json) || !Array.isArray(json.pipeline_runs)) throw notUnderstood(answer, 'not_a_list')
  const elements = json.pipeline_runs.map((element: unknown) => {
    if (!isObject(element)) throw notUnderstood(answer, 'bad_element')
    return element
  })
  const own = elements.filter(element => isOwn(element, project, pipelineId))
  // A run reported twice, or one of another pipeline, may not count in the service's own offset: better one too often.
  const runs = new Set(own.map(element => text(element.pipeline_run_id) ?? element))
  return {
    own,
    size: runs.size === 0 ? elements.length : runs.size,
    total: count(json.total)
  }
}
