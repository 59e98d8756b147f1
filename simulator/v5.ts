import { runsAt, type PipelineSpec } from './model.js'
import { json, readJson, refusal, type SimRequest, type SimResponse } from './transport.js'
import type { View } from './v3.js'
import { bad, isText, isWhole, wrongIn } from './v5-body.js'
import { runElement } from './v5-elements.js'
import { listRuns, runsSeenBy, showRun } from './v5-runs.js'
import { showLog } from './v5-log.js'
import { showPipeline, startRun, stopRun } from './v5-start.js'

const IDS_LIMIT = 100

export interface V5Call {
  readonly kind:
    'v5.status' | 'v5.list' | 'v5.runs' | 'v5.run' | 'v5.pipeline' | 'v5.start' | 'v5.stop' | 'v5.log'
  readonly projectId: string
  /** Empty where the path names none. */
  readonly pipelineId: string
  /** The same of a run. */
  readonly runId: string
  /** The same of a job and a step in it. */
  readonly jobId: string
  readonly stepId: string
}

const CALLS: readonly (readonly [V5Call['kind'], string, RegExp])[] = [
  ['v5.status', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/status$/],
  ['v5.list', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/list$/],
  ['v5.runs', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/list$/],
  ['v5.run', 'GET', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/detail$/],
  ['v5.stop', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/([^/]+)\/stop$/],
  [
    'v5.log',
    'POST',
    /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/([^/]+)\/jobs\/([^/]+)\/steps\/([^/]+)\/logs$/
  ],
  ['v5.start', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/run$/],
  ['v5.pipeline', 'GET', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)$/]
]

/** Which v5 call a request is; `null` for a path that there is not. */
export function v5Kind(method: string, path: string): V5Call | null {
  for (const [kind, verb, pattern] of CALLS) {
    const match = method === verb ? pattern.exec(path) : null
    if (match !== null)
      return {
        kind,
        projectId: match[1] ?? '',
        pipelineId: match[2] ?? '',
        runId: match[3] ?? '',
        jobId: match[4] ?? '',
        stepId: match[5] ?? ''
      }
  }
  return null
}

/** The pipelines that a call names. */
export function v5Ids({ kind, pipelineId }: V5Call, { body }: SimRequest): string[] {
  if (pipelineId !== '') return [pipelineId]
  const named = kind === 'v5.status' ? readJson(body) : []
  return Array.isArray(named) ? named.map(String) : []
}

/** Plays one v5 call. */
export function v5Answer(call: V5Call, request: SimRequest, view: View): SimResponse {
  if (!view.projects.has(call.projectId))
    return refusal(403, 'DEVPIPE.00011412', 'The project does not exist or you are not a member of it.')
  const body = readJson(request.body)
  switch (call.kind) {
    case 'v5.status':
      return status(body, call, view)
    case 'v5.list':
      return list(body, call, view)
    case 'v5.pipeline':
    case 'v5.start':
    case 'v5.stop':
    case 'v5.log':
    case 'v5.runs':
    case 'v5.run': {
      const pipeline = view.pipelines.get(call.pipelineId)
      if (pipeline === undefined) return refusal(404, 'DEVPIPE.00011401', 'The pipeline does not exist.')
      if (pipeline.projectId !== call.projectId) return notOwned()
      return ofPipeline({ ...call, kind: call.kind }, request, pipeline, view)
    }
  }
}

type PipelineCall = V5Call & { readonly kind: Exclude<V5Call['kind'], 'v5.status' | 'v5.list'> }

function ofPipeline(
  call: PipelineCall,
  request: SimRequest,
  pipeline: PipelineSpec,
  view: View
): SimResponse {
  const body = readJson(request.body)
  switch (call.kind) {
    case 'v5.pipeline':
      return showPipeline(pipeline)
    case 'v5.start':
      return startRun(body, pipeline, view)
    case 'v5.stop':
      return stopRun(call.runId, pipeline, view)
    case 'v5.log':
      return showLog(body, call, pipeline, view)
    case 'v5.runs':
      return listRuns(body, pipeline, view)
    case 'v5.run':
      return showRun(request, pipeline, view)
  }
}

function notOwned(): SimResponse {
  return refusal(403, 'DEVPIPE.00011136', 'The project does not own this pipeline.')
}

/** `POST /status`: the latest run of each pipeline that ever ran. */
function status(body: unknown, { projectId }: V5Call, view: View): SimResponse {
  if (!Array.isArray(body) || body.length === 0) return bad('the body is no array of pipeline IDs')
  if (body.length > IDS_LIMIT) return bad(`more than ${IDS_LIMIT} pipeline IDs`)
  const ids = body.filter((id): id is string => typeof id === 'string' && /^[0-9A-Za-z]{32}$/.test(id))
  if (ids.length < body.length) return bad('a pipeline ID is malformed')
  const known = [...new Set(ids)].flatMap(id => view.pipelines.get(id) ?? [])
  if (known.some(pipeline => pipeline.projectId !== projectId)) return notOwned()
  return json(200, known.flatMap(pipeline => runsSeenBy('batch', pipeline, view).slice(0, 1)).map(runElement))
}

/** `POST /list`: one page of the project's pipelines. */
function list(body: unknown, { projectId }: V5Call, view: View): SimResponse {
  // 10 to 50 is what the old reference allows.
  const wrong = wrongIn(body, { offset: isWhole(0), limit: isWhole(10, 50), name: isText })
  if (wrong !== null) return bad(wrong)
  const { offset = 0, limit = 10, name = '' } = body as { offset?: number; limit?: number; name?: string }
  const found = [...view.pipelines.values()].filter(
    pipeline => pipeline.projectId === projectId && pipeline.name.includes(name)
  )
  const pipelines = found.slice(offset, offset + limit).map(pipeline => ({
    pipeline_id: pipeline.id,
    name: pipeline.name,
    project_id: projectId,
    latest_run: latestRun(pipeline, view)
  }))
  return json(200, { offset, limit, total: found.length, pipelines })
}

function latestRun(pipeline: PipelineSpec, view: View): object | null {
  const origin = view.glance(pipeline)
  const [latest] = runsAt(pipeline, 'list', view.epochNow - origin, origin)
  return latest === undefined ? null : runElement(latest)
}
