import { describe, expect, it } from '@jest/globals'
import { forgets, twins } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { sample } from '../sample.js'
import { OURS, OTHER, run } from '../e2e/v5-cases.js'

describe('the outcome of a v5 pipeline', () => {
  it.concurrent('that comes twice, differently, is unknown', async () => {
    await using made = await cloud(
      [pipeline(A, ends('success'))],
      [{ on: 'v5.status', does: twins({ status: 'FAILED' }) }]
    )
    const { v5 } = made
    expect(await step(v5([A]))).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
  })

  it.concurrent('that vanishes from the answer for a moment is followed by its run ID', async () => {
    await using made = await cloud(
      [pipeline(A, ends('running'), ends('error', 900))],
      [{ on: 'v5.status', after: 2, times: 4, does: forgets(A) }]
    )
    const { v5 } = made
    expect(await step(v5([A]))).toMatchObject({ code: 1, outputs: { result: 'error' } })
  })
})

describe('what v5 tells', () => {
  it.concurrent.each(
    sample([
      { url: 'https://devcloud.example/run', given: true },
      { url: 'javascript:alert(1)', given: false }
    ])
  )('the link $url', async ({ url, given }) => {
    await using made = await cloud([{ ...pipeline(A, ends('success')), detailUrl: url }])
    const { v5 } = made
    const [only] = (await step(v5([A]))).pipelines
    expect(only?.url === url).toBe(given)
  })
})

describe('errors', () => {
  it.concurrent('a pipeline of another project', async () => {
    const foreign = { ...pipeline(B, ends('success')), projectId: 'd'.repeat(32) }
    await using made = await cloud([pipeline(A, ends('success')), foreign])
    const { v5 } = made
    const ended = await step(v5([A, B]))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('DEVPIPE.00011136')
    expect(ended.stdout).toContain('does not belong to this project')
  })
})

describe('commit: the newest run that matches counts', () => {
  it.concurrent('a short hash is enough, and case does not matter', async () => {
    await using made = await cloud([pipelineWith(A, [run(1, OURS, ends('success'))])])
    const { v5 } = made
    expect(await step(v5([A], { commit: OURS.slice(0, 7).toUpperCase() }))).toMatchObject({ code: 0 })
  })

  it.concurrent('a newer run of another commit during the wait does not take its place', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        run(1, OURS, { at: 0, state: 'running' }, { at: 900, state: 'error' }),
        run(2, OTHER, { at: 300, state: 'running' }, { at: 500, state: 'success' })
      ])
    ])
    const { v5, count } = made
    const ended = await step(v5([A], { commit: OURS }))
    expect(ended.pipelines).toMatchObject([{ outcome: 'error', run_number: 1, commit: OURS }])
    expect(count('v5.runs')).toBeGreaterThan(0)
  })

  it.concurrent('the list forgets the run but not an older one that matches, too', async () => {
    await using made = await cloud([
      pipelineWith(A, [
        run(1, OURS, { at: -9000, state: 'success' }),
        {
          ...run(2, OURS, { at: 0, state: 'running' }, { at: 900, state: 'error' }),
          hiddenFromList: [[200, 60_000]]
        },
        run(3, OTHER, { at: 100, state: 'success' })
      ])
    ])
    const { v5 } = made
    const ended = await step(v5([A], { commit: OURS, timeout: '5s' }))
    expect(ended.pipelines).toMatchObject([{ outcome: 'error', run_number: 2 }])
  })

  it.concurrent('no run at all: not_found after start_timeout', async () => {
    await using made = await cloud([pipelineWith(A, [])])
    const { v5 } = made
    const ended = await step(v5([A], { commit: OURS, start_timeout: '1s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
    expect(ended.elapsedMs).toBeGreaterThan(950)
  })

  it.concurrent('a snapshot decides at once', async () => {
    await using made = await cloud([pipelineWith(A, [run(4, OTHER, { at: -5000, state: 'success' })])])
    const { v5, count } = made
    expect(await step(v5([A], { commit: OURS, wait: 'false' }))).toMatchObject({
      code: 1,
      outputs: { result: 'stale' }
    })
    expect(count('v5.status')).toBe(1)
  })
})
