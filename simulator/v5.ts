import { runsAt, type PipelineSpec, type RunNow, type StageSpec, type State } from './model.js'
import {
  isRecord,
  json,
  readJson,
  refusal,
  splitTarget,
  type SimRequest,
  type SimResponse
} from './transport.js'
import type { View } from './v3.js'

const IDS_LIMIT = 100
const PAGE_LIMIT = 50

const STATUS: Readonly<Record<State, string>> = {
  waiting: 'QUEUED',
  running: 'RUNNING',
  paused: 'PAUSED',
  success: 'COMPLETED',
  error: 'FAILED',
  aborted: 'CANCELED'
}

/** Which v5 call a request is; `null` for a path that there is not. */
export function v5Kind(method: string, path: string): V5Call | null {
  for (const [kind, verb, pattern] of CALLS) {
    const match = method === verb ? pattern.exec(path) : null
    if (match !== null) return { kind, projectId: match[1] ?? '', pipelineId: match[2] ?? '' }
  }
  return null
}

export interface V5Call {
  readonly kind: 'v5.status' | 'v5.list' | 'v5.runs' | 'v5.run'
  readonly projectId: string
  readonly pipelineId: string
}

const CALLS: readonly (readonly [V5Call['kind'], string, RegExp])[] = [
  ['v5.status', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/status$/],
  ['v5.list', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/list$/],
  ['v5.runs', 'POST', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/list$/],
  ['v5.run', 'GET', /^\/v5\/([^/]+)\/api\/pipelines\/([^/]+)\/pipeline-runs\/detail$/]
]

/** Plays one v5 call. */
export function v5Answer(call: V5Call, request: SimRequest, view: View): SimResponse {
  const inProject = [...view.pipelines.values()].filter(({ projectId }) => projectId === call.projectId)
  if (inProject.length === 0)
    return refusal(403, 'DEVPIPE.00011412', 'The project does not exist or you are not a member of it.')
  const body = readJson(request.body)
  switch (call.kind) {
    case 'v5.status':
      return status(body, inProject, view)
    case 'v5.list':
      return list(body, inProject)
    case 'v5.runs':
    case 'v5.run': {
      const pipeline = view.pipelines.get(call.pipelineId)
      if (pipeline === undefined) return refusal(404, 'DEVPIPE.00011401', 'The pipeline does not exist.')
      if (pipeline.projectId !== call.projectId) return notOwned()
      return call.kind === 'v5.runs' ? runs(body, pipeline, view) : run(request, pipeline, view)
    }
  }
}

function notOwned(): SimResponse {
  return refusal(403, 'DEVPIPE.00011136', 'The project does not own this pipeline.')
}

function bad(what: string): SimResponse {
  return refusal(400, 'DEVPIPE.00011103', `Invalid parameter: ${what}`)
}

function status(body: unknown, inProject: readonly PipelineSpec[], view: View): SimResponse {
  if (!Array.isArray(body) || body.length === 0) return bad('the body is no array of pipeline IDs')
  if (body.length > IDS_LIMIT) return bad(`more than ${IDS_LIMIT} pipeline IDs`)
  const ids = body.filter((id): id is string => typeof id === 'string' && /^[0-9A-Za-z]{32}$/.test(id))
  if (ids.length < body.length) return bad('a pipeline ID is malformed')
  const foreign = ids.some(id => view.pipelines.has(id) && !inProject.some(pipeline => pipeline.id === id))
  if (foreign) return notOwned()
  const latest = ids.flatMap(id => {
    const pipeline = inProject.find(pipeline => pipeline.id === id)
    return pipeline === undefined ? [] : at(pipeline, 'batch', view).slice(0, 1)
  })
  return json(200, latest.map(element))
}

function at(pipeline: PipelineSpec, seenBy: 'batch' | 'list' | 'detail', view: View): RunNow[] {
  const origin = view.originOf(pipeline)
  return runsAt(pipeline, seenBy, view.epochNow - origin, origin)
}

function element({ pipeline, spec, id, moment, startedAt, endedAt }: RunNow): object {
  return {
    pipeline_id: pipeline.id,
    pipeline_run_id: id,
    executor_id: '0'.repeat(32),
    executor_name: spec.executor ?? 'simulator',
    status: STATUS[moment.state],
    run_number: spec.number,
    trigger_type: spec.trigger ?? 'Push',
    build_params: buildParams(spec),
    artifact_params: null,
    start_time: startedAt,
    end_time: endedAt,
    modify_url: '',
    detail_url: (pipeline.detailUrl ?? '').replace('{run}', id),
    stage_status_list: (moment.stages ?? []).map((stage, sequence) =>
      stageElement(stage, sequence, startedAt)
    ),
    ...moment.v5
  }
}

