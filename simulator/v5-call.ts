import { readJson, type SimRequest } from './transport.js'

/** The calls of v5, by method and path. */
const CALLS = {
  'v5.status': ['POST', 'status'],
  'v5.list': ['POST', 'list'],
  'v5.runs': ['POST', '{pipeline}/pipeline-runs/list'],
  'v5.run': ['GET', '{pipeline}/pipeline-runs/detail'],
  'v5.pipeline': ['GET', '{pipeline}'],
  'v5.start': ['POST', '{pipeline}/run'],
  'v5.stop': ['POST', '{pipeline}/pipeline-runs/{run}/stop'],
  'v5.retry': ['PUT', '{pipeline}/pipeline-runs/{run}/retry'],
  'v5.log': ['POST', '{pipeline}/pipeline-runs/{run}/jobs/{job}/steps/{step}/logs'],
  'v5.outputs': ['GET', '{pipeline}/pipeline-runs/{run}/steps/outputs'],
  'v5.artifacts': ['GET', '{pipeline}/pipeline-runs/{run}/artifacts'],
  'v5.queue': ['GET', '{pipeline}/queued-pipeline'],
  'v5.cancel_queuing': ['POST', '{pipeline}/{run}/cancel-queuing/{queue}'],
  'v5.failed_triggers': ['GET', '{pipeline}/trigger-failed-record'],
  'v5.pass': ['POST', '{pipeline}/pipeline-runs/{run}/jobs/{job}/steps/{step}/pass'],
  'v5.refuse': ['POST', '{pipeline}/pipeline-runs/{run}/jobs/{job}/steps/{step}/refuse'],
  'v5.manual_pass': ['POST', '{pipeline}/pipeline-runs/{run}/steps/{step}/manual/pass'],
  'v5.manual_refuse': ['POST', '{pipeline}/pipeline-runs/{run}/steps/{step}/manual/refuse']
} as const

/** One call of v5; what its path does not name is empty. */
export interface V5Call {
  readonly kind: keyof typeof CALLS
  readonly projectId: string
  readonly pipelineId: string
  readonly runId: string
  readonly jobId: string
  readonly stepId: string
  readonly queueId: string
}

const PATTERNS = Object.entries(CALLS).map(([kind, [method, path]]) => ({
  kind: kind as V5Call['kind'],
  method,
  pattern: new RegExp(`^/v5/(?<project>[^/]+)/api/pipelines/${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}))

/** Which v5 call a request is; `null` for a path that there is not. */
export function v5Kind(method: string, path: string): V5Call | null {
  for (const call of PATTERNS) {
    const parts = call.method === method ? call.pattern.exec(path)?.groups : undefined
    if (parts === undefined) continue
    const { project = '', pipeline = '', run = '', job = '', step = '', queue = '' } = parts
    return {
      kind: call.kind,
      projectId: project,
      pipelineId: pipeline,
      runId: run,
      jobId: job,
      stepId: step,
      queueId: queue
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
