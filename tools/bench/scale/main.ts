import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../lib/scratch.js'
import { cloud, demand, draw, measure, median, PROJECT, say, spread } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'

/** `npm run bench -- scale`: one poll of 1 to 1,000 pipelines, the most that a step takes, on both APIs. */
const SIZES = [1, 10, 100, 1_000]
const ROUNDS = 5

const ids = Array.from({ length: 1_000 }, (_, index) => `s${index}x`.padEnd(32, '0'))
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
  const file = join(scratch(), 'ids.mjs')
  writeFileSync(file, `process.env.INPUT_PIPELINE_IDS = ${JSON.stringify(some.join(' '))}`)
  return ['--import', file]
}

interface Row {
  readonly api: string
  readonly size: number
  readonly ms: number[]
  requests: number
  peakMib: number
}
const rows: Row[] = ['v3', 'v5'].flatMap(api =>
  SIZES.map(size => ({ api, size, ms: [], requests: 0, peakMib: 0 }))
)
// The first round measures the memory, with a probe that takes time of its own; the others take turns.
for (let round = 0; round <= ROUNDS; round++)
  for (const row of rows) {
    simulator.reset()
    const more = row.api === 'v5' ? { INPUT_PROJECT_ID: PROJECT } : {}
    const words = [...handed(ids.slice(0, row.size)), 'dist/index.js']
    const ended = await measure(words, env([], more), round === 0)
    if (ended.code !== 0) throw new Error(`${row.api}, ${row.size}: ended with ${String(ended.code)}`)
    row.requests = simulator.requests.length
    if (round === 0) row.peakMib = ended.peakMib
    else row.ms.push(ended.ms)
  }
await served.close()

const at = (api: string, size: number): Row | undefined =>
  rows.find(row => row.api === api && row.size === size)
/** Milliseconds for each pipeline more, since the row before. */
function slope({ api, size, ms }: Row): string {
  const before = at(api, size / 10)
  return before === undefined ? '–' : ((median(ms) - median(before.ms)) / (size - before.size)).toFixed(2)
}
say('| API | pipelines | wall, median | middle half | ms a pipeline more | requests | peak memory |')
say('|---|---|---|---|---|---|---|')
for (const row of rows)
  say(
    `| ${row.api} | ${row.size.toLocaleString('en')} | ${median(row.ms).toFixed(0)} ms | ${spread(row.ms)} ms | ${slope(row)} | ${row.requests} | ${row.peakMib.toFixed(0)} MiB |`
  )
draw(
  'scale',
  barChart(
    'One poll: wall time in ms',
    rows.map(({ api, size, ms }) => ({
      label: `${api}, ${size.toLocaleString('en')}`,
      value: Math.round(median(ms)),
      colour: api === 'v3' ? '#8c959f' : '#cf222e'
    }))
  )
)
say('')
for (const api of ['v3', 'v5']) {
  const [one, thousand] = [at(api, 1), at(api, 1_000)]
  if (one === undefined || thousand === undefined) continue
  // Rounds are compared with themselves, because the machine is not equally fast in all of them.
  const ratio = median(thousand.ms.map((ms, round) => ms / (one.ms[round] ?? 1)))
  demand(ratio <= 4, `${api}: 1,000 ≤ 4 × one, paired: ${ratio.toFixed(2)}`)
  demand(thousand.peakMib < 200, `${api}: 1,000 below 200 MiB: ${thousand.peakMib.toFixed(0)}`)
}
