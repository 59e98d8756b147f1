import { commitOf, type PipelineSpec, type RunSpec } from '../../simulator/index.js'
import { A, cloud, PROJECT, WALL, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export const COMMIT = commitOf('feature')
export const OTHER = commitOf('main')
export const REASON = 'branch not in the list'
export const latest: RunSpec = { number: 117, commit: OTHER, moments: [{ at: 0, state: 'success' }] }

export const built = (more: Partial<PipelineSpec> = {}): PipelineSpec => ({
  id: A,
  name: 'pipeline-a',
  projectId: PROJECT,
  runs: [latest],
  ...more
})
export const open = (...pipelines: readonly PipelineSpec[]): Promise<Cloud> =>
  cloud(pipelines, [], { clock: WALL })
export const waits = (made: Cloud, more: Inputs = {}): Promise<Step> =>
  step(made.v5([A], { commit: COMMIT, start_timeout: '1s', poll_interval: '200ms', ...more }))
export const asked = ({ count }: Cloud) => [count('v5.failed_triggers'), count('v5.queue')]
