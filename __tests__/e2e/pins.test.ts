import { sample } from '../sample.js'
import { describe, expect, it } from '@jest/globals'
import { changesRuns, type RunSpec } from '../../simulator/index.js'
import { A, cloud, pipelineWith } from './cloud.js'
import { step } from './harness.js'

const run = (number: number, state: 'success' | 'error' = 'error'): RunSpec => ({
  number,
  moments: [{ at: 0, state }]
})

describe('a pin by number', () => {
  it.concurrent('is resolved to the run with that number', async () => {
    const runs = Array.from({ length: 130 }, (_, n) => run(n + 1, n + 1 === 25 ? 'success' : 'error'))
    await using made = await cloud([pipelineWith(A, runs)])
    const ended = await step(made.v5([`${A}@25`]))
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(ended.pipelines).toMatchObject([{ run_number: 25, matched_by: 'run_id' }])
  })

  it.concurrent('is resolved once, and then followed by its ID', async () => {
    const going: RunSpec = {
      number: 25,
      moments: [
        { at: 0, state: 'running' },
        { at: 600, state: 'success' }
      ]
    }
    await using made = await cloud([pipelineWith(A, [going, run(26)])])
    const ended = await step(made.v5([`${A}@25`]))
    expect(ended.code).toBe(0)
    expect(made.count('v5.runs')).toBe(1)
    expect(made.count('v5.run')).toBeGreaterThan(2)
  })

  it.concurrent('that no run bears is not found, with the right words', async () => {
    await using made = await cloud([pipelineWith(A, [run(24, 'success'), run(26, 'success')])])
    const ended = await step(made.v5([`${A}@25`]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found', passed: 'false' } })
    expect(ended.stdout).toContain('`@` takes a run ID or a run number')
    expect(ended.stdout).toContain('#25')
  })

  it.concurrent('that two runs bear proves nothing', async () => {
    await using made = await cloud([pipelineWith(A, [run(25, 'success'), run(26, 'success')])])
    made.simulator.misbehave({
      on: 'v5.runs',
      does: changesRuns(runs => runs.map(element => ({ ...element, run_number: 25 })))
    })
    const ended = await step(made.v5([`${A}@25`]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
  })

  it.concurrent.each(sample(['run-1', '0', 'abc']))('%s is a bad input', async pin => {
    await using made = await cloud([pipelineWith(A, [run(25, 'success')])])
    const ended = await step(made.v5([`${A}@${pin}`]))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('expected a run ID (32 letters and digits) or a run number after `@`')
    expect(made.count()).toBe(0)
  })
})
