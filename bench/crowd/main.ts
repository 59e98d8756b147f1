import {
  EXAMPLE_KEY,
  seededRandom,
  Simulator,
  throttles,
  type Rule,
  type RunSpec
} from '../../simulator/index.js'
import { run } from '../../src/run.js'
import { memoryRunner } from '../lib/memory-runner.js'
import { simulatedHttp } from '../lib/simulated-http.js'
import { demand, draw, PROJECT, say } from '../lib/spawned.js'
import { VirtualClock } from '../lib/virtual-clock.js'

/** `npm run bench:crowd`: fifty copies at once, calm and against a gateway that throttles, beside fixed loops of 10 s; a run of six minutes, on a virtual clock. */
const COPIES = 50
const A_SECOND = 40
const RUN_MS = 360_000
const SPAN_MS = 10_000
const A = 'a'.repeat(32)

function gateway(simulator: Simulator): Rule {
  const refuse = throttles()
  return {
    does: (honest, request) => {
      const since = simulator.now() - 1_000
      const letThrough = simulator.requests.filter(({ at, status }) => at > since && status !== 429).length
      return letThrough >= A_SECOND ? refuse(honest, request) : honest()
    }
  }
}

/** All copies in one process, on one virtual clock, each with the whole use case and connections of its own. */
async function crowd(throttled: boolean, interval: string): Promise<{ times: number[]; failed: number }> {
  const clock = new VirtualClock(Date.UTC(2026, 10, 24))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  const past = Array.from({ length: 8 }, (_, n) => runFrom(n + 1, -(9 - n) * 900_000, RUN_MS + n * 1_000))
  simulator.add({
    id: A,
    name: 'build',
    projectId: PROJECT,
    origin: 'start',
    runs: [...past, runFrom(9, -5_000, RUN_MS)]
  })
  if (throttled) simulator.misbehave(gateway(simulator))
  const copies = Array.from({ length: COPIES }, (_, copy) => {
    const runner = memoryRunner({
      pipeline_ids: A,
      project_id: PROJECT,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      poll_interval: interval,
      timeout: '30m'
    })
    const signal = new AbortController().signal
    return run({
      http: simulatedHttp(simulator, clock),
      clock,
      runner,
      random: seededRandom(copy + 1),
      signal
    }).then(() => runner)
  })
  const ended = await Promise.all(copies)
  const [first] = simulator.requests
  return {
    times: simulator.requests.map(({ at }) => at - (first?.at ?? 0)),
    failed: ended.filter(({ failed }) => failed !== false).length
  }
}

function runFrom(number: number, start: number, takes: number): RunSpec {
  return {
    number,
    start,
    moments: [
      { at: start, state: 'running' },
      { at: start + takes, state: 'success' }
    ]
  }
}

const fixed = await crowd(true, '10s')
const calm = await crowd(false, 'auto')
const throttled = await crowd(true, 'auto')

say('| copies | requests | failed |')
say('|---|---|---|')
say(`| ${COPIES}, throttled, every 10 s | ${fixed.times.length} | ${fixed.failed} |`)
say(`| ${COPIES}, calm, auto | ${calm.times.length} | ${calm.failed} |`)
say(`| ${COPIES}, throttled, auto | ${throttled.times.length} | ${throttled.failed} |`)
say('\nArrivals in each ten seconds, throttled, auto:')
const spans = Math.ceil(Math.max(...throttled.times) / SPAN_MS)
const countIn = (ms: number, times: readonly number[]): number[] =>
  Array.from(
    { length: spans * (SPAN_MS / ms) },
    (_, index) => times.filter(at => Math.floor(at / ms) === index).length
  )
const counts = countIn(SPAN_MS, throttled.times)
for (const [index, count] of counts.entries())
  say(`${String((index * SPAN_MS) / 1_000).padStart(4)} s ${'#'.repeat(Math.ceil(count / 4))} ${count}`)
draw('crowd', arrivals(counts))
say('')
demand(throttled.failed === 0, 'no copy failed')
demand(
  throttled.times.length <= 2 * calm.times.length,
  `requests ≤ 2 × those of calm copies: ${(throttled.times.length / calm.times.length).toFixed(2)}`
)
demand(
  throttled.times.length <= 0.7 * fixed.times.length,
  `requests ≤ 0.7 × those of fixed loops: ${(throttled.times.length / fixed.times.length).toFixed(2)}`
)
const busiest = Math.max(0, ...countIn(1_000, throttled.times).slice(10))
demand(
  busiest < A_SECOND,
  `after the first ten seconds never as many in one second as are refused: at most ${busiest}`
)

function arrivals(perSecond: readonly number[]): string {
  const most = Math.max(...perSecond)
  const bars = perSecond.map((count, second) => {
    const height = (count / most) * 160
    return `<rect x="${40 + second * 10}" y="${(200 - height).toFixed(1)}" width="8" height="${height.toFixed(1)}" fill="#cf222e"/>`
  })
  const width = 60 + perSecond.length * 10
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="240" font-family="sans-serif" font-size="11">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="10" y="20" fill="#24292f">Requests of ${COPIES} copies in each ten seconds, throttled gateway (most: ${most})</text>`,
    ...bars,
    `<text x="40" y="220" fill="#57606a">0 s</text><text x="${width - 50}" y="220" fill="#57606a">${(perSecond.length - 1) * 10} s</text>`,
    '</svg>',
    ''
  ].join('\n')
}
