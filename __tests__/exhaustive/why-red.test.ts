import { describe, expect, it } from '@jest/globals'
import type { StageSpec } from '../../simulator/index.js'
import { A, cloud, ends, pipeline, pipelineWith } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { cancelled, failedIn, newer, OLD } from '../e2e/why-red-cases.js'

describe('a condition before or after the jobs of a stage', () => {
  it.concurrent('without a name of its own is called by its task', async () => {
    const entry = { name: '', state: 'error' as const, task: 'official_devcloud_autoTrigger', message: 'no' }
    await using made = await cloud([failedIn({ name: 'deploy', state: 'error', pre: [entry] })])
    const ended = await step(made.v5([A]))
    expect(ended.pipelines).toMatchObject([{ failure: { step: 'official_devcloud_autoTrigger' } }])
    expect(ended.stdout).toContain('deploy › official_devcloud_autoTrigger')
  })
})

describe('a run that is paused', () => {
  const review = (inputs: Readonly<Record<string, unknown>>): StageSpec => ({
    name: 'release',
    state: 'paused',
    jobs: [
      { name: 'notify', state: 'running' },
      {
        name: 'approval',
        state: 'paused',
        message: 'the release board decides',
        steps: [{ name: 'review', state: 'paused', task: 'official_devcloud_checkpoint', inputs }]
      }
    ]
  })
  const wait = { wait: 'false' }

  it.concurrent('in Chinese', async () => {
    const stages = [review({ audit_users: ['lin', { name: 'wang' }] })]
    await using made = await cloud([pipeline(A, { at: 0, state: 'paused', stages })])
    const ended = await step(made.v5([A], { ...wait, language: 'zh' }))
    expect(ended.stdout).toContain('正在等待 lin，wang 人工审核')
  })

  it.concurrent('at the manual trigger of a stage names that', async () => {
    const trigger = { name: 'manual trigger', state: 'paused' as const, inputs: { approvers: 'lin' } }
    const stages: StageSpec[] = [
      { name: 'release', state: 'paused', pre: [trigger], jobs: [{ name: 'j', state: null }] }
    ]
    await using made = await cloud([pipeline(A, { at: 0, state: 'paused', stages })])
    const ended = await step(made.v5([A], wait))
    expect(ended.stdout).toMatch(/Current step: release › manual trigger, since .* UTC\. .*by lin: approve/)
  })

  it.concurrent('also where only the stage is told to be paused', async () => {
    const trigger = { name: 'go', state: null, task: 'official_devcloud_manualTrigger' }
    const stages: StageSpec[] = [
      { name: 'release', state: 'paused', pre: [trigger], jobs: [{ name: 'j', state: null }] }
    ]
    await using made = await cloud([pipeline(A, { at: 0, state: 'paused', stages })])
    const ended = await step(made.v5([A], { timeout: '5s', poll_interval: '50ms' }))
    expect(ended.outputs.result).toBe('timed_out')
    expect(ended.stdout).toMatch(/Current step: release › go, since .* UTC/)
  })
})

describe('a cancelled run whose place a newer one has taken', () => {
  const judged = { commit: OLD }

  it.concurrent('the newest is named', async () => {
    const runs = [cancelled, newer({ moments: [ends('aborted', -500)] }), newer({ number: 119 })]
    await using made = await cloud([pipelineWith(A, runs)])
    expect((await step(made.v5([A], judged))).stdout).toContain('superseded by #119 (running')
  })
})
