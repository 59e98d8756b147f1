import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { QueueRecord } from '../../../src/codearts/v5/queue.js'
import type { RetryReply } from '../../../src/codearts/v5/retry-answer.js'
import type { RunsApi } from '../../../src/codearts/v5/runs-api.js'
import { failure } from '../../../src/domain/failure.js'
import { NO_ATTEMPTS, type Retry } from '../../../src/domain/retry.js'
import type { Observation } from '../../../src/domain/pipeline-state.js'
import { AbortedError, DeadlineError, FailureError } from '../../../src/errors.js'
import { retrying } from '../../../src/gate/retry.js'
import { aRun, aTracked } from '../helpers.js'

const due: Retry = { kind: 'due', notBefore: 0, refusals: 0, until: null, lastError: null }
const queued: Retry = { kind: 'queued', queueId: 'q' }
const record = (parts: Partial<QueueRecord> = {}): QueueRecord => ({
  ...{ queueId: 'q', runId: null, since: null, state: 'waiting', place: 1 },
  ...parts
})

async function asked(
  retry: Retry,
  { reply, records }: { reply?: RetryReply | Error; records?: readonly QueueRecord[] | Error },
  { aborted = false, isSent = true, deadline = 60_000, heard = [] as (Observation | undefined)[] } = {}
): Promise<{ said: Observation | undefined; calls: string[] }> {
  const calls: string[] = []
  const controller = new AbortController()
  if (aborted) controller.abort()
  const api = {
    retry(_: string, runId: string, sending: () => void) {
      if (isSent) sending()
      calls.push(`retry ${runId}`)
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply)
    },
    queue() {
      calls.push('queue')
      return records instanceof Error ? Promise.reject(records) : Promise.resolve(records)
    }
  } as unknown as RunsApi
  const ask = retrying({
    cloud: { runsApi: () => api },
    clock: new VirtualClock(0),
    random: () => 0,
    signal: controller.signal,
    deadline,
    explain: (_, budgetMs) => {
      calls.push(`explain ${budgetMs}`)
      return Promise.resolve(null)
    }
  })
  const pipeline = aTracked({ run: aRun({ runId: 'run' }), attempts: { ...NO_ATTEMPTS, retry } })
  await ask([pipeline], observations => void heard.push(observations.get(pipeline.id)))
  return { said: heard.at(-1), calls }
}

describe('a retry', () => {
  it('is sent once, after the reason of the failure was asked for', async () => {
    const { said, calls } = await asked(due, { reply: { kind: 'accepted' } })
    expect(calls).toEqual(['explain 5000', 'retry run'])
    expect(said).toEqual({ kind: 'retry', answer: { kind: 'accepted' }, explanation: null })
  })

  it('that the service wants later tells the pause', async () => {
    const lastError = failure('throttled')
    const reply = { kind: 'not_now', lastError, retryAfterMs: 7_000 } as const
    const { said } = await asked(due, { reply })
    expect(said).toMatchObject({ answer: { kind: 'not_now', pauseMs: 7_000 } })
  })

  it('whose answer did not come in time is lost, unless it was not sent', async () => {
    const reply = new DeadlineError(null)
    expect((await asked(due, { reply })).said).toMatchObject({ answer: { kind: 'lost' } })
    expect((await asked(due, { reply }, { isSent: false })).said).toBeUndefined()
  })

  it('that was sent when the step was cancelled may go on', async () => {
    const heard: (Observation | undefined)[] = []
    const cancelled = asked(due, { reply: new AbortedError() }, { heard })
    await expect(cancelled).rejects.toThrow(AbortedError)
    expect(heard).toMatchObject([{ answer: { kind: 'lost', lastError: null } }])
  })

  it('is not sent when the time is up, or the step cancelled', async () => {
    expect((await asked(due, {}, { deadline: 0 })).calls).toEqual(['explain 0'])
    await expect(asked(due, {}, { aborted: true })).rejects.toThrow(AbortedError)
  })
})

describe('a retry in the queue', () => {
  it.each([
    ['waits by its record', [record()], undefined],
    ['waits by its run', [record({ queueId: 'x', runId: 'run' })], undefined],
    ['has left it', [record({ queueId: 'x' })], 'left_queue'],
    ['has left it, which is empty', [], 'left_queue'],
    ['has waited too long', [record({ state: 'timed_out' })], 'queue_timed_out'],
    ['cannot be asked for', new FailureError(failure('rejected')), undefined],
    ['is not told in time', new DeadlineError(null), undefined]
  ])('%s', async (_, records, kind) => {
    const { said, calls } = await asked(queued, { records })
    expect(calls).toEqual(['queue'])
    expect(said).toEqual(kind === undefined ? undefined : { kind: 'retry', answer: { kind } })
  })

  it('a cancelled step ends', async () => {
    await expect(asked(queued, { records: new AbortedError() })).rejects.toThrow(AbortedError)
  })
})
