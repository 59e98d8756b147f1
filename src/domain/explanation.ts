import type { Outcome, PipelineRun, RunOutcome } from './pipeline-run.js'

/** What a run detail has about the parts of a run. Times are epoch milliseconds, `null` where they are not known. */
interface Part {
  readonly name: string
  /** `null`: it has not begun, or was left out. */
  readonly outcome: RunOutcome | null
  readonly startedAt: number | null
  readonly endedAt: number | null
}
export interface StepDetail extends Part {
  readonly id: string | null
  readonly message: string | null
  /** Whether it runs another pipeline. */
  readonly isSubPipeline: boolean
  /** Whether it waits for a person to start the jobs of its stage. */
  readonly isManualTrigger: boolean
  /** Whom it waits for, as far as its inputs name them. */
  readonly reviewers: readonly string[]
}
export interface JobDetail extends Part {
  readonly id: string | null
  readonly message: string | null
  readonly steps: readonly StepDetail[]
}
export interface StageDetail extends Part {
  readonly pausedAt: number | null
  /** Steps before the jobs: a manual trigger, an entry condition such as a quality gate. */
  readonly pre: readonly StepDetail[]
  readonly jobs: readonly JobDetail[]
  /** Steps after the jobs: an exit condition. */
  readonly post: readonly StepDetail[]
}

/** A place in a run: as far down as it is known. */
export interface StepLocation {
  readonly stage: string
  /** `null` also for a step before or after the jobs of its stage. */
  readonly job: string | null
  readonly step: string | null
  /** What CodeArts says about it. */
  readonly message: string | null
  readonly jobId: string | null
  readonly stepId: string | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly isSubPipeline: boolean
  /** Whom it waits for, as far as its inputs name them. */
  readonly reviewers: readonly string[]
  /** The sub-pipeline's run that it is in; `null` for a place in the run of a requested pipeline. */
  readonly within: ChildRun | null
}

/** A run that a step of another pipeline has started. */
export interface ChildRun {
  readonly startedBy: StepLocation
  readonly pipelineId: string
  readonly runId: string
  readonly name: string | null
  readonly runNumber: number | null
  readonly url: string | null
}

/** A sub-pipeline's run that could be read. */
export interface ChildFailure {
  readonly run: ChildRun
  /** Where it failed or was cancelled: the first by time leads. */
  readonly failed: readonly StepLocation[]
}

/** The newest run that took the place of a cancelled one, and what the two have in common. */
export interface Successor {
  readonly run: PipelineRun
  readonly sharing: 'merge_request' | 'commit'
}

/** The end of a step's log, oldest line first. */
export interface StepLog {
  readonly location: StepLocation
  readonly lines: readonly string[]
  /** Whether there is more before it. */
  readonly isCut: boolean
}

/** Something that could not be fetched, and what CodeArts said instead. */
export interface Missing {
  /** `child`: the run of a sub-pipeline, or which run that is. */
  readonly what: 'detail' | 'log' | 'child'
  readonly location: StepLocation | null
  /** The sub-pipeline's run that could not be read, where its IDs are known. */
  readonly child: { readonly pipelineId: string; readonly runId: string } | null
  readonly status: number | null
  readonly cloudCode: string | null
  readonly cloudMessage: string | null
  /** What came instead of an answer, as the failures call it: `html`, `too_large`, `no_time`. */
  readonly detail: {
    readonly code: string
    readonly params: Readonly<Record<string, string | number>>
  } | null
}

/** Why a run is red, as far as its detail and logs show. */
export interface Explanation {
  /** Where it failed or was cancelled: the first by time leads. */
  readonly failed: readonly StepLocation[]
  /** What it was doing or waiting for at the last poll. */
  readonly doing: readonly StepLocation[]
  /** Runs of failed sub-pipelines, down to the bottom. */
  readonly children: readonly ChildFailure[]
  /** Failed sub-pipelines that were not read: their number and depth are limited. */
  readonly unfollowed: number
  readonly supersededBy: Successor | null
  readonly logs: readonly StepLog[]
  readonly missing: readonly Missing[]
  /** Failed steps whose logs were not asked for, because the requests for logs are few. */
  readonly unasked: number
}

