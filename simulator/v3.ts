import { runsAt, type PipelineSpec, type RunNow, type RunSpec, type StageSpec, type State } from './model.js'
import { html, json, refusal, splitTarget, type SimRequest, type SimResponse } from './transport.js'

/** Lets a handler see the cloud at the time of the request. */
export interface View {
  readonly epochNow: number
  readonly pipelines: ReadonlyMap<string, PipelineSpec>
  /** CodeArts projects that exist. */
  readonly projects: ReadonlySet<string>
  /** Epoch milliseconds that a pipeline's times count from; asking starts pipelines whose origin is the first look. */
  originOf(pipeline: PipelineSpec): number
  /** The same without starting anything: for calls that mention a pipeline nobody asked for. */
  glance(pipeline: PipelineSpec): number
  /** Whether no more runs may go at once. */
  isFull(): boolean
  /** How many runs of a pipeline were started so far. */
  startedOf(pipelineId: string): number
  /** Adds a run and gives its ID. */
  create(pipeline: PipelineSpec, run: RunSpec): string
  /** Ends a run as cancelled, now. */
  stop(pipeline: PipelineSpec, run: RunSpec): void
}

const IDS_LIMIT = 100
const URL_LIMIT = 4_000
const UTC_8_MS = 8 * 3_600_000

const WORDS: Readonly<Record<State, readonly [string, string | null]>> = {
  waiting: ['waiting', null],
  running: ['running', null],
  paused: ['verifying', null],
  success: ['completed', 'success'],
  error: ['completed', 'error'],
  aborted: ['completed', 'aborted']
}

/** `GET /v3/pipelines/status?pipeline_ids=…`: the latest run of each pipeline. */
export function v3Status(request: SimRequest, view: View): SimResponse {
  if (urlOf(request).length >= URL_LIMIT) return html(414, '414 Request-URI Too Large')
  const query = new URLSearchParams(splitTarget(request.target).query)
  const unknown = [...query.keys()].find(name => name !== 'pipeline_ids')
  if (unknown !== undefined) return refusal(400, 'DEVPIPE.00011103', `unknown parameter ${unknown}`)
  if (query.getAll('pipeline_ids').length > 1)
    return refusal(400, 'DEVPIPE.00011103', 'pipeline_ids is there more than once')
  const ids = v3Ids(request)
  const malformed = ids.find(id => !/^[0-9A-Za-z]{32}$/.test(id))
  if (malformed !== undefined) return refusal(400, 'DEVPIPE.00011103', 'pipeline_ids is missing or malformed')
  if (ids.length > IDS_LIMIT) return refusal(400, 'DEVPIPE.00011103', `more than ${IDS_LIMIT} pipeline_ids`)
  const elements = [...new Set(ids)].flatMap(id => {
    const pipeline = view.pipelines.get(id)
    return pipeline === undefined ? [] : element(pipeline, view)
  })
  return json(200, elements)
}

/** The pipelines that a request names, whatever they look like; one empty ID if it names none. */
export function v3Ids({ target }: SimRequest): string[] {
  return (new URLSearchParams(splitTarget(target).query).get('pipeline_ids') ?? '').split(',')
}

function urlOf({ headers, target }: SimRequest): string {
  return `https://${headers.host ?? ''}${target}`
}

function element(pipeline: PipelineSpec, view: View): object[] {
  const origin = view.originOf(pipeline)
  const [latest] = runsAt(pipeline, 'batch', view.epochNow - origin, origin)
  if (latest !== undefined) return [runElement(latest)]
  return pipeline.neverRan === 'nulls' ? [emptyElement(pipeline)] : []
}

function runElement({ pipeline, spec, id, moment, startedAt, endedAt }: RunNow): object {
  const [status, result] = WORDS[moment.state]
  const url = (pipeline.detailUrl ?? 'https://devcloud.example/pipeline/{run}').replace('{run}', id)
  return {
    ...emptyElement(pipeline),
    result,
    status,
    stages: (moment.stages ?? []).map(stageElement),
    executor: spec.executor ?? 'simulator',
    build_id: String(spec.number),
    detail_url: url,
    modify_url: url,
    start_time: chinaTime(startedAt),
    end_time: endedAt === null ? null : chinaTime(endedAt),
    ...moment.v3
  }
}

function emptyElement({ id, name }: PipelineSpec): Record<string, unknown> {
  return {
    result: null,
    status: null,
    stages: [],
    executor: null,
    pipeline_name: name,
    pipeline_id: id,
    build_id: null,
    detail_url: null,
    modify_url: null,
    start_time: null,
    end_time: null
  }
}

function stageElement({ name, displayName, state }: StageSpec, index: number): object {
  const [status, result] = state === null ? [null, null] : WORDS[state]
  return {
    result,
    status,
    name,
    parameters: null,
    order: index + 1,
    dsl_method: name,
    display_name: displayName ?? name
  }
}

/** `2022-09-09 00:00:24`, without a zone, and UTC+8 is meant. */
function chinaTime(epochMs: number): string {
  return new Date(epochMs + UTC_8_MS).toISOString().slice(0, 19).replace('T', ' ')
}
