import { describe, expect, it } from '@jest/globals'
import { A, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'

describe('no request too many', () => {
  it.concurrent('a poll that decides is one request on v3, and names cost one more on v5', async () => {
    await using made = await cloud([pipeline(A, ends('success'))])
    await step(made.inputs([A]))
    expect(made.count()).toBe(1)
    await step(made.v5([A]))
    expect(made.count() - 1).toBeLessThanOrEqual(2)
  })

  it.concurrent('a short wait asks for no history', async () => {
    await using made = await cloud([pipeline(A, ends('running'), ends('success', 100))])
    await step(made.v5([A], { poll_interval: 'auto', timeout: '5s' }))
    expect(made.count('v5.runs')).toBe(0)
    expect(made.count('v5.status')).toBe(2)
  })

  it.concurrent('several polls go over one connection', async () => {
    await using made = await cloud([pipeline(A, ends('running'), ends('success', 1_000))])
    await step(made.inputs([A]))
    expect(made.count()).toBeGreaterThan(3)
    expect(made.served.connections()).toBe(1)
  })
})
