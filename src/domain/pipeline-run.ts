/** What the gate says of a pipeline: a closed set. */
export const OUTCOMES = [
  'success',
  'error',
  'aborted',
  'running',
  'paused',
  'timed_out',
  'not_found',
  'stale',
  'unknown'
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What a run, or a stage of it, can say of itself; the other outcomes need the gate's view. */
export type RunOutcome = Extract<Outcome, 'success' | 'error' | 'aborted' | 'running' | 'paused' | 'unknown'>

/** One stage of a run. Times are epoch milliseconds, `null` where CodeArts did not return. */
export interface Stage {
  readonly name: string
  /** `null`: the stage has not begun, or was left out of the run. */
  readonly outcome: RunOutcome | null
  readonly startedAt: number | null
  readonly endedAt: number | null
  /** Only where CodeArts says that it will never begin in this run. */
  readonly leftOut?: true
}

/** The commit that a run builds from one of its repositories. */
export interface SourceCommit {
  /** As `repositoryOf` writes it, `null` where the address is missing or none. */
  readonly repository: string | null
  /** Lower case; `null` where the detail has commits of other sources only. */
  readonly commit: string | null
}

/** One run of a pipeline as both generations of the API return it. Times are epoch milliseconds. */
export interface PipelineRun {
  readonly pipelineId: string
  readonly pipelineName: string | null
  readonly runId: string | null
  readonly runNumber: number | null
  /** CodeArts' own word, as it came. */
  readonly status: string | null
  readonly outcome: RunOutcome
  /** Whether this run can still change: an `unknown` outcome may be an end or a new name for "not ended". */
  readonly ended: boolean
  readonly url: string | null
  readonly executor: string | null
  readonly trigger: string | null
  readonly branch: string | null
  readonly commit: string | null
  /** The commits of all sources, which only the detail of a run has; empty where there are none. */
  readonly sources: readonly SourceCommit[]
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly stages: readonly Stage[]
}

/** Whole seconds that a run took, or `null` while an end is missing. */
export function durationSeconds(run: Pick<PipelineRun, 'startedAt' | 'endedAt'>): number | null {
  if (run.startedAt === null || run.endedAt === null) return null
  return Math.max(0, Math.round((run.endedAt - run.startedAt) / 1000))
}

/**
 * How many milliseconds before an instant a run had ended, `null` where that is less than a second, or not known.
 * @param instant epoch milliseconds, on the clock that dates the run
 */
export function endedBefore(run: Pick<PipelineRun, 'ended' | 'endedAt'>, instant: number): number | null {
  if (!run.ended || run.endedAt === null) return null
  const ms = instant - run.endedAt
  // Their clock is read from a header that has whole seconds.
  return ms < 1_000 ? null : ms
}
