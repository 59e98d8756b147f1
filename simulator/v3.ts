import { runsAt, type RunNow } from './model.js'
import type { PipelineSpec, StageSpec, State } from './specs.js'
import { json, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import type { View } from './view.js'

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
  const elements = [...new Set(v3Ids(request))].flatMap(id => {
    const pipeline = view.store.pipelines.get(id)
    return pipeline === undefined ? [] : element(pipeline, view)
  })
  return json(200, elements)
}

/** The pipelines that a request names, in whatever form; one empty ID if it names none. */
export function v3Ids({ target }: SimRequest): string[] {
  const named = new URLSearchParams(splitTarget(target).query).getAll('pipeline_ids')
  return named.length === 0 ? [''] : named.flatMap(ids => ids.split(','))
}

function element(pipeline: PipelineSpec, { store, epochNow }: View): object[] {
  const origin = store.originOf(pipeline)
  const [latest] = runsAt(pipeline, 'batch', epochNow - origin, origin)
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
    start_time: startedAt === null ? null : chinaTime(startedAt),
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
