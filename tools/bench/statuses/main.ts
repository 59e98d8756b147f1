import { numberOption } from '../lib/arguments.js'
import { Random } from '../lib/random.js'
import { complaints, excusesIn } from './check.js'
import { play } from './play.js'
import { randomStory } from './story.js'

/** At most this many failed stories are printed in full. */
const MOST_TOLD = 3

/** Any story can be played again alone. */
function storyOf(seed: number, index: number): ReturnType<typeof randomStory> {
  return randomStory(new Random(seed * 100_003 + index))
}

/** `npm run bench -- statuses [--stories 10000] [--seeds 3] [--seed 20261124] [--only N]` */
async function main(): Promise<void> {
  const stories = numberOption('stories', 10_000)
  const first = numberOption('seed', 20261124)
  const only = numberOption('only', -1)
  let told = 0
  console.log(
    '| seed | stories | steps | killed | writes | success | failure | error | pending | excused | wrong | seconds |'
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (let seed = first; seed < first + numberOption('seeds', 3); seed++) {
    const begun = performance.now()
    const counts = { stories: 0, steps: 0, killed: 0, writes: 0, wrong: 0 }
    const excused = new Map<string, number>()
    const last: Record<string, number> = { success: 0, failure: 0, error: 0, pending: 0 }
    for (let index = Math.max(0, only); index < (only < 0 ? stories : only + 1); index++) {
      const story = storyOf(seed, index)
      const played = await play(story)
      const wrong = complaints(played)
      counts.stories++
      counts.steps += played.steps.length
      counts.killed += played.steps.filter(({ isKilled }) => isKilled).length
      counts.writes += played.requests
      for (const excuse of excusesIn(played)) excused.set(excuse, (excused.get(excuse) ?? 0) + 1)
      for (const { state } of played.standing) last[state] = (last[state] ?? 0) + 1
      if (wrong.length === 0) continue
      counts.wrong++
      process.exitCode = 1
      if (told++ < MOST_TOLD || only >= 0) tell(seed, index, wrong, story, played)
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    const { wrong, ...rest } = counts
    const excuses = [...excused].map(([excuse, n]) => `${n} ${excuse}`).join(', ')
    const cells = [seed, ...Object.values(rest), ...Object.values(last), excuses, wrong, seconds]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

function tell(
  seed: number,
  index: number,
  wrong: readonly string[],
  story: ReturnType<typeof randomStory>,
  { steps }: Awaited<ReturnType<typeof play>>
): void {
  console.log(`\nseed ${seed}, story ${index}: ${wrong.join('; ')}\n${JSON.stringify(story, null, 1)}`)
  for (const { sent, runner, isKilled } of steps) {
    console.log({ isKilled, failed: runner.failed, pipelines: runner.values.pipelines })
    for (const { sentAt, status } of sent)
      console.log(sentAt, status.context, status.state, status.description)
  }
}

await main()
