import { describe, expect, it } from '@jest/globals'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'

describe('odd machines', () => {
  it.each(['success', 'error'] as const)(
    'a log that nobody reads does not change the end (%s)',
    async state => {
      const { inputs } = await cloud([
        pipeline(A, ends('running'), ends(state, 600)),
        pipeline(B, ends('success'))
      ])
      const ended = await step(inputs([A, B]), { during: child => child.closeLog() })
      expect(ended).toMatchObject({ code: state === 'success' ? 0 : 1, outputs: { result: state } })
      expect(ended.summary).toContain('|')
    }
  )

  it('a connection that the server closes between two looks', async () => {
    const { inputs, served } = await cloud([pipeline(A, ends('running'), ends('success', 1500))])
    const timer = setInterval(() => served.dropIdle(), 120)
    const ended = await step(inputs([A], { poll_interval: '200ms' }))
    clearInterval(timer)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
  })
})
