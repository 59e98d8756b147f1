import { demand, draw, say } from '../lib/spawned.js'
import { A_SECOND, COPIES, crowd } from './play.js'

/** `npm run bench -- crowd`: fifty copies at once, calm and against a gateway that throttles, beside fixed loops of 10 s; a run of six minutes, on a virtual clock. */
const RUN_MS = 360_000
const SPAN_MS = 10_000

const fixed = await crowd({ throttled: true, interval: '10s', runMs: RUN_MS })
const calm = await crowd({ throttled: false, interval: 'auto', runMs: RUN_MS })
const throttled = await crowd({ throttled: true, interval: 'auto', runMs: RUN_MS })

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
