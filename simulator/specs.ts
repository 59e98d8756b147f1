/** What a run or a stage is doing, in the words of neither API. */
export type State = 'waiting' | 'running' | 'paused' | 'success' | 'error' | 'aborted'

/** The calls that show runs. */
export type Views = 'batch' | 'list' | 'detail'

/** What parts of a run have in common. */
interface PartSpec {
  readonly name: string
  /** Raw, over what the state would give: `UNSELECTED`, `ASYNC_FAILED`, `REDISPATCH`, … */
  readonly status?: string
}

/** `null` has not begun. What a job or a step does not say is as in the stage or job around it. */
export interface StepSpec extends PartSpec {
  readonly state?: State | null
  readonly message?: string
  readonly task?: string
  readonly businessType?: string
  readonly inputs?: Readonly<Record<string, unknown>>
  /** Outputs of the step; for a sub-pipeline the IDs of the child and its run. */
  readonly outputs?: Readonly<Record<string, unknown>>
  /** Text of its log. */
  readonly log?: string
}

export interface JobSpec extends PartSpec {
  readonly state?: State | null
  readonly message?: string
  /** `true` if not given. */
  readonly isSelected?: boolean
  readonly steps?: readonly StepSpec[]
}

export interface StageSpec extends PartSpec {
  readonly displayName?: string
  readonly state: State | null
  readonly isSelected?: boolean
  /** Only the run detail shows them, and the steps before and after them: manual trigger, entry and exit conditions. */
  readonly jobs?: readonly JobSpec[]
  readonly pre?: readonly StepSpec[]
  readonly post?: readonly StepSpec[]
}

/** The run from a time on. Raw fields stand over what the state would give. */
export interface Moment {
  /** Milliseconds from the pipeline's origin. */
  readonly at: number
  readonly state: State
  readonly stages?: readonly StageSpec[]
  readonly v3?: Readonly<Record<string, unknown>>
  readonly v5?: Readonly<Record<string, unknown>>
}

/** What a run has built of one code source. */
export interface BuiltSourceSpec {
  readonly commit?: string | null
  readonly branch?: string
  /** Set instead of a branch where a tag was built. */
  readonly tag?: string
  readonly alias?: string
  readonly url?: string
  readonly gitType?: GitType
}

/** A run that waits in the pipeline's queue, or has waited there. Times are milliseconds from the origin. */
export interface QueueSpec {
  readonly at: number
  /** 32 characters; made from the run if not given. */
  readonly id?: string
  /** When it leaves the queue and its moments begin to count; when a slot is free by default. */
  readonly until?: number
  /** Without `until`: the moments of the run, in milliseconds from when it gets its slot. */
  readonly course?: readonly Moment[]
  /** When its record becomes `QUEUED_TIME_OUT`, and when the record is dropped. */
  readonly timedOutAt?: number
  readonly droppedAt?: number
  readonly cancelledAt?: number
}

/** Queued even if there is a free slot. */
export interface QueuedSpec {
  /** `DEVPIPE.00011169` if not given. */
  readonly code?: string
  /** How long it stays queued; until a slot is free by default. */
  readonly forMs?: number
  readonly timesOutAfterMs?: number
  readonly droppedAfterMs?: number
  /** Replaces the IDs of run and queue in the answer; `null` leaves them out. */
  readonly ids?: Readonly<Record<string, unknown>> | null
}

/**
 * An attempt to repeat what failed. Times are milliseconds from the retry, or from when it has left the queue; until
 * the first of its moments, the run shows the old failure.
 */
export interface RetrySpec {
  readonly moments: readonly Moment[]
  readonly queued?: QueuedSpec
}

/** How a paused run continues after a manual review. Times are milliseconds from the review. */
export interface ReviewSpec {
  readonly pass?: readonly Moment[]
  readonly refuse?: readonly Moment[]
}

export interface ArtifactSpec {
  readonly name: string
  readonly version?: string
  readonly url?: string
  readonly sha256?: string
}

