import type { Moment, PipelineSpec } from '../../simulator/index.js'
import { A, B, pipelineWith } from './cloud.js'
import { COMMIT } from './hub.js'

export const named = (id: string, name: string, ...moments: readonly Moment[]): PipelineSpec => ({
  ...pipelineWith(id, [{ number: 25, commit: COMMIT, moments }]),
  name
})
export const build = (...moments: readonly Moment[]): PipelineSpec => named(A, 'build', ...moments)
export const test = (...moments: readonly Moment[]): PipelineSpec => named(B, 'test', ...moments)
