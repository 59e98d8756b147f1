import { runsAt } from './model.js'
import type { PipelineSpec } from './specs.js'
import { json, type SimResponse } from './transport.js'
import { runElement } from './v5-elements.js'
import { sourcesOf } from './v5-sources.js'
import { pageOf, whole } from './v5-values.js'
import type { View } from './view.js'

/** `GET /{pipeline_id}`: the pipeline as it is set up. */
export function showPipeline(pipeline: PipelineSpec): SimResponse {
  return json(200, {
    id: pipeline.id,
    name: pipeline.name,
    project_id: pipeline.projectId,
    is_publish: pipeline.isChange ?? false,
    sources: sourcesOf(pipeline),
    variables: (pipeline.variables ?? []).map(({ name, value, isRuntime, isSecret }, sequence) => ({
      name,
      sequence,
      type: 'string',
      value: isSecret === true ? '' : (value ?? ''),
      is_runtime: isRuntime ?? true,
      is_secret: isSecret ?? false,
      is_reset: false,
      limits: []
    })),
    definition: '{"stages":[]}'
  })
}

/** `POST /list`: one page of the project's pipelines; none of a project that the caller is no member of. */
export function listPipelines(
  body: Readonly<Record<string, unknown>>,
  projectId: string,
  isMember: boolean,
  view: View
): SimResponse {
  const offset = whole(body.offset, 0)
  const limit = whole(body.limit, 10, 1)
  const name = typeof body.name === 'string' ? body.name : ''
  const found = [...view.store.pipelines.values()].filter(
    pipeline => isMember && pipeline.projectId === projectId && pipeline.name.includes(name)
  )
  const pipelines = pageOf(found, offset, limit).map(pipeline => ({
    pipeline_id: pipeline.id,
    name: pipeline.name,
    project_id: projectId,
    is_publish: pipeline.isChange ?? false,
    latest_run: latestRun(pipeline, view)
  }))
  return json(200, { offset, limit, total: found.length, pipelines })
}

function latestRun(pipeline: PipelineSpec, { store, epochNow }: View): object | null {
  const origin = store.originOf(pipeline, false)
  const [latest] = runsAt(pipeline, 'list', epochNow - origin, origin)
  return latest === undefined ? null : runElement(latest, 'list')
}
