import { queuePhase, runIdOf } from './model.js'
import type { PipelineStore } from './pipeline-store.js'
import { noSuchRun, refuseInWords } from './refusals.js'
import type { PipelineSpec, QueuedSpec, QueueSpec, RunSpec } from './specs.js'
import { json, splitTarget, type SimRequest, type SimResponse } from './transport.js'
import type { V5Call } from './v5-call.js'
import { pageOf, whole } from './v5-values.js'
import type { View } from './view.js'

/** A record waits this long at most; a while after that it is dropped. */
const LONGEST_WAIT_MS = 24 * 3_600_000
const DROPPED_AFTER_MS = LONGEST_WAIT_MS + 3_600_000
const LONGEST_QUEUE = 100

/** A run that is queued, and what the answer says about it. */
export interface Queueing {
  readonly code: string
  readonly queue: QueueSpec & { readonly id: string }
  /** Replaces the IDs in the answer. */
  readonly ids?: Readonly<Record<string, unknown>> | null
}

/**
 * Whether a start or retry is queued: because a limit is reached, or because the test says so.
 * @param queued what the test says
 * @param now milliseconds from the pipeline's origin
 * @returns `full` if the queue is full as well
 */
export function queueFor(
  queued: QueuedSpec | undefined,
  pipeline: PipelineSpec,
  now: number,
  { store, epochNow }: View
): Queueing | 'full' | null {
  const code = queued === undefined ? store.fullness(pipeline) : (queued.code ?? 'DEVPIPE.00011169')
  if (code === null) return null
  const waiting = store.queued(epochNow).filter(({ pipelineId }) => pipelineId === pipeline.id).length
  if (waiting >= LONGEST_QUEUE) return 'full'
  return {
    code,
    queue: {
      at: now,
      id: newQueueId(store),
      timedOutAt: now + (queued?.timesOutAfterMs ?? LONGEST_WAIT_MS),
      droppedAt: now + (queued?.droppedAfterMs ?? DROPPED_AFTER_MS),
      ...(queued?.forMs === undefined ? {} : { until: now + queued.forMs })
    },
    ...(queued?.ids === undefined ? {} : { ids: queued.ids })
  }
}

/** Queued instead of started: an error body that carries the ID of the run. */
export function queuedAnswer(runId: string, { code, queue, ids }: Queueing): SimResponse {
  const error = ids === undefined ? { pipeline_run_id: runId, queue_id: queue.id } : ids
  return json(200, {
    error_code: code,
    error_msg: 'The number of running pipelines has reached the limit. The run is in the queue.',
    ...(error === null ? {} : { error })
  })
}

function newQueueId({ started, retried }: PipelineStore): string {
  return `9${String(started.length + retried.length).padStart(31, '0')}`
}

/** `GET /{pipeline_id}/queued-pipeline?offset=0&limit=10`: the queued runs, oldest first. */
export function showQueue(
  request: SimRequest,
  pipeline: PipelineSpec,
  { store, epochNow }: View
): SimResponse {
  const query = new URLSearchParams(splitTarget(request.target).query)
  const origin = store.originOf(pipeline)
  const records = pipeline.runs
    .flatMap(run => (run.queue === undefined ? [] : [{ run, queue: run.queue }]))
    .map(record => ({ ...record, phase: queuePhase(record.run, epochNow - origin) }))
    .filter(({ phase }) => phase === 'queued' || phase === 'timed_out')
    .sort((a, b) => a.queue.at - b.queue.at)
  const page = pageOf(records, whole(query.get('offset'), 0), whole(query.get('limit'), 10, 1))
  return json(200, {
    queuedPipelines: page.map(({ run, queue, phase }) => ({
      id: queueIdOf(pipeline, run),
      pipeline_run_id: runIdOf(pipeline, run),
      enqueue_time: timeIn(pipeline, origin + queue.at),
      trigger_type: run.trigger ?? 'Push',
      status: phase === 'queued' ? 'QUEUED' : 'QUEUED_TIME_OUT',
      creator_id: '0'.repeat(32),
      creator_name: run.executor ?? 'simulator'
    })),
    total: records.length
  })
}

/** `POST /{pipeline_id}/{run}/cancel-queuing/{queue_id}`: removes the run from the queue; it never starts. */
export function cancelQueuing(call: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const { store, epochNow } = view
  const now = epochNow - store.originOf(pipeline)
  const run = pipeline.runs.find(run => runIdOf(pipeline, run) === call.runId)
  if (run?.queue === undefined) return noSuchRun(view)
  if (queueIdOf(pipeline, run) !== call.queueId || queuePhase(run, now) !== 'queued')
    return refuseInWords(400, 'The run is not in the queue.')
  store.leaveQueue(pipeline.id, run, now)
  return json(200, { success: true })
}

function queueIdOf(pipeline: PipelineSpec, run: RunSpec): string {
  return run.queue?.id ?? `8${runIdOf(pipeline, run).slice(1)}`
}

function timeIn({ queue }: PipelineSpec, epochMs: number): number | string {
  return queue?.times === 'text' ? String(epochMs) : epochMs
}

/** `GET /{pipeline_id}/trigger-failed-record?offset=0&limit=10`: triggers that failed, newest first. */
export function showFailedTriggers(
  request: SimRequest,
  pipeline: PipelineSpec,
  { store, epochNow }: View
): SimResponse {
  const query = new URLSearchParams(splitTarget(request.target).query)
  const origin = store.originOf(pipeline)
  const records = (pipeline.failedTriggers ?? [])
    .filter(({ at }) => origin + at <= epochNow)
    .sort((a, b) => b.at - a.at)
  const page = pageOf(records, whole(query.get('offset'), 0), whole(query.get('limit'), 10, 1))
  return json(200, {
    triggerFailedRecordVOS: page.map(({ at, reason, trigger, executor }) => ({
      trigger_type: trigger ?? 'Push',
      trigger_time: timeIn(pipeline, origin + at),
      executor_id: '0'.repeat(32),
      executor_name: executor ?? 'simulator',
      reason: reason ?? null
    })),
    total: records.length
  })
}
