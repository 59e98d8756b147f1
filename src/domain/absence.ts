import type { Outcome } from './pipeline-run.js'

/** A trigger that started no run. */
export interface FailedTrigger {
  /** Epoch milliseconds, `null` where the record does not say. */
  readonly at: number | null
  /** In the words of CodeArts, `null` where it gave none. */
  readonly reason: string | null
}

/** Runs of a pipeline that wait in its queue. */
export interface WaitingRuns {
  readonly n: number
  /** When the newest of them was queued: epoch milliseconds, `null` where that is not known. */
  readonly since: number | null
}

/** Why CodeArts tells nothing of a pipeline, as a hint names it. */
export type UnknownPipeline = 'no_such_pipeline' | 'not_owned'

/** What is known of why a pipeline has no run that counts. */
export interface Absence {
  /** How long the gate waited for one, in milliseconds; `null` for a gate that does not wait. */
  readonly waitedMs: number | null
  /** The newest trigger that failed, as far as it can have to do with it. */
  readonly failedTrigger: FailedTrigger | null
  readonly waiting: WaitingRuns | null
  /** Whether a run was dropped from the queue because it had waited too long. */
  readonly isDropped: boolean
  /** What CodeArts says of a pipeline that it does not know, or not in this project. */
  readonly unknown: UnknownPipeline | null
  /** Whether failed triggers or the queue could not be read. */
  readonly isPartial: boolean
  /** Whether this step could start the run itself. */
  readonly canStart: boolean
  /** Whether the outcome fails the gate. */
  readonly isRed: boolean
}

/** What is read about a pipeline. */
interface Missed {
  readonly outcome: Outcome
  readonly run: unknown
  readonly target: { readonly kind: 'latest' | 'condition' | 'pin' | 'start' }
  readonly lastObservation: string
}

/** Outcomes that mean that there is no run to judge. */
const MISSING: ReadonlySet<Outcome> = new Set<Outcome>(['stale', 'not_found'])

/** Whether the run that counts is missing: a run that this step started has reasons of its own. */
export function isRunMissing({ outcome, run, target, lastObservation }: Missed): boolean {
  if (!MISSING.has(outcome) || run !== null || target.kind === 'start') return false
  return lastObservation === 'no_run' || lastObservation === 'no_match'
}

/** How a user can get on with a pipeline that has no run to judge. */
export type WayOut = 'filter' | 'start' | 'wait' | 'start_timeout' | 'timeout' | 'advisory' | 'keep'

/** The ways out that fit what is known, the likeliest first. */
export function waysOut({ target }: Pick<Missed, 'target'>, absence: Absence): WayOut[] {
  if (target.kind !== 'condition') return absence.canStart && target.kind === 'latest' ? ['start'] : []
  const { waitedMs, failedTrigger, waiting, canStart, isRed } = absence
  const ways: WayOut[] = waiting === null ? ['filter'] : []
  if (waiting === null && canStart) ways.push('start')
  if (waitedMs === null) ways.push('wait')
  else if (waiting !== null) ways.push('timeout')
  else if (failedTrigger === null) ways.push('start_timeout')
  return isRed ? [...ways, 'advisory', 'keep'] : ways
}

/** A failed trigger that is older says nothing of the commit under test, unless nothing has run since. */
const DAY_MS = 24 * 3_600_000

/**
 * The newest failed trigger that can be the reason.
 * @param begunAt when the step began, epoch milliseconds
 * @param latest when the latest run started, epoch milliseconds; `null` without one
 */
export function relevantTrigger(
  triggers: readonly FailedTrigger[],
  begunAt: number,
  latest: number | null
): FailedTrigger | null {
  const [newest] = triggers.toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0))
  if (newest === undefined) return null
  const isOld = newest.at !== null && newest.at < begunAt - DAY_MS && newest.at < (latest ?? 0)
  return isOld ? null : newest
}
