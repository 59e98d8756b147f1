import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  answersJson,
  doesAnd,
  fails,
  losesRequest,
  onTheWire,
  seededRandom,
  throttles,
  type Misbehaviour
} from '../../simulator/index.js'
import { A, B, C, cloud, PROJECT, WALL, type Cloud } from '../e2e/cloud.js'
import { postStep, step } from '../e2e/harness.js'
import { failsAfter, goesOn, left, start, three } from '../e2e/starts.js'
import { passes } from './moments.js'
import { share } from './share.js'

/** Ways to lose an answer, before the run is created or after it, and refusals that create nothing. */
const LOSSES: readonly Misbehaviour[] = [
  losesRequest,
  answersHtml(502),
  fails(500),
  onTheWire({ kind: 'drop' }),
  onTheWire({ kind: 'drop_body' }),
  doesAnd(answersHtml(502)),
  doesAnd(answersHtml(200)),
  doesAnd(answersJson(200, {})),
  doesAnd(fails(500)),
  throttles('0'),
  fails(400, 'DEVPIPE.00011104', 'too many')
]

/** `start-losses` plays more of them on a virtual clock; these show that the bundle does the same in real time. */
describe('answers to starts that are lost, through the bundle', () => {
  const random = seededRandom(20261125)
  const some = (most: number): number => Math.floor(random() * most)
  const trials = Array.from({ length: 20 }, (_, seed) => ({
    seed,
    losses: Array.from({ length: 1 + some(2) }, () => ({
      after: some(3),
      does: LOSSES[some(LOSSES.length)] ?? losesRequest
    })),
    shownAfter: some(2) * some(900)
  })).slice(0, share(20, 5))
  const ends: Record<string, number> = {}

  it.concurrent.each(trials)(
    'trial $seed: no run twice, none lost that the step claims not to have, and every end explained',
    async ({ losses, shownAfter }) => {
      const visible = { batch: shownAfter, list: shownAfter, detail: shownAfter }
      const moments = [
        { at: 0, state: 'running' as const },
        { at: shownAfter, state: 'success' as const }
      ]
      await using made = await cloud(
        [A, B, C].map(id => ({
          id,
          name: `pipeline-${id.slice(0, 1)}`,
          projectId: PROJECT,
          runs: [{ number: 3, moments: [{ at: 0, state: 'success' }] }],
          onStart: { moments, visible }
        })),
        losses.map(({ after, does }) => ({ on: 'v5.start', after, times: 1, does })),
        { clock: WALL }
      )
      const ended = await step(start(made, { start_timeout: '2s' }))
      const known = JSON.parse(ended.outputs.run_ids ?? '{}') as Record<string, string>
      for (const { id, outcome } of ended.pipelines) {
        const created = made.simulator.started.filter(({ pipelineId }) => pipelineId === id)
        ends[outcome] = (ends[outcome] ?? 0) + 1
        expect({ id, twice: created.length > 1 }).toEqual({ id, twice: false })
        const runId = created[0]?.runId
        if (known[id] !== runId) expect({ id, outcome, run: known[id] }).toEqual({ id, outcome: 'unknown' })
        if (outcome === 'unknown')
          expect(ended.summary).toMatch(/codearts-gate:|was found only after the wait/)
      }
      const isGreen = ended.pipelines.every(({ outcome }) => outcome === 'success')
      expect(ended.code).toBe(isGreen ? 0 : 1)
    }
  )

  it('most were found again, and some were not', () => {
    expect(ends.success).toBeGreaterThan(1.5 * trials.length)
    expect(ends.unknown).toBeGreaterThan(0)
  })
})

const WAYS = ['cancel', 'timeout', 'fail_fast', 'kill', 'lost'] as const
type Way = (typeof WAYS)[number]

interface Trial {
  readonly way: Way
  readonly at: number
  /** The service says nothing any more from that moment on. */
  readonly isSilent: boolean
}

/** What the service does not answer any more; a pipeline that fails has to be seen first. */
const SILENCED: Readonly<Partial<Record<Way, readonly string[]>>> = {
  fail_fast: ['v5.stop', 'v5.run', 'v5.runs', 'v5.log']
}

/** Falls silent so long after the first start, if at all. @returns a way to make it speak again */
function silence({ simulator }: Cloud, { way, at, isSilent }: Trial): () => void {
  const afterMs = way === 'fail_fast' ? 0 : way === 'timeout' ? 1_000 + at : at + 100
  const isDue = passes(afterMs)
  let over = false
  if (isSilent)
    simulator.misbehave({
      ...(SILENCED[way] === undefined ? {} : { on: SILENCED[way] }),
      when: () => !over && isDue(),
      does: onTheWire({ kind: 'hang' })
    })
  return () => (over = true)
}

describe('starts that end at random moments', () => {
  const random = seededRandom(20261124)
  const trials = Array.from({ length: 50 }, (_, index): Trial & { index: number } => ({
    index,
    way: WAYS[index % WAYS.length] ?? 'cancel',
    at: Math.floor(random() * 900),
    isSilent: index % 3 === 0
  })).slice(0, share(50, 8))

  it.concurrent.each(trials)(
    'trial $index: $way at $at ms, silent: $isSilent: in time, and nothing of ours goes on',
    async trial => {
      const { way, at, isSilent } = trial
      await using made = await three(id => (id === B && way === 'fail_fast' ? failsAfter(at) : goesOn), {
        clock: WALL
      })
      if (way === 'lost') made.simulator.misbehave({ on: 'v5.start', after: 1, times: 1, does: losesRequest })
      const speakAgain = silence(made, trial)
      const timeoutMs = 1_500 + at
      const more =
        way === 'timeout' ? { timeout: `${timeoutMs}ms` } : { fail_fast: String(way === 'fail_fast') }
      const begins = passes(at)
      const hasBegun = (): boolean => made.count() > 0 && begins()
      const signal = way === 'kill' ? ('SIGKILL' as const) : ('SIGINT' as const)
      const isCancelled = way !== 'timeout' && way !== 'fail_fast'
      const ended = await step(start(made, more), {
        kills: isCancelled ? [{ signal, once: hasBegun }] : []
      })
      const first = way === 'fail_fast' ? startOf(made, B) : made.simulator.requests[0]?.at
      const sinceDueMs = Date.now() - (first ?? Date.now()) - (way === 'timeout' ? timeoutMs : at)
      const tookMs = isCancelled ? ended.sinceSignalMs : sinceDueMs
      expect(tookMs).toBeLessThan(isSilent ? 9_000 : 5_000)
      speakAgain()
      if (way === 'kill' || isSilent) await postStep(start(made), ended)
      expect(left(made)).toEqual({ ours: 0, strangersStopped: 0 })
    },
    // A post step may search and stop for a minute; the harness ends what takes longer.
    150_000
  )
})

/** When the start of a pipeline was asked for, epoch milliseconds. */
function startOf({ simulator }: Cloud, id: string): number | undefined {
  return simulator.requests.find(({ kind, target }) => kind === 'v5.start' && target.includes(id))?.at
}
