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
import { A, B, C, cloud, PROJECT, type Cloud } from './cloud.js'
import { postStep, step, type Inputs, type Step } from './harness.js'
import { cancelled, failsAfter, goesOn, left, start, three } from './starts.js'

/** Runs tasks, so many at a time. */
async function several<T>(
  items: readonly T[],
  places: number,
  task: (item: T) => Promise<void>
): Promise<void> {
  const waiting = [...items]
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await task(item)
  }
  await Promise.all(Array.from({ length: places }, lane))
}

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

/** 200 such trials run on a virtual clock; these show that the bundle does the same in real time. */
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
  }))

  it('20 trials: no run twice, none lost that the step claims not to have, and every end explained', async () => {
    const ends: Record<string, number> = {}
    await several(trials, 8, async ({ seed, losses, shownAfter }) => {
      const visible = { batch: shownAfter, list: shownAfter, detail: shownAfter }
      const moments = [
        { at: 0, state: 'running' as const },
        { at: shownAfter, state: 'success' as const }
      ]
      const made = await cloud(
        [A, B, C].map(id => ({
          id,
          name: `pipeline-${id.slice(0, 1)}`,
          projectId: PROJECT,
          runs: [{ number: 3, moments: [{ at: 0, state: 'success' }] }],
          onStart: { moments, visible }
        })),
        losses.map(({ after, does }) => ({ on: 'v5.start', after, times: 1, does }))
      )
      const ended = await step(start(made, { start_timeout: '2s' }))
      const known = JSON.parse(ended.outputs.run_ids ?? '{}') as Record<string, string>
      for (const { id, outcome } of ended.pipelines) {
        const created = made.simulator.started.filter(({ pipelineId }) => pipelineId === id)
        ends[outcome] = (ends[outcome] ?? 0) + 1
        expect({ seed, id, twice: created.length > 1 }).toEqual({ seed, id, twice: false })
        const runId = created[0]?.runId
        if (known[id] !== runId)
          expect({ seed, id, outcome, run: known[id] }).toEqual({ seed, id, outcome: 'unknown' })
        if (outcome === 'unknown')
          expect({ seed, told: /codearts-gate:|came to light/.test(ended.summary) }).toEqual({
            seed,
            told: true
          })
      }
      const isGreen = ended.pipelines.every(({ outcome }) => outcome === 'success')
      expect({ seed, code: ended.code }).toEqual({ seed, code: isGreen ? 0 : 1 })
    })
    expect(ends.success).toBeGreaterThan(30)
    expect(ends.unknown).toBeGreaterThan(0)
  }, 180_000)
})

describe('fifty trials at random moments', () => {
  const random = seededRandom(20261124)
  const WAYS = ['cancel', 'timeout', 'fail_fast', 'kill', 'lost'] as const
  const trials = Array.from({ length: 50 }, (_, index) => ({
    index,
    way: WAYS[index % WAYS.length] ?? 'cancel',
    at: Math.floor(random() * 900),
    /** The service says nothing any more from that moment on. */
    isSilent: index % 3 === 0
  }))

  it.each(Array.from({ length: 10 }, (_, group) => group))(
    'group %i',
    async group => {
      await Promise.all(
        trials
          .filter(({ index }) => Math.floor(index / 5) === group)
          .map(async ({ way, at, isSilent }) => {
            const made = await three(id => (id === B && way === 'fail_fast' ? failsAfter(at) : goesOn))
            if (way === 'lost')
              made.simulator.misbehave({ on: 'v5.start', after: 1, times: 1, does: losesRequest })
            let silent = false
            if (isSilent) {
              const beforeEnd = way === 'fail_fast' ? ['v5.stop', 'v5.run', 'v5.runs', 'v5.log'] : undefined
              made.simulator.misbehave({
                ...(beforeEnd === undefined ? {} : { on: beforeEnd }),
                when: () => silent,
                does: onTheWire({ kind: 'hang' })
              })
              const saysNothing = way === 'fail_fast' ? 0 : way === 'timeout' ? 1_000 + at : at + 300
              setTimeout(() => (silent = true), saysNothing)
            }
            const timeout = 1_500 + at
            const { ended, tookMs } =
              way === 'timeout'
                ? await timed(start(made, { timeout: `${timeout}ms` }), said => said + timeout)
                : way === 'fail_fast'
                  ? await timed(start(made, { fail_fast: 'true' }), said => (startOf(made, B) ?? said) + at)
                  : await cancelled(start(made), at, way === 'kill' ? 'SIGKILL' : 'SIGINT')
            expect({ way, at, isSilent, inTime: tookMs < (isSilent ? 9_000 : 5_000) }).toEqual({
              way,
              at,
              isSilent,
              inTime: true
            })
            silent = false
            if (way === 'kill' || isSilent) await postStep(start(made), ended)
            expect({ way, at, isSilent, ...left(made) }).toEqual({
              way,
              at,
              isSilent,
              ours: 0,
              strangersStopped: 0
            })
          })
      )
    },
    // A post step may search and stop for a minute; the harness ends what takes longer.
    150_000
  )
})

/** When the start of a pipeline was asked for, epoch milliseconds. */
function startOf({ simulator }: Cloud, id: string): number | undefined {
  return simulator.requests.find(({ kind, target }) => kind === 'v5.start' && target.includes(id))?.at
}

/** Runs a step that ends by itself. @param due when it should, from its first words on, epoch milliseconds */
async function timed(
  inputs: Inputs,
  due: (said: number) => number
): Promise<{ ended: Step; tookMs: number }> {
  let said = Number.POSITIVE_INFINITY
  const ended = await step(inputs, { during: () => (said = Date.now()) })
  return { ended, tookMs: Date.now() - due(said) }
}
