/** What a run or a stage is doing, in the words of neither API. */
export type State = 'waiting' | 'running' | 'paused' | 'success' | 'error' | 'aborted'

/** `null` has not begun. What a job or a step does not say is as in the stage or job around it. */
export interface StepSpec {
  readonly name: string
  readonly state?: State | null
  readonly message?: string
  readonly task?: string
  /** Text of its log. */
  readonly log?: string
}

export interface JobSpec {
  readonly name: string
  readonly state?: State | null
  readonly message?: string
  readonly steps?: readonly StepSpec[]
}

export interface StageSpec {
  readonly name: string
  readonly displayName?: string
  readonly state: State | null
  /** Only the run detail tells them. */
  readonly jobs?: readonly JobSpec[]
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

export interface RunSpec {
  readonly number: number
  /** 32 characters; made from the pipeline and the number if not given. */
  readonly id?: string
  /** Milliseconds from the pipeline's origin; the first moment if not given. */
  readonly start?: number
  readonly moments: readonly Moment[]
  readonly commit?: string
  readonly branch?: string
  readonly trigger?: string
  readonly executor?: string
  readonly description?: string
  /** Set instead of a branch where a tag is built. */
  readonly tag?: string
  /** When which view begins to know the run, milliseconds from the origin. */
  readonly visible?: { readonly batch?: number; readonly list?: number; readonly detail?: number }
  /** Spans in which the list forgets it. */
  readonly hiddenFromList?: readonly (readonly [number, number])[]
}

/** Where a pipeline gets its code from. */
export interface SourceSpec {
  readonly alias: string
  readonly defaultBranch?: string
  readonly url?: string
}

export interface VariableSpec {
  readonly name: string
  readonly value?: string
  readonly isRuntime?: boolean
  readonly isSecret?: boolean
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

/** The course of a run that is started. Times are milliseconds from the start. */
export interface StartedCourse extends Omit<RunSpec, 'number' | 'start' | 'hiddenFromList' | 'description'> {
  /** Queued instead of started: the answer is this code, with or without the run's ID. */
  readonly queued?: { readonly code: string; readonly tellsId: boolean }
}

export interface PipelineSpec {
  /** Code sources; one, whose branch is `main`, if not given. */
  readonly sources?: readonly SourceSpec[]
  readonly variables?: readonly VariableSpec[]
  /** Branches and tags that there are; all if not given. */
  readonly refs?: readonly string[]
  /** How a started run goes; at once and successfully if not given. */
  readonly onStart?: StartedCourse | ((asked: StartAsked) => StartedCourse)
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

/** A run as it is at one time. */
export interface RunNow {
  readonly pipeline: PipelineSpec
  readonly spec: RunSpec
  readonly id: string
  readonly moment: Moment
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly endedAt: number | null
  /** Its moments up to now. */
  readonly past: readonly Moment[]
  /** Epoch milliseconds that the moments count from. */
  readonly origin: number
}

/** When something began and ended, epoch milliseconds. */
export interface Span {
  readonly startedAt: number | null
  readonly endedAt: number | null
}

export const ENDED: ReadonlySet<State> = new Set<State>(['success', 'error', 'aborted'])

/** A run ID of 32 hex digits. */
export function runIdOf(pipeline: PipelineSpec, { id, number }: RunSpec): string {
  return id ?? `${number.toString(16).padStart(8, '0')}${pipeline.id.slice(0, 24)}`.toLowerCase()
}

/** Who is asked; `any` is the cloud itself, from which nothing is hidden. */
type Views = 'batch' | 'list' | 'detail' | 'any'

/** The runs that a view knows at `now`, newest first. @param originEpoch epoch milliseconds of the origin */
export function runsAt(pipeline: PipelineSpec, view: Views, now: number, originEpoch: number): RunNow[] {
  const shown = view === 'batch' ? regressed(pipeline, now) : now
  return pipeline.runs
    .filter(run => isVisible(run, view, shown))
    .map(run => runNow(pipeline, run, shown, originEpoch))
    .filter(run => run !== null)
    .sort((a, b) => b.spec.number - a.spec.number)
}

function regressed({ regressions = [] }: PipelineSpec, now: number): number {
  return regressions.find(({ from, to }) => now >= from && now < to)?.showing ?? now
}

function isVisible(run: RunSpec, view: Views, now: number): boolean {
  if (view === 'any') return now >= startOf(run)
  if (now < (run.visible?.[view] ?? startOf(run))) return false
  return view !== 'list' || !(run.hiddenFromList ?? []).some(([from, to]) => now >= from && now < to)
}

function startOf({ start, moments }: RunSpec): number {
  return start ?? moments[0]?.at ?? 0
}

function runNow(pipeline: PipelineSpec, spec: RunSpec, now: number, originEpoch: number): RunNow | null {
  const past = spec.moments.filter(({ at }) => at <= now)
  const moment = past.at(-1)
  if (moment === undefined) return null
  return {
    pipeline,
    spec,
    id: runIdOf(pipeline, spec),
    moment,
    startedAt: originEpoch + startOf(spec),
    endedAt: ENDED.has(moment.state) ? originEpoch + moment.at : null,
    past,
    origin: originEpoch
  }
}

/**
 * When a part of a run began and ended, told from what it was doing at each moment. Once it has ended and
 * goes again, as failed jobs do that are re-run, it counts from then on.
 */
export function spanOf({ past, origin }: RunNow, stateAt: (moment: Moment) => State | null): Span {
  let span: Span = { startedAt: null, endedAt: null }
  for (const moment of past) {
    const state = stateAt(moment)
    const at = origin + moment.at
    const isEnded = state !== null && ENDED.has(state)
    if (state === null || state === 'waiting') span = { startedAt: null, endedAt: null }
    else if (isEnded) span = { startedAt: span.startedAt ?? at, endedAt: span.endedAt ?? at }
    else span = { startedAt: span.endedAt === null ? (span.startedAt ?? at) : at, endedAt: null }
  }
  return span
}
