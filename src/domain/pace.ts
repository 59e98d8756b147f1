/** How long to leave the service alone between two looks while `poll_interval` is `auto`. All times are milliseconds. */

/** No look comes sooner, and none later, whatever an estimate says. */
export const SHORTEST_PAUSE_MS = 2_000
export const LONGEST_PAUSE_MS = 60_000
/** Where nothing is known: the pace of a plain loop, or a little less often. */
const PLAIN_MS = 10_500
/** While an end is likely. */
const CLOSE_MS = 3_500
/** The pace of a plain loop slows down to this while nothing changes. */
const QUIET_MS = 30_000
/** A person takes minutes or hours. */
const PATIENT_MS = 60_000

/** Runs end within this part of a duration before it or after it. */
const SPREAD = 0.04
const LEAST_SPREAD_MS = 4_000
/** Fewer runs than these say nothing of the next one. */
const LEAST_HISTORY = 4
/** So many of the known durations have to have another one near them; else the pipeline keeps no time. */
const REGULAR = 0.8

/** What is known of a run that has not ended. Instants are epoch milliseconds. */
export interface Course {
  /** `null` where it is not told, or no run is there yet. */
  readonly startedAt: number | null
  /** When something was last seen to change. */
  readonly changedAt: number
  readonly isPaused: boolean
  /** Whether there are stages that have not begun: then a good end is not near. */
  readonly hasStagesLeft: boolean
  /** How long runs before it took. */
  readonly durations: readonly number[]
}

/** The pause before the next look at all of these: that of the most urgent, a little more or less at random. */
export function pauseFor(courses: readonly Course[], now: number, random: number): number {
  const wished = courses.map(course => wishOf(course, now))
  const most = wished.reduce((first, wish) => (wish.ms < first.ms ? wish : first), {
    ms: LONGEST_PAUSE_MS,
    jitter: 0.1
  })
  return Math.min(
    LONGEST_PAUSE_MS,
    Math.max(SHORTEST_PAUSE_MS, most.ms * (1 + most.jitter * (2 * random - 1)))
  )
}

interface Wish {
  readonly ms: number
  /** Part of the pause by which it may be longer or shorter, so that copies of the gate drift apart. */
  readonly jitter: number
}

function wishOf(course: Course, now: number): Wish {
  const quietFor = Math.max(0, now - course.changedAt)
  if (course.isPaused) return { ms: clamp(quietFor / 20, PLAIN_MS, PATIENT_MS), jitter: 0.1 }
  const plain = { ms: clamp(quietFor / 120, PLAIN_MS, QUIET_MS), jitter: 0.1 }
  const { startedAt, durations } = course
  // A start that lies in the future tells of clocks that differ, and of nothing else.
  if (startedAt === null || startedAt > now || !isRegular(durations)) return plain
  const elapsed = now - startedAt
  const close = { ms: course.hasStagesLeft ? 2 * CLOSE_MS : CLOSE_MS, jitter: 0.15 }
  if (durations.some(duration => Math.abs(duration - elapsed) <= spreadOf(duration))) return close
  const ahead = durations
    .filter(duration => duration > elapsed)
    .map(duration => duration - spreadOf(duration) - elapsed)
  // It takes longer than any before it: the longer it is overdue, the less likely is its end in the next seconds.
  if (ahead.length === 0)
    return { ms: clamp((elapsed - Math.max(...durations)) / 5, CLOSE_MS, plain.ms), jitter: 0.1 }
  // Rather too early than too late: copies that began together part on the way.
  return { ms: Math.max(CLOSE_MS, 0.92 * Math.min(LONGEST_PAUSE_MS, ...ahead)), jitter: 0.08 }
}

/** Whether runs of this pipeline take one of a few lengths of time, over and over. */
export function isRegular(durations: readonly number[]): boolean {
  if (durations.length < LEAST_HISTORY) return false
  const withNeighbour = durations.filter((duration, index) =>
    durations.some((other, at) => at !== index && Math.abs(other - duration) <= 2 * spreadOf(duration))
  )
  return withNeighbour.length >= REGULAR * durations.length
}

function spreadOf(duration: number): number {
  return Math.max(LEAST_SPREAD_MS, duration * SPREAD)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
