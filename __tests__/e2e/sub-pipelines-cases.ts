import { subPipelineStep, type PipelineSpec, type StageSpec, type StepSpec } from '../../simulator/index.js'
import { A, B, pipeline, pipelineWith } from './cloud.js'
import type { Step } from './harness.js'

export const runOf = (id: string): string => `${id.slice(0, 8)}${'7'.repeat(24)}`

/** A pipeline whose run #12 failed in these stages. */
export function failed(
  id: string,
  name: string,
  stages: readonly StageSpec[],
  more: Partial<PipelineSpec> = {}
): PipelineSpec {
  const run = { number: 12, id: runOf(id), moments: [{ at: 0, state: 'error' as const, stages }] }
  return { ...pipelineWith(id, [run]), name, ...more }
}

export const stage = (name: string, job: string, ...steps: readonly StepSpec[]): StageSpec => ({
  name,
  state: 'error',
  jobs: [{ name: job, message: 'See the sub-pipeline for details.', steps }]
})

export const MAKE: StepSpec = {
  name: 'make',
  message: 'exit code 2',
  log: 'gcc main.c\nmain.c:7: undeclared'
}
export const calls = (id: string): StepSpec => subPipelineStep('run the other pipeline', id, runOf(id))
export const parent = (...steps: readonly StepSpec[]): PipelineSpec =>
  pipeline(A, { at: 0, state: 'error', stages: [stage('deploy', 'compile', ...steps)] })
export const child = failed(B, 'child-pipeline', [stage('build', 'make', MAKE)], {
  detailUrl: 'https://devcloud.example/child/{run}'
})

export const notesOf = ({ lines }: Step): string[] =>
  lines.filter(line => line.startsWith('pipeline-a000: The '))
export const childOf = ({ pipelines }: Step): unknown =>
  (pipelines[0]?.failure as { readonly child?: unknown } | null)?.child
