import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { readOutcome } from '../../../src/codearts/v3.js'
import { failure } from '../../../src/domain/failure.js'
import type { Outcome } from '../../../src/domain/pipeline-run.js'
import {
  initialState,
  type Observation,
  type PipelineState,
  type WaitRules
} from '../../../src/domain/pipeline-state.js'
import { decide } from '../../../src/domain/verdict.js'
import { AbortedError, DeadlineError, FailureError } from '../../../src/errors.js'
import { fixedPacer } from '../../../src/polling/pacer.js'
import { watch, type WatchOptions } from '../../../src/polling/watch.js'
import type { Watched } from '../../../src/polling/watched.js'
import { aRun, DEFAULT_FAIL_ON, ofCommit } from '../helpers.js'

const [A, B, C] = ['a', 'b', 'c'].map(letter => letter.repeat(32)) as [string, string, string]
const RULES: WaitRules = {
  ...{ wait: true, failOn: DEFAULT_FAIL_ON, startDeadline: null },
  ...{ retry: 0, startTimeoutMs: 300_000 }
}
const MINUTE = 60_000
const NO_RUN: Observation = { kind: 'no_run' }
/** What a poll sees: a v3 status, with its result after a slash, or something else. */
type Seen = string | Observation | Error
function observation(seen: Exclude<Seen, Error>, id: string): Observation {
  if (typeof seen !== 'string') return seen
  const [status, result = null] = seen.split('/')
  const run = aRun({ pipelineId: id, status: status ?? null, ...readOutcome(status, result) })
  return { kind: 'run', run }
}
interface Told extends Watched {
  readonly outcomes: readonly Outcome[]
  readonly clock: VirtualClock
  /** What was asked for at each poll, and when. */
  readonly asked: { at: number; ids: string[] }[]
  readonly pairs: (readonly [readonly PipelineState[], readonly PipelineState[]])[]
}
/** Watches pipelines that at the nth poll (from 0) show the nth entry of their script, then the last one forever. */
async function watched(
  scripts: Readonly<Record<string, readonly Seen[]>>,
  parts: Partial<Omit<WatchOptions, 'rules'>> & { rules?: Partial<WatchOptions['rules']> } = {}
): Promise<Told> {
  const clock = new VirtualClock(0)
  const asked: Told['asked'] = []
  const pairs: (readonly [readonly PipelineState[], readonly PipelineState[]])[] = []
  const never = new AbortController().signal
  const { rules, ...rest } = parts
  const result = await watch({
    // A time until which a run may appear only means something where a condition picks it.
    pipelines: Object.keys(scripts).map(id =>
      initialState(id, rules?.startDeadline === undefined ? undefined : ofCommit)
    ),
    poll: async (open, report) => {
      const n = asked.push({ at: clock.now(), ids: open.map(({ id }) => id) }) - 1
      for (const { id } of open) {
        const script = scripts[id] ?? []
        const seen = script[Math.min(n, script.length - 1)] ?? NO_RUN
        await clock.sleep(1, never)
        if (seen instanceof Error) throw seen
        report(new Map([[id, observation(seen, id)]]))
      }
    },
    retry: null,
    rules: { ...RULES, ...rules },
    failFast: false,
    pacer: fixedPacer(10_000, () => 0),
    deadline: 10 * MINUTE,
    clock,
    signal: never,
    onPoll: (before, after) => pairs.push([before, after]),
    ...rest
  })
  return { ...result, outcomes: result.pipelines.map(({ outcome }) => outcome), clock, asked, pairs }
}

describe('v3: status × result × wait', () => {
  const waits: readonly (readonly [string, Outcome, Outcome])[] = [
    ['completed/success', 'success', 'success'],
    ['completed/error', 'error', 'error'],
    ['completed/aborted', 'aborted', 'aborted'],
    ['completed', 'unknown', 'unknown'],
    ['completed/odd', 'unknown', 'unknown'],
    ['waiting', 'timed_out', 'running'],
    ['running', 'timed_out', 'running'],
    ['running/success', 'timed_out', 'running'],
    ['verifying', 'timed_out', 'paused'],
    ['suspending/error', 'timed_out', 'paused'],
    ['splendid/success', 'unknown', 'unknown']
  ]
  it.each(waits)('%s with wait: true ends as %s', async (seen, outcome) => {
    const ended = seen.startsWith('completed')
    const told = await watched({ [A]: [seen] })
    expect(told.outcomes).toEqual([outcome])
    expect(told.clock.now()).toBe(ended ? 1 : 10 * MINUTE)
    expect(told.failure).toBeNull()
  })
  it.each(waits)('%s with wait: false takes one look', async (seen, _, snapshot) => {
    const told = await watched({ [A]: [seen] }, { rules: { wait: false } })
    expect(told.outcomes).toEqual([snapshot])
    expect(told.asked).toHaveLength(1)
  })
})

