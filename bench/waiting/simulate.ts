import { pauseFor, type Course } from '../../src/domain/pace.js'
import { seededRandom } from '../../simulator/index.js'
import type { Distribution } from './distributions.js'

/** When to look again: milliseconds from now. */
export type Policy = (course: Course, now: number, looks: number, random: () => number) => number

export const POLICIES: Readonly<Record<string, Policy>> = {
  'every 5 s': () => 5_000,
  'every 10 s': () => 10_000,
  'every 15 s': () => 15_000,
  'every 30 s': () => 30_000,
  'exponential, 2 s to 60 s': (_, __, looks) => Math.min(60_000, 2_000 * 1.5 ** looks),
  auto: (course, now, _, random) => pauseFor([course], now, random())
}

export interface Result {
  readonly meanDelayMs: number
  readonly p95DelayMs: number
  /** For one run. */
  readonly looks: number
}

/** How late a policy sees the end of runs, and how often it looks. */
export function simulate(distribution: Distribution, policy: Policy, runs: number, seed: number): Result {
  const random = seededRandom(seed)
  const delays: number[] = []
  let looks = 0
  for (let index = 0; index < runs; index++) {
    const past = distribution.history
      ? Array.from({ length: 10 }, () => lengthOf(distribution, random).total)
      : []
    const { total, pausedFrom, pausedTo } = lengthOf(distribution, random)
    // The gate comes to the run some time after its start, as a workflow does.
    const begun = random() * 20_000
    let now = begun
    let changedAt = begun
    let wasPaused = false
    for (let count = 1; ; count++) {
      looks++
      if (now >= total) {
        delays.push(now - total)
        break
      }
      const isPaused = now >= pausedFrom && now < pausedTo
      if (isPaused !== wasPaused) changedAt = now
      wasPaused = isPaused
      const hasStagesLeft = now < total * 0.6
      const course = { startedAt: 0, changedAt, isPaused, hasStagesLeft, durations: count === 1 ? [] : past }
      now += policy(course, now, count - 1, random)
    }
  }
  delays.sort((a, b) => a - b)
  return {
    meanDelayMs: delays.reduce((sum, delay) => sum + delay, 0) / runs,
    p95DelayMs: delays[Math.floor(runs * 0.95)] ?? 0,
    looks: looks / runs
  }
}

function lengthOf(
  { draw, approval }: Distribution,
  random: () => number
): { total: number; pausedFrom: number; pausedTo: number } {
  const waits = approval?.(random)
  if (waits === undefined)
    return { total: Math.max(5_000, draw(random)), pausedFrom: Infinity, pausedTo: Infinity }
  const pausedTo = waits.at + waits.takes
  return { total: pausedTo + draw(random), pausedFrom: waits.at, pausedTo }
}
