import type { PipelineSpec } from '../../simulator/index.js'
import { ends, pipelineWith, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

/** A pipeline with a name and a run that has ended. */
export const named = (id: string, name: string, state: 'success' | 'error' = 'success'): PipelineSpec => ({
  ...pipelineWith(id, [{ number: 25, moments: [ends(state)] }]),
  name
})

/** A step that is given names alone. */
export function gate({ v5 }: Cloud, names: string, more: Inputs = {}): Promise<Step> {
  return step(v5([], { pipeline_names: names, ...more }))
}

export const ids = ({ pipelines }: Step): string[] => pipelines.map(({ id }) => id)
export const errors = ({ lines }: Step): string[] => lines.filter(line => line.startsWith('::error'))
