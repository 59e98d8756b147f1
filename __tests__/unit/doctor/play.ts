import { memoryRunner, type MemoryRunner } from '../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { EXAMPLE_KEY, Simulator, type PipelineSpec, type Rule } from '../../../simulator/index.js'
import type { Config } from '../../../src/inputs/config.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { Effects } from '../../../src/ports.js'
import { openSecrets } from '../../../src/secrets.js'

export const ID = 'a'.repeat(32)
export const PROJECT = 'c0ffee'.padEnd(32, '0')

/** A pipeline with a run that has ended well, but for what is said of it. */
export const green = (parts: Partial<PipelineSpec> = {}): PipelineSpec => ({
  id: ID,
  name: 'build',
  projectId: PROJECT,
  runs: [{ number: 7, commit: 'ab'.repeat(20), moments: [{ at: 0, state: 'success' }] }],
  ...parts
})

/** No secrets, and none to be masked. */
export const noSecrets = openSecrets({ mask: () => undefined, tooShort: () => undefined })

/** What an examination needs: inputs that are fine, and a cloud on a virtual clock. */
export interface Setup {
  readonly config: Config
  readonly effects: Effects
  readonly runner: MemoryRunner
  readonly simulator: Simulator
}

export function setup(
  pipelines: readonly PipelineSpec[],
  inputs: Readonly<Record<string, string>> = {},
  rules: readonly Rule[] = [],
  env: Readonly<Record<string, string>> = {}
): Setup {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
    .add(...pipelines)
    .misbehave(...rules)
  const memory = memoryRunner({
    pipeline_ids: pipelines.map(({ id }) => id).join(' '),
    project_id: PROJECT,
    access_key: EXAMPLE_KEY.accessKey,
    secret_key: EXAMPLE_KEY.secretKey,
    ...inputs
  })
  const runner = Object.assign(memory, { env: { ...memory.env, ...env } })
  const parsed = parseInputs(runner.env, runner.event(), clock.epoch())
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues))
  const signal = new AbortController().signal
  const effects = { http: simulatedHttp(simulator, clock), clock, runner, random: () => 0.5, signal }
  return { config: parsed.config, effects, runner, simulator }
}
