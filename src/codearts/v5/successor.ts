import type { Successor } from '../../domain/explanation.js'
import type { PipelineRun } from '../../domain/pipeline-run.js'
import { isOlder, newestFirst } from '../../domain/selection.js'
import type { Answer } from '../http/attempt.js'
import { text } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'
import type { Project } from './api.js'
import { readRunElement } from './run.js'
import { readRunPage } from './run-list.js'

/**
 * The newest run in a page of the run list that is newer than this one and of the same merge request, or of the same
 * commit; `null` where there is none. CodeArts can cancel a run when a newer one of its merge request begins.
 * @throws {FailureError} for whatever is no run list
 */
export function readSuccessor(
  answer: Answer,
  project: Project,
  pipelineId: string,
  run: PipelineRun
): Successor | null {
  const listed = readRunPage(answer, project, pipelineId).own.flatMap(element => {
    const other = readRunElement(element, pipelineId, project, run.pipelineName)
    return other === null ? [] : [{ run: other, mergeRequest: mergeRequestOf(element) }]
  })
  const mergeRequest = listed.find(other => other.run.runId === run.runId)?.mergeRequest ?? null
  const commits = new Set([run.commit, ...run.sources.map(({ commit }) => commit)])
  const newer = listed.flatMap((other): Successor[] => {
    if (!isOlder(run, other.run)) return []
    if (isSame(mergeRequest, other.mergeRequest)) return [{ run: other.run, sharing: 'merge_request' }]
    return other.run.commit !== null && commits.has(other.run.commit)
      ? [{ run: other.run, sharing: 'commit' }]
      : []
  })
  const [newest] = newestFirst(newer.map(successor => successor.run))
  return newer.find(successor => successor.run === newest) ?? null
}

interface MergeRequest {
  readonly id: string
  /** Address and ID of the repository, as far as known. */
  readonly repository: readonly (string | null)[]
}

/** The merge request that a run is of: the number of one says nothing without its repository. */
function mergeRequestOf({ build_params: params }: JsonObject): MergeRequest | null {
  if (!isObject(params)) return null
  const id = text(params.merge_id)
  return id === null ? null : { id, repository: [text(params.git_url), text(params.codehub_id)] }
}

function isSame(one: MergeRequest | null, other: MergeRequest | null): boolean {
  if (one === null || other === null || one.id !== other.id) return false
  return one.repository.every((told, index) => {
    const its = other.repository[index] ?? null
    return told === null || its === null || told === its
  })
}
