import { numberOption } from '../lib/arguments.js'
import { Random } from '../lib/random.js'
import { complaints } from './check.js'
import { play, type Ended, type Played } from './play.js'
import { randomDay } from './random-day.js'
import type { Day } from './story.js'

/** At most this many failed days are printed in full. */
const MOST_TOLD = 3

/** Any day can be played again alone. */
function dayOf(seed: number, index: number): Day {
  return randomDay(new Random(seed * 100_003 + index))
}

/** `npm run bench -- days [--days 10000] [--from 0] [--seeds 3] [--seed 20261125] [--only N]` */
async function main(): Promise<void> {
  const days = numberOption('days', 10_000)
  const first = numberOption('seed', 20261125)
  const only = numberOption('only', -1)
  const from = only < 0 ? numberOption('from', 0) : only
  const until = only < 0 ? from + days : only + 1
  let told = 0
  console.log(
    '| seed | days | sweeps | killed | failed | requests | success | failure | error | pending | wrong | seconds |'
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (let seed = first; seed < first + numberOption('seeds', 3); seed++) {
    const begun = performance.now()
    const counts = { days: 0, sweeps: 0, killed: 0, failed: 0, requests: 0 }
    const written: Record<string, number> = { success: 0, failure: 0, error: 0, pending: 0 }
    let wrong = 0
    for (let index = from; index < until; index++) {
      const played = await play(dayOf(seed, index))
      const faults = complaints(played)
      const sweeps = [...played.steps, ...played.last].filter(isSweep)
      counts.days++
      counts.sweeps += sweeps.length
      counts.killed += sweeps.filter(({ isKilled }) => isKilled).length
      counts.failed += sweeps.filter(({ report }) => (report?.failures.length ?? 0) > 0).length
      counts.requests += played.requests
      for (const { sent } of sweeps)
        for (const { status } of sent) written[status.state] = (written[status.state] ?? 0) + 1
      if (faults.length === 0) continue
      wrong++
      process.exitCode = 1
      if (told++ < MOST_TOLD || only >= 0) tell(seed, index, faults, played)
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    console.log(
      `| ${[seed, ...Object.values(counts), ...Object.values(written), wrong, seconds].join(' | ')} |`
    )
  }
}

function isSweep({ job: { kind } }: Ended): boolean {
  return kind === 'sweep' || kind === 'wake-up'
}

function tell(seed: number, index: number, faults: readonly string[], { day, steps, last }: Played): void {
  console.log(`\nseed ${seed}, day ${index}: ${faults.join('; ')}`)
  for (const { name, runs } of day.pipelines)
    for (const { number, commit, moments, ...more } of runs.slice(0, 20))
      console.log(name, number, commit, JSON.stringify(moments), JSON.stringify(more))
  console.log(JSON.stringify({ ...day, jobs: undefined, pipelines: undefined, kept: [...day.kept] }))
  for (const { job, begins, ends, isKilled, report, sent } of [...steps, ...last]) {
    console.log(job.kind, job.commit?.slice(0, 6), `${begins} to ${ends}`, {
      isKilled,
      ...report?.left,
      failures: report?.failures
    })
    for (const { sentAt, status } of sent)
      console.log(' ', sentAt, status.sha.slice(0, 6), status.context, status.state, status.description)
  }
}

await main()
