import { addressPart, isNothing } from '../http/values.js'
import type { JsonObject } from '../../common/json.js'

/** A v5 project, and the region that it is in. */
export interface Project {
  readonly region: string
  readonly projectId: string
  /** The service is reached at an address of the user's own: where its console is, is not known then. */
  readonly hasOwnEndpoint?: boolean
}

/**
 * The path of a v5 call, `/v5/{project_id}/api/pipelines/…`, each part encoded.
 * https://support.huaweicloud.com/intl/en-us/api-pipeline/ListPipelineRuns.html and its neighbours
 */
export function v5Path({ projectId }: Project, ...parts: readonly string[]): string {
  return ['/v5', addressPart(projectId), 'api/pipelines', ...parts.map(addressPart)].join('/')
}

/** The path of the detail of a run. */
export function runDetailPath(project: Project, pipelineId: string, runId: string): string {
  return `${v5Path(project, pipelineId, 'pipeline-runs', 'detail')}?pipeline_run_id=${addressPart(runId)}`
}

/** The console's address of a run: `detail_url` comes empty where the credential carries no region. */
export function consoleAddress(project: Project, pipelineId: string, runId: string): string | null {
  const folder = consoleFolder(project, 'detail')
  return folder === null ? null : `${folder}${[pipelineId, runId].map(addressPart).join('/')}?v=1`
}

/** The console's address of a pipeline: its run history. */
export function pipelineAddress(project: Project, pipelineId: string): string | null {
  const folder = consoleFolder(project, 'history')
  return folder === null ? null : `${folder}${addressPart(pipelineId)}`
}

/** The address of a pipeline beside that of one of its runs, `null` where that is not one of the console's. */
export function pipelineAddressBeside(runAddress: string, pipelineId: string): string | null {
  const at = runAddress.indexOf(`/pipeline/detail/${pipelineId}/`)
  return at < 0 ? null : `${runAddress.slice(0, at)}/pipeline/history/${pipelineId}`
}

/**
 * Where the console's addresses of a project's runs begin, or those of its pipelines; `null` where that is not known.
 */
export function consoleFolder(
  { region, projectId, hasOwnEndpoint = false }: Project,
  of: 'detail' | 'history'
): string | null {
  if (hasOwnEndpoint) return null
  return `https://devcloud.${region}.huaweicloud.com/cicd/project/${addressPart(projectId)}/pipeline/${of}/`
}

/**
 * Whether an element of an answer that was asked of one pipeline is of that pipeline: one that names none is its own,
 * one that names another pipeline or another project is not.
 */
export function isOwn(element: JsonObject, { projectId }: Project, pipelineId: string): boolean {
  const { pipeline_id: pipeline, project_id: project } = element
  return (isNothing(pipeline) || pipeline === pipelineId) && (isNothing(project) || project === projectId)
}
