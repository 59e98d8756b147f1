import { describe, expect, it } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import { step } from '../e2e/harness.js'
import { printed } from '../e2e/printed.js'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

describe('a start in the simulator that is printed', () => {
  it.concurrent(
    'plays a pipeline again when it is started: its stages, its duration, the commit that was given',
    async () => {
      await using simulator = await printed('--commit', COMMIT)
      const ended = await step(simulator.example('INPUT_START'), { env: simulator.env })
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(ended.pipelines).toMatchObject([
        { commit: COMMIT, run_number: 119, branch: 'main', matched_by: 'started', duration_seconds: 4 }
      ])
      expect(ended.stdout).toContain('Source')
      expect(ended.stdout).toContain('Build')
    }
  )

  it.concurrent('can be stopped in it', async () => {
    await using simulator = await printed()
    const isStarted = (): boolean => simulator.told().includes('v5.start → 200')
    const ended = await step(simulator.example('INPUT_START'), {
      env: simulator.env,
      kills: [{ signal: 'SIGINT', once: isStarted }]
    })
    expect(ended.stdout).toMatch(/^Stopped /m)
    while (!simulator.told().includes('v5.stop → 200')) await setTimeout(50)
  })
})
