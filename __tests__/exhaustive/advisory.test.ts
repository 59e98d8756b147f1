import { describe, expect, it } from '@jest/globals'
import { A, B, C, cloud, ends, pipeline } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { D, errors, address } from '../e2e/advisory-cases.js'

describe('an advisory pipeline', () => {
  it.concurrent('that is red beside a red one: one error, one line', async () => {
    await using made = await cloud([pipeline(A, ends('error')), pipeline(B, ends('error'))])
    const ended = await step(made.v5([A, B], { advisory: B }))
    expect(ended).toMatchObject({ code: 1, outputs: { failed_ids: JSON.stringify([A]) } })
    expect(errors(ended)).toHaveLength(1)
    expect(ended.stdout).toMatch(/^pipeline-b000 \(advisory\): error/m)
    expect(ended.stdout).toContain('CodeArts gate failed (error): 1 of 1 pipeline')
  })

  it.concurrent('is not retried', async () => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('error'))])
    const ended = await step(made.v5([A, B], { advisory: B, retry: '2' }))
    expect(ended).toMatchObject({ code: 0, pipelines: [{ attempts: 1 }, { outcome: 'error', attempts: 1 }] })
    expect(made.simulator.retried).toEqual([])
  })

  it.concurrent('that goes on until the deadline: the green one is looked at once more', async () => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('running'))])
    const ended = await step(made.v5([A, B], { advisory: B, timeout: '5s' }))
    expect(ended).toMatchObject({
      code: 0,
      outputs: { passed: 'true' },
      pipelines: [{ outcome: 'success' }, { outcome: 'timed_out' }]
    })
    const asked = made.simulator.requests.filter(({ kind }) => kind === 'v5.status')
    expect(asked.filter(({ ids }) => ids.includes(A)).length).toBeGreaterThan(1)
  })

  const all = [A, B, C, D].map(id => ({ ...pipeline(id, ends(id === A ? 'success' : 'error')) }))

  it.concurrent('on v3, by ID and address', async () => {
    await using made = await cloud(all)
    const inputs = made.inputs([A, B, C], { advisory: `${B}\n${address(C)}`, api_version: 'v3' })
    expect(await step(inputs)).toMatchObject({
      code: 0,
      pipelines: [{ advisory: false }, { advisory: true, outcome: 'error' }, { advisory: true }]
    })
  })
})
