import type { PipelineSpec, SimulatorOptions, StartedCourse } from '../../simulator/index.js'
import { A, B, C, cloud, PROJECT, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export const goesOn: StartedCourse = { moments: [{ at: 0, state: 'running' }] }
export const failsAfter = (ms: number): StartedCourse => ({
  moments: [
    { at: 0, state: 'running' },
    { at: ms, state: 'error' }
  ]
})

/** Succeeds soon. */
export const quick: StartedCourse = {
  moments: [
    { at: 0, state: 'running' },
    { at: 300, state: 'success' }
  ]
}

/** A pipeline that has run once and can be started. */
export function startable(
  id: string,
  onStart: NonNullable<PipelineSpec['onStart']>,
  more: Partial<PipelineSpec> = {}
): PipelineSpec {
  const runs = [{ number: 7, moments: [{ at: 0, state: 'error' as const }] }]
  return { id, name: `pipeline-${id.slice(0, 1)}`, projectId: PROJECT, runs, onStart, ...more }
}

/** Three pipelines that can be started, and a run in each that the step did not start and that continues. */
export function three(
  onStart: (id: string) => StartedCourse = () => goesOn,
  options: SimulatorOptions = {}
): Promise<Cloud> {
  return cloud(
    [A, B, C].map(id => ({
      id,
      name: `pipeline-${id.slice(0, 1)}`,
      projectId: PROJECT,
      runs: [{ number: 7, moments: [{ at: 0, state: 'running' as const }] }],
      onStart: onStart(id)
    })),
    [],
    options
  )
}

/** The started runs that are still running, and whether anything else was touched. */
export function left({ simulator }: Cloud): { ours: number; strangersStopped: number } {
  const ours = new Set(simulator.started.map(({ runId }) => runId))
  return {
    ours: simulator.going().filter(({ runId }) => ours.has(runId)).length,
    strangersStopped: simulator.stopped.filter(({ runId }) => !ours.has(runId)).length
  }
}

/** What a step has kept of its runs for the post step, one text for each that may continue. */
export function keptRuns({ state }: Pick<Step, 'state'>): string[] {
  return Object.entries(state).flatMap(([name, text]) =>
    name.startsWith('run_') && text !== '' ? [text] : []
  )
}

/** Inputs that start the three. */
export const start = (made: Cloud, more: Inputs = {}): Inputs =>
  made.v5([A, B, C], { start: 'true', ...more })

/** Runs a step and sends it a signal as soon as the simulator has received the n-th request of a kind. */
export function cancelled(
  inputs: Inputs,
  { count }: Cloud,
  [kind, nth]: readonly [kind: string, nth: number],
  signal: NodeJS.Signals
): Promise<Step> {
  return step(inputs, { kills: [{ signal, once: () => count(kind) >= nth }] })
}
