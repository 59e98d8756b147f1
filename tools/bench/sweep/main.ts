import { loadavg } from 'node:os'
import { pipelineId } from '../../../__tests__/e2e/harness.js'
import { pipelineOf, play, pull, runOf } from '../../../__tests__/e2e/sweeps.js'
import { demand, median, say } from '../lib/spawned.js'

/** `npm run bench -- sweep`: the committed bundle sweeps 50 pull requests × 20 pipelines on the simulators, and nothing has changed. */
const ROUNDS = 5
const MOST_SECONDS = 15
const HEADS = Array.from({ length: 50 }, (_, n) => n + 1)
const PIPELINES = Array.from({ length: 20 }, (_, n) => pipelineId(`${n + 10}`))
const runId = (id: string, pr: number): string => `${id.slice(0, 2)}${pr}`.padEnd(32, 'e')

const pipelines = PIPELINES.map((id, n) => {
  const runs = HEADS.map(pr => ({ ...runOf(pr, 'success'), id: runId(id, pr) }))
  return pipelineOf(id, `build-${n}`, runs)
})
await using made = await play(pipelines, { pullRequests: HEADS.map(pr => pull(pr)) })
for (const pr of HEADS)
  for (const [n, { id, detailUrl = '' }] of pipelines.entries())
    made.stand(pr, `codearts/build-${n}`, 'success', { targetUrl: detailUrl.replace('{run}', runId(id, pr)) })

const seconds: number[] = []
let isQuiet = true
for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now()
  const { code, outputs } = await made.sweep(PIPELINES)
  seconds.push((performance.now() - begun) / 1000)
  isQuiet &&= code === 0 && outputs.swept === '50' && outputs.settled === '0'
}
const range = `${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s`
say(`${ROUNDS} sweeps: ${range}, median ${median(seconds).toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}`)
demand(isQuiet, 'every sweep has looked at 50 heads and written nothing')
demand(median(seconds) < MOST_SECONDS, `below ${MOST_SECONDS} s`)
