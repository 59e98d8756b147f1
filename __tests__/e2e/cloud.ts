import {
  EXAMPLE_KEY,
  serve,
  Simulator,
  type Moment,
  type PipelineSpec,
  type Rule,
  type RunSpec,
  type Served,
  type SimulatorOptions,
  type SimRequest
} from '../../simulator/index.js'
import { pipelineId, type Inputs } from './harness.js'

export const PROJECT = 'c0ffee'.padEnd(32, '0')

/** A simulator on the wire, and the inputs that lead a step to it. */
export interface Cloud extends AsyncDisposable {
  readonly simulator: Simulator
  readonly served: Served
  /** Inputs with the endpoint and a key of the simulator; short pauses. */
  readonly inputs: (ids: readonly string[], more?: Inputs) => Inputs
  /** The same for v5. */
  readonly v5: (ids: readonly string[], more?: Inputs) => Inputs
  /** Requests of a kind so far. */
  readonly count: (kind?: string) => number
  /** How long ago the first request of a kind came: unlike the time that a step takes, this is without its start. */
  readonly sinceMs: (kind: string) => number
}

export type Clock = NonNullable<SimulatorOptions['clock']>

/** The time of a machine, for stories whose steps reckon with it: credentials that end, pauses that are asked for. */
export const WALL: Clock = { now: () => Date.now() }

/** What each poll adds to a cloud's time. */
const POLL_MS = 100
const POLLS = /^\/v3\/pipelines\/status|\/pipelines\/status|\/pipeline-runs\//

/**
 * A time that advances with each poll of runs: the n-th poll of a story sees the same, however busy the machine is.
 *
 * @param offMs how far it is ahead of the machine's
 */
export class PollClock implements Clock {
  private readonly born: number
  private polls = 0

  constructor(offMs = 0) {
    this.born = Date.now() + offMs
  }

  now(): number {
    return this.born + this.polls * POLL_MS
  }

  /** Answers nothing, but counts. */
  readonly sees = ({ target }: SimRequest): null => {
    if (POLLS.test(target)) this.polls++
    return null
  }
}

/**
 * A cloud whose time is that of its polls, if no other clock is given. It has to be disposed of by who asked for it.
 */
export async function cloud(
  pipelines: readonly PipelineSpec[] = [],
  rules: readonly Rule[] = [],
  options: SimulatorOptions = {}
): Promise<Cloud> {
  const { clock = new PollClock() } = options
  const simulator = new Simulator({ ...options, clock }).add(...pipelines).misbehave(...rules)
  if (clock instanceof PollClock) simulator.services.push(clock.sees)
  const served = await serve(simulator)
  const inputs = (ids: readonly string[], more: Inputs = {}): Inputs => ({
    pipeline_ids: ids.join(' '),
    endpoint: served.url,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    poll_interval: '20ms',
    timeout: '20s',
    ...more
  })
  return {
    simulator,
    served,
    inputs,
    v5: (ids, more = {}) => inputs(ids, { project_id: PROJECT, ...more }),
    count: kind => simulator.requests.filter(request => kind === undefined || request.kind === kind).length,
    sinceMs: kind =>
      simulator.now() - (simulator.requests.find(request => request.kind === kind)?.at ?? Number.NaN),
    [Symbol.asyncDispose]: () => served.close()
  }
}

export const A = pipelineId('a')
export const B = pipelineId('b')
export const C = pipelineId('c')

/** A pipeline with one run that goes through these moments from the first poll on. */
export function pipeline(id: string, ...moments: readonly Moment[]): PipelineSpec {
  return pipelineWith(id, [{ number: 25, moments }])
}

export function pipelineWith(id: string, runs: readonly RunSpec[]): PipelineSpec {
  return { id, name: `pipeline-${id.slice(0, 4)}`, projectId: PROJECT, runs }
}

export const ends = (state: Moment['state'], at = 0): Moment => ({ at, state })
