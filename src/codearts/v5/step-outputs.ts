import type { Answer } from '../http/attempt.js'
import { addressPart, isNothing, text } from '../http/values.js'
import { isObject, objectsIn } from '../../common/json.js'
import { notUnderstood } from '../status.js'
import { v5Path, type Project } from './api.js'

/** A run of another pipeline. */
export interface ChildIds {
  readonly pipelineId: string
  readonly runId: string
}

/** What IDs of pipelines and runs look like. */
const ID = /^[0-9a-z]{32}$/i

/**
 * The path of the outputs of steps.
 * https://support.huaweicloud.com/intl/en-us/api-pipeline/ShowStepOutputs.html
 */
export function outputsPath(
  project: Project,
  pipelineId: string,
  runId: string,
  stepIds: readonly string[]
): string {
  const path = v5Path(project, pipelineId, 'pipeline-runs', runId, 'steps', 'outputs')
  return `${path}?step_run_ids=${addressPart(stepIds.join(','))}`
}

/**
 * The runs that steps have started, by the ID of the step: the outputs of a sub-pipeline step hold them (seen in
 * answers). A step whose outputs hold no such IDs, or two of one kind, is not in it.
 * @throws {FailureError} for whatever is no list of outputs
 */
export function readChildren(answer: Answer): ReadonlyMap<string, ChildIds> {
  const { json } = answer
  if (!isObject(json) || !(isNothing(json.step_outputs) || Array.isArray(json.step_outputs)))
    throw notUnderstood(answer, 'no_outputs')
  const children = new Map<string, ChildIds>()
  for (const { step_run_id: stepId, output_result: outputs } of objectsIn(json.step_outputs)) {
    const [pipelineId, runId] = [idUnder('pipeline_id', outputs), idUnder('pipeline_run_id', outputs)]
    const id = text(stepId)
    if (id !== null && pipelineId !== null && runId !== null) children.set(id, { pipelineId, runId })
  }
  return children
}

function idUnder(name: string, outputs: unknown): string | null {
  const told = objectsIn(outputs).flatMap(({ key, value }) => (key === name ? (text(value) ?? []) : []))
  const [id, ...others] = new Set(told)
  return id !== undefined && others.length === 0 && ID.test(id) ? id : null
}
