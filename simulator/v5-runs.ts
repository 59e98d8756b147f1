import { runsAt, type RunNow } from './model.js'
import { noSuchRun } from './refusals.js'
import type { PipelineSpec, Views } from './specs.js'
import { json, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import { runDetail } from './v5-detail.js'
import { runElement } from './v5-elements.js'
import { pageOf, readTime, whole } from './v5-values.js'
import type { View } from './view.js'

/** The runs of a pipeline that a call knows, newest first. Each request counts as a poll. */
export function runsSeenBy(seenBy: Views, pipeline: PipelineSpec, { store, epochNow }: View): RunNow[] {
  const origin = store.originOf(pipeline)
  return runsAt(pipeline, seenBy, epochNow - origin, origin)
}

type Query = Readonly<Record<string, unknown>>

/** `POST /{pipeline_id}/pipeline-runs/list`: one page of the runs that match. */
export function listRuns(query: Query, pipeline: PipelineSpec, view: View): SimResponse {
  const { listOrder, pageSize = (asked: number) => asked } = view.behaviour
  const offset = whole(query.offset, 0)
  const limit = whole(query.limit, 10, 1)
  const found = runsSeenBy('list', pipeline, view)
    .map(run => ({ run, element: runElement(run, 'list') }))
    .filter(({ run, element }) => isWanted(run, element.status, query))
    .sort((a, b) => (listOrder ?? orderOf(query))(a.run, b.run))
  const page = pageOf(found, offset, pageSize(limit))
  return json(200, {
    offset,
    limit,
    total: found.length,
    pipeline_runs: page.map(({ element }) => element)
  })
}

/** By a time, newest first unless asked otherwise; those that have not begun are newer than all that have. */
function orderOf({ sort_key: key, sort_dir: direction }: Query): (a: RunNow, b: RunNow) => number {
  const sign = String(direction).toLowerCase() === 'asc' ? 1 : -1
  const time = ({ startedAt, origin, moment }: RunNow): number =>
    (key === 'update_time' ? origin + moment.at : startedAt) ?? Number.MAX_SAFE_INTEGER
  return (a, b) => sign * (time(a) - time(b) || a.spec.number - b.spec.number)
}

function isWanted(run: RunNow, status: unknown, query: Query): boolean {
  const { status: wanted } = query
  if (Array.isArray(wanted) && wanted.length > 0 && !wanted.includes(status)) return false
  const from = readTime(query.start_time) ?? Number.NEGATIVE_INFINITY
  const to = readTime(query.end_time) ?? Number.POSITIVE_INFINITY
  return run.startedAt === null || (run.startedAt >= from && run.startedAt <= to)
}

/** `GET /{pipeline_id}/pipeline-runs/detail?pipeline_run_id=RUN`: the latest run without it. */
export function showRun(request: SimRequest, pipeline: PipelineSpec, view: View): SimResponse {
  const known = runsSeenBy('detail', pipeline, view)
  const runId = new URLSearchParams(splitTarget(request.target).query).get('pipeline_run_id')
  const found = runId === null ? known[0] : known.find(({ id }) => id === runId)
  return found === undefined ? noSuchRun(view) : json(200, runDetail(found, view.epochNow))
}
