import { PLAIN_MS, type Course } from './pace.js'

/**
 * Whether a request for the history of a run can save more looks than it costs. A run goes on for about as long
 * again as it has been going, and one that starts in the future for no time at all; a good estimate saves about
 * half of the looks until then, if the pipeline keeps time at all; and one look asks for all pipelines that are
 * undecided, while their histories take a request each.
 *
 * @param timeLeftMs until the wait ends anyway
 * @param undecided how many pipelines one look asks for
 */
export function historyPays(
  { startedAt, isPaused }: Pick<Course, 'startedAt' | 'isPaused'>,
  now: number,
  timeLeftMs: number,
  undecided: number
): boolean {
  if (isPaused || startedAt === null) return false
  return Math.min(now - startedAt, timeLeftMs) / PLAIN_MS / 4 > undecided
}