describe('the wait', () => {
  it('ends when the last pipeline has, and asks only for what is undecided, and in the end once more for the others', async () => {
    const told = await watched({
      [A]: ['completed/success'],
      [B]: ['running', 'completed/error'],
      [C]: ['waiting', 'verifying', 'running', 'completed/success']
    })
    expect(told.outcomes).toEqual(['success', 'error', 'success'])
    expect(told.asked.map(({ ids }) => ids)).toEqual([[A, B, C], [B, C], [C], [C], [A, B]])
    expect(told.polls).toBe(5)
  })

  it('goes on where a run that was decided goes again', async () => {
    const again = await watched({
      [A]: ['completed/success', NO_RUN, 'running', 'completed/error'],
      [B]: ['running', 'completed/success']
    })
    expect(again.asked.map(({ ids }) => ids)).toEqual([[A, B], [B], [A], [A], [B]])
    expect(again.outcomes).toEqual(['error', 'success'])
  })

  it('a success that cannot be confirmed is none, and what failed has failed', async () => {
    const refused = new FailureError(failure('refused'))
    for (const [first, outcome] of [
      ['completed/success', 'unknown'],
      ['completed/error', 'error']
    ] as const) {
      const told = await watched({ [A]: [first, refused], [B]: ['running', 'completed/success'] })
      expect([told.outcomes, told.failure?.code]).toEqual([[outcome, 'success'], 'refused'])
    }
  })

  it('the last poll before the deadline asks for all', async () => {
    const told = await watched(
      { [A]: ['completed/success'], [B]: ['running'] },
      { deadline: 25_000, pacer: fixedPacer(10_000, () => 0) }
    )
    expect(told.outcomes).toEqual(['success', 'timed_out'])
    expect(told.asked.at(-1)).toEqual({ at: 24_000, ids: [A, B] })
  })

  it('keeps the order of the IDs, whatever ends first', async () => {
    const told = await watched({ [C]: ['running', 'completed/error'], [A]: ['completed/success'] })
    expect(told.pipelines.map(({ id }) => id)).toEqual([C, A])
  })

  it('tells each look with what was before it', async () => {
    const told = await watched({ [A]: ['waiting', 'running', 'completed/success'] })
    const outcomes = told.pairs.map(pair => pair.map(([pipeline]) => pipeline?.outcome))
    expect(outcomes).toEqual([
      ['unknown', 'running'],
      ['running', 'running'],
      ['running', 'success']
    ])
  })

  it('property: never lasts past the deadline, and no look begins at it or after', async () => {
    const seen = fc.constantFrom<Seen>('running', 'verifying', 'splendid', NO_RUN)
    await fc.assert(
      fc.asyncProperty(
        fc.array(seen, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 5, max: 100_000 }),
        fc.integer({ min: 100, max: 50_000 }),
        async (script, deadline, interval) => {
          const told = await watched({ [A]: script }, { deadline, pacer: fixedPacer(interval, () => 0) })
          expect(told.clock.now()).toBeLessThanOrEqual(deadline + 1)
          for (const { at } of told.asked) expect(at).toBeLessThan(deadline)
          expect(told.pipelines.every(({ decided }) => decided)).toBe(true)
        }
      ),
      { numRuns: 60 }
    )
  })

  it('property: with the default fail_on it is green only after an explicit success of all', async () => {
    const words = [
      'completed/success',
      'completed/error',
      'completed',
      'running',
      'verifying',
      'odd'
    ] as const
    const seen = fc.constantFrom<Seen>(...words, NO_RUN, { kind: 'contradiction' })
    const script = fc.array(seen, { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.record({ [A]: script, [B]: script }), async scripts => {
        const told = await watched(scripts, { deadline: MINUTE })
        const { passed, failsStep } = decide(told.pipelines, DEFAULT_FAIL_ON)
        expect(failsStep).toBe(!passed)
        if (passed)
          for (const id of [A, B]) expect(scripts[id]?.some(seen => seen === 'completed/success')).toBe(true)
        expect(passed).toBe(told.outcomes.every(outcome => outcome === 'success'))
      }),
      { numRuns: 200 }
    )
  })
})

