import type { Moment, PipelineSpec, RunSpec, State, Views } from './specs.js'

/** A run as it is at one time. */
export interface RunNow {
  readonly pipeline: PipelineSpec
  readonly spec: RunSpec
  readonly id: string
  readonly moment: Moment
  /** Epoch milliseconds; `null` while it has not left the queue. */
  readonly startedAt: number | null
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
export function runIdOf(pipeline: Pick<PipelineSpec, 'id'>, { id, number }: RunSpec): string {
  return id ?? `${number.toString(16).padStart(8, '0')}${pipeline.id.slice(0, 24)}`.toLowerCase()
}

/** The runs that a view knows at `now`, newest first. @param originEpoch epoch milliseconds of the origin */
export function runsAt(
  pipeline: PipelineSpec,
  view: Views | 'any',
  now: number,
  originEpoch: number
): RunNow[] {
  const shown = view === 'batch' ? regressed(pipeline, now) : now
  return pipeline.runs
    .filter(run => isVisible(run, view, shown) && (view === 'any' || !isAbsent(pipeline, run, shown)))
    .map(run => runNow(pipeline, run, shown, originEpoch))
    .filter(run => run !== null)
    .sort((a, b) => b.spec.number - a.spec.number)
}

/** The phase of a run in the queue; `none` if it was never queued. */
export function queuePhase(
  { queue }: RunSpec,
  now: number
): 'none' | 'before' | 'queued' | 'timed_out' | 'gone' | 'left' {
  if (queue === undefined) return 'none'
  const { at, until, timedOutAt, droppedAt, cancelledAt } = queue
  const isPast = (time: number | undefined): boolean => time !== undefined && now >= time
  if (now < at) return 'before'
  if (isPast(cancelledAt) || isPast(droppedAt)) return 'gone'
  if (isPast(until)) return 'left'
  return isPast(timedOutAt) ? 'timed_out' : 'queued'
}

/** The same moments, later by `by` milliseconds. */
export function shifted(moments: readonly Moment[], by: number): Moment[] {
  return moments.map(moment => ({ ...moment, at: moment.at + by }))
}

function regressed({ regressions = [] }: PipelineSpec, now: number): number {
  return regressions.find(({ from, to }) => now >= from && now < to)?.showing ?? now
}

function isVisible(run: RunSpec, view: Views | 'any', now: number): boolean {
  const begins = run.queue?.at ?? startOf(run)
  if (view === 'any') return now >= begins
  if (now < (run.visible?.[view] ?? begins)) return false
  return view !== 'list' || !(run.hiddenFromList ?? []).some(([from, to]) => now >= from && now < to)
}

function isAbsent({ queue }: PipelineSpec, run: RunSpec, now: number): boolean {
  return queue?.shows === 'absent' && queuePhase(run, now) === 'queued'
}

function startOf({ start, moments }: RunSpec): number {
  return start ?? moments[0]?.at ?? 0
}

function runNow(pipeline: PipelineSpec, spec: RunSpec, now: number, originEpoch: number): RunNow | null {
  const phase = queuePhase(spec, now)
  const id = runIdOf(pipeline, spec)
  const isOut = phase === 'none' || phase === 'left'
  const past = spec.moments.filter(({ at }) => at <= now && (isOut || at < (spec.queue?.at ?? 0)))
  const last = past.at(-1)
  const common = { pipeline, spec, id, origin: originEpoch }
  if (phase === 'queued' && pipeline.queue?.shows === 'queued') {
    const moment: Moment = { at: spec.queue?.at ?? 0, state: 'waiting', stages: last?.stages ?? [] }
    const startedAt = last === undefined ? null : originEpoch + startOf(spec)
    return { ...common, moment, startedAt, endedAt: null, past: [...past, moment] }
  }
  if (last === undefined) return null
  return {
    ...common,
    moment: last,
    startedAt: originEpoch + startOf(spec),
    endedAt: ENDED.has(last.state) ? originEpoch + last.at : null,
    past
  }
}

/**
 * When a part of a run began and ended, derived from its state at each moment. Once it has ended and
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
