import { parseArgs } from 'node:util'
import { Random } from '../lib/random.js'
import { demand, say } from '../lib/spawned.js'
import { dayOf } from './day.js'
import { playDay, type Played, type Way } from './play.js'

/** `npm run bench -- runner-minutes [--days 3] [--seed 1] [--pushes 60]`: three ways to learn of the ends of runs, on a virtual clock. */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    pushes: { type: 'string', default: '60' }
  }
})
const [days, seed, pushes] = [values.days, values.seed, values.pushes].map(Number)
const at = (times: readonly number[], part: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * part)] ?? Number.NaN
const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`

say('| way | runner-minutes a commit | delay, median | delay, p95 | requests to CodeArts | to GitHub |')
say('|---|---|---|---|---|---|')
const results = new Map<Way, readonly Played[]>()
for (const way of ['waiting', 'sweep', 'wake-up'] as const) {
  const played: Played[] = []
  for (let day = 0; day < (days ?? 1); day++) {
    const random = new Random((seed ?? 1) * 1_000 + day)
    played.push(await playDay(dayOf(random, pushes ?? 1), way, random))
  }
  results.set(way, played)
  const delays = played.flatMap(one => one.delays)
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0)
  const commits = (days ?? 1) * (pushes ?? 1)
  const row = [
    way,
    (sum(one => one.runnerMinutes) / commits).toFixed(2),
    seconds(at(delays, 0.5)),
    seconds(at(delays, 0.95)),
    (sum(one => one.toCodeArts) / commits).toFixed(0),
    (sum(one => one.toGitHub) / commits).toFixed(0)
  ]
  say(`| ${row.join(' | ')} |`)
}
say('')
const of = (way: Way): readonly Played[] => results.get(way) ?? []
const faults = [...results.values()].flat().flatMap(one => one.faults)
for (const fault of faults.slice(0, 20)) say(fault)
demand(
  faults.length === 0,
  'no success before its run had succeeded, and every status settled as its run ended'
)
const perCommit =
  of('sweep').reduce((total, one) => total + one.runnerMinutes, 0) / ((days ?? 1) * (pushes ?? 1))
demand(perCommit <= 0.5, `sweeps hold a runner for at most half a minute a commit: ${perCommit.toFixed(2)}`)
const median = at(
  of('sweep').flatMap(one => one.delays),
  0.5
)
demand(median <= 150_000 + 30_000, `median delay at most half the interval and 30 s: ${seconds(median)}`)
const woken = at(
  of('wake-up').flatMap(one => one.woken),
  0.5
)
demand(woken <= 15_000, `with a wake-up at most 15 s from the start of the sweep: ${seconds(woken)}`)