describe('a run that is not there', () => {
  it('is confirmed by exactly two looks, one interval apart', async () => {
    const told = await watched({ [A]: [NO_RUN] })
    expect(told.outcomes).toEqual(['not_found'])
    expect(told.asked.map(({ at }) => at)).toEqual([0, 10_001])
  })

  it('may come at the second look', async () => {
    const told = await watched({ [A]: [NO_RUN, 'completed/success'] })
    expect(told.outcomes).toEqual(['success'])
  })

  it('or be lost for one look', async () => {
    const told = await watched({ [A]: ['running', NO_RUN, 'running', NO_RUN, 'completed/success'] })
    expect(told.outcomes).toEqual(['success'])
    expect(told.polls).toBe(5)
  })

  it('is not_found, not timed_out, when there is no time for the second look', async () => {
    const told = await watched({ [A]: [NO_RUN] }, { deadline: 900 })
    expect(told.outcomes).toEqual(['not_found'])
    expect(told.polls).toBe(1)
  })

  it('is final at the first look of a snapshot', async () => {
    const told = await watched({ [A]: [NO_RUN] }, { rules: { wait: false } })
    expect([told.outcomes, told.polls]).toEqual([['not_found'], 1])
  })

  it('with a condition is waited for until start_timeout, to the millisecond', async () => {
    const none: Observation = { kind: 'no_match', instead: aRun() }
    const told = await watched({ [A]: [none], [B]: [NO_RUN] }, { rules: { startDeadline: 25_000 } })
    expect(told.outcomes).toEqual(['stale', 'not_found'])
    expect(told.asked.at(-1)?.at).toBe(25_000)
  })

  it('an answer of other pipelines only is confirmed by one more poll', async () => {
    const told = await watched({ [A]: [{ kind: 'other_pipelines_only' }] })
    expect([told.outcomes, told.polls]).toEqual([['not_found'], 2])
  })

  it('twins that differ are final at once', async () => {
    const told = await watched({ [A]: [{ kind: 'contradiction' }] })
    expect([told.outcomes, told.polls]).toEqual([['unknown'], 1])
  })
})

describe('fail_fast', () => {
  const scripts = { [A]: ['running', 'completed/error'], [B]: ['running'] }
  it('ends the wait at the first pipeline that fails the gate', async () => {
    const told = await watched(scripts, { failFast: true })
    expect([told.outcomes, told.polls]).toEqual([['error', 'running'], 2])
  })
  it.each([
    ['a little later', 1_500, 'running', 1_501],
    ['much later', 30_000, 'unknown', 2_001]
  ] as const)('an answer about another pipeline that comes %s', async (_, ms, outcome, at) => {
    const clock = new VirtualClock(0)
    const never = new AbortController().signal
    const told = await watched(scripts, {
      clock,
      failFast: true,
      poll: async (_, report) => {
        await clock.sleep(1, never)
        report(new Map([[A, observation('completed/error', A)]]))
        await clock.sleep(ms, never)
        report(new Map([[B, observation('running', B)]]))
      }
    })
    expect([told.outcomes, told.endedBy, clock.now()]).toEqual([['error', outcome], 'fail_fast', at])
  })

  it('is not held up by another answer that fails', async () => {
    const told = await watched({ [A]: ['completed/error'], [B]: [new Error('no')] }, { failFast: true })
    expect([told.outcomes, told.endedBy]).toEqual([['error', 'unknown'], 'fail_fast'])
  })

  it('does not end it at an outcome that the user allows', async () => {
    const told = await watched(scripts, { failFast: true, rules: { failOn: new Set<Outcome>(['aborted']) } })
    expect(told.outcomes).toEqual(['error', 'timed_out'])
  })
  it('does not end it at a missing run before that is confirmed', async () => {
    const told = await watched(
      { [A]: [NO_RUN, 'completed/success'], [B]: ['running', 'completed/success'] },
      {
        failFast: true
      }
    )
    expect(told.outcomes).toEqual(['success', 'success'])
  })
})

