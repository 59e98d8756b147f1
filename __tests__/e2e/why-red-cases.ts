import type { PipelineSpec, StageSpec } from '../../simulator/index.js'
import { A, pipeline } from './cloud.js'

export const failedIn = (...stages: readonly StageSpec[]): PipelineSpec =>
  pipeline(A, { at: 0, state: 'error', stages })

export const OLD = '1'.repeat(40)
export const NEW = '2'.repeat(40)
