import type { Answer } from '../http/attempt.js'
import { count, isObject, type JsonObject } from '../http/values.js'
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
  /** All elements of the page: where the next one begins. */
  readonly size: number
  /** Runs in all pages, `null` where the answer does not tell. */
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
  return {
    own: elements.filter(element => isOwn(element, project, pipelineId)),
    size: elements.length,
    total: count(json.total)
  }
}
