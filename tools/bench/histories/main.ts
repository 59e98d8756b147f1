import fc from 'fast-check'
import { numberOption } from '../lib/arguments.js'
import { complaints, startComplaints } from './check.js'
import { play, type Ended } from './play.js'
import { playStart, startStories, type StartStory } from './starts.js'
import { asking, stories, type Story } from './story.js'

/** Of four stories, one starts its runs. */
type AnyStory =
  { readonly kind: 'judges'; readonly story: Story } | { readonly kind: 'starts'; readonly story: StartStory }
const asked = { retries: numberOption('retry', 0), byName: process.argv.includes('--names') }
const anyStory: fc.Arbitrary<AnyStory> = fc.oneof(
  { arbitrary: stories.map(story => ({ kind: 'judges' as const, story: asking(story, asked) })), weight: 3 },
  { arbitrary: startStories.map(story => ({ kind: 'starts' as const, story })), weight: 1 }
)

async function playAny(any: AnyStory): Promise<{ ended: Ended; wrong: readonly string[] }> {
  if (any.kind === 'judges') {
    const ended = await play(any.story)
    return { ended, wrong: complaints(any.story, ended) }
  }
  const started = await playStart(any.story)
  return { ended: started.ended, wrong: startComplaints(any.story, started) }
}

/** `npm run bench -- histories [--runs 10000] [--seeds 3] [--seed 1] [--retry 1] [--names]` */
async function main(): Promise<void> {
  const runs = numberOption('runs', 10_000)
  const first = numberOption('seed', 20261124)
  let failures = 0
  const retries = { sent: 0, passed: 0 }
  console.log('| seed | histories | green | red | hindered | requests | wrong | seconds |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (let seed = first; seed < first + numberOption('seeds', 3); seed++) {
    const begun = performance.now()
    const counts = { all: 0, green: 0, red: 0, blocked: 0, requests: 0 }
    const property = fc.asyncProperty(anyStory, async story => {
      const { ended, wrong } = await playAny(story)
      counts.all++
      counts.requests += ended.requests
      retries.sent += ended.retryRequests.length
      if (ended.green && ended.retryRequests.length > 0) retries.passed++
      if (ended.green) counts.green++
      if (ended.runner.failed === true) counts.red++
      if (ended.runner.page.startsWith('## ⚠️')) counts.blocked++
      if (wrong.length > 0) throw new Error(wrong.join('; '))
    })
    const result = await fc.check(property, { seed, numRuns: runs })
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    const wrong = result.failed ? 1 : 0
    console.log(
      `| ${seed} | ${counts.all} | ${counts.green} | ${counts.red} | ${counts.blocked} | ${counts.requests} | ${wrong} | ${seconds} |`
    )
    if (result.failed) tell(result.counterexample?.[0], String(result.errorInstance))
    failures += wrong
  }
  if (asked.retries > 0) console.log(`\n${retries.sent} retries; ${retries.passed} histories with one passed`)
  process.exitCode = failures === 0 ? 0 : 1
}

function tell(story: AnyStory | undefined, error: string): void {
  console.log(`\n${error}\nThe shortest story that shows it:\n${JSON.stringify(story, null, 2)}`)
}

await main()
