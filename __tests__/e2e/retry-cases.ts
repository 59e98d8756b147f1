import type { Moment, PipelineSpec, Rule, RunSpec, SimulatorOptions } from '../../simulator/index.js'
import { A, cloud, PROJECT, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'

export type RetrySpec = NonNullable<RunSpec['retries']>[number]

export const failed: Moment = {
  at: 0,
  state: 'error',
  stages: [
    {
      name: 'test',
      state: 'error',
      jobs: [{ name: 'unit', state: 'error', steps: [{ name: 'run tests', state: 'error' }] }]
    }
  ]
}
export const again = (...moments: readonly Moment[]): RetrySpec => ({ moments })
export const passes = again({ at: 0, state: 'running' }, { at: 300, state: 'success' })

export const flaky = (retries: readonly RetrySpec[], more: Partial<PipelineSpec> = {}): PipelineSpec => ({
  id: A,
  name: 'pipeline-a',
  projectId: PROJECT,
  runs: [
    {
      number: 12,
      moments: [
        { at: 0, state: 'running' },
        { ...failed, at: 200 }
      ],
      retries
    }
  ],
  ...more
})

export async function story(
  pipelines: readonly PipelineSpec[],
  more: Inputs = {},
  rules: readonly Rule[] = [],
  options: SimulatorOptions = {}
): Promise<{ ended: Step; made: Cloud }> {
  await using made = await cloud(pipelines, rules, options)
  const ids = pipelines.map(({ id }) => id)
  return { ended: await step(made.v5(ids, { retry: '1', ...more })), made }
}
export const attempts = ({ pipelines }: Step): unknown => (pipelines[0] as { attempts?: unknown }).attempts
