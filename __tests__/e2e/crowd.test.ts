import { describe, expect, it } from '@jest/globals'
import { throttles, type Rule } from '../../simulator/index.js'
import { A, cloud, ends, pipeline, type Cloud } from './cloud.js'
import { pipelineId, step } from './harness.js'

const COPIES = 50
/** What the gateway lets through in a second. */
const A_SECOND = 40
/** How long the run takes that all wait for. */
const RUN_MS = 9_000
/**
 * Fifty that ask every two seconds are five in 200 ms on average; all of them in step would be fifty. A busy
 * machine lets requests wait and then arrive together: `unit/crowd` has the narrow bound, on a virtual clock.
 */
const MOST_AT_ONCE = 30

/** Refuses what comes beyond so many requests in a second, like a gateway. */
function gateway(made: () => Cloud): Rule {
  const refuse = throttles()
  return {
    does: (honest, request) => {
      const { simulator } = made()
      const since = simulator.now() - 1000
      const recent = simulator.requests.filter(({ at, status }) => at > since && status !== 429).length
      return recent >= A_SECOND ? refuse(honest, request) : honest()
    }
  }
}

async function crowd(throttled: boolean): Promise<{ made: Cloud; codes: (number | null)[] }> {
  // Beside the run that all wait for, each has one that has ended: it is asked for at the first look only.
  const own = Array.from({ length: COPIES }, (_, copy) => pipelineId(100 + copy))
  const made: Cloud = await cloud([
    pipeline(A, ends('running'), ends('success', RUN_MS)),
    ...own.map(id => pipeline(id, ends('success')))
  ])
  if (throttled) made.simulator.misbehave(gateway(() => made))
  const steps = own.map(id => step(made.inputs([A, id], { poll_interval: '2s', timeout: '50s' })))
  return { made, codes: (await Promise.all(steps)).map(({ code }) => code) }
}

/** The most requests in any span of 200 ms, once all copies have had their first look and while the run goes on. */
function burst({ simulator }: Cloud): number {
  const { requests } = simulator
  const begun = Math.min(...requests.map(({ at }) => at))
  const all = Math.max(...requests.filter(({ ids }) => ids.length > 1).map(({ at }) => at))
  const times = requests.map(({ at }) => at).filter(at => at > all + 200 && at < begun + RUN_MS)
  return Math.max(0, ...times.map(at => times.filter(other => other >= at && other < at + 200).length))
}

/** Requests in each second, for whoever reads the output of the test. */
function arrivals(times: readonly number[]): string {
  const begun = Math.min(...times)
  const seconds = times.map(at => Math.floor((at - begun) / 1_000))
  return Array.from(
    { length: Math.max(...seconds) + 1 },
    (_, s) => seconds.filter(at => at === s).length
  ).join(' ')
}

describe('fifty gates at once', () => {
  it('all end right, throttled or not, with no more than twice the requests, and drift apart', async () => {
    const calm = await crowd(false)
    const throttled = await crowd(true)
    for (const { codes } of [calm, throttled]) expect(new Set(codes)).toEqual(new Set([0]))
    expect(throttled.made.count()).toBeLessThanOrEqual(2 * calm.made.count())
    for (const { made } of [calm, throttled]) {
      const times = made.simulator.requests.map(({ at }) => at)
      process.stdout.write(`requests in each second: ${arrivals(times)}; most in 200 ms: ${burst(made)}\n`)
      expect(burst(made)).toBeLessThanOrEqual(MOST_AT_ONCE)
    }
  }, 120_000)
})
