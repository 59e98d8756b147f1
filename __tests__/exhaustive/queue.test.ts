import { describe, expect, it } from '@jest/globals'
import { fails, type RunSpec } from '../../simulator/index.js'
import { A } from '../e2e/cloud.js'
import { cancelled } from '../e2e/starts.js'
import { NEVER, queueing, open, inputs, start } from '../e2e/queue-cases.js'

describe('a start that is queued', () => {
  it.concurrent('behind others tells its place', async () => {
    const waiting = (number: number): RunSpec => ({ number, moments: [], queue: { at: 0, until: 6_000 } })
    const runs: RunSpec[] = [{ number: 7, moments: [{ at: 0, state: 'running' }] }, waiting(8), waiting(9)]
    await using made = await open(queueing({ forMs: 6_000 }, { runs }))
    const ended = await start(made)
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain(', position 3 ')
  })

  it.concurrent('is bounded by timeout', async () => {
    await using made = await open(queueing({ forMs: NEVER }))
    const ended = await start(made, { timeout: '5s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
    expect(made.simulator.queued()).toEqual([])
  })

  it.concurrent('whose answer tells the record only is found there', async () => {
    await using made = await open(queueing({ forMs: 1_500, ids: { queue_id: '9'.padEnd(32, '0') } }))
    const ended = await start(made)
    expect(ended.code).toBe(0)
    expect(made.count('v5.runs')).toBe(0)
  })
})

describe('a queued run that is to be stopped', () => {
  it.concurrent('is reported where the queue does not let it go', async () => {
    await using made = await open(queueing({ forMs: NEVER }))
    made.simulator.misbehave({ on: 'v5.cancel_queuing', does: fails(400, 'DEVPIPE.00010000', 'not now') })
    const ended = await cancelled(inputs(made), made, ['v5.queue', 2], 'SIGTERM')
    expect(ended.stdout).toMatch(/could not stop run [0-9a-f]{32}.*not now/)
    expect(JSON.parse(ended.state[`run_${A}`] ?? '')).toMatchObject({ isQueued: true })
  })
})
