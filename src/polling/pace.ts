import { typicalDurations } from './typical-durations.js'

/**
 * How long to leave the service alone between two polls while `poll_interval` is `auto`. All times are milliseconds.
 */

/** No poll comes sooner or later than these, whatever an estimate says. */
export const SHORTEST_PAUSE_MS = 2_000
export const LONGEST_PAUSE_MS = 60_000
/** Where nothing is known: the pace of a plain loop. */
export const PLAIN_MS = 9_300
/** While an end is unlikely: the run has hardly begun, or stages are left, so that only a failure can end it. */
const UNLIKELY_MS = 15_000
const YOUNG_MS = 60_000
/** While an end is likely. */
const CLOSE_MS = 3_000
/** The wider the time in which an end is likely, as a part of the whole run, the rarer are the polls in it. */
const CLOSE_PER_SPREAD_MS = 22_500
/** The pace of a plain loop slows down to this while nothing changes. */
const QUIET_MS = 30_000
/** A person takes minutes or hours. */
const PATIENT_MS = 60_000

/** What is known of a run that has not ended. Instants are epoch milliseconds. */
export interface RunProgress {
  /** `null` where it is unknown, or no run is there yet. */
  readonly startedAt: number | null
  /** When something was last seen to change. */
  readonly changedAt: number
  readonly isPaused: boolean
  /** Whether there are stages that have not begun: then a good end is not near. */
  readonly hasStagesLeft: boolean
  /** How long runs before it took; empty where that says nothing of this one. */
  readonly durations: readonly number[]
}

/** The pause before the next poll of all of these: that of the most urgent, a little more or less at random. */
export function pauseFor(progresses: readonly RunProgress[], now: number, random: number): number {
  const requested = progresses.map(progress => requestedDelay(progress, now))
  const most = requested.reduce((first, requested) => (requested.ms < first.ms ? requested : first), {
    ms: LONGEST_PAUSE_MS,
    jitter: 0.1
  })
  return Math.min(
    LONGEST_PAUSE_MS,
    Math.max(SHORTEST_PAUSE_MS, most.ms * (1 + most.jitter * (2 * random - 1)))
  )
}

interface RequestedDelay {
  readonly ms: number
  /** Part of the pause by which it may be longer or shorter, so that copies of the gate drift apart. */
  readonly jitter: number
}

function requestedDelay(progress: RunProgress, now: number): RequestedDelay {
  const { startedAt, durations, isPaused } = progress
  if (isPaused) return { ms: clamp((now - progress.changedAt) / 20, PLAIN_MS, PATIENT_MS), jitter: 0.1 }
  // A start in the future only means that clocks differ.
  const elapsed = startedAt === null || startedAt > now ? null : now - startedAt
  const plain = { ms: plainPace(progress, elapsed, now), jitter: 0.1 }
  return elapsed === null
    ? plain
    : (estimated(typicalDurations(durations), elapsed, progress, plain) ?? plain)
}

/** The pace where the end cannot be foreseen. */
function plainPace({ changedAt, hasStagesLeft }: RunProgress, elapsed: number | null, now: number): number {
  const isYoung = elapsed !== null && elapsed < YOUNG_MS
  const least = isYoung || hasStagesLeft ? UNLIKELY_MS : PLAIN_MS
  return clamp((now - changedAt) / 120, least, QUIET_MS)
}

/** The pace towards the next of the lengths that runs of this pipeline take, `null` where they keep no time. */
function estimated(
  typical: ReturnType<typeof typicalDurations>,
  elapsed: number,
  { hasStagesLeft }: RunProgress,
  plain: RequestedDelay
): RequestedDelay | null {
  const last = typical.at(-1)
  if (last === undefined) return null
  const now = typical.find(({ middle, spread }) => Math.abs(middle - elapsed) <= spread)
  if (now !== undefined) {
    const close = clamp((CLOSE_PER_SPREAD_MS * now.spread) / now.middle, CLOSE_MS, PLAIN_MS)
    return { ms: hasStagesLeft ? 2 * close : close, jitter: 0.15 }
  }
  const next = typical.find(({ middle }) => middle > elapsed)
  // It takes longer than any before it: the longer it is overdue, the less likely is its end in the next seconds.
  if (next === undefined)
    return { ms: clamp((elapsed - last.middle - last.spread) / 5, CLOSE_MS, plain.ms), jitter: 0.1 }
  // Rather too early than too late: copies that began together part on the way.
  const ahead = next.middle - next.spread - elapsed
  return { ms: clamp(0.92 * ahead, CLOSE_MS, LONGEST_PAUSE_MS), jitter: 0.08 }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/**
 * Whether a request for the history of a run can save more polls than it costs. A run takes about as long again as it
 * has been running, and one that starts in the future no time at all; a good estimate saves about
 * half of the polls until then, if the pipeline keeps time at all; and one poll asks for all pipelines that are
 * undecided, while their histories take a request each.
 *
 * @param timeLeftMs until the wait ends anyway
 * @param undecided how many pipelines one poll asks for
 */
export function isHistoryWorthwhile(
  { startedAt, isPaused }: Pick<RunProgress, 'startedAt' | 'isPaused'>,
  now: number,
  timeLeftMs: number,
  undecided: number
): boolean {
  if (isPaused || startedAt === null) return false
  return Math.min(now - startedAt, timeLeftMs) / PLAIN_MS / 4 > undecided
}
