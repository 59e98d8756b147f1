import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { A, cloud, ends, pipeline } from './cloud.js'
import { pipelineId, step } from './harness.js'

/** Slips that no reader would see: each with room for the noise of shared machines. */
describe('budgets', () => {
  it('requests: a look at one decides with one request on v3, and names cost one more on v5', async () => {
    const { inputs, v5, count } = await cloud([pipeline(A, ends('success'))])
    await step(inputs([A]))
    expect(count()).toBe(1)
    await step(v5([A]))
    expect(count() - 1).toBeLessThanOrEqual(2)
  })

  it('requests: poll_interval auto asks for the history of a run once, and of nothing else', async () => {
    const { v5, count } = await cloud([pipeline(A, ends('running'), ends('success', 3_000))])
    await step(v5([A], { poll_interval: 'auto' }))
    expect(count('v5.runs')).toBe(1)
    expect(count('v5.status')).toBe(2)
  }, 30_000)

  it('wall time: a thousand pipelines cost less than six times one', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => pipelineId(`b${index}x`))
    const { inputs } = await cloud(ids.map(id => pipeline(id, ends('success'))))
    const one = await step(inputs(ids.slice(0, 1)))
    const many = await step(inputs(ids))
    expect(many.elapsedMs).toBeLessThan(6 * Math.max(60, one.elapsedMs))
  })

  it('start-up: no more than 2.2 times a script written by hand', () => {
    // A slip such as a library that is loaded again costs more than that; noise does not.
    const output = execFileSync(process.execPath, ['--import', 'tsx', 'bench/startup/main.ts'], {
      env: {
        ...process.env,
        BENCH_ROUNDS: '9',
        BENCH_STARTUP_RATIO: '2.2',
        BENCH_NODE: process.env.E2E_NODE ?? process.execPath
      },
      encoding: 'utf8'
    })
    expect(output).toContain('ok this action')
  }, 120_000)
})