/** Outcomes of runs that have something to explain, the clearest first. */
export const EXPLAINABLE: readonly Outcome[] = ['error', 'aborted', 'paused', 'timed_out']

/** Whether there is a run to look into: one that failed, whatever it means for the gate, or another that is red. */
export function isExplainable(
  { outcome, run }: { readonly outcome: Outcome; readonly run: PipelineRun | null },
  isRed: boolean
): boolean {
  return EXPLAINABLE.includes(outcome) && (outcome === 'error' || isRed) && run !== null && run.runId !== null
}

/** What no place is known of. */
export const NOWHERE: StepLocation = {
  stage: '',
  job: null,
  step: null,
  message: null,
  jobId: null,
  stepId: null,
  startedAt: null,
  endedAt: null,
  isSubPipeline: false,
  reviewers: [],
  within: null
}

/**
 * The places that have one of these outcomes, as far down as known: a step, else its job, else its stage.
 * Those with the outcome that is named first lead. Of equal ones it is the one that ended first, because what follows
 * is often only a consequence; places without an end keep the order of the run and come last.
 * @param within the sub-pipeline's run that they are in, if it is one
 */
export function locationsOf(
  stages: readonly StageDetail[],
  outcomes: readonly RunOutcome[],
  within: ChildRun | null = null
): StepLocation[] {
  const is = ({ outcome }: Part): boolean => outcome !== null && outcomes.includes(outcome)
  const found = stages.flatMap(stage => {
    const stepsAround = (steps: readonly StepDetail[]): Found[] =>
      steps.filter(is).map(step => foundAt(stage, null, step))
    const jobs = stage.jobs.filter(is).flatMap(job => {
      const steps = job.steps.filter(is).map(step => foundAt(stage, job, step))
      if (steps.length > 0) return steps
      return job.outcome === 'error' ? failedItself(stage, job) : [foundAt(stage, job, null)]
    })
    const inside = [...stepsAround(stage.pre), ...jobs, ...stepsAround(stage.post)]
    return inside.length > 0 || !is(stage) ? inside : [stageItself(stage)]
  })
  const rank = ({ outcome }: Found): number => outcomes.findIndex(one => one === outcome)
  const end = ({ location: { endedAt } }: Found): number => endedAt ?? Number.POSITIVE_INFINITY
  return found
    .sort((a, b) => rank(a) - rank(b) || (end(a) === end(b) ? 0 : end(a) - end(b)))
    .map(({ location }) => ({ ...location, within }))
}

/** A place, and the outcome that it was found for. */
interface Found {
  readonly location: StepLocation
  readonly outcome: RunOutcome | null
}

/** A failed job without a failed step: it was a sub-pipeline, if it has one that did not succeed. */
function failedItself(stage: StageDetail, job: JobDetail): Found[] {
  const { outcome, endedAt } = job
  const steps = job.steps.filter(step => step.isSubPipeline && step.outcome !== 'success')
  if (steps.length === 0) return [foundAt(stage, job, null)]
  return steps.map(step => ({
    ...foundAt(stage, job, { ...step, endedAt: step.endedAt ?? endedAt }),
    outcome
  }))
}

/** A paused stage in which nothing else is paused waits at its manual trigger, whatever status that has. */
function stageItself(stage: StageDetail): Found {
  const trigger = stage.pre.find(step => step.isManualTrigger && step.outcome === null)
  if (stage.outcome !== 'paused' || trigger === undefined) return foundAt(stage, null, null)
  return { ...foundAt(stage, null, trigger), outcome: 'paused' }
}

function foundAt(stage: StageDetail, job: JobDetail | null, step: StepDetail | null): Found {
  const deepest = step ?? job ?? stage
  const location: StepLocation = {
    stage: stage.name,
    job: job?.name ?? null,
    step: step?.name ?? null,
    message: step?.message ?? job?.message ?? null,
    jobId: job?.id ?? null,
    stepId: step?.id ?? null,
    startedAt: deepest.startedAt ?? (stage.outcome === 'paused' ? stage.pausedAt : null),
    endedAt: deepest.endedAt,
    isSubPipeline: step?.isSubPipeline ?? false,
    reviewers: step?.reviewers ?? [],
    within: null
  }
  return { location, outcome: deepest.outcome }
}
