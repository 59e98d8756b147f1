import { cloud, demand, draw, measure, median, say, spread } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'

/** `npm run bench -- memory`: peak of the resident memory, one pipeline and one poll. */
const ROUNDS = 9
const A = 'a'.repeat(32)

const { env, served } = await cloud([
  { id: A, name: 'build', runs: [{ number: 1, moments: [{ at: 0, state: 'success' }] }] }
])
const variants: Readonly<Record<string, readonly string[]>> = {
  'bare node': ['-e', '0'],
  'by hand (node:https)': ['tools/bench/fixtures/by-hand.mjs'],
  'this action': ['dist/index.js'],
  'core of the vendor’s SDK': ['tools/bench/fixtures/official-core.mjs']
}
const peaks = new Map(Object.keys(variants).map(name => [name, [] as number[]]))
for (let round = 0; round < ROUNDS; round++)
  for (const [name, words] of Object.entries(variants))
    peaks.get(name)?.push((await measure(words, env([A]), true)).peakMib)
await served.close()

say('| what | median peak | middle half |')
say('|---|---|---|')
for (const [name, values] of peaks)
  say(`| ${name} | ${median(values).toFixed(1)} MiB | ${spread(values, 1)} MiB |`)
draw(
  'memory',
  barChart(
    'One pipeline, one look: peak memory, median in MiB',
    [...peaks].map(([label, values]) => ({
      label,
      value: Math.round(median(values)),
      colour: label === 'this action' ? '#cf222e' : '#8c959f'
    }))
  )
)
const byHand = peaks.get('by hand (node:https)') ?? []
const ratio = median((peaks.get('this action') ?? []).map((peak, round) => peak / (byHand[round] ?? 1)))
say('')
demand(ratio <= 1.15, `this action ≤ 1.15 × by hand, paired: ${ratio.toFixed(2)}`)
