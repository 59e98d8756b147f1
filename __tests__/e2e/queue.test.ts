import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { fails, type RunSpec } from '../../simulator/index.js'
import { A, PROJECT, type Cloud } from './cloud.js'
import { postStep } from './harness.js'
import { cancelled } from './starts.js'
import { NEVER, queueing, open, inputs, start } from './queue-cases.js'

const cancels = ({ simulator }: Cloud) =>
  simulator.requests.filter(({ kind }) => kind === 'v5.cancel_queuing')

describe('a start that is queued', () => {
  it.concurrent.each(sample(['hidden', 'queued'] as const))(
    'is followed by its ID at once, for longer than start_timeout (%s)',
    async shows => {
      await using made = await open(queueing({ forMs: 2_500 }, { queue: { shows } }))
      const ended = await start(made)
      const runId = made.simulator.started[0]?.runId ?? ''
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(JSON.parse(ended.outputs.run_ids ?? '')).toEqual({ [A]: runId })
      expect(ended.stdout).toMatch(/pipeline-a: queued since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, position 1/)
      expect(ended.stdout).toContain('pipeline-a: left the queue')
      expect(made.count('v5.start')).toBe(1)
      // It is known: nothing has to be looked for.
      expect(made.count('v5.runs')).toBe(0)
    }
  )

  it.concurrent('behind 99 others is followed, which is as long as a queue can be', async () => {
    const waiting = Array.from({ length: 99 }, (_, n): RunSpec => ({
      ...{ number: n + 8, moments: [] },
      queue: { at: 0, until: NEVER }
    }))
    await using made = await open(
      queueing(
        { forMs: 6_000 },
        { runs: [{ number: 7, moments: [{ at: 0, state: 'running' }] }, ...waiting] }
      )
    )
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(ended.stdout).toContain(', position 100 ')
  })

  it.concurrent('as the 101st is refused, and tried again for start_timeout', async () => {
    const waiting = Array.from({ length: 100 }, (_, n): RunSpec => ({
      ...{ number: n + 8, moments: [] },
      queue: { at: 0, until: NEVER }
    }))
    await using made = await open(queueing({ forMs: 100 }, { runs: waiting }))
    const ended = await start(made, { start_timeout: '2s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.stdout).toContain('DEVPIPE.00011104')
    expect(made.simulator.started).toEqual([])
  })

  it.concurrent('and waits there too long ends aborted, with the reason', async () => {
    await using made = await open(queueing({ forMs: NEVER, timesOutAfterMs: 1_000 }))
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'aborted' } })
    expect(ended.stdout).toMatch(/aborted.*queued for too long and CodeArts dropped it \(QUEUED_TIME_OUT\)/)
    expect(ended.pipelines).toMatchObject([{ status: 'QUEUED_TIME_OUT' }])
    expect(ended.pipelines).toMatchObject([{ run_id: made.simulator.started[0]?.runId }])
  })

  it.concurrent('and is gone without a run ends unknown after start_timeout', async () => {
    await using made = await open(queueing({ forMs: NEVER, droppedAfterMs: 500 }))
    const ended = await start(made, { timeout: '15s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.stdout).toContain('left the queue')
    expect(ended.stdout).toContain('CodeArts did not list it within `start_timeout`')
    expect(ended.pipelines).toMatchObject([{ run_id: made.simulator.started[0]?.runId }])
  })

  it.concurrent.each(
    sample([
      ['nothing', null],
      ['empty texts', { pipeline_run_id: '', queue_id: '' }]
    ])
  )('whose answer tells %s for its IDs is found after the queue', async (_, ids) => {
    await using made = await open(queueing({ forMs: 6_000, ids }))
    const ended = await start(made, { start_timeout: '4s' })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(made.count('v5.start')).toBe(1)
  })

  it.concurrent('is followed although its queue cannot be read', async () => {
    await using made = await open(queueing({ forMs: 2_000 }))
    made.simulator.misbehave({
      on: 'v5.queue',
      does: fails(403, 'DEVPIPE.30011011', 'no operation permissions')
    })
    const ended = await start(made)
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })
})

describe('a queued run that is to be stopped', () => {
  it.concurrent('leaves the queue, which is verified', async () => {
    await using made = await open(queueing({ forMs: NEVER }))
    const ended = await cancelled(inputs(made), made, ['v5.queue', 2], 'SIGTERM')
    const [first] = cancels(made)
    const runId = made.simulator.started[0]?.runId ?? ''
    expect(first?.target).toBe(
      `/v5/${PROJECT}/api/pipelines/${A}/${runId}/cancel-queuing/${'9'.padEnd(32, '0')}`
    )
    expect(first?.body).toBe('{}')
    expect(made.simulator.queued()).toEqual([])
    expect(made.simulator.requests.at(-1)?.kind).not.toBe('v5.cancel_queuing')
    expect(ended.stdout).toContain('Stopped pipeline-a')
    expect(ended.state[`run_${A}`]).toBe('')
  })

  it.concurrent('is stopped like any other where it has left by itself', async () => {
    await using made = await open(
      queueing(
        { forMs: 1_000 },
        { onStart: { moments: [{ at: 0, state: 'running' }], queued: { forMs: 1_000 } } }
      )
    )
    const ended = await start(made, { timeout: '4s' })
    expect(ended.outputs.result).toBe('timed_out')
    expect(made.simulator.going()).toEqual([])
    expect(ended.stdout).toContain('Stopped pipeline-a')
  })

  it.concurrent.each(sample(['hidden', 'queued'] as const))(
    'is taken out by the post step of a killed step (%s)',
    async shows => {
      await using made = await open(queueing({ forMs: NEVER }, { queue: { shows } }))
      const ended = await cancelled(
        inputs(made),
        made,
        [shows === 'hidden' ? 'v5.queue' : 'v5.status', 2],
        'SIGKILL'
      )
      expect(made.simulator.queued()).toHaveLength(1)
      const after = await postStep(inputs(made), ended)
      expect(after.code).toBe(0)
      expect(cancels(made)).toHaveLength(1)
      expect(made.simulator.queued()).toEqual([])
      expect(after.stdout).toContain('Stopped')
    }
  )
})
