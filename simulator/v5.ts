import * as refusals from './refusals.js'
import type { PipelineSpec } from './specs.js'
import { isRecord, json, readJson, type SimRequest, type SimResponse } from './transport.js'
import type { V5Call } from './v5-call.js'
import { retryRun, review, stopRun } from './v5-change.js'
import { runElement } from './v5-elements.js'
import { showLog } from './v5-log.js'
import { listPipelines, showPipeline } from './v5-pipeline.js'
import { cancelQueuing, showFailedTriggers, showQueue } from './v5-queue.js'
import { listRuns, runsSeenBy, showRun } from './v5-runs.js'
import { startRun } from './v5-start.js'
import { showArtifacts, showOutputs } from './v5-steps.js'
import type { View } from './view.js'

/** Calls whose body is due; the others are asked with or without one. */
const WITH_BODY: ReadonlySet<V5Call['kind']> = new Set<V5Call['kind']>([
  'v5.status',
  'v5.list',
  'v5.runs',
  'v5.start',
  'v5.log',
  'v5.cancel_queuing'
])

/** Plays one v5 call. */
export function v5Answer(call: V5Call, request: SimRequest, view: View): SimResponse {
  const { kind, projectId } = call
  const body = readJson(request.body)
  const isDue = kind === 'v5.status' ? Array.isArray(body) : isRecord(body)
  if (WITH_BODY.has(kind) && !isDue)
    return refusals.unreadable(kind === 'v5.status' ? 'no array' : 'no object')
  const fields = isRecord(body) ? body : {}
  const isMember = isMemberOf(projectId, view)
  if (kind === 'v5.list') return listPipelines(fields, projectId, isMember, view)
  if (!isMember) return refusals.noSuchProject()
  if (kind === 'v5.status') return status(Array.isArray(body) ? body : [], projectId, view)
  const pipeline = view.store.pipelines.get(call.pipelineId)
  if (pipeline === undefined) return refusals.noSuchPipeline()
  if (pipeline.projectId !== projectId) return refusals.notOwned()
  if (pipeline.forbidden !== undefined) return refusals.noPermission(pipeline.forbidden)
  return ofPipeline({ ...call, kind }, fields, request, pipeline, view)
}

function isMemberOf(projectId: string, { store, behaviour }: View): boolean {
  const { projects = [], notMemberOf = [] } = behaviour
  if (notMemberOf.includes(projectId)) return false
  return (
    projects.includes(projectId) ||
    [...store.pipelines.values()].some(pipeline => pipeline.projectId === projectId)
  )
}

type PipelineCall = V5Call & { readonly kind: Exclude<V5Call['kind'], 'v5.status' | 'v5.list'> }

function ofPipeline(
  call: PipelineCall,
  body: Readonly<Record<string, unknown>>,
  request: SimRequest,
  pipeline: PipelineSpec,
  view: View
): SimResponse {
  switch (call.kind) {
    case 'v5.pipeline':
      return showPipeline(pipeline)
    case 'v5.start':
      return startRun(body, pipeline, view)
    case 'v5.stop':
      return stopRun(call, pipeline, view)
    case 'v5.retry':
      return retryRun(call, pipeline, view)
    case 'v5.log':
      return showLog(body, call, pipeline, view)
    case 'v5.runs':
      return listRuns(body, pipeline, view)
    case 'v5.run':
      return showRun(request, pipeline, view)
    case 'v5.outputs':
      return showOutputs(request, call, pipeline, view)
    case 'v5.artifacts':
      return showArtifacts(call, pipeline, view)
    case 'v5.queue':
      return showQueue(request, pipeline, view)
    case 'v5.cancel_queuing':
      return cancelQueuing(call, pipeline, view)
    case 'v5.failed_triggers':
      return showFailedTriggers(request, pipeline, view)
    case 'v5.pass':
    case 'v5.refuse':
    case 'v5.manual_pass':
    case 'v5.manual_refuse':
      return review(call, pipeline, view)
  }
}

/** `POST /status`: the latest run of each pipeline that ever ran. */
function status(ids: readonly unknown[], projectId: string, view: View): SimResponse {
  const known = [...new Set(ids)].flatMap(id => view.store.pipelines.get(String(id)) ?? [])
  if (known.some(pipeline => pipeline.projectId !== projectId)) return refusals.notOwned()
  const forbidden = known.find(pipeline => pipeline.forbidden !== undefined)?.forbidden
  if (forbidden !== undefined) return refusals.noPermission(forbidden)
  const latest = known.flatMap(pipeline => runsSeenBy('batch', pipeline, view).slice(0, 1))
  return json(
    200,
    latest.map(run => runElement(run, 'batch'))
  )
}
