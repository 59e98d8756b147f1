import { mkdirSync, writeFileSync } from 'node:fs'
import { chart } from './chart.js'
import { waitingResults, waitingTable } from './table.js'

/** `npm run bench -- waiting`: how late each policy sees the end, and how often it polls, on a virtual clock. */
const all = waitingResults()
process.stdout.write(`${waitingTable(all)}\n`)

// What the page promises: on no distribution worse in both than every fixed interval, and far fewer polls on stable
// ones.
let failed = false
for (const { distribution, results } of all) {
  const auto = results.get('auto')
  const fixed = [...results].filter(([name]) => name.startsWith('every '))
  if (auto === undefined) continue
  const beaten = fixed.filter(
    ([, { meanDelayMs, polls }]) => auto.meanDelayMs > meanDelayMs && auto.polls > polls
  )
  const ten = results.get('every 10 s')
  const isStable = distribution.startsWith('stable')
  const keeps =
    !isStable ||
    (auto.meanDelayMs <= 3_000 && auto.p95DelayMs <= 8_000 && auto.polls <= 0.6 * (ten?.polls ?? 0))
  if (beaten.length > 0 || !keeps) {
    failed = true
    process.stdout.write(
      `!! ${distribution}: worse in both than ${beaten.map(([name]) => name).join(', ')}${keeps ? '' : '; over its target'}\n`
    )
  }
}
mkdirSync('docs/figures', { recursive: true })
writeFileSync('docs/figures/waiting.svg', chart(all))
process.exitCode = failed ? 1 : 0
