import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, Simulator } from '../../simulator/index.js'
import { memoryRunner } from '../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'
import { run } from '../../src/run.js'

/** What a Windows machine hands in, given as values: e2e/machine has the same for the bundle. */
const A = 'a'.repeat(32)

describe('paths of Windows', () => {
  const PLACE = String.raw`D:\a\_temp\codearts-gate-x1\report.json`
  async function played(parts: Partial<ReturnType<typeof memoryRunner>>) {
    const clock = new VirtualClock(Date.UTC(2026, 10, 25))
    const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
    simulator.add({
      id: A,
      name: 'build',
      projectId: 'c'.repeat(32),
      runs: [{ number: 1, moments: [{ at: 0, state: 'success' }] }]
    })
    const { accessKey: access_key, secretKey: secret_key } = EXAMPLE_KEY
    const runner = { ...memoryRunner({ pipeline_ids: A, access_key, secret_key }), ...parts }
    const signal = new AbortController().signal
    await run({ http: simulatedHttp(simulator, clock), clock, runner, random: () => 0.5, signal })
    return runner
  }

  it('come out as they are', async () => {
    const runner = await played({ report: () => ({ path: PLACE }) })
    expect(runner.values).toMatchObject({ passed: 'true', report_path: PLACE })
  })

  it('are told as they are where nothing can be written', async () => {
    const { lines, values } = await played({ report: () => ({ path: PLACE, reason: 'EBUSY' }) })
    expect(values.report_path).toBe('')
    expect(lines.filter(line => line.includes('EBUSY'))).toEqual([expect.stringContaining(PLACE)])
  })
})
