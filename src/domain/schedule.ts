/** All times here are milliseconds; instants are on a monotonic clock unless they are called epoch. */

/** Before the deadline there is one last poll, this early, so that its answer can still count. */
const LAST_POLL_MARGIN_MS = 1_000
/** Pause between two polls while `poll_interval` is `auto`. */
const AUTO_INTERVAL_MS = 10_000
/** A gap of this length is the least between two heartbeats. */
const HEARTBEAT_MS = 60_000

/** Pause between two polls, for `poll_interval` as the user gave it. */
export function pollInterval(configured: number | 'auto'): number {
  return configured === 'auto' ? AUTO_INTERVAL_MS : configured
}

/**
 * When to look again: after `pause`, or, if that would be too late, once more shortly before the deadline.
 *
 * @returns an instant after `now` and before `deadline`, or `null` when no poll is left
 */
export function nextPoll(now: number, pause: number, deadline: number): number | null {
  const regular = now + pause
  if (regular < deadline) return regular
  const last = deadline - LAST_POLL_MARGIN_MS
  return last > now ? last : null
}

/** Whether a line that says "still waiting" is due. */
export function heartbeatDue(now: number, lastLineAt: number): boolean {
  return now - lastLineAt >= HEARTBEAT_MS
}
