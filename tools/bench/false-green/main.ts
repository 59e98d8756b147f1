import { mkdirSync, writeFileSync } from 'node:fs'
import { Random } from '../lib/random.js'
import { barChart } from '../lib/svg.js'
import { delayOf, GATES, judgement, type Gate, type Judgement } from './gates.js'
import { randomHistory } from './history.js'

/** `npm run bench -- false-green [--histories 10000] [--seed 20261124] [--svg docs/figures/false-green.svg]` */
function option(name: string, fallback: string): string {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? fallback : (process.argv[index + 1] ?? fallback)
}

interface Tally {
  readonly gate: Gate
  readonly counts: Record<Judgement, number>
  delays: number
  requests: number
}

async function main(): Promise<void> {
  const histories = Number(option('histories', '10000'))
  const seed = Number(option('seed', '20261124'))
  const random = new Random(seed)
  const tallies: Tally[] = GATES.map(gate => ({
    gate,
    counts: { 'right green': 0, 'false green': 0, 'right red': 0, 'false red': 0 },
    delays: 0,
    requests: 0
  }))
  for (let index = 0; index < histories; index++) {
    const history = randomHistory(random)
    for (const tally of tallies) {
      const ending = await tally.gate.play(history)
      const judged = judgement(tally.gate, history, ending)
      tally.counts[judged]++
      tally.requests += ending.requests
      if (judged === 'right green') tally.delays += delayOf(tally.gate, history, ending)
    }
  }
  print(tallies, histories, seed)
  // The loop is there to compare with; a gate that is always red would never be false.
  if (tallies.slice(1).some(({ counts }) => counts['false green'] > 0 || !(counts['right green'] > 0)))
    process.exitCode = 1
  const svg = option('svg', '')
  if (svg !== '') writeSvg(svg, tallies, histories)
}

function print(tallies: readonly Tally[], histories: number, seed: number): void {
  console.log(`${histories} random histories, seed ${seed}\n`)
  console.log(
    '| gate | false greens | false reds | right greens | right reds | mean delay of a green | requests a gate |'
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const { gate, counts, delays, requests } of tallies) {
    const delay =
      counts['right green'] === 0 ? '–' : `${(delays / counts['right green'] / 1000).toFixed(1)} s`
    const cells = [
      counts['false green'],
      counts['false red'],
      counts['right green'],
      counts['right red'],
      delay,
      (requests / histories).toFixed(1)
    ]
    console.log(`| ${gate.name} | ${cells.join(' | ')} |`)
  }
}

function writeSvg(path: string, tallies: readonly Tally[], histories: number): void {
  const bars = tallies.flatMap(({ gate, counts }) => [
    { label: `${gate.name}: false green`, value: counts['false green'], colour: '#cf222e' },
    { label: `${gate.name}: false red`, value: counts['false red'], colour: '#9a6700' }
  ])
  mkdirSync(path.split('/').slice(0, -1).join('/') || '.', { recursive: true })
  writeFileSync(path, barChart(`Wrong verdicts in ${histories} random histories`, bars))
  console.log(`\nChart: ${path}`)
}

await main()
