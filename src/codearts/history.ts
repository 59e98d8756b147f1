import { FailureError } from '../errors.js'
import { DeadlineError } from './attempt.js'
import type { Client } from './client.js'
import { isObject } from './envelope.js'
import { readRunElement, type Project } from './v5-run.js'

/** So many recent runs tell how long the next one takes. */
const RUNS = 10
/** A run that took longer than this says nothing of a wait. */
const LONGEST_MS = 24 * 3_600_000

/**
 * How long recent runs of a pipeline took, in milliseconds; `null` where that could not be had. One request.
 * @param now epoch milliseconds: what has ended after it is not believed
 */
export async function recentDurations(
  client: Client,
  project: Project,
  pipelineId: string,
  now: () => number
): Promise<number[] | null> {
  const path = `/v5/${project.projectId}/api/pipelines/${pipelineId}/pipeline-runs/list`
  const body = { offset: 0, limit: RUNS, sort_key: 'start_time', sort_dir: 'desc' }
  try {
    const answer = await client.once('POST', path, body)
    if (!('json' in answer) || !isObject(answer.json) || !Array.isArray(answer.json.pipeline_runs))
      return null
    return answer.json.pipeline_runs
      .filter(isObject)
      .map(element => readRunElement(element, pipelineId, project, null))
      .flatMap(run => {
        if (run === null || run.outcome === 'aborted' || run.startedAt === null || run.endedAt === null)
          return []
        const took = run.endedAt - run.startedAt
        return took > 0 && took <= LONGEST_MS && run.endedAt <= now() ? [took] : []
      })
  } catch (error) {
    if (error instanceof FailureError || error instanceof DeadlineError) return null
    throw error
  }
}
