import {
  changesRuns,
  EXAMPLE_TOKEN,
  seededRandom,
  Simulator,
  type Misbehaviour,
  type PipelineSpec,
  type Rule
} from '../../../simulator/index.js'
import type { Http } from '../../../src/ports.js'
import { run } from '../../../src/run.js'
import { memoryRunner, type MemoryRunner, type Workflow } from '../lib/memory-runner.js'
import { simulatedHttp } from '../lib/simulated-http.js'
import type { RunNow } from '../../../simulator/model.js'
import { VirtualClock } from '../lib/virtual-clock.js'
import { FAULTS, type Fault } from './faults.js'
import type { Listing, Story } from './story.js'

export const EPOCH = Date.UTC(2026, 0, 1)

/** An answer that reached the step whole: what was requested when, and what was done to the answer. */
export interface Heard {
  /** Milliseconds from the beginning, when CodeArts processed the request. */
  readonly at: number
  readonly kind: string
  readonly ids: readonly string[]
  readonly target: string
  readonly status: number
  /** The name of the fault, `null` for an honest answer. */
  readonly fault: string | null
}

export interface Ended {
  readonly runner: MemoryRunner
  readonly atMs: number
  readonly requests: number
  readonly green: boolean
  readonly heard: readonly Heard[]
  /** Whether any request met a fault, or had no answer in time. */
  readonly troubled: boolean
  /** The pipelines of the story as they have become, with what was retried. */
  readonly pipelines: readonly PipelineSpec[]
  /** Retries that CodeArts has accepted, by pipeline. */
  readonly retries: Readonly<Record<string, number>>
  /** Requests for retries, whether or not their answers came. */
  readonly retryRequests: readonly Heard[]
}

/** What a step runs in. */
export interface Stage {
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly faults: readonly Fault[]
  readonly inputs: Readonly<Record<string, string>>
  readonly workflow?: Workflow
  /** Kinds of requests that meet faults beside the usual ones. */
  readonly spoiled?: readonly string[]
  /** Seed of the jitter. */
  readonly chance: number
}

const SPOILED: readonly string[] = [
  'v3.status',
  'v5.status',
  'v5.runs',
  'v5.run',
  'v5.pipeline',
  'v5.queue',
  'v5.start'
]

/** Runs the whole use case through a story, on a virtual clock. */
export function play(story: Story): Promise<Ended> {
  const clock = new VirtualClock(EPOCH)
  const simulator = simulated(story, clock)
  const { faults, inputs, chance } = story
  const spoiled = ['v5.retry', ...(inputs.pipeline_names === undefined ? [] : ['v5.list'])]
  return playOn({ clock, simulator, faults, inputs, chance, spoiled })
}

/** Runs the whole use case against a simulated cloud. */
export async function playOn({ clock, simulator, ...stage }: Stage): Promise<Ended> {
  const met: { fault: string | null } = { fault: null }
  const usual = [...SPOILED, ...(stage.spoiled ?? [])]
  const rules = stage.faults.flatMap(({ what, after, times, on = usual }): Rule[] => {
    const does = FAULTS[what]
    if (does === undefined) return []
    const noted: typeof does = (honest, request) => {
      met.fault = what
      return does(honest, request)
    }
    return [{ on, after, times, does: noted }]
  })
  // Faults stand over the habits that a cloud has already.
  simulator.rules.unshift(...rules)
  const runner = memoryRunner({ auth_token: EXAMPLE_TOKEN.token, ...stage.inputs }, stage.workflow)
  const heard: Heard[] = []
  const retryRequests: Heard[] = []
  let troubled = false
  const wire = simulatedHttp(simulator, clock)
  const http: Http = async (request, signal) => {
    met.fault = null
    const at = clock.now()
    const coming = wire(request, signal)
    const fault = met.fault as string | null
    if (fault !== null) troubled = true
    const asked = simulator.requests.at(-1)
    if (asked?.kind === 'v5.retry') retryRequests.push({ ...asked, at, fault })
    try {
      const { status } = await coming
      if (asked !== undefined) heard.push({ ...asked, at, fault, status })
      return await coming
    } catch (error) {
      troubled = true
      throw error
    }
  }
  const signal = new AbortController().signal
  await run({ http, clock, runner, random: seededRandom(stage.chance), signal })
  return {
    runner,
    atMs: clock.now(),
    requests: simulator.requests.length,
    green: runner.values.passed === 'true',
    heard,
    troubled,
    pipelines: simulator.current,
    retries: Object.fromEntries(
      simulator.current.map(({ id }) => [id, simulator.retried.filter(key => key.pipelineId === id).length])
    ),
    retryRequests
  }
}

/** CodeArts in a story, with its own order and pages of run lists. */
function simulated({ pipelines, listing }: Story, clock: VirtualClock): Simulator {
  const { order, pageSize } = listing
  const orders = {
    as_asked: undefined,
    oldest_first: (a: RunNow, b: RunNow) => a.spec.number - b.spec.number,
    by_id: (a: RunNow, b: RunNow) => scrambled(a).localeCompare(scrambled(b))
  }
  const listOrder = orders[order]
  const simulator = new Simulator({
    clock: { now: () => clock.epoch() },
    pageSize: asked => Math.min(asked, pageSize),
    ...(listOrder === undefined ? {} : { listOrder })
  }).add(...pipelines)
  if (listing.twice !== 'never') simulator.misbehave({ on: 'v5.runs', does: repeats(listing) })
  return simulator
}

/** Real IDs say nothing about order; those of the simulator count. */
function scrambled({ spec }: RunNow): string {
  return String((spec.number * 7) % 5)
}

/** Every run twice on a page, one of the two perhaps wrong. */
function repeats({ twice }: Listing): Misbehaviour {
  const wrong = {
    status: 'COMPLETED',
    start_time: null,
    build_params: { commit_id: 'd'.repeat(40) }
  }
  return changesRuns(runs =>
    runs.flatMap(run => {
      if (twice === 'alike') return [run, run]
      const other = { ...run, ...wrong }
      return twice === 'first_wrong' ? [other, run] : [run, other]
    })
  )
}