export interface RunSpec {
  readonly number: number
  /** 32 characters; made from the pipeline and the number if not given. */
  readonly id?: string
  /** Milliseconds from the pipeline's origin; the first moment if not given. */
  readonly start?: number
  readonly moments: readonly Moment[]
  /** Of the first source, where `sources` are not given. */
  readonly commit?: string
  readonly branch?: string
  /** Set instead of a branch where a tag is built. */
  readonly tag?: string
  /** What was built from each source. By default `commit`, `branch` and `tag` for the first, the default branch for the others. */
  readonly sources?: readonly BuiltSourceSpec[]
  /** The commit of the first source as one of the calls shows it. */
  readonly commitIn?: Readonly<Partial<Record<Views, string | null>>>
  readonly mergeId?: string
  readonly sourceBranch?: string
  readonly trigger?: string
  readonly executor?: string
  readonly description?: string
  readonly artifacts?: readonly ArtifactSpec[]
  /** When which view begins to know the run, milliseconds from the origin. */
  readonly visible?: Readonly<Partial<Record<Views, number>>>
  /** Spans in which the list forgets it. */
  readonly hiddenFromList?: readonly (readonly [number, number])[]
  /** Fields over what one of the calls would show: another pipeline's ID, `null`, an odd type. */
  readonly raw?: Readonly<Partial<Record<Views, Readonly<Record<string, unknown>>>>>
  readonly queue?: QueueSpec
  /** The outcome of each retry, in order. By default a retry repeats the first attempt. */
  readonly retries?: readonly RetrySpec[]
  /** Whether jobs and steps get new IDs when they run again. */
  readonly newIdsOnRetry?: boolean
  readonly onReview?: ReviewSpec
}

export type GitType = 'codehub' | 'github' | 'gitee' | 'gitlab' | 'gitcode'

/** Where a pipeline gets its code from. */
export interface SourceSpec {
  readonly alias: string
  readonly defaultBranch?: string
  readonly url?: string
  /** `codehub` if not given. */
  readonly gitType?: GitType
}

export interface VariableSpec {
  readonly name: string
  readonly value?: string
  readonly isRuntime?: boolean
  readonly isSecret?: boolean
}

/** A trigger that started nothing. */
export interface FailedTriggerSpec {
  /** Milliseconds from the pipeline's origin. */
  readonly at: number
  readonly reason?: string | null
  readonly trigger?: string
  readonly executor?: string
}

/** What is asked of a start, as far as the course of the run can depend on it. */
export interface StartAsked {
  /** How many runs of the pipeline were started before, from 0. */
  readonly nth: number
  readonly branch: string | null
  readonly tag: string | null
  readonly description: string
  readonly variables: Readonly<Record<string, string>>
}

/** The course of a run that is started. Times are milliseconds from the start, or from when it has left the queue. */
export interface StartedCourse extends Omit<
  RunSpec,
  'number' | 'start' | 'hiddenFromList' | 'description' | 'queue'
> {
  readonly queued?: QueuedSpec
}

/** What happens when more runs are started than may run at once. What is not documented is an option. */
export interface QueueRules {
  /** How many runs of the pipeline may run at once; unlimited by default. */
  readonly limit?: number
  /**
   * How a queued run appears in batch, list and detail; `hidden` by default. One that waits for its retry shows its old
   * failure then; with `absent` it is hidden as well.
   */
  readonly shows?: 'hidden' | 'absent' | 'queued'
  /** Type of the times in queue and trigger records; numbers by default. */
  readonly times?: 'number' | 'text'
}

export interface PipelineSpec {
  /** Code sources; one, whose branch is `main`, if not given. */
  readonly sources?: readonly SourceSpec[]
  readonly variables?: readonly VariableSpec[]
  /** A change pipeline: a start needs `change_request_ids`. */
  readonly isChange?: boolean
  /** Branches and tags that there are; all if not given. */
  readonly refs?: readonly string[]
  /** How a started run goes; at once and successfully if not given. */
  readonly onStart?: StartedCourse | ((asked: StartAsked) => StartedCourse)
  readonly queue?: QueueRules
  readonly failedTriggers?: readonly FailedTriggerSpec[]
  /** Every call about this pipeline is refused with this permission error. */
  readonly forbidden?: 'DEVCP.00014031' | 'DEVPIPE.30011011'
  /** 32 characters. */
  readonly id: string
  readonly name: string
  readonly projectId?: string
  /** What times count from: the start of the simulator, or the first time that the pipeline is asked for. */
  readonly origin?: 'start' | 'first_look'
  readonly runs: readonly RunSpec[]
  /** Without runs: left out of the answer, or in it with nulls. v5 always leaves it out. */
  readonly neverRan?: 'absent' | 'nulls'
  /** `{run}` is the run's ID; empty when the credential carries no region. */
  readonly detailUrl?: string
  /** Spans in which the batch answer shows what was true at `showing`. */
  readonly regressions?: readonly { readonly from: number; readonly to: number; readonly showing: number }[]
}

/** A step that runs another pipeline; its outputs are the IDs of the child and its run. */
export function subPipelineStep(name: string, pipelineId: string, runId: string): StepSpec {
  return {
    name,
    task: 'official_devcloud_subPipeline',
    businessType: 'Normal',
    outputs: { pipeline_id: pipelineId, pipeline_run_id: runId }
  }
}
