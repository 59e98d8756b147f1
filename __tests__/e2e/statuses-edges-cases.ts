import type { Moment, PipelineSpec } from '../../simulator/index.js'
import { cloud, pipelineWith } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { COMMIT, type Hub } from './hub.js'

export const named = (id: string, name: string, ...moments: readonly Moment[]): PipelineSpec => ({
  ...pipelineWith(id, [{ number: 25, commit: COMMIT, moments }]),
  name
})
export const each = { commit_status: 'each' }
export const one = { commit_status: 'one' }

/** One step about pipelines, on a pull request. */
export async function played(
  pipelines: readonly PipelineSpec[],
  github: Hub,
  inputs: Inputs,
  env: Readonly<Record<string, string>> = {}
): Promise<Step> {
  await using made = await cloud(pipelines)
  const ids = pipelines.map(({ id }) => id)
  return await step(made.v5(ids, { ...github.inputs, ...inputs }), { env: { ...github.env, ...env } })
}
