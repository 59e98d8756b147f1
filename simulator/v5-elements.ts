import { createHash } from 'node:crypto'
import { spanOf, type JobSpec, type Moment, type RunNow, type StepSpec, type State } from './model.js'

const STATUS: Readonly<Record<State, string>> = {
  waiting: 'QUEUED',
  running: 'RUNNING',
  paused: 'PAUSED',
  success: 'COMPLETED',
  error: 'FAILED',
  aborted: 'CANCELED'
}

/** Statuses that a run can be asked for by. */
export const RUN_STATUSES: ReadonlySet<string> = new Set([
  ...Object.values(STATUS),
  'SUSPEND',
  'IGNORED',
  'INIT'
])

/** A run as the batch answer and the run list tell it. */
export function runElement(run: RunNow): Record<string, unknown> {
  const { pipeline, spec, id, moment, startedAt, endedAt } = run
  return {
    pipeline_id: pipeline.id,
    pipeline_run_id: id,
    executor_id: '0'.repeat(32),
    executor_name: spec.executor ?? 'simulator',
    status: STATUS[moment.state],
    run_number: spec.number,
    trigger_type: spec.trigger ?? 'Push',
    build_params: pipeline.sources?.length === 0 ? null : buildParams(spec),
    artifact_params: null,
    start_time: startedAt,
    end_time: endedAt,
    modify_url: '',
    detail_url: (pipeline.detailUrl ?? '').replace('{run}', id),
    stage_status_list: (moment.stages ?? []).map((_, sequence) => stageElement(run, sequence)),
    ...moment.v5
  }
}

/** A run as its detail tells it: with name, description, sources, jobs and steps. */
export function runDetail(run: RunNow, epochNow: number): object {
  const { pipeline, spec, moment } = run
  const { pipeline_run_id: id, build_params: params, ...rest } = runElement(run)
  return {
    ...rest,
    id,
    name: pipeline.name,
    description: spec.description ?? '',
    current_system_time: epochNow,
    sources:
      params === null
        ? []
        : [
            {
              type: 'code',
              params: { build_params: { ...(params as object), virtual_merge_commit_id: null } }
            }
          ],
    stages: (moment.stages ?? []).map((stage, sequence) => ({
      ...stageElement(run, sequence),
      id: idOf(run, sequence),
      jobs: (stage.jobs ?? []).map((job, index) => jobElement(run, sequence, index, job))
    }))
  }
}

function buildParams({ commit, branch, tag }: RunNow['spec']): object {
  return {
    action: null,
    build_type: tag === undefined ? 'branch' : 'tag',
    commit_id: commit ?? null,
    event_type: 'Push',
    merge_id: null,
    message: null,
    source_branch: null,
    tag: tag ?? null,
    target_branch: tag === undefined ? (branch ?? 'main') : null,
    codehub_id: '1',
    git_url: 'https://git.example/repository.git'
  }
}

function stageElement(run: RunNow, sequence: number): Record<string, unknown> {
  const name = run.moment.stages?.[sequence]?.name
  return { name, sequence, ...course(run, moment => stageState(moment, sequence)) }
}

function jobElement(run: RunNow, stage: number, index: number, { name, message, steps }: JobSpec): object {
  return {
    id: idOf(run, stage, index),
    name,
    message: message ?? '',
    ...course(run, moment => jobState(moment, stage, index)),
    steps: (steps ?? []).map((step, at) => stepElement(run, [stage, index, at], step))
  }
}

type StepPlace = readonly [stage: number, job: number, step: number]

function stepElement(run: RunNow, place: StepPlace, { name, message, task }: StepSpec): object {
  return {
    id: idOf(run, ...place),
    name,
    task: task ?? 'official_shell_plugin',
    business_type: 'Build',
    message: message ?? '',
    ...course(run, moment => stepState(moment, place))
  }
}

/** Status and times of a part of the run; the times are texts. */
function course(run: RunNow, stateAt: (moment: Moment) => State | null): object {
  const state = stateAt(run.moment)
  const { startedAt, endedAt } = spanOf(run, stateAt)
  return {
    status: state === null ? 'INIT' : STATUS[state],
    start_time: startedAt === null ? null : String(startedAt),
    end_time: endedAt === null ? null : String(endedAt)
  }
}

function stageState({ stages }: Moment, stage: number): State | null {
  return stages?.[stage]?.state ?? null
}

function jobState(moment: Moment, stage: number, job: number): State | null {
  const own = moment.stages?.[stage]?.jobs?.[job]?.state
  return own === undefined ? stageState(moment, stage) : own
}

function stepState(moment: Moment, [stage, job, step]: StepPlace): State | null {
  const own = moment.stages?.[stage]?.jobs?.[job]?.steps?.[step]?.state
  return own === undefined ? jobState(moment, stage, job) : own
}

/** 32 characters, different for every part of every run. */
export function idOf({ id }: RunNow, ...place: readonly number[]): string {
  return createHash('sha256')
    .update([id, ...place].join('/'))
    .digest('hex')
    .slice(0, 32)
}
