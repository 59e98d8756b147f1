import {
  EXAMPLE_KEY,
  seededRandom,
  Simulator,
  throttles,
  type Rule,
  type RunSpec
} from '../../../simulator/index.js'
import { run } from '../../../src/run.js'
import { memoryRunner } from '../lib/memory-runner.js'
import { simulatedHttp } from '../lib/simulated-http.js'
import { PROJECT } from '../lib/spawned.js'
import { VirtualClock } from '../lib/virtual-clock.js'

export const COPIES = 50
/** What the gateway lets through in a second. */
export const A_SECOND = 40
const A = 'a'.repeat(32)

interface Setting {
  readonly throttled: boolean
  /** The input `poll_interval`. */
  readonly interval: string
  /** How long the run takes that all wait for. */
  readonly runMs: number
}

function gateway(simulator: Simulator): Rule {
  const refuse = throttles()
  return {
    does: (honest, request) => {
      const since = simulator.now() - 1_000
      const letThrough = simulator.requests.filter(({ at, status }) => at > since && status !== 429).length
      return letThrough >= A_SECOND ? refuse(honest, request) : honest()
    }
  }
}

/**
 * All copies in one process, on one virtual clock, each with the whole use case and connections of its own.
 * @returns when requests arrived, in milliseconds since the first one, and how many copies did not end green
 */
export async function crowd({
  throttled,
  interval,
  runMs
}: Setting): Promise<{ times: number[]; failed: number }> {
  const clock = new VirtualClock(Date.UTC(2026, 10, 24))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  const past = Array.from({ length: 8 }, (_, n) => runFrom(n + 1, -(9 - n) * 900_000, runMs + n * 1_000))
  simulator.add({
    id: A,
    name: 'build',
    projectId: PROJECT,
    origin: 'start',
    runs: [...past, runFrom(9, -5_000, runMs)]
  })
  if (throttled) simulator.misbehave(gateway(simulator))
  const copies = Array.from({ length: COPIES }, (_, copy) => {
    const runner = memoryRunner({
      pipeline_ids: A,
      project_id: PROJECT,
      access_key: EXAMPLE_KEY.accessKey,
      secret_key: EXAMPLE_KEY.secretKey,
      poll_interval: interval,
      timeout: '30m'
    })
    const signal = new AbortController().signal
    return run({
      http: simulatedHttp(simulator, clock),
      clock,
      runner,
      random: seededRandom(copy + 1),
      signal
    }).then(() => runner)
  })
  const ended = await Promise.all(copies)
  const [first] = simulator.requests
  return {
    times: simulator.requests.map(({ at }) => at - (first?.at ?? 0)),
    failed: ended.filter(({ failed }) => failed !== false).length
  }
}

function runFrom(number: number, start: number, takes: number): RunSpec {
  return {
    number,
    start,
    moments: [
      { at: start, state: 'running' },
      { at: start + takes, state: 'success' }
    ]
  }
}
