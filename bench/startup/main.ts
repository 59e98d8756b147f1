import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cloud, demand, measure, median, NODE, say, spread } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'

/** `npm run bench:startup`: one pipeline, one look, from the start of the process to its end; rounds of all in turn. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30)
const A = 'a'.repeat(32)

execFileSync('npx', ['ncc', 'build', 'bench/fixtures/toolkit.ts', '-o', '.cache/toolkit', '-q'], {
  stdio: 'ignore'
})
const { env, served } = await cloud([
  { id: A, name: 'build', runs: [{ number: 1, moments: [{ at: 0, state: 'success' }] }] }
])
const variants: Readonly<Record<string, readonly string[]>> = {
  'bare node': ['-e', '0'],
  'by hand (node:https)': ['bench/fixtures/by-hand.mjs'],
  'this action': ['dist/index.js'],
  'plain toolkit bundle': ['.cache/toolkit/index.js'],
  'core of the vendor’s SDK': ['bench/fixtures/official-core.mjs']
}
const times = new Map(Object.keys(variants).map(name => [name, [] as number[]]))
for (let round = 0; round < ROUNDS + 2; round++)
  for (const [name, words] of Object.entries(variants)) {
    const { ms, code } = await measure(words, env([A]))
    if (code !== 0) throw new Error(`${name} ended with ${String(code)}`)
    // The first rounds only fill the caches.
    if (round >= 2) times.get(name)?.push(ms)
  }
await served.close()

const base = times.get('by hand (node:https)') ?? []
const ratio = (name: string, to: readonly number[] = base): number =>
  median((times.get(name) ?? []).map((ms, round) => ms / (to[round] ?? 1)))
say(`Node ${execFileSync(NODE, ['-v'], { encoding: 'utf8' }).trim()}, ${ROUNDS} rounds\n`)
say('| what | median | middle half | ÷ by hand, paired |')
say('|---|---|---|---|')
for (const [name, values] of times)
  say(`| ${name} | ${median(values).toFixed(0)} ms | ${spread(values)} ms | ${ratio(name).toFixed(2)} |`)
writeFileSync(
  'docs/figures/startup.svg',
  barChart(
    'One pipeline, one look: start to end, median in ms',
    [...times].map(([label, values]) => ({
      label,
      value: Math.round(median(values)),
      colour: label === 'this action' ? '#cf222e' : '#8c959f'
    }))
  )
)
say('')
const budget = Number(process.env.BENCH_STARTUP_RATIO ?? 1.25)
demand(
  ratio('this action') <= budget,
  `this action ≤ ${budget} × by hand: ${ratio('this action').toFixed(2)}`
)
const toSdk = ratio('this action', times.get('core of the vendor’s SDK') ?? [])
demand(toSdk <= 0.6, `this action ≤ 0.6 × the vendor’s core: ${toSdk.toFixed(2)}`)
