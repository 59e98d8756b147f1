import { describe, expect, it } from '@jest/globals'
import { A, B, cloud } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import {
  HEAD_OF_BRANCH,
  OTHER,
  example,
  environment,
  failedFor,
  greenOf,
  PULL,
  warned
} from '../e2e/commit-cases.js'

describe('what is given', () => {
  it.concurrent('beside started_after, both are required', async () => {
    await using made = await cloud([failedFor(HEAD_OF_BRANCH)])
    const { v5 } = made
    const ended = await step(v5([A], { started_after: '1h' }), { env: PULL })
    expect(ended.pipelines).toMatchObject([{ run_number: 4, matched_by: 'commit' }])
  })
})

describe('a judged run of another commit than the event', () => {
  it.concurrent('with any and started_after', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    warned(await step(v5([A], { commit: 'any', started_after: '1h' }), { env: PULL }))
  })

  it.concurrent('pinned, beside pipelines that have to be of the commit', async () => {
    await using made = await cloud([greenOf(OTHER), greenOf(HEAD_OF_BRANCH, B)])
    const { v5 } = made
    const first = await step(v5([A], { commit: 'any' }))
    const { [A]: runId } = JSON.parse(first.outputs.run_ids ?? '{}') as Record<string, string>
    const ended = await step(v5([], { pipeline_ids: `${A}@${runId ?? ''} ${B}` }), { env: PULL })
    expect(ended.code).toBe(0)
    expect(ended.pipelines).toMatchObject([{ matched_by: 'run_id' }, { matched_by: 'commit' }])
    warned(ended)
  })

  it.concurrent('where all are pinned, the event is not asked', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    const first = await step(v5([A], { commit: 'any' }))
    const { [A]: runId } = JSON.parse(first.outputs.run_ids ?? '{}') as Record<string, string>
    const pinned = v5([], { pipeline_ids: `${A}@${runId ?? ''}` })
    const ended = await step(pinned, { env: environment(example('issue_comment')) })
    expect(ended.code).toBe(0)
    expect(ended.lines.filter(line => line.startsWith('::warning'))).toEqual([])
    warned(await step(pinned, { env: PULL }))
  })

  it.concurrent('with a hash, nothing is said: the user has named the commit', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    const ended = await step(v5([A], { commit: OTHER }), { env: PULL })
    expect(ended.code).toBe(0)
    expect(ended.stdout).not.toContain(HEAD_OF_BRANCH)
  })
})
