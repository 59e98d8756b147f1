import { describe, expect, it } from '@jest/globals'
import { commitOf, fails, type PipelineSpec, type RunSpec } from '../../simulator/index.js'
import { A, PROJECT, type Cloud } from '../e2e/cloud.js'
import { step, type Inputs, type Step } from '../e2e/harness.js'
import { NEVER, open } from '../e2e/queue-cases.js'

describe('a run that somebody else triggered and that waits in the queue', () => {
  const commit = commitOf('main')
  const others: RunSpec = { number: 7, moments: [{ at: 0, state: 'success' }], commit: commitOf('other') }
  const waits = (queue: RunSpec['queue'], more: Partial<RunSpec> = {}): PipelineSpec => ({
    id: A,
    name: 'pipeline-a',
    projectId: PROJECT,
    runs: [
      others,
      { number: 8, moments: [{ at: 3_000, state: 'success' }], commit, ...more, ...(queue && { queue }) }
    ]
  })
  const wait = (made: Cloud, more: Inputs = {}): Promise<Step> =>
    step(made.v5([A], { commit, start_timeout: '1s', poll_interval: '100ms', timeout: '15s', ...more }))

  it.concurrent('keeps start_timeout from running out', async () => {
    await using made = await open(waits({ at: 0, until: 3_000 }))
    const ended = await wait(made)
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(ended.stdout).toContain('queued')
    // Asked when it would have run out, and not before.
    expect(made.count('v5.queue')).toBeGreaterThan(0)
  })

  it.concurrent('until timeout', async () => {
    await using made = await open(waits({ at: 0, until: NEVER }))
    const ended = await wait(made, { timeout: '5s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(made.sinceMs('v5.status')).toBeGreaterThan(2_000)
  })

  it.concurrent('but not once it is gone without a run', async () => {
    await using made = await open(waits({ at: 0, until: NEVER, droppedAt: 2_000 }))
    const ended = await wait(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
  })

  it.concurrent('and one that came later does not', async () => {
    await using made = await open(waits({ at: 8_000, until: NEVER }))
    const ended = await wait(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
    expect(made.count('v5.queue')).toBe(1)
  })

  it.concurrent('a queue that cannot be read keeps nothing', async () => {
    await using made = await open(waits({ at: 0, until: NEVER }))
    made.simulator.misbehave({ on: 'v5.queue', does: fails(500) })
    const ended = await wait(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
  })
})
