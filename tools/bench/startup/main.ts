import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { cloud, demand, draw, measure, median, NODE, say, spread } from '../lib/spawned.js'
import { barChart } from '../lib/svg.js'

/**
 * `npm run bench -- startup`: one pipeline, one poll, from the start of the process to its end; rounds of all in
 * turn, ratios taken within each round. `BENCH_NODE` names another Node, `BENCH_ROUNDS` the number of rounds,
 * `BENCH_AGAINST` another build of this action, such as that of an earlier commit.
 */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 30)
const A = 'a'.repeat(32)
const OURS = 'this action'
const BY_HAND = 'by hand (node:https), CommonJS'
const SDK = 'core of the vendor’s SDK'
const AGAINST = process.env.BENCH_AGAINST
const OTHER = 'the other build'

// In its own folder, because the paths of our tsconfig.json would keep undici out of it.
execFileSync(resolve('node_modules/.bin/ncc'), ['build', 'main.ts', '-o', resolve('.cache/toolkit'), '-q'], {
  cwd: 'tools/bench/fixtures/toolkit',
  stdio: 'ignore'
})
const { env, served } = await cloud([
  { id: A, name: 'build', runs: [{ number: 1, moments: [{ at: 0, state: 'success' }] }] }
])
const variants: Readonly<Record<string, readonly string[]>> = {
  'bare node': ['-e', '0'],
  [BY_HAND]: ['tools/bench/fixtures/by-hand.cjs'],
  'by hand (node:https), ES module': ['tools/bench/fixtures/by-hand.mjs'],
  [OURS]: ['dist/index.js'],
  'plain toolkit bundle': ['.cache/toolkit/index.js'],
  [SDK]: ['tools/bench/fixtures/official-core.mjs'],
  ...(AGAINST === undefined ? {} : { [OTHER]: [AGAINST] })
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

const of = (name: string): readonly number[] => times.get(name) ?? []
const ratio = (name: string, to: string): number =>
  median(of(name).map((ms, round) => ms / (of(to)[round] ?? 1)))
const version = execFileSync(NODE, ['-v'], { encoding: 'utf8' }).trim()
say(`Node ${version}, ${ROUNDS} rounds, ${new Date().toISOString().slice(0, 10)}\n`)
say('| what | least | median | middle half | ÷ by hand, paired |')
say('|---|---|---|---|---|')
for (const [name, values] of times)
  say(
    `| ${name} | ${Math.min(...values).toFixed(0)} ms | ${median(values).toFixed(0)} ms | ${spread(values)} ms | ${ratio(name, BY_HAND).toFixed(2)} |`
  )
draw(
  'startup',
  barChart(
    `One pipeline, one poll: start to end, median in ms (Node ${version})`,
    [...times].map(([label, values]) => ({
      label,
      value: Math.round(median(values)),
      colour: label === OURS ? '#cf222e' : '#8c959f'
    }))
  )
)
say('')
// The ranges of docs/startup.md: Node 20 starts a plain script much faster.
const budget = Number(process.env.BENCH_STARTUP_RATIO ?? (Number.parseInt(version.slice(1)) < 24 ? 2.5 : 1.9))
demand(ratio(OURS, BY_HAND) <= budget, `${OURS} ≤ ${budget} × by hand: ${ratio(OURS, BY_HAND).toFixed(2)}`)
const toSdk = Number(process.env.BENCH_SDK_RATIO ?? 0.7)
demand(ratio(OURS, SDK) <= toSdk, `${OURS} ≤ ${toSdk} × the vendor’s core: ${ratio(OURS, SDK).toFixed(2)}`)
if (AGAINST !== undefined)
  demand(ratio(OURS, OTHER) <= 1.1, `${OURS} ≤ 1.1 × ${OTHER}: ${ratio(OURS, OTHER).toFixed(2)}`)
