import { describe, expect, it } from '@jest/globals'
import { fails, throttles } from '../../simulator/index.js'
import { A, WALL } from '../e2e/cloud.js'
import { again, passes, flaky, story, attempts } from '../e2e/retry-cases.js'

const fails2 = again({ at: 0, state: 'running' }, { at: 300, state: 'error' })

describe('a run that failed is retried', () => {
  it.concurrent('as often as was asked for, and no more', async () => {
    const { ended, made } = await story([flaky([fails2, fails2, passes])], { retry: '2' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(attempts(ended)).toBe(3)
    expect(made.count('v5.retry')).toBe(2)
    expect(ended.stdout).toContain('Attempt 1: error in test › unit › run tests. Attempt 2: error.')
  })

  it.concurrent('in Chinese too', async () => {
    const { ended } = await story([flaky([passes])], { language: 'zh' })
    expect(ended.stdout).toContain('第 2 次尝试通过。')
    expect(ended.summary).toContain('重试后通过')
  })

  it.concurrent('also one that this step has started, or that is pinned', async () => {
    const started = flaky([], {
      runs: [],
      onStart: {
        moments: [
          { at: 0, state: 'running' },
          { at: 200, state: 'error' }
        ],
        retries: [passes]
      }
    })
    const one = await story([started], { start: 'true' })
    expect(one.ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    const two = await story([flaky([passes])], { pipeline_ids: `${A}@12` })
    expect(two.ended).toMatchObject({ code: 0 })
    expect([one, two].map(({ ended }) => attempts(ended))).toEqual([2, 2])
  })
})

describe('an answer to a retry', () => {
  const RETRY = { on: 'v5.retry', times: 1 } as const

  it.concurrent('that is a refusal leaves the failure, with the words of the service', async () => {
    const does = fails(200, 'DEVPIPE.30011011', 'no operation permissions')
    const { ended, made } = await story([flaky([passes])], {}, [{ ...RETRY, does }])
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(attempts(ended)).toBe(1)
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain('CodeArts refused to retry it')
    expect(ended.stdout).toContain('DEVPIPE.30011011')
    expect(ended.stdout).toContain('no operation permissions')
  })

  it.concurrent('that is about the moment for longer than start_timeout leaves the failure', async () => {
    const { ended, made } = await story(
      [flaky([passes])],
      { start_timeout: '2s' },
      [{ on: 'v5.retry', does: throttles('1') }],
      { clock: WALL }
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(made.count('v5.retry')).toBeGreaterThan(1)
    expect(ended.stdout).toContain('CodeArts accepted no retry within `start_timeout`')
  })
})
