import { mkdirSync, writeFileSync } from 'node:fs'
import { numberOption, textOption } from '../lib/arguments.js'
import { Random } from '../lib/random.js'
import { barChart } from '../lib/svg.js'
import { action, latestRunLoop } from './gates.js'
import { randomOccasion, type Occasion } from './occasion.js'
import { randomWorld } from './story.js'
import { addTo, LOOP, newTally, printTable, totalOf, type Played, type Tallies } from './tally.js'
import { whyFalse, wrongRetries } from './truth.js'

/** What the loop is held against: it knows nothing of events and conditions. */
const BY_COMMIT: Pick<Occasion, 'promise'> = {
  promise: { kind: 'runs', commit: 'own', startedWithinMs: null }
}
/** At most this many false greens are printed in full. */
const MOST_TOLD = 3

/**
 * `npm run bench -- false-green [--histories 10000] [--seeds 1] [--seed 20261124] [--retry 1] [--names] [--svg
 * docs/figures/false-green.svg]`
 */
async function main(): Promise<void> {
  const histories = numberOption('histories', 10_000)
  const first = numberOption('seed', 20261124)
  const tallies: Tallies = new Map([[LOOP, newTally()]])
  const asking = { retries: numberOption('retry', 0), byName: process.argv.includes('--names') }
  const retries = { sent: 0, wrong: 0 }
  let told = 0
  for (let seed = first; seed < first + numberOption('seeds', 1); seed++) {
    const begun = performance.now()
    const own: Tallies = new Map([[LOOP, newTally()]])
    const random = new Random(seed)
    for (let index = 0; index < histories; index++) {
      const world = randomWorld(random)
      const occasion = randomOccasion(random, world.commit)
      const loop = await latestRunLoop(world)
      addTo(own, LOOP, { world, occasion: { ...occasion, ...BY_COMMIT }, ending: loop })
      // Numbers of its own: the stories must not depend on how many the gate draws.
      const jitter = new Random(random.whole(0, 2 ** 31))
      const ending = await action(world, occasion, asking, () => jitter.next())
      const odd = wrongRetries(ending, asking.retries)
      retries.sent += [...ending.told.values()].reduce((sum, { retries }) => sum + retries.length, 0)
      retries.wrong += odd.length
      const why = [...(ending.green ? whyFalse(world, occasion, ending) : []), ...odd]
      addTo(own, occasion.name, { world, occasion, ending })
      if (why.length > 0 && told++ < MOST_TOLD) tell(seed, index, { world, occasion, ending }, why)
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    console.log(`\n${histories} random histories, seed ${seed}, ${seconds} s\n`)
    printTable(own)
    for (const [name, tally] of own) tallies.set(name, totalOf([tallies.get(name) ?? newTally(), tally]))
  }
  const actions = totalOf([...tallies].flatMap(([name, tally]) => (name === LOOP ? [] : [tally])))
  const share = (100 * actions.counts['right green']) / actions.all
  console.log(
    `\n${actions.counts['false green']} false greens in ${actions.all}, ${share.toFixed(0)} % green`
  )
  if (asking.retries > 0) console.log(`${retries.wrong} wrong retries in ${retries.sent}`)
  if (retries.wrong > 0) process.exitCode = 1
  // The loop is there to compare with; a gate that is always red would never be false.
  if (actions.counts['false green'] > 0 || share < 30) process.exitCode = 1
  const svg = textOption('svg', '')
  if (svg !== '') writeSvg(svg, tallies)
}

function tell(
  seed: number,
  index: number,
  { world, occasion, ending }: Played,
  why: readonly string[]
): void {
  const inputs = { ...occasion.inputs(new Date(0)), ...occasion.env }
  console.log(`\nseed ${seed}, history ${index}: ${why.join('; ')}`)
  console.log(JSON.stringify({ inputs, at: ending.at, judged: [...ending.judged], world }, null, 1))
  for (const [id, { states, asked }] of ending.told)
    console.log(
      id,
      asked.slice(-3),
      states.slice(-6).map(({ at, run, status }) => [at, run.number, status])
    )
}

function writeSvg(path: string, tallies: Tallies): void {
  const loop = tallies.get(LOOP) ?? newTally()
  const gate = totalOf([...tallies].flatMap(([name, tally]) => (name === LOOP ? [] : [tally])))
  const bars = [
    { name: LOOP, counts: loop.counts },
    { name: 'this action', counts: gate.counts }
  ].flatMap(({ name, counts }) => [
    { label: `${name}: false green`, value: counts['false green'], colour: '#cf222e' },
    { label: `${name}: needless red`, value: counts['needless red'], colour: '#9a6700' }
  ])
  mkdirSync(path.split('/').slice(0, -1).join('/') || '.', { recursive: true })
  writeFileSync(path, barChart(`Wrong verdicts in ${loop.all} random histories`, bars))
  console.log(`\nChart: ${path}`)
}

await main()
