import { runsAt, type PipelineSpec, type RunNow } from './model.js'
import { json, refusal, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import type { View } from './v3.js'
import { bad, isOneOf, isSomeOf, isTime, isWhole, readTime, wrongIn } from './v5-body.js'
import { RUN_STATUSES, runDetail, runElement } from './v5-elements.js'

/** The runs of a pipeline that a call knows, newest first. Asking counts as a look. */
export function runsSeenBy(
  seenBy: 'batch' | 'list' | 'detail',
  pipeline: PipelineSpec,
  view: View
): RunNow[] {
  const origin = view.originOf(pipeline)
  return runsAt(pipeline, seenBy, view.epochNow - origin, origin)
}

interface Query {
  readonly offset?: number
  readonly limit?: number
  readonly status?: readonly string[]
  readonly start_time?: unknown
  readonly end_time?: unknown
  readonly sort_key?: 'start_time' | 'update_time'
  readonly sort_dir?: 'asc' | 'desc'
}

const QUERY_FIELDS = {
  offset: isWhole(0),
  limit: isWhole(1, 50),
  status: isSomeOf(RUN_STATUSES),
  start_time: isTime,
  end_time: isTime,
  sort_key: isOneOf('start_time', 'update_time'),
  sort_dir: isOneOf('asc', 'desc')
}

/** `POST /{pipeline_id}/pipeline-runs/list`: one page of the runs that match. */
export function listRuns(body: unknown, pipeline: PipelineSpec, view: View): SimResponse {
  const wrong = wrongIn(body, QUERY_FIELDS)
  if (wrong !== null) return bad(wrong)
  const query = body as Query
  const { offset = 0, limit = 10, sort_key: key = 'start_time', sort_dir: direction = 'desc' } = query
  const sign = direction === 'desc' ? -1 : 1
  const found = runsSeenBy('list', pipeline, view)
    .filter(run => isWanted(run, query))
    .sort((a, b) => sign * (sortTime(a, key) - sortTime(b, key) || a.spec.number - b.spec.number))
  const page = found.slice(offset, offset + limit)
  return json(200, { offset, limit, total: found.length, pipeline_runs: page.map(runElement) })
}

function isWanted(run: RunNow, { status, start_time: from, end_time: to }: Query): boolean {
  if (status !== undefined && !status.includes(String(runElement(run).status))) return false
  if (from !== undefined && run.startedAt < readTime(from)) return false
  return to === undefined || run.startedAt <= readTime(to)
}

function sortTime({ startedAt, origin, moment }: RunNow, key: 'start_time' | 'update_time'): number {
  return key === 'start_time' ? startedAt : origin + moment.at
}

/** `GET /{pipeline_id}/pipeline-runs/detail?pipeline_run_id=RUN`: the latest run without it. */
export function showRun(request: SimRequest, pipeline: PipelineSpec, view: View): SimResponse {
  const query = new URLSearchParams(splitTarget(request.target).query)
  const unknown = [...query.keys()].find(name => name !== 'pipeline_run_id')
  if (unknown !== undefined) return bad(`unknown parameter ${unknown}`)
  const known = runsSeenBy('detail', pipeline, view)
  const runId = query.get('pipeline_run_id')
  const found = runId === null ? known[0] : known.find(({ id }) => id === runId)
  if (found === undefined) return refusal(404, 'DEVPIPE.00011402', 'The pipeline run does not exist.')
  return json(200, runDetail(found, view.epochNow))
}
