import { describe, expect, it } from '@jest/globals'
import { COPIES, crowd } from '../../tools/bench/crowd/play.js'
import { throttles, type Rule } from '../../simulator/index.js'
import { A, cloud, ends, pipeline, WALL, type Cloud } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import { share } from './share.js'

/** The most arrivals in any span of 200 ms. */
function burst(times: readonly number[]): number {
  return Math.max(0, ...times.map(at => times.filter(other => other >= at && other < at + 200).length))
}

describe('fifty copies that begin in the same instant, on a virtual clock', () => {
  const RUN_MS = 60_000
  /** All have parted by then, however they began. */
  const PARTED_MS = 10_000

  it.each([
    // Fifty that ask every two seconds are five in 200 ms on average; in step they would be fifty.
    { interval: '2s', throttled: false, most: 16 },
    { interval: '2s', throttled: true, most: 16 },
    { interval: 'auto', throttled: false, most: 16 },
    { interval: 'auto', throttled: true, most: 16 }
  ])('part on the way: $interval, throttled: $throttled', async ({ most, ...setting }) => {
    const { times, failed } = await crowd({ ...setting, runMs: RUN_MS })
    expect(failed).toBe(0)
    expect(times.length).toBeGreaterThan(2 * COPIES)
    expect(burst(times.filter(at => at > PARTED_MS && at < RUN_MS))).toBeLessThanOrEqual(most)
  })
})

const STEPS = share(50, 20)
/** What the gateway lets through in a second. */
const A_SECOND = 0.8 * STEPS
/** How long the run takes that all wait for. */
const RUN_MS = 9_000
/**
 * Steps that ask every two seconds are a tenth of them in 200 ms on average; all in step would be all of them. A busy
 * machine lets requests wait and then arrive together, so the narrow bound is the one on the virtual clock.
 */
const MOST_AT_ONCE = 0.6 * STEPS

/** Refuses what comes beyond so many requests in a second, like a gateway. */
function gateway({ simulator }: Cloud): Rule {
  const refuse = throttles()
  return {
    does: (honest, request) => {
      const since = simulator.now() - 1000
      const recent = simulator.requests.filter(({ at, status }) => at > since && status !== 429).length
      return recent >= A_SECOND ? refuse(honest, request) : honest()
    }
  }
}

async function play(made: Cloud, ids: readonly string[]): Promise<(number | null)[]> {
  const steps = ids.map(id => step(made.inputs([A, id], { poll_interval: '2s', timeout: '50s' })))
  return (await Promise.all(steps)).map(({ code }) => code)
}

/** When requests came, once all copies have had their first poll and while the run continues. */
function meant({ simulator }: Cloud): number[] {
  const { requests } = simulator
  const begun = Math.min(...requests.map(({ at }) => at))
  const all = Math.max(...requests.filter(({ ids }) => ids.length > 1).map(({ at }) => at))
  return requests.map(({ at }) => at).filter(at => at > all + 200 && at < begun + RUN_MS)
}

/** Requests in each second, for whoever reads the output of the test. */
function arrivals(times: readonly number[]): string {
  const begun = Math.min(...times)
  const seconds = times.map(at => Math.floor((at - begun) / 1_000))
  return Array.from(
    { length: Math.max(...seconds) + 1 },
    (_, second) => seconds.filter(one => one === second).length
  ).join(' ')
}

describe(`${STEPS} steps at once`, () => {
  it('all end right, throttled or not, with no more than twice the requests, and drift apart', async () => {
    // Beside the run that all wait for, each has one that has ended: it is asked for at the first poll only.
    const own = Array.from({ length: STEPS }, (_, copy) => pipelineId(100 + copy))
    const pipelines = [
      pipeline(A, ends('running'), ends('success', RUN_MS)),
      ...own.map(id => pipeline(id, ends('success')))
    ]
    await using calm = await cloud(pipelines, [], { clock: WALL })
    await using throttled = await cloud(pipelines, [], { clock: WALL })
    throttled.simulator.misbehave(gateway(throttled))
    for (const made of [calm, throttled]) {
      expect(new Set(await play(made, own))).toEqual(new Set([0]))
      const told = arrivals(made.simulator.requests.map(({ at }) => at))
      process.stdout.write(`requests in each second: ${told}; most in 200 ms: ${burst(meant(made))}\n`)
      expect(burst(meant(made))).toBeLessThanOrEqual(MOST_AT_ONCE)
    }
    expect(throttled.count()).toBeLessThanOrEqual(2 * calm.count())
  }, 120_000)
})
