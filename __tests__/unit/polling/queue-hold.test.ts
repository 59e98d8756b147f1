import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { QueueRecord } from '../../../src/codearts/v5/queue.js'
import { failure } from '../../../src/domain/failure.js'
import type { Observation, PipelineState } from '../../../src/domain/pipeline-state.js'
import { FailureError } from '../../../src/errors.js'
import { heldByQueue } from '../../../src/polling/queue-hold.js'
import { aRun, aTracked, ofCommit, started } from '../helpers.js'

const TIMEOUT_MS = 60_000
const DEADLINE = 100
const never = new AbortController().signal
const searched = aTracked({ target: ofCommit })
const record = (queueId: string, state: QueueRecord['state'] = 'waiting'): QueueRecord => ({
  ...{ queueId, runId: null, since: null, place: 1 },
  state
})

/** Polls in which no run appears, and a queue that holds this at each question. */
function holding(queues: readonly (readonly QueueRecord[] | Error)[]) {
  const clock = new VirtualClock(0)
  const held: number[] = []
  let asked = 0
  const poll = heldByQueue(
    (open, report) => {
      report(new Map(open.map(({ id }) => [id, { kind: 'no_run' }])))
      return Promise.resolve()
    },
    {
      queueOf: () => {
        const queue = queues[Math.min(asked++, queues.length - 1)] ?? []
        return queue instanceof Error ? Promise.reject(queue) : Promise.resolve(queue)
      },
      startDeadline: DEADLINE,
      startTimeoutMs: TIMEOUT_MS,
      clock,
      onHeld: (_, n) => void held.push(n)
    }
  )
  const at = async (ms: number, pipeline: PipelineState = searched): Promise<Observation | undefined> => {
    await clock.sleep(ms - clock.now(), never)
    let seen: Observation | undefined
    await poll([pipeline], observations => (seen = observations.get(pipeline.id)))
    return seen
  }
  return { at, held, asked: () => asked }
}

describe('a queue', () => {
  it('is not asked for before `start_timeout` is over, nor for what is not searched', async () => {
    const { at, asked } = holding([[record('q')]])
    expect(await at(DEADLINE - 1)).toEqual({ kind: 'no_run' })
    expect(await at(DEADLINE, aTracked())).toEqual({ kind: 'no_run' })
    expect(asked()).toBe(0)
  })

  it('that is empty, or whose runs were dropped, holds nothing', async () => {
    expect(await holding([[]]).at(DEADLINE)).toEqual({ kind: 'no_run' })
    expect(await holding([[record('q', 'timed_out')]]).at(DEADLINE)).toEqual({ kind: 'no_run' })
  })

  it('keeps it from running out while a record that was there waits, and then for as long again', async () => {
    const { at, held } = holding([[record('q'), record('p')], [record('q')], [record('new')]])
    const open = { kind: 'no_run', appearsBy: Number.POSITIVE_INFINITY }
    expect(await at(DEADLINE)).toEqual(open)
    expect(await at(DEADLINE + 50_000)).toEqual(open)
    const left = { kind: 'no_run', appearsBy: DEADLINE + 90_000 + TIMEOUT_MS }
    expect(await at(DEADLINE + 90_000)).toEqual(left)
    expect(await at(DEADLINE + 95_000)).toEqual(left)
    expect(held).toEqual([2])
  })

  it('whose records tell no ID of their own is known by its runs', async () => {
    const bare = { ...record('q'), queueId: null, runId: 'r' }
    const { at } = holding([[bare], [{ ...bare, runId: 'other' }]])
    expect(await at(DEADLINE)).toMatchObject({ appearsBy: Number.POSITIVE_INFINITY })
    expect(await at(DEADLINE + 10)).toMatchObject({ appearsBy: DEADLINE + 10 + TIMEOUT_MS })
  })

  it.each<[string, Partial<PipelineState>]>([
    ['has been seen', { run: aRun() }],
    ['was decided', { decided: true }],
    ['is pinned', { target: { kind: 'pin', runId: 'r', runNumber: null } }],
    ['was started here', { target: started() }]
  ])('is not asked for where a run %s', async (_, parts) => {
    const { at, asked } = holding([[record('q')]])
    expect(await at(DEADLINE, aTracked({ target: ofCommit, ...parts }))).toEqual({ kind: 'no_run' })
    expect(asked()).toBe(0)
  })

  it('that cannot be read holds nothing new, and still holds what it did', async () => {
    const error = new FailureError(failure('refused'))
    expect(await holding([error]).at(DEADLINE)).toEqual({ kind: 'no_run' })
    const { at } = holding([[record('q')], error])
    await at(DEADLINE)
    expect(await at(DEADLINE + 1)).toMatchObject({ appearsBy: Number.POSITIVE_INFINITY })
    await expect(holding([new TypeError('x')]).at(DEADLINE)).rejects.toThrow(TypeError)
  })
})
