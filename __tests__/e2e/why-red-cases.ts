import type { PipelineSpec, RunSpec, StageSpec } from '../../simulator/index.js'
import { A, pipeline } from './cloud.js'

export const failedIn = (...stages: readonly StageSpec[]): PipelineSpec =>
  pipeline(A, { at: 0, state: 'error', stages })

export const OLD = '1'.repeat(40)
export const NEW = '2'.repeat(40)

/** A cancelled run of a merge request. */
export const cancelled: RunSpec = {
  ...{ number: 117, commit: OLD, mergeId: '5', trigger: 'MR' },
  moments: [
    { at: -2_000, state: 'running' },
    {
      at: -1_000,
      state: 'aborted',
      stages: [{ name: 's', state: 'aborted', jobs: [{ name: 'j', state: 'success' }] }]
    }
  ]
}
/** A newer run of the same merge request, which is going unless told otherwise. */
export const newer = (more: Partial<RunSpec>): RunSpec => ({
  ...{ number: 118, commit: NEW, mergeId: '5', trigger: 'MR', moments: [{ at: -500, state: 'running' }] },
  ...more
})
