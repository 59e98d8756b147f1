import { describe, expect, it } from '@jest/globals'
import {
  answers,
  fails,
  onTheWire,
  throttles,
  type Moment,
  type Rule,
  type RunSpec
} from '../../simulator/index.js'
import { Random } from '../../tools/bench/lib/random.js'
import { A, B, play, PROJECT, type Played } from '../unit/starting/play.js'
import { sample } from '../sample.js'
import { attemptsIn, Witness, wrongRetries } from './witness.js'

type RetrySpec = NonNullable<RunSpec['retries']>[number]
const SEEDS = sample(
  Array.from({ length: 200 }, (_, seed) => seed),
  60
)

/** What happens to one run that fails at first, and the truth of it. */
interface Story {
  readonly retry: number
  /** Retries that the step did not request. */
  readonly others: { readonly retries: number }
  readonly rules: readonly Rule[]
  readonly run: RunSpec
  readonly cancelAt: number | undefined
  readonly start: boolean
  /** Whether a retry that waits in the queue shows in the run. */
  readonly queue: { readonly shows: 'hidden' | 'absent' | 'queued' }
}

const attempt = (random: Random): readonly Moment[] => {
  const state = random.pick(['success', 'error', 'error', 'aborted'] as const)
  return [
    { at: 0, state: 'running' },
    { at: random.whole(500, 20_000), state }
  ]
}

function retrySpec(random: Random): RetrySpec {
  const queued = random.chance(0.25)
    ? {
        forMs: random.whole(500, 40_000),
        ...(random.chance(0.3) ? { timesOutAfterMs: random.whole(500, 20_000) } : {})
      }
    : undefined
  return { moments: attempt(random), ...(queued === undefined ? {} : { queued }) }
}

function rule(random: Random, byOthers: () => void): Rule {
  const refuses: Rule['does'] = (honest, request) =>
    random.chance(0.5)
      ? fails(200, 'DEVPIPE.30011011', 'no operation permissions')(honest, request)
      : // Another retry was faster.
        (byOthers(), honest(), fails(400, 'DEVPIPE.00011999', 'The run is running.')(honest, request))
  const does = random.pick<Rule['does']>([
    honest => ({ ...honest(), status: 502, body: '<html>' }),
    honest => ({ ...honest(), body: '{}' }),
    answers(500, ''),
    answers(200, '<html>not JSON</html>'),
    throttles('2'),
    fails(200, 'DEVPIPE.00011104', 'too many runs'),
    refuses
  ])
  return { on: 'v5.retry', times: random.whole(1, 2), does }
}

function story(seed: number): Story {
  const random = new Random(seed)
  const others = { retries: 0 }
  const moments: Moment[] = [
    { at: 0, state: 'running' },
    { at: random.whole(1_000, 10_000), state: 'error' }
  ]
  // Other people retry by hand, too.
  if (random.chance(0.2)) {
    const at = (moments.at(-1)?.at ?? 0) + random.whole(1_000, 30_000)
    moments.push(...attempt(random).map(moment => ({ ...moment, at: at + moment.at })))
  }
  return {
    others,
    retry: random.whole(1, 3),
    rules: random.chance(0.6) ? [rule(random, () => others.retries++)] : [],
    run: {
      number: 12,
      moments,
      retries: Array.from({ length: 4 }, () => retrySpec(random)),
      newIdsOnRetry: random.chance(0.5)
    },
    cancelAt: random.chance(0.2) ? random.whole(500, 30_000) : undefined,
    start: random.chance(0.3),
    queue: { shows: random.pick(['hidden', 'absent', 'queued'] as const) }
  }
}

async function played(seed: number): Promise<{ told: Story; result: Played; witness: Witness }> {
  const told = story(seed)
  const witness = new Witness()
  const { moments, retries = [], newIdsOnRetry = false } = told.run
  const course = { moments, retries, newIdsOnRetry }
  const result = await play({
    pipelines: [
      {
        ...{ id: A, name: 'pipeline-a', projectId: PROJECT, queue: told.queue },
        runs: told.start ? [] : [told.run],
        ...(told.start ? { onStart: course } : {})
      }
    ],
    rules: witness.rules(told.rules[0]),
    ...(told.cancelAt === undefined ? {} : { cancelAt: told.cancelAt }),
    inputs: {
      start: String(told.start),
      retry: String(told.retry),
      poll_interval: 'auto',
      start_timeout: '20s',
      timeout: '5m'
    }
  })
  return { told, result, witness }
}

const pipelineOf = ({ runner }: Played): { outcome: string; attempts: number | null } =>
  (JSON.parse(runner.values.pipelines ?? '[]') as { outcome: string; attempts: number | null }[])[0] ?? {
    outcome: 'none',
    attempts: null
  }

