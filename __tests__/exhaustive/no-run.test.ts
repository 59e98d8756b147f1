import { describe, expect, it } from '@jest/globals'
import { B } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { COMMIT, OTHER, REASON, built, open, waits, asked } from '../e2e/no-run-cases.js'

describe('no run of the commit', () => {
  it.concurrent('in Chinese as well', async () => {
    await using made = await open(built({ failedTriggers: [{ at: -1_000, reason: '触发分支未在白名单' }] }))
    const ended = await waits(made, { language: 'zh' })
    expect(ended.stdout).toMatch(
      /内未出现提交 [0-9a-f]{10} 的执行记录。触发失败（北京时间 [-0-9: ]+）：触发分支未在白名单。/
    )
    expect(ended.stdout).toContain('`advisory`')
  })

  it.concurrent('of a pipeline that never ran', async () => {
    await using made = await open(built({ runs: [], failedTriggers: [{ at: -1_000, reason: REASON }] }))
    const ended = await waits(made)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
    expect(ended.stdout).toContain(REASON)
    expect(ended.stdout).toContain('Removing `not_found` from `fail_on` would let a late run pass unchecked.')
  })
})

describe('the questions', () => {
  it.concurrent('are not asked for a run that this step started', async () => {
    await using made = await open(
      built({ id: B, onStart: { commit: OTHER, moments: [{ at: 0, state: 'success' }] } })
    )
    const ended = await step(made.v5([B], { start: 'true', commit: COMMIT }))
    expect(ended.outputs.result).toBe('stale')
    expect(asked(made)).toEqual([0, 0])
  })
})
