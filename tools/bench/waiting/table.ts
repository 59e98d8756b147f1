import { DISTRIBUTIONS } from './distributions.js'
import { POLICIES, simulate, type Result } from './simulate.js'

const RUNS = 4_000
const SEED = 20261124

export interface Row {
  readonly distribution: string
  readonly results: ReadonlyMap<string, Result>
}

/** All policies on all distributions; the same numbers on every machine. */
export function waitingResults(): Row[] {
  return DISTRIBUTIONS.map(distribution => ({
    distribution: distribution.name,
    results: new Map(
      Object.entries(POLICIES).map(([name, policy]) => [name, simulate(distribution, policy, RUNS, SEED)])
    )
  }))
}

/** The same as a Markdown table, with what the distributions are. */
export function waitingTable(all: readonly Row[]): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(1)
  const rows = all.flatMap(({ distribution, results }) =>
    [...results].map(
      ([policy, { meanDelayMs, p95DelayMs, polls }]) =>
        `| ${distribution} | ${policy} | ${seconds(meanDelayMs)} s | ${seconds(p95DelayMs)} s | ${polls.toFixed(1)} |`
    )
  )
  const about = DISTRIBUTIONS.map(({ name, about }) => `- ${name}: ${about}`)
  return [
    '| durations | policy | mean delay | p95 delay | polls per run |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    ...about
  ].join('\n')
}
