import { Random } from '../lib/random.js'
import { dayOf } from './day.js'
import { playDay, type Played, type Way } from './play.js'

export const WAYS: readonly Way[] = ['waiting', 'sweep', 'wake-up']

/** What a way of learning of the ends of runs has cost, over several days. */
export interface Cost {
  readonly way: Way
  readonly decided: number
  readonly jobs: number
  readonly perCommit: number
  readonly billedPerCommit: number
  /** Milliseconds. */
  readonly median: number
  readonly p95: number
  readonly woken: number
  /** A day. */
  readonly toCodeArts: number
  readonly toGitHub: number
  readonly faults: readonly string[]
}

/** Plays the same days in all three ways. */
export async function costs(days: number, seed: number, pushes: number): Promise<readonly Cost[]> {
  const all: Cost[] = []
  for (const way of WAYS) {
    const played: Played[] = []
    for (let day = 0; day < days; day++) {
      const random = new Random(seed * 1_000 + day)
      played.push(await playDay(dayOf(random, pushes), way, random))
    }
    all.push(costOf(way, played))
  }
  return all
}

function costOf(way: Way, played: readonly Played[]): Cost {
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0)
  const decided = sum(one => one.decided)
  const delays = played.flatMap(one => one.delays)
  return {
    ...{ way, decided, jobs: sum(one => one.jobs) / played.length },
    perCommit: sum(one => one.runnerMinutes) / decided,
    billedPerCommit: sum(one => one.billedMinutes) / decided,
    median: quantile(delays, 0.5),
    p95: quantile(delays, 0.95),
    woken: quantile(
      played.flatMap(one => one.woken),
      0.5
    ),
    toCodeArts: sum(one => one.toCodeArts) / played.length,
    toGitHub: sum(one => one.toGitHub) / played.length,
    faults: played.flatMap(one => one.faults)
  }
}

function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN
}
