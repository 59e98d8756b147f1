import type { PipelineSpec, StartedCourse } from '../../simulator/index.js'
import { A, cloud, PROJECT, WALL, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export type Queued = NonNullable<StartedCourse['queued']>
export const NEVER = 3_600_000

/** A pipeline whose started run waits in the queue, and is shown nowhere else meanwhile. */
export const queueing = (queued: Queued, more: Partial<PipelineSpec> = {}): PipelineSpec => ({
  id: A,
  name: 'pipeline-a',
  projectId: PROJECT,
  runs: [{ number: 7, moments: [{ at: 0, state: 'error' }] }],
  onStart: { moments: [{ at: 0, state: 'success' }], queued },
  ...more
})

export const open = (pipeline: PipelineSpec): Promise<Cloud> => cloud([pipeline], [], { clock: WALL })
export const inputs = (made: Cloud, more: Inputs = {}): Inputs =>
  made.v5([A], { start: 'true', start_timeout: '1s', poll_interval: '100ms', ...more })
export const start = (made: Cloud, more: Inputs = {}): Promise<Step> => step(inputs(made, more))
