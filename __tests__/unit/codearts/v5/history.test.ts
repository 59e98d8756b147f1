import { describe, expect, it } from '@jest/globals'
import {
  EXAMPLE_KEY,
  type Rule,
  type RunSpec,
  seededRandom,
  Simulator,
  throttles
} from '../../../../simulator/index.js'
import { memoryRunner } from '../../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../../tools/bench/lib/virtual-clock.js'
import { type Past, recentDurations } from '../../../../src/codearts/v5/history.js'
import { run } from '../../../../src/run.js'

const M = 60_000
const PROJECT = 'c0ffee'.padEnd(32, '0')
const NOW = Date.UTC(2026, 10, 24)
interface Watched {
  /** Times of polls, from the first request on. */
  readonly polls: readonly number[]
  readonly histories: readonly number[]
  readonly failed: boolean | null
}
/** A whole step on a virtual clock: runs that began half an hour ago and end in four minutes. */
async function watched(
  pipelines: number,
  does: Rule['does'] | null,
  parts: Partial<RunSpec> = {}
): Promise<Watched> {
  const clock = new VirtualClock(NOW)
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  const ids = Array.from({ length: pipelines }, (_, index) => `h${index}x`.padEnd(32, '0'))
  for (const id of ids)
    simulator.add({
      id,
      name: id,
      projectId: PROJECT,
      origin: 'start',
      runs: [
        {
          number: 9,
          start: -30 * M,
          moments: [
            { at: -30 * M, state: 'running' },
            { at: 4 * M, state: 'success' }
          ],
          ...parts
        }
      ]
    })
  if (does !== null) simulator.misbehave({ on: 'v5.runs', does })
  const runner = memoryRunner({
    pipeline_ids: ids.join(' '),
    project_id: PROJECT,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    timeout: '30m'
  })
  const signal = new AbortController().signal
  await run({ http: simulatedHttp(simulator, clock), clock, runner, random: seededRandom(7), signal })
  const times = (kind: string) =>
    simulator.requests.filter(request => request.kind === kind).map(({ at }) => at - NOW)
  return { polls: times('v5.status'), histories: times('v5.runs'), failed: runner.failed }
}
const answer = (status: number, effect: unknown) => () =>
  ({ status, headers: {}, body: Buffer.from('[]'), effect }) as never

describe('how long runs took before', () => {
  const ended = (id: string, minutes: number, parts: Record<string, unknown> = {}) => ({
    pipeline_id: 'p',
    pipeline_run_id: id,
    status: 'COMPLETED',
    start_time: NOW - 100 * M,
    end_time: NOW - 100 * M + minutes * M,
    ...parts
  })
  const past = (json: unknown): Promise<Past> =>
    recentDurations(
      { once: () => Promise.resolve({ json, status: 200, headers: {}, requestId: null, serverDate: null }) },
      { region: 'r', projectId: PROJECT },
      'p',
      () => NOW
    )
  const one = ended('1', 6)
  it.each<[string, readonly unknown[], readonly number[]]>([
    ['of several runs', [one, ended('2', 7)], [6 * M, 7 * M]],
    ['of none', [], []],
    ['what is no run is passed over', [{}, one], [6 * M]],
    ['a run that is told of twice counts once', [one, { ...one }, { ...one }], [6 * M]],
    ['a run that is told of in two ways does not count', [one, ended('1', 9), ended('2', 7)], [7 * M]],
    ['runs of another pipeline do not count', [ended('1', 6, { pipeline_id: 'q' }), ended('2', 7)], [7 * M]],
    ['what ends in the future does not count', [ended('1', 200), one], []],
    ['an end before the start does not count', [ended('1', -1)], []],
    ['a run of a moment does not count', [ended('1', 1 / M)], []],
    [
      'nor a cancelled one, nor one that goes on',
      [ended('1', 6, { status: 'CANCELED' }), ended('2', 6, { status: 'RUNNING' })],
      []
    ]
  ])('%s', async (_, runs, durations) => {
    expect(await past({ pipeline_runs: runs })).toEqual({ durations })
  })
  it.each([[null], [{}], [{ pipeline_runs: 'none' }], [{ pipeline_runs: [null, one] }], [[]]])(
    'an answer of %p is none',
    async json => {
      expect(await past(json)).toEqual({ durations: null, retryAfterMs: null })
    }
  )
})

describe('a history that does not come', () => {
  it.each([1, 2, 10])('moves no look at %d pipelines', async pipelines => {
    const plain = await watched(pipelines, answer(404, null))
    expect(plain.failed).toBe(false)
    expect(plain.histories.length).toBeGreaterThan(0)
    for (const does of [
      answer(200, { kind: 'hang' }),
      answer(200, { kind: 'delay', ms: 25_000 }),
      answer(500, null),
      throttles('1')
    ])
      expect((await watched(pipelines, does)).polls).toEqual(plain.polls)
  })
  it('is not asked for again while it hangs, and three times at most', async () => {
    const { histories } = await watched(1, answer(200, { kind: 'hang' }))
    expect(histories).toHaveLength(3)
    expect(Math.min(...histories.slice(1).map((at, index) => at - (histories[index] ?? 0)))).toBeGreaterThan(
      30_000
    )
  })
  it('is left alone for as long as the server asks', async () => {
    const { histories } = await watched(1, throttles('100'))
    for (const [index, at] of histories.slice(1).entries())
      expect(at - (histories[index] ?? 0)).toBeGreaterThan(100_000)
  })
  it('is not asked for where it cannot pay: a run that has just begun, or waits for a person', async () => {
    const young = {
      start: -5_000,
      moments: [
        { at: -5_000, state: 'running' as const },
        { at: 10_000, state: 'success' as const }
      ]
    }
    expect((await watched(1, null, young)).histories).toEqual([])
    const paused = {
      moments: [
        { at: -30 * M, state: 'paused' as const },
        { at: 4 * M, state: 'success' as const }
      ]
    }
    expect((await watched(1, null, paused)).histories).toEqual([])
  })
})
