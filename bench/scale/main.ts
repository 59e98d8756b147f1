import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloud, demand, measure, median, PROJECT, say } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'

/** `npm run bench:scale`: one look at 1 to 10,000 pipelines on both APIs. */
const SIZES = [1, 10, 100, 1_000, 10_000]
const ROUNDS = 3

const ids = Array.from({ length: 10_000 }, (_, index) => `s${index}x`.padEnd(32, '0'))
const { env, served, simulator } = await cloud(
  ids.map(id => ({
    id,
    name: `pipeline ${id.slice(1, 6)}`,
    projectId: PROJECT,
    runs: [{ number: 1, moments: [{ at: 0, state: 'success' as const }] }]
  }))
)
/** The IDs come from a module: Linux gives no process a variable of more than 128 KiB. */
function handed(some: readonly string[]): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'gate-ids-')), 'ids.mjs')
  writeFileSync(file, `process.env.INPUT_PIPELINE_IDS = ${JSON.stringify(some.join(' '))}`)
  return ['--import', file]
}

interface Row {
  readonly api: string
  readonly size: number
  readonly ms: number
  readonly requests: number
  readonly peakMib: number
}
const rows: Row[] = []
for (const api of ['v3', 'v5'])
  for (const size of SIZES) {
    const ms: number[] = []
    let requests = 0
    let peakMib = 0
    for (let round = 0; round < ROUNDS; round++) {
      simulator.reset()
      const more = api === 'v5' ? { INPUT_PROJECT_ID: PROJECT } : {}
      const ended = await measure(
        [...handed(ids.slice(0, size)), 'dist/index.js'],
        env([], more),
        round === 0
      )
      if (ended.code !== 0) throw new Error(`${api}, ${size} pipelines: ended with ${String(ended.code)}`)
      requests = simulator.requests.length
      if (round === 0) peakMib = ended.peakMib
      else ms.push(ended.ms)
    }
    rows.push({ api, size, ms: median(ms), requests, peakMib })
  }
await served.close()

say('| API | pipelines | wall | requests | peak memory |')
say('|---|---|---|---|---|')
for (const { api, size, ms, requests, peakMib } of rows)
  say(
    `| ${api} | ${size.toLocaleString('en')} | ${ms.toFixed(0)} ms | ${requests} | ${peakMib.toFixed(0)} MiB |`
  )
writeFileSync(
  'docs/figures/scale.svg',
  barChart(
    'One look: wall time in ms',
    rows.map(({ api, size, ms }) => ({
      label: `${api}, ${size.toLocaleString('en')}`,
      value: Math.round(ms),
      colour: api === 'v3' ? '#8c959f' : '#cf222e'
    }))
  )
)
say('')
const at = (api: string, size: number): Row | undefined =>
  rows.find(row => row.api === api && row.size === size)
for (const api of ['v3', 'v5']) {
  const [one, thousand, most] = [at(api, 1), at(api, 1_000), at(api, 10_000)]
  if (one === undefined || thousand === undefined || most === undefined) continue
  demand(thousand.ms <= 4 * one.ms, `${api}: 1,000 ≤ 4 × one: ${(thousand.ms / one.ms).toFixed(2)}`)
  const slope = (most.ms - one.ms) / (thousand.ms - one.ms)
  demand(slope <= 14, `${api}: from 1,000 to 10,000 linear (10 ×, and room for noise): ${slope.toFixed(1)}`)
  demand(most.peakMib < 200, `${api}: 10,000 below 200 MiB: ${most.peakMib.toFixed(0)}`)
}
