import { parseArgs } from 'node:util'
import { demand, draw, say } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'
import { INTERVAL_MS } from './play.js'
import { costs } from './table.js'

/** `npm run bench -- runner-minutes [--days 3] [--seed 1] [--pushes 100]`: three ways to learn of the ends of runs, on a virtual clock. */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    pushes: { type: 'string', default: '100' }
  }
})
const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`
const all = await costs(Number(values.days), Number(values.seed), Number(values.pushes))
say(
  '| way | decided commits | jobs a day | runner-minutes a commit | as billed | delay, median | p95 | requests a day to CodeArts | to GitHub |'
)
say('|---|---|---|---|---|---|---|---|---|')
for (const it of all)
  say(
    `| ${[
      ...[it.way, it.decided, it.jobs.toFixed(0), it.perCommit.toFixed(2), it.billedPerCommit.toFixed(2)],
      ...[seconds(it.median), seconds(it.p95), it.toCodeArts.toFixed(0), it.toGitHub.toFixed(0)]
    ].join(' | ')} |`
  )
const bars = all.flatMap(({ way, perCommit, billedPerCommit }) => [
  { label: `${way}, held`, value: rounded(perCommit), colour: '#0969da' },
  { label: `${way}, billed`, value: rounded(billedPerCommit), colour: '#8250df' }
])
draw('runner-minutes', barChart('Runner-minutes per decided commit', bars))
say('')
for (const fault of all.flatMap(({ faults }) => faults).slice(0, 20)) say(fault)
const of = (way: string): (typeof all)[number] => all.find(it => it.way === way) ?? all[0] ?? fail()
const isRight = all.every(({ faults }) => faults.length === 0)
demand(isRight, 'no success before its run had succeeded, and every status settled as its run ended')
const { perCommit, median } = of('sweep')
demand(perCommit <= 0.5, `sweeps hold a runner for at most half a minute a commit: ${perCommit.toFixed(2)}`)
demand(
  median <= INTERVAL_MS / 2 + 30_000,
  `median delay at most half the interval and 30 s: ${seconds(median)}`
)
const { woken } = of('wake-up')
demand(woken <= 15_000, `with a wake-up at most 15 s from the start of the sweep: ${seconds(woken)}`)

function rounded(minutes: number): number {
  return Number(minutes.toFixed(2))
}

function fail(): never {
  throw new Error('no way was played')
}