describe('stories of retries', () => {
  const seen = {
    green: 0,
    red: 0,
    retried: 0,
    lost: 0,
    queued: 0,
    'failed again': 0,
    cancelled: 0,
    'retried by others': 0
  }

  it.each(SEEDS)('%i', async seed => {
    const { told, result, witness } = await played(seed)
    const { simulator, asked } = result
    const { outcome, attempts } = pipelineOf(result)
    const isGreen = result.runner.values.passed === 'true'
    const sent = asked('v5.retry').length
    const accepted = simulator.retried.length
    // A refusal counts for nothing; what may have been accepted does.
    const mayCount = witness.asked.filter(({ isRefused }) => !isRefused).length
    expect({ seed, isMore: mayCount > told.retry }).toEqual({ seed, isMore: false })
    expect({ seed, isMore: accepted - told.others.retries > told.retry }).toEqual({ seed, isMore: false })
    const [truth = null] = simulator.statesOf(A)
    if (isGreen) expect({ seed, truth }).toEqual({ seed, truth: 'success' })
    if (isGreen) expect(outcome).toBe('success')
    expect({ seed, wrong: wrongRetries(witness) }).toEqual({ seed, wrong: [] })
    // An answer that came when the step was cancelled may not have been read.
    const counts = [witness.seen, ...(told.cancelAt === undefined ? [] : [witness.seen.slice(0, -1)])]
    if (attempts !== null)
      expect({ seed, counts: counts.map(attemptsIn) }).toMatchObject({
        seed,
        counts: expect.arrayContaining([attempts])
      })
    seen[isGreen ? 'green' : 'red']++
    if (accepted > 0) seen.retried++
    if (accepted < sent) seen.lost++
    if (witness.asked.some(({ isQueued }) => isQueued)) seen.queued++
    if (sent > 1 && (attempts ?? 0) > 2) seen['failed again']++
    if (told.cancelAt !== undefined && result.text.includes('cancelled')) seen.cancelled++
    if (told.others.retries > 0 || told.run.moments.length > 2) seen['retried by others']++
  })

  it('were stories of every kind', () => {
    for (const [kind, n] of Object.entries(seen)) expect([kind, n > SEEDS.length / 20]).toEqual([kind, true])
  })
})

describe('a step that is cancelled while its run is retried', () => {
  const failing = {
    moments: [
      { at: 0, state: 'running' as const },
      { at: 1_000, state: 'error' as const }
    ]
  }
  const goesOn = { moments: [{ at: 0, state: 'running' as const }] }

  it('stops a run that it has started', async () => {
    const onStart = { ...failing, retries: [goesOn] }
    const pipelines = [{ id: A, name: 'a', projectId: PROJECT, runs: [], onStart }]
    const { going, simulator } = await play({ pipelines, inputs: { retry: '1' }, cancelAt: 10_000 })
    expect(simulator.retried).toHaveLength(1)
    expect(simulator.stopped).toHaveLength(1)
    expect(going).toBe(0)
  })

  it('leaves a run of somebody else', async () => {
    const runs = [{ number: 3, ...failing, retries: [goesOn] }]
    const pipelines = [{ id: B, name: 'b', projectId: PROJECT, runs }]
    const inputs = { retry: '1', start: 'false' }
    const { simulator } = await play({ pipelines, inputs, cancelAt: 10_000 })
    expect(simulator.retried).toHaveLength(1)
    expect(simulator.stopped).toHaveLength(0)
  })

  it.each([
    ['stops a run that it has started', true, 1],
    ['leaves a run of somebody else', false, 0]
  ])('before the retry was answered: %s', async (_, isStarted, stops) => {
    const retried = { ...failing, retries: [goesOn] }
    const pipeline = { id: A, name: 'a', projectId: PROJECT }
    const { going, simulator, text } = await play({
      pipelines: [
        isStarted
          ? { ...pipeline, runs: [], onStart: retried }
          : { ...pipeline, runs: [{ number: 3, ...retried }] }
      ],
      rules: [{ on: 'v5.retry', does: onTheWire({ kind: 'delay', ms: 6_000 }) }],
      inputs: { retry: '1', start: String(isStarted) },
      cancelAt: 4_000
    })
    expect(simulator.retried).toHaveLength(1)
    expect(simulator.stopped).toHaveLength(stops)
    expect(going).toBe(0)
    expect(text).toContain('A retry was requested')
    expect(text).not.toContain('Not retried')
  })

  it('takes its queued retry out of the queue', async () => {
    const onStart = { ...failing, retries: [{ ...goesOn, queued: { forMs: 3_600_000 } }] }
    const pipelines = [{ id: A, name: 'a', projectId: PROJECT, runs: [], onStart }]
    const { simulator, asked } = await play({ pipelines, inputs: { retry: '1' }, cancelAt: 10_000 })
    expect(simulator.retried).toHaveLength(1)
    expect(simulator.queued()).toEqual([])
    // The run itself has ended: it cannot be stopped.
    expect([asked('v5.cancel_queuing').length, asked('v5.stop').length]).toEqual([1, 0])
  })
})
