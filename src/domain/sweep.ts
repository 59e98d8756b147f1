import { saysAlready, type NewStatus, type StatusMode } from './commit-status.js'
import type { OpenHead, StandingStatus } from './open-head.js'
import type { Outcome, PipelineRun } from './pipeline-run.js'
import type { Observation, PipelineState } from './pipeline-state.js'
import { expire, observe } from './tracking.js'

/** What a sweep goes by. Durations are milliseconds, instants epoch milliseconds. */
export interface SweepRules {
  readonly mode: StatusMode
  readonly failOn: ReadonlySet<Outcome>
  readonly startTimeoutMs: number
  readonly timeoutMs: number
  /** Now, by the clock that dates statuses. */
  readonly forgeNow: number
  /** Now, by the clock that dates runs. */
  readonly cloudNow: number
}

/**
 * How long CodeArts keeps runs. https://support.huaweicloud.com/intl/en-us/productdesc-pipeline/pipeline_07_0006.html
 */
const KEPT_MS = 90 * 24 * 3_600_000

/** So far may the clocks of those who commit be off, and what is known of the clocks of GitHub and CodeArts. */
const SKEW_MS = 10 * 60_000

/**
 * Until when a run of a head without one may still appear. A status by another author says nothing; one of this
 * action that is not pending has waited for its run before, but for the failure of one of several pipelines, which is
 * reported at once.
 * @returns epoch milliseconds by the clock that dates statuses
 */
export function appearsUntil(
  standing: StandingStatus | null,
  { mode, startTimeoutMs }: Pick<SweepRules, 'mode' | 'startTimeoutMs'>
): number {
  if (standing === null || !standing.isOwn) return Number.POSITIVE_INFINITY
  if (mode === 'one' && standing.state === 'failure') return Number.POSITIVE_INFINITY
  if (standing.state !== 'pending') return Number.NEGATIVE_INFINITY
  return standing.writtenAt === null ? Number.POSITIVE_INFINITY : standing.writtenAt + startTimeoutMs
}

/**
 * Until when a run that waits in the queue may start: as long as one may take that has started just in time. It is the
 * same whether CodeArts shows the run meanwhile or not. Where the status is about something else, the wait begins now.
 * @param run `null` where it is hidden
 * @returns epoch milliseconds by the clock that dates statuses
 */
export function startsUntil(
  standing: StandingStatus | null,
  run: PipelineRun | null,
  rules: SweepRules
): number {
  if (standing === null || !standing.isOwn || standing.state === 'pending')
    return appearsUntil(standing, rules) + rules.timeoutMs
  // The one status of all pipelines leads to none of their runs.
  const told = rules.mode === 'one' ? null : run
  const isAboutIt = saysAlready(standing, { state: 'error', targetUrl: null }, told, 'any address')
  return isAboutIt ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** Whether a run has been seen that has not begun. */
export function isQueued(run: PipelineRun | null): run is PipelineRun {
  return run !== null && !run.ended && run.startedAt === null
}

/**
 * Whether a current result may have lost its run because the list is limited: then a missing run means nothing.
 * @param readBackTo how far back all runs of the pipeline are known, epoch milliseconds
 */
export function mayHaveLostRun(
  standing: StandingStatus | null,
  { committedAt, openedAt }: Pick<OpenHead, 'committedAt' | 'openedAt'>,
  readBackTo: number,
  rules: Pick<SweepRules, 'forgeNow' | 'cloudNow'>
): boolean {
  if (!keepsResult(standing)) return false
  // Whoever makes a commit says when: the earliest of what is known counts.
  if (committedAt === null) return true
  const told = [committedAt, openedAt, standing?.writtenAt ?? null].filter(at => at !== null)
  const earliest = inCloudTime(Math.min(...told), rules) - SKEW_MS
  return earliest < readBackTo || earliest < rules.cloudNow - KEPT_MS
}

/** When something was by the clock that dates runs. @param at by the clock that dates statuses */
export function inCloudTime(
  at: number,
  { forgeNow, cloudNow }: Pick<SweepRules, 'forgeNow' | 'cloudNow'>
): number {
  return at + cloudNow - forgeNow
}

/** Whether a status of our own says how a run has ended. */
export function keepsResult(standing: StandingStatus | null): boolean {
  return standing !== null && standing.isOwn && (standing.state === 'success' || standing.state === 'failure')
}

/**
 * What a pipeline is for a head: as a gate that has waited since its status became pending would see it.
 * @param until when a run may appear, as `appearsUntil` gives it; when one that is queued may start, as `startsUntil`
 * does
 */
export function judged(
  initial: PipelineState,
  observation: Observation,
  until: number,
  { failOn, timeoutMs, startTimeoutMs, forgeNow, cloudNow }: SweepRules
): PipelineState {
  const rules = { wait: true, failOn, startDeadline: until, retry: 0, startTimeoutMs }
  const pipeline = observe(initial, observation, rules, forgeNow)
  const { run } = pipeline
  const startedAt = run?.startedAt ?? null
  const isLate = startedAt === null ? isQueued(run) && forgeNow >= until : cloudNow >= startedAt + timeoutMs
  return isLate ? expire(pipeline) : pipeline
}

/** Whether a status has to be written over the current one. */
export function differs(
  standing: StandingStatus | null,
  wanted: NewStatus,
  pipeline: PipelineState | null
): boolean {
  if (standing?.isOwn !== true) return true
  // A sweep links to its own workflow run where it knows no run: that is no reason to write again.
  return !saysAlready(standing, wanted, pipeline?.run ?? null, 'any address')
}

/**
 * Whether the one status of all pipelines may be outdated although it is as the lists would have it: it does not say
 * which runs it is of, and where a list has several runs of the commit, the newest may be one of another commit.
 * @param runs of the commit by the lists, of each pipeline that gates
 */
export function mayBeOutdated(
  standing: StandingStatus | null,
  runs: readonly (readonly PipelineRun[])[],
  rules: Pick<SweepRules, 'forgeNow' | 'cloudNow'>
): boolean {
  if (standing === null || !standing.isOwn || standing.state === 'pending') return false
  const { writtenAt } = standing
  const since = writtenAt === null ? Number.NEGATIVE_INFINITY : inCloudTime(writtenAt, rules)
  const hasChanged = ({ ended, endedAt }: PipelineRun): boolean =>
    !ended || endedAt === null || endedAt >= since
  return runs.some(own => own.length > 1) && runs.flat().some(hasChanged)
}

/** A status that is to be written over the current one, or one that is in doubt until it is proven. */
export interface PlannedWrite {
  readonly standing: StandingStatus | null
  readonly status: NewStatus
  readonly isDoubtful: boolean
}

/**
 * The writes of a sweep in their order, each time the newest head first. A success that is or may be wrong comes
 * before all others, because it lets a pull request be merged; another result that is only in doubt comes last.
 */
export function inOrder<T extends PlannedWrite>(writes: readonly T[]): T[] {
  const urgency = ({ standing, status, isDoubtful }: T): number => {
    if (standing?.state === 'success' && (isDoubtful || status.state !== 'success')) return 0
    return isDoubtful ? 2 : 1
  }
  return writes.toSorted((one, other) => urgency(one) - urgency(other))
}