describe('fail_on with paused', () => {
  it('makes a pause final, and the others go on', async () => {
    const failOn = new Set<Outcome>(['paused'])
    const told = await watched(
      { [A]: ['verifying', 'completed/success'], [B]: ['running', 'completed/success'] },
      {
        rules: { failOn }
      }
    )
    // It has resumed by the time of the last poll.
    expect(told.outcomes).toEqual(['success', 'success'])
  })
})

describe('what ends the wait before its time', () => {
  it('a last poll that fails leaves nothing confirmed, also where only an advisory pipeline is open', async () => {
    const late = new DeadlineError(failure('unreachable'))
    const pipelines = [initialState(A), { ...initialState(B), advisory: true }]
    const told = await watched({ [A]: ['completed/success', late], [B]: ['running', late] }, { pipelines })
    expect(told.outcomes).toEqual(['unknown', 'timed_out'])
    expect(told.failure).not.toBeNull()
  })

  it('a poll that the deadline cuts off takes nothing back from the one shortly before it', async () => {
    const late = new DeadlineError(null)
    const running = (n: number): Seen[] => Array.from({ length: n }, () => 'running' as const)
    const seen = (n: number) => ({
      [A]: ['completed/success', ...Array.from({ length: n - 1 }, () => 'completed/success'), late],
      [B]: [...running(n), late]
    })
    const pipelines = [initialState(A), { ...initialState(B), advisory: true }]
    const options = { pipelines, pacer: fixedPacer(300, () => 0), deadline: 2_000 }
    expect((await watched(seen(6), options)).outcomes).toEqual(['success', 'timed_out'])
    expect((await watched(seen(2), options)).outcomes).toEqual(['unknown', 'timed_out'])
  })

  it('so does a refusal', async () => {
    const refused = new FailureError(failure('refused', { status: 401 }))
    const pipelines = [initialState(A), { ...initialState(B), advisory: true }]
    const told = await watched(
      { [A]: ['completed/success', refused], [B]: ['running', refused] },
      { pipelines }
    )
    expect(told.outcomes).toEqual(['unknown', 'running'])
  })

  it('a refusal, with what was heard until then', async () => {
    const refused = new FailureError(failure('refused', { status: 403 }))
    const told = await watched({ [A]: ['completed/success'], [B]: ['running', refused], [C]: ['running'] })
    expect(told.outcomes).toEqual(['success', 'running', 'running'])
    expect(told.failure).toMatchObject({ code: 'refused', status: 403 })
  })

  it('the part of a look that came before the failure counts', async () => {
    const told = await watched({
      [A]: ['running', 'completed/success'],
      [B]: ['running', new FailureError(failure('refused'))]
    })
    expect(told.outcomes).toEqual(['success', 'running'])
  })

  it('cancelling', async () => {
    const told = await watched({ [A]: ['running', new AbortedError()] })
    expect(told.failure?.code).toBe('cancelled')
    expect(told.outcomes).toEqual(['running'])
  })

  it('the deadline in a moment of trouble: the wait was too short, and the service was there', async () => {
    const lastError = failure('server_error', { status: 503 })
    const told = await watched({ [A]: ['running', new DeadlineError(lastError)] })
    // The poll took no time at all: one answer that failed at the very end is no outage.
    expect(told.failure).toBeNull()
    expect(told.outcomes).toEqual(['timed_out'])
  })

  it('the deadline before a pipeline was heard of', async () => {
    const told = await watched({ [A]: [new DeadlineError(null)] })
    expect(told.failure).toMatchObject({ code: 'unreachable', hint: 'service' })
    expect(told.outcomes).toEqual(['unknown'])
  })

  it('a mistake of our own is told, and costs nothing that is known', async () => {
    const told = await watched({ [A]: ['completed/error'], [B]: ['running', new TypeError('oops')] })
    expect(told.failure).toMatchObject({ code: 'internal', hint: 'report_bug' })
    expect(told.failure?.detail?.params.text).toContain('TypeError: oops')
    expect(told.outcomes).toEqual(['error', 'running'])
  })
})