function buildParams({ commit, branch }: RunNow['spec']): object {
  return {
    action: null,
    build_type: 'branch',
    commit_id: commit ?? null,
    event_type: 'Push',
    merge_id: null,
    message: null,
    source_branch: null,
    tag: null,
    target_branch: branch ?? 'main',
    codehub_id: '1',
    git_url: 'https://git.example/repository.git'
  }
}

function stageElement({ name, state }: StageSpec, sequence: number, startedAt: number): object {
  const ended = state === 'success' || state === 'error' || state === 'aborted'
  return {
    name,
    sequence,
    status: state === null ? 'INIT' : STATUS[state],
    start_time: state === null ? null : String(startedAt),
    end_time: ended ? String(startedAt) : null
  }
}

/** Fields that a body may have, each with its type. */
function check(body: unknown, fields: Readonly<Record<string, (value: unknown) => boolean>>): string | null {
  if (!isRecord(body)) return 'the body is no object'
  for (const [name, value] of Object.entries(body)) {
    const isRight = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (isRight === undefined) return `unknown field ${name}`
    if (!isRight(value)) return name
  }
  return null
}

const isOffset = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0
const isLimit = (value: unknown): boolean =>
  isOffset(value) && (value as number) >= 1 && (value as number) <= PAGE_LIMIT
const isText = (value: unknown): boolean => typeof value === 'string'
const isTime = (value: unknown): boolean => !Number.isNaN(readTime(value))

function readTime(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return Number.NaN
  if (/^\d+$/.test(value)) return Number(value)
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
    ? Date.parse(`${value.replace(' ', 'T')}+08:00`)
    : Number.NaN
}

function list(body: unknown, inProject: readonly PipelineSpec[]): SimResponse {
  const wrong = check(body, { offset: isOffset, limit: isLimit, name: isText })
  if (wrong !== null) return bad(wrong)
  const { offset = 0, limit = 10, name = '' } = body as { offset?: number; limit?: number; name?: string }
  const found = inProject.filter(pipeline => pipeline.name.includes(name))
  const pipelines = found
    .slice(offset, offset + limit)
    .map(({ id, name, projectId }) => ({ pipeline_id: id, name, project_id: projectId, latest_run: null }))
  return json(200, { offset, limit, total: found.length, pipelines })
}

interface RunsQuery {
  readonly offset?: number
  readonly limit?: number
  readonly status?: readonly string[]
  readonly start_time?: unknown
  readonly end_time?: unknown
  readonly sort_key?: string
  readonly sort_dir?: string
}

function runs(body: unknown, pipeline: PipelineSpec, view: View): SimResponse {
  const wrong = check(body, {
    offset: isOffset,
    limit: isLimit,
    status: value => Array.isArray(value) && value.every(isText),
    start_time: isTime,
    end_time: isTime,
    sort_key: value => value === 'start_time' || value === 'update_time',
    sort_dir: value => value === 'asc' || value === 'desc'
  })
  if (wrong !== null) return bad(wrong)
  const {
    offset = 0,
    limit = 10,
    status,
    start_time: from,
    end_time: to,
    sort_dir: dir = 'desc'
  } = body as RunsQuery
  const found = at(pipeline, 'list', view)
    .filter(({ moment }) => status === undefined || status.includes(STATUS[moment.state]))
    .filter(({ startedAt }) => from === undefined || startedAt >= readTime(from))
    .filter(({ startedAt }) => to === undefined || startedAt <= readTime(to))
    .sort((a, b) => (dir === 'desc' ? b.startedAt - a.startedAt : a.startedAt - b.startedAt))
  const page = found.slice(offset, offset + limit)
  return json(200, { offset, limit, total: found.length, pipeline_runs: page.map(element) })
}

function run(request: SimRequest, pipeline: PipelineSpec, view: View): SimResponse {
  const query = new URLSearchParams(splitTarget(request.target).query)
  const known = at(pipeline, 'detail', view)
  const runId = query.get('pipeline_run_id')
  const found = runId === null ? known[0] : known.find(({ id }) => id === runId)
  if (found === undefined) return refusal(404, 'DEVPIPE.00011402', 'The pipeline run does not exist.')
  return json(200, detail(found, view.epochNow))
}

function detail(found: RunNow, epochNow: number): object {
  const { pipeline, spec, moment, startedAt } = found
  const { pipeline_run_id: id, build_params: params, ...rest } = element(found) as Record<string, unknown>
  const stages = (moment.stages ?? []).map((stage, sequence) => ({
    ...stageElement(stage, sequence, startedAt),
    id: `${sequence}`.padStart(32, '0'),
    jobs: []
  }))
  return {
    ...rest,
    id,
    name: pipeline.name,
    description: spec.description ?? '',
    current_system_time: epochNow,
    sources: [
      { type: 'code', params: { build_params: { ...(params as object), virtual_merge_commit_id: null } } }
    ],
    stages
  }
}
