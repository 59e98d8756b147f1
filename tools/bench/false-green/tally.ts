import type { Occasion } from './occasion.js'
import { isNeedless, whyFalse, type Ending } from './truth.js'
import type { World } from './world.js'

type Judgement = 'right green' | 'false green' | 'right red' | 'needless red'

/** One gate that has played one history. */
export interface Played {
  readonly world: World
  readonly occasion: Occasion
  readonly ending: Ending
}

export interface Tally {
  all: number
  readonly counts: Record<Judgement, number>
  requests: number
}

/** By the name of the gate, or of its condition. */
export type Tallies = Map<string, Tally>

export const LOOP = 'latest run, every 10 s'

export function newTally(): Tally {
  return {
    all: 0,
    counts: { 'right green': 0, 'false green': 0, 'right red': 0, 'needless red': 0 },
    requests: 0
  }
}

/** Counts how one gate has ended. */
export function addTo(tallies: Tallies, name: string, { world, occasion, ending }: Played): void {
  const tally = tallies.get(name) ?? newTally()
  tallies.set(name, tally)
  tally.all++
  tally.requests += ending.requests
  const isFalse = whyFalse(world, occasion, ending).length > 0
  if (ending.green) tally.counts[isFalse ? 'false green' : 'right green']++
  else tally.counts[isNeedless(world, occasion, ending) ? 'needless red' : 'right red']++
}

export function totalOf(tallies: readonly Tally[]): Tally {
  const total = newTally()
  for (const { all, counts, requests } of tallies) {
    total.all += all
    total.requests += requests
    for (const [judgement, n] of Object.entries(counts)) total.counts[judgement as Judgement] += n
  }
  return total
}

export function printTable(tallies: Tallies): void {
  console.log('| gate | histories | right green | false green | right red | needless red | requests a gate |')
  console.log('|---|---|---|---|---|---|---|')
  for (const [name, { all, counts, requests }] of tallies) {
    const cells = [all, ...Object.values(counts), (requests / all).toFixed(1)]
    console.log(`| ${name} | ${cells.join(' | ')} |`)
  }
}
