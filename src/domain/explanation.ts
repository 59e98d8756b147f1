import type { Outcome, PipelineRun, RunOutcome } from './pipeline-run.js'

/** What a run detail tells of the parts of a run. Times are epoch milliseconds, `null` where they are not known. */
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
}
export interface JobDetail extends Part {
  readonly id: string | null
  readonly message: string | null
  readonly steps: readonly StepDetail[]
}
export interface StageDetail extends Part {
  readonly jobs: readonly JobDetail[]
}

/** A place in a run: as far down as it is known. */
export interface StepLocation {
  readonly stage: string
  readonly job: string | null
  readonly step: string | null
  /** What the cloud says about it. */
  readonly message: string | null
  readonly jobId: string | null
  readonly stepId: string | null
  readonly startedAt: number | null
  readonly endedAt: number | null
}

/** The end of a step's log, oldest line first. */
export interface StepLog {
  readonly location: StepLocation
  readonly lines: readonly string[]
  /** Whether there is more before it. */
  readonly isCut: boolean
}

/** Something that could not be fetched, and what the cloud said instead. */
export interface Missing {
  readonly what: 'detail' | 'log'
  readonly location: StepLocation | null
  readonly status: number | null
  readonly cloudCode: string | null
  readonly cloudMessage: string | null
  /** What came instead of an answer, as the failures call it: `html`, `too_large`, `no_time`. */
  readonly detail: {
    readonly code: string
    readonly params: Readonly<Record<string, string | number>>
  } | null
}

/** Why a run is red, as far as its detail and its logs tell. */
export interface Explanation {
  /** Where it failed or was cancelled: the first by time leads. */
  readonly failed: readonly StepLocation[]
  /** What it was doing or waiting for at the last poll. */
  readonly doing: readonly StepLocation[]
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

/**
 * The places that have one of these outcomes, as far down as it is told: a step, else its job, else its stage.
 * The one that ended first leads, because what follows is often only a consequence; places without an end keep
 * the order of the run and come last.
 */
export function locationsOf(stages: readonly StageDetail[], outcomes: readonly RunOutcome[]): StepLocation[] {
  const is = ({ outcome }: Part): boolean => outcome !== null && outcomes.includes(outcome)
  const found = stages.flatMap(stage => {
    const jobs = stage.jobs.filter(is).flatMap(job => {
      const steps = job.steps.filter(is).map(step => locationOf(stage, job, step))
      return steps.length > 0 ? steps : [locationOf(stage, job, null)]
    })
    return jobs.length > 0 || !is(stage) ? jobs : [locationOf(stage, null, null)]
  })
  const end = ({ endedAt }: StepLocation): number => endedAt ?? Number.POSITIVE_INFINITY
  return found.sort((a, b) => (end(a) === end(b) ? 0 : end(a) - end(b)))
}

function locationOf(stage: StageDetail, job: JobDetail | null, step: StepDetail | null): StepLocation {
  const deepest = step ?? job ?? stage
  return {
    stage: stage.name,
    job: job?.name ?? null,
    step: step?.name ?? null,
    message: step?.message ?? job?.message ?? null,
    jobId: job?.id ?? null,
    stepId: step?.id ?? null,
    startedAt: deepest.startedAt,
    endedAt: deepest.endedAt
  }
}
