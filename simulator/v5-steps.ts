import { noSuchRun } from './refusals.js'
import type { PipelineSpec } from './specs.js'
import { json, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import type { V5Call } from './v5-call.js'
import { stepsOf } from './v5-detail.js'
import { runsSeenBy } from './v5-runs.js'
import type { View } from './view.js'

/** `GET …/steps/outputs?step_run_ids=ID,ID`: outputs of steps. */
export function showOutputs(
  request: SimRequest,
  { runId }: V5Call,
  pipeline: PipelineSpec,
  view: View
): SimResponse {
  const run = runsSeenBy('detail', pipeline, view).find(({ id }) => id === runId)
  if (run === undefined) return noSuchRun(view)
  const ids = new URLSearchParams(splitTarget(request.target).query)
    .getAll('step_run_ids')
    .flatMap(text => text.split(','))
  const outputs = stepsOf(run)
    .filter(({ id }) => ids.includes(id))
    .map(({ id, step }) => ({
      step_run_id: id,
      output_result: Object.entries(step.outputs ?? {}).map(([key, value]) => ({ key, value }))
    }))
  return json(200, { step_outputs: outputs, current_system_time: view.epochNow })
}

/** `GET …/{run}/artifacts`. */
export function showArtifacts({ runId }: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const run = runsSeenBy('detail', pipeline, view).find(({ id }) => id === runId)
  if (run === undefined) return noSuchRun(view)
  const artifacts = (run.spec.artifacts ?? []).map(({ name, version, url, sha256 }) => ({
    name,
    artifact_version: version ?? '1.0.0',
    artifact_download_url_with_id: url ?? '',
    artifact_package_type: 'generic',
    project_id: pipeline.projectId ?? null,
    hash_code: sha256 === undefined ? [] : [{ hash_type: 'SHA-256', hash_value: sha256 }]
  }))
  return json(200, { artifacts })
}
