import { spanOf, type RunNow } from './model.js'
import type { ArtifactSpec, JobSpec, Moment, StageSpec, State, StepSpec } from './specs.js'
import { detailUrlOf, stageState, STATUS, statusOf } from './v5-elements.js'
import { idOf, type Place } from './v5-ids.js'
import { builtSourcesOf } from './v5-sources.js'

/** The run detail: name, description, all sources, jobs and steps. Its times are numbers. */
export function runDetail(run: RunNow, epochNow: number): object {
  const { pipeline, spec, id, moment, startedAt, endedAt } = run
  return {
    id,
    pipeline_id: pipeline.id,
    project_id: pipeline.projectId ?? null,
    name: pipeline.name,
    description: spec.description ?? '',
    is_publish: pipeline.isChange ?? false,
    executor_id: '0'.repeat(32),
    executor_name: spec.executor ?? 'simulator',
    status: STATUS[moment.state],
    trigger_type: spec.trigger ?? 'Push',
    run_number: spec.number,
    start_time: startedAt,
    end_time: endedAt,
    current_system_time: epochNow,
    detail_url: detailUrlOf(run),
    sources: builtSourcesOf(run),
    artifacts: (spec.artifacts ?? []).map(artifactElement),
    stages: (moment.stages ?? []).map((stage, sequence) => stageElement(run, stage, sequence)),
    ...moment.v5,
    ...spec.raw?.detail
  }
}

/** In the detail, the fields of an artifact are in camel case. */
function artifactElement({ name, version = '1.0.0', url = '' }: ArtifactSpec): object {
  return { name, version, downloadUrl: url, packageType: 'generic' }
}

function stageElement(run: RunNow, stage: StageSpec, sequence: number): object {
  const stateAt = (moment: Moment): State | null => stageState(moment, sequence)
  const pausedSince = run.past.findLast(moment => stateAt(moment) !== 'paused')
  const firstPaused = run.past.find(({ at }) => at > (pausedSince?.at ?? Number.NEGATIVE_INFINITY))
  return {
    id: idOf(run, sequence),
    identifier: `stage_${sequence}`,
    name: stage.name,
    sequence,
    is_select: stage.isSelected ?? true,
    ...course(run, stateAt, stage.status),
    pause_time: stage.state === 'paused' && firstPaused !== undefined ? run.origin + firstPaused.at : null,
    pre: (stage.pre ?? []).map((step, index) => stepElement(run, [sequence, 'pre', index], step)),
    post: (stage.post ?? []).map((step, index) => stepElement(run, [sequence, 'post', index], step)),
    jobs: (stage.jobs ?? []).map((job, index) => jobElement(run, [sequence, index], job))
  }
}

function jobElement(run: RunNow, place: readonly [number, number], job: JobSpec): object {
  return {
    id: idOf(run, ...place),
    identifier: `job_${place.join('_')}`,
    name: job.name,
    sequence: place[1],
    message: job.message ?? '',
    is_select: job.isSelected ?? true,
    ...course(run, moment => jobState(moment, ...place), job.status),
    steps: (job.steps ?? []).map((step, at) => stepElement(run, [...place, at], step))
  }
}

function stepElement(run: RunNow, place: Place, step: StepSpec): object {
  return {
    id: idOf(run, ...place),
    identifier: `step_${place.join('_')}`,
    name: step.name,
    task: step.task ?? 'official_shell_plugin',
    business_type: step.businessType ?? 'Build',
    sequence: place.at(-1),
    message: step.message ?? '',
    inputs: Object.entries(step.inputs ?? {}).map(([key, value]) => ({ key, value })),
    ...course(run, moment => stepState(moment, place), step.status)
  }
}

/** Status and times of a part of the run. */
function course(run: RunNow, stateAt: (moment: Moment) => State | null, raw: string | undefined): object {
  const { startedAt, endedAt } = spanOf(run, stateAt)
  return { status: raw ?? statusOf(stateAt(run.moment)), start_time: startedAt, end_time: endedAt }
}

function jobState(moment: Moment, stage: number, job: number): State | null {
  const own = moment.stages?.[stage]?.jobs?.[job]?.state
  return own === undefined ? stageState(moment, stage) : own
}

function stepState(moment: Moment, place: Place): State | null {
  const [stage, job, step] = place as readonly [number, Place[number], number]
  const part = moment.stages?.[stage]
  const own = typeof job === 'number' ? part?.jobs?.[job]?.steps?.[step]?.state : part?.[job]?.[step]?.state
  if (own !== undefined) return own
  return typeof job === 'number' ? jobState(moment, stage, job) : stageState(moment, stage)
}

/** A step of a run, wherever it is. */
export interface StepFound {
  readonly place: Place
  readonly step: StepSpec
  readonly id: string
  /** Of the job around it; `null` for one before or after the jobs of a stage. */
  readonly jobId: string | null
  readonly state: State | null
}

/** All steps of a run. */
export function stepsOf(run: RunNow): StepFound[] {
  const found = (place: Place, step: StepSpec, jobId: string | null): StepFound => ({
    place,
    step,
    jobId,
    id: idOf(run, ...place),
    state: stepState(run.moment, place)
  })
  return (run.moment.stages ?? []).flatMap(({ pre = [], jobs = [], post = [] }, stage) => [
    ...pre.map((step, index) => found([stage, 'pre', index], step, null)),
    ...jobs.flatMap(({ steps = [] }, job) =>
      steps.map((step, index) => found([stage, job, index], step, idOf(run, stage, job)))
    ),
    ...post.map((step, index) => found([stage, 'post', index], step, null))
  ])
}
