/** What the durations of earlier runs say about the next one. All times are milliseconds. */

/** Runs of a pipeline take about this long, or about one of these. */
export interface TypicalDuration {
  readonly middle: number
  /** Nearly all such runs end within this before or after the middle. */
  readonly spread: number
}

/** Fewer runs than these say nothing of the next one. */
const LEAST_HISTORY = 4
/** At least this many of the runs have to be near another one; else the durations vary too much. */
const REGULAR = 0.8
/** Runs whose lengths differ by no more than this part, or this long, belong together. */
const GAP = 0.15
const GAP_MS = 8_000
/** A group whose deviation is a larger part of its middle than this is no group. */
const LOOSEST = 0.12
const LEAST_SPREAD_MS = 4_000
/** Few runs look more alike than many: their spread is not taken for less than this part. */
const LEAST_SPREAD = 0.03

/**
 * The lengths that runs of a pipeline take over and over, shortest first; empty where they keep no time.
 * @param durations of earlier runs, in any order
 */
export function typicalDurations(durations: readonly number[]): readonly TypicalDuration[] {
  if (durations.length < LEAST_HISTORY) return []
  const groups = groupsOf(durations).filter(group => group.length > 1)
  const regular = groups.reduce((sum, group) => sum + group.length, 0)
  const typical = groups.map(lengthOf)
  const isLoose = typical.some(
    ({ middle, spread }) => spread > 2 * Math.max(LEAST_SPREAD_MS, LOOSEST * middle)
  )
  return isLoose || regular < REGULAR * durations.length || !areApart(typical) ? [] : typical
}

/** Groups that lie as close together as their own members do are one heap, in which chance has left holes. */
function areApart(typical: readonly TypicalDuration[]): boolean {
  return typical.every(({ middle, spread }, index) => {
    const next = typical[index + 1]
    return (
      next === undefined || next.middle - next.spread - (middle + spread) > 2 * Math.max(spread, next.spread)
    )
  })
}

function groupsOf(durations: readonly number[]): number[][] {
  const groups: number[][] = []
  for (const duration of [...durations].sort((a, b) => a - b)) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last === undefined || before === undefined || duration - before > Math.max(GAP_MS, GAP * before))
      groups.push([duration])
    else last.push(duration)
  }
  return groups
}

function lengthOf(group: readonly number[]): TypicalDuration {
  const middle = group.reduce((sum, duration) => sum + duration, 0) / group.length
  const squares = group.reduce((sum, duration) => sum + (duration - middle) ** 2, 0)
  const deviation = Math.sqrt(squares / (group.length - 1))
  return { middle, spread: Math.max(LEAST_SPREAD_MS, LEAST_SPREAD * middle, 2 * deviation) }
}
