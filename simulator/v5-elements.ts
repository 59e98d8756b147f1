import type { RunNow } from './model.js'
import { spanOf } from './model.js'
import type { Moment, State } from './specs.js'
import { firstBuildParams } from './v5-sources.js'
import { idOf } from './v5-ids.js'

export const STATUS: Readonly<Record<State, string>> = {
  waiting: 'QUEUED',
  running: 'RUNNING',
  paused: 'PAUSED',
  success: 'COMPLETED',
  error: 'FAILED',
  aborted: 'CANCELED'
}

/** A run in the batch answer or the run list: it has the commit of one source only. */
export function runElement(run: RunNow, seenBy: 'batch' | 'list'): Record<string, unknown> {
  const { pipeline, spec, id, moment, startedAt, endedAt } = run
  return {
    pipeline_id: pipeline.id,
    pipeline_run_id: id,
    executor_id: '0'.repeat(32),
    executor_name: spec.executor ?? 'simulator',
    status: STATUS[moment.state],
    run_number: spec.number,
    trigger_type: spec.trigger ?? 'Push',
    build_params: firstBuildParams(run, seenBy),
    artifact_params: null,
    start_time: startedAt,
    end_time: endedAt,
    modify_url: '',
    detail_url: detailUrlOf(run),
    stage_status_list: (moment.stages ?? []).map((_, sequence) => ({
      ...stageElement(run, sequence),
      ...(seenBy === 'list' ? { id: idOf(run, sequence) } : {})
    })),
    ...moment.v5,
    ...spec.raw?.[seenBy]
  }
}

export function detailUrlOf({ pipeline, id }: RunNow): string {
  return (pipeline.detailUrl ?? '').replace('{run}', id)
}

/** A stage of a list or batch element. Its times are strings; only the run detail has numbers. */
function stageElement(run: RunNow, sequence: number): object {
  const stage = run.moment.stages?.[sequence]
  const { startedAt, endedAt } = spanOf(run, moment => stageState(moment, sequence))
  return {
    name: stage?.name,
    sequence,
    status: stage?.status ?? statusOf(stage?.state ?? null),
    start_time: startedAt === null ? null : String(startedAt),
    end_time: endedAt === null ? null : String(endedAt)
  }
}

/** The word for what a part of a run is doing; `null` has not begun. */
export function statusOf(state: State | null): string {
  return state === null ? 'INIT' : STATUS[state]
}

export function stageState({ stages }: Moment, stage: number): State | null {
  return stages?.[stage]?.state ?? null
}
