import { afterEach } from '@jest/globals'
import {
  EXAMPLE_KEY,
  serve,
  Simulator,
  type Moment,
  type PipelineSpec,
  type Rule,
  type RunSpec,
  type Served,
  type SimulatorOptions
} from '../../simulator/index.js'
import { pipelineId, type Inputs } from './harness.js'

export const PROJECT = 'c0ffee'.padEnd(32, '0')

/** A simulator on the wire, and the inputs that lead a step to it. */
export interface Cloud {
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

const open: Served[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(served => served.close()))
})

export async function cloud(
  pipelines: readonly PipelineSpec[] = [],
  rules: readonly Rule[] = [],
  options: SimulatorOptions = {}
): Promise<Cloud> {
  const simulator = new Simulator(options).add(...pipelines).misbehave(...rules)
  const served = await serve(simulator)
  open.push(served)
  const inputs = (ids: readonly string[], more: Inputs = {}): Inputs => ({
    pipeline_ids: ids.join(' '),
    endpoint: served.url,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    poll_interval: '100ms',
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
      simulator.now() - (simulator.requests.find(request => request.kind === kind)?.at ?? Number.NaN)
  }
}

export const A = pipelineId('a')
export const B = pipelineId('b')
export const C = pipelineId('c')

/** A pipeline with one run that goes through these moments from the first look on. */
export function pipeline(id: string, ...moments: readonly Moment[]): PipelineSpec {
  return pipelineWith(id, [{ number: 25, moments }])
}

export function pipelineWith(id: string, runs: readonly RunSpec[]): PipelineSpec {
  return { id, name: `pipeline-${id.slice(0, 4)}`, projectId: PROJECT, runs }
}

export const ends = (state: Moment['state'], at = 0): Moment => ({ at, state })
