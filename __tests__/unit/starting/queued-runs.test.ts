import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { QueueRecord } from '../../../src/codearts/v5/queue.js'
import { failure } from '../../../src/domain/failure.js'
import type { PipelineRun } from '../../../src/domain/pipeline-run.js'
import type { Observation } from '../../../src/domain/pipeline-state.js'
import { DeadlineError, FailureError } from '../../../src/errors.js'
import { openJournal } from '../../../src/starting/journal.js'
import { queuedRuns } from '../../../src/starting/queued-runs.js'
import { aRun, aTracked } from '../helpers.js'

const TIMEOUT_MS = 60_000
const NO_RUN: Observation = { kind: 'no_run' }
const waiting: QueueRecord = { queueId: 'q', runId: 'r', since: null, state: 'waiting', place: 1 }

/** A run that was queued, in polls that see this. */
function queued(queueOf: () => Promise<readonly QueueRecord[]>) {
  const clock = new VirtualClock(0)
  const journal = openJournal({ region: 'r', projectId: 'x' }, () => undefined)
  journal.record({ pipelineId: 'p', correlationId: 'codearts-gate:x', since: 0 })
  journal.setRunId('p', 'r')
  journal.markQueued('p', 'q')
  const left: PipelineRun[] = []
  let sees = NO_RUN
  const poll = queuedRuns(
    (_, report) => {
      report(new Map([['p', sees]]))
      return Promise.resolve()
    },
    {
      journal,
      queueOf,
      announced: (pipelineId, pipelineName, runId) => aRun({ pipelineId, pipelineName, runId, status: null }),
      startTimeoutMs: TIMEOUT_MS,
      clock,
      onLeft: run => void left.push(run)
    }
  )
  const polled = async (observation: Observation): Promise<Observation | undefined> => {
    sees = observation
    let told: Observation | undefined
    await poll([aTracked({ id: 'p', name: 'build' })], observations => (told = observations.get('p')))
    return told
  }
  return { polled, left, journal, clock }
}

describe('a run that waits in the queue', () => {
  it('is seen there, where it is shown nowhere else', async () => {
    const { polled } = queued(() => Promise.resolve([waiting]))
    expect(await polled(NO_RUN)).toMatchObject({ kind: 'run', run: { runId: 'r', status: 'QUEUED' } })
  })

  it('that has waited too long has been dropped', async () => {
    const { polled } = queued(() => Promise.resolve([{ ...waiting, state: 'timed_out' }]))
    expect(await polled(NO_RUN)).toMatchObject({ run: { outcome: 'aborted', ended: true } })
  })

  it.each<[string, Partial<QueueRecord>, Observation['kind']]>([
    ['its run ID', { queueId: null }, 'run'],
    ['its own ID', { runId: null }, 'run'],
    ['its own ID, of another run', { runId: 'other' }, 'run'],
    ['its run ID, with another one of its own', { queueId: 'other' }, 'run'],
    ['no ID at all', { queueId: null, runId: null }, 'announced'],
    ['the IDs of another run', { queueId: 'other', runId: 'other' }, 'announced']
  ])('is known there by %s', async (_, parts, kind) => {
    const { polled } = queued(() => Promise.resolve([{ ...waiting, ...parts }]))
    expect(await polled(NO_RUN)).toMatchObject({ kind })
  })

  it('fails the poll where the time is up, and not where the queue is refused', async () => {
    const over = new DeadlineError(null)
    await expect(queued(() => Promise.reject(over)).polled(NO_RUN)).rejects.toBe(over)
    const { polled } = queued(() => Promise.reject(new FailureError(failure('refused'))))
    expect(await polled(NO_RUN)).toMatchObject({ run: { status: 'QUEUED' } })
  })

  it('that CodeArts shows as queued, too, has not left', async () => {
    const { polled, left, journal } = queued(() => Promise.resolve([]))
    const shown: Observation = { kind: 'run', run: aRun({ runId: 'r', status: 'QUEUED' }) }
    expect(await polled(shown)).toEqual(shown)
    expect(left).toEqual([])
    expect(journal.of('p')?.isQueued).toBe(true)
  })

  it('is believed to wait on where the queue cannot be read', async () => {
    const { polled } = queued(() => Promise.reject(new FailureError(failure('server_error'))))
    expect(await polled(NO_RUN)).toMatchObject({ run: { status: 'QUEUED' } })
  })

  it('that has left it may take a while to appear, and not longer', async () => {
    const { polled, left, journal, clock } = queued(() => Promise.resolve([]))
    expect(await polled(NO_RUN)).toMatchObject({ kind: 'announced', appearsBy: TIMEOUT_MS })
    expect(left).toMatchObject([{ runId: 'r', pipelineName: 'build' }])
    expect(journal.of('p')?.isQueued).toBe(false)
    expect(await polled(NO_RUN)).toEqual(NO_RUN)
    await clock.sleep(TIMEOUT_MS, new AbortController().signal)
    expect(await polled(NO_RUN)).toEqual({ kind: 'left_queue' })
  })

  it('that is shown as going has left it, which is told once', async () => {
    const { polled, left } = queued(() => Promise.resolve([waiting]))
    const going: Observation = { kind: 'run', run: aRun({ runId: 'r', status: 'RUNNING' }) }
    for (let poll = 0; poll < 3; poll++) expect(await polled(going)).toEqual(going)
    expect(left).toHaveLength(1)
  })
})
