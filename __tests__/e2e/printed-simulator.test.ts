import { describe, expect, it } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import { step } from './harness.js'
import { printed } from './printed.js'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

describe('the simulator that is printed', () => {
  it.concurrent('has examples that do what they say, v5 first', async () => {
    await using simulator = await printed()
    const { example } = simulator
    const [checked, ofCommit, latest, old] = await Promise.all(
      ['node dist', 'INPUT_COMMIT', 'dddd" node', 'INPUT_API_VERSION=v3'].map(part => step(example(part)))
    )
    expect(example('node dist')).toHaveProperty('project_id')
    expect(checked).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(latest).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(latest?.pipelines.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['build', 'success'],
      ['end-to-end', 'error'],
      ['release', 'success']
    ])
    expect(latest?.stdout).toContain('expected 3 items in the basket, found 2')
    expect(ofCommit).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(old).toMatchObject({ code: 1, outputs: { result: 'error' } })
  })

  it.concurrent('has a GitHub for the statuses, which are printed', async () => {
    await using simulator = await printed('--commit', COMMIT)
    const { example, told } = simulator
    const inputs = example('INPUT_COMMIT_STATUS')
    expect(inputs).toMatchObject({ commit: COMMIT, commit_status: 'each' })
    const ended = await step(inputs, { env: simulator.env('INPUT_COMMIT_STATUS') })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    while (!told().includes('codearts/release: success (Passed')) await setTimeout(50)
    expect(told()).toContain('codearts/build: pending')
  })
})
