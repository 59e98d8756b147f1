import { EXAMPLE_TOKEN, type Simulator } from '../../simulator/index.js'
import type { Operation, Schema, TypeCheck } from '../../interop/cloud-types.js'
import { EXTRA_OPERATIONS } from '../../interop/facts.js'
import { BUILD, CROWDED, DEPLOY, PRODUCTION, PROJECT, RELEASE, STAGING, TESTS } from '../../interop/world.js'

/** A call that was made, and its answer. */
export interface Answered {
  readonly operation: Operation
  /** Such as `RunPipeline, smallest body`. */
  readonly what: string
  readonly status: number
  readonly body: unknown
}

/** The pipeline that a call is about, where it is not the first. */
const ABOUT: Readonly<Record<string, string>> = {
  RetryPipelineRun: TESTS,
  ShowPipelineLog: TESTS,
  ShowStepOutputs: TESTS,
  AcceptManualReview: RELEASE,
  RejectManualReview: DEPLOY
}

/** Values of fields that take only some; any other text is empty, number 0, switch off. */
const VALUES: Readonly<Record<string, unknown>> = {
  limit: 10,
  sort: 'asc',
  sort_dir: 'asc',
  sort_key: 'start_time',
  start_time: '2026-01-01 00:00:00',
  end_time: '2036-01-01 00:00:00',
  update_time: '2026-01-01 00:00:00',
  status: ['COMPLETED'],
  name: 'TARGET',
  type: 'code',
  git_type: 'codehub',
  git_url: 'https://git.example/code.git',
  build_type: 'branch',
  event_type: 'Manual',
  target_branch: 'main'
}

/**
 * Makes every call of the official client, each with the smallest and the fullest body that its types allow, and
 * gives the answers.
 */
export function makeEveryCall(simulator: Simulator, types: TypeCheck): Answered[] {
  const operations = types.operations.filter(known => !EXTRA_OPERATIONS.some(extra => extra === known))
  return operations.flatMap(operation => {
    const { operation: name, request } = operation
    const bodies: readonly (readonly [string, unknown])[] =
      request === undefined
        ? [[name, undefined]]
        : [
            [`${name}, smallest body`, sample(types, request, 'smallest')],
            [`${name}, fullest body`, sample(types, request, 'fullest')]
          ]
    return bodies.map(([what, body]) => ({
      operation,
      what,
      ...ask(simulator, operation.method, targetOf(simulator, operation), body)
    }))
  })
}

/** A start that is queued, and the calls that the official client lacks. */
export function makeExtraCalls(simulator: Simulator, types: TypeCheck): Answered[] {
  const call = (method: string, path: string, body?: unknown): Answered => {
    const target = `/v5/${PROJECT}/api/pipelines/${path}`
    const operation = types.operationOf(method, target)
    if (operation === null) throw new Error(`${method} ${target} is no call`)
    return { operation, what: operation.operation, ...ask(simulator, method, target, body) }
  }
  const decide = (id: string, decision: 'pass' | 'refuse'): Answered => {
    const detail = call('GET', `${id}/pipeline-runs/detail`).body as Detail
    const step = detail.stages[0]?.pre[0]?.id ?? 'missing'
    return call('POST', `${id}/pipeline-runs/${detail.id}/steps/${step}/manual/${decision}`)
  }
  const started = call('POST', `${CROWDED}/run`, {})
  const { error } = started.body as { error: { pipeline_run_id: string; queue_id: string } }
  return [
    started,
    call('GET', `${CROWDED}/queued-pipeline?offset=0&limit=10`),
    call('POST', `${CROWDED}/${error.pipeline_run_id}/cancel-queuing/${error.queue_id}`, {}),
    call('GET', `${CROWDED}/trigger-failed-record?offset=0&limit=10`),
    decide(STAGING, 'pass'),
    decide(PRODUCTION, 'refuse')
  ]
}

function targetOf(simulator: Simulator, { operation, path }: Operation): string {
  const pipelineId = ABOUT[operation] ?? BUILD
  const ids = idsOf(simulator, pipelineId)
  const query: Readonly<Record<string, string>> = {
    BatchShowPipelinesStatus: `?pipeline_ids=${pipelineId}`,
    ShowStepOutputs: `?step_run_ids=${ids.step_run_id ?? ''}`
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, part: string) => ids[part] ?? 'missing')
  return `${filled}${query[operation] ?? ''}`
}

interface Detail {
  readonly id: string
  readonly stages: readonly {
    readonly pre: readonly { readonly id: string }[]
    readonly jobs: readonly { readonly id: string; readonly steps: readonly { readonly id: string }[] }[]
  }[]
}

/** The IDs that a path can name: of the pipeline's latest run, and of the last step in its first stage. */
function idsOf(simulator: Simulator, pipelineId: string): Readonly<Record<string, string | undefined>> {
  const target = `/v5/${PROJECT}/api/pipelines/${pipelineId}/pipeline-runs/detail`
  const { id, stages } = ask(simulator, 'GET', target, undefined).body as Detail
  const job = stages[0]?.jobs.at(-1)
  return {
    project_id: PROJECT,
    pipeline_id: pipelineId,
    pipeline_run_id: id,
    job_run_id: job?.id,
    step_run_id: job?.steps.at(-1)?.id
  }
}

function ask(
  simulator: Simulator,
  method: string,
  target: string,
  body: unknown
): { status: number; body: unknown } {
  const headers = { host: 'simulator.example', 'x-auth-token': EXAMPLE_TOKEN.token }
  const sent = body === undefined ? '' : JSON.stringify(body)
  const { status, body: answer } = simulator.handle({ method, target, headers, body: sent })
  return { status, body: JSON.parse(answer.toString()) as unknown }
}

/** A body with the fields that are required, or with all. The only one that is a list is a list of pipeline IDs. */
function sample(types: TypeCheck, request: Schema, size: 'smallest' | 'fullest'): unknown {
  return request.type === 'array' ? [BUILD] : valueOf(types, request, size)
}

function valueOf(types: TypeCheck, schema: Schema, size: 'smallest' | 'fullest'): unknown {
  const { type, items = {}, properties = {}, required = [] } = types.resolve(schema)
  switch (type) {
    case 'object': {
      const names = size === 'fullest' ? Object.keys(properties) : required
      return Object.fromEntries(
        names.map(name => [name, VALUES[name] ?? valueOf(types, properties[name] ?? {}, size)])
      )
    }
    case 'array':
      return items.$ref === undefined ? [] : [valueOf(types, items, size)]
    case 'integer':
    case 'number':
      return 0
    case 'boolean':
      return false
    case 'string':
    case undefined:
      return ''
  }
}
