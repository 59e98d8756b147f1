import type { PipelineSpec, Rule, SimulatorOptions } from '../../simulator/index.js'
import { A, ends, pipelineWith, type Cloud } from './cloud.js'
import { step, type Inputs, type Step, type StepOptions } from './harness.js'

export const COMMIT = 'ab'.repeat(20)

/** A pipeline with a run of our commit, and a newer one of another. */
export const ours = (id: string): PipelineSpec =>
  pipelineWith(id, [
    { number: 24, commit: COMMIT, branch: 'main', moments: [ends('success')] },
    { number: 25, commit: '77'.repeat(20), moments: [ends('error')] }
  ])

/** Checks that a misconfiguration makes fail, those that then cannot be made, and the repair. */
export interface Case {
  readonly what: string
  readonly api?: 'v3' | 'v5'
  readonly inputs?: Inputs
  readonly env?: StepOptions['env']
  readonly pipelines?: readonly PipelineSpec[]
  readonly rules?: readonly Rule[]
  readonly options?: SimulatorOptions
  /** Name of the check in English and in Chinese. */
  readonly check: readonly [string, string]
  readonly repair: readonly [RegExp, RegExp]
  /** What no request is made for. */
  readonly skipped: number
}

export function dryRun(made: Cloud, one: Partial<Case>, more: Inputs = {}): Promise<Step> {
  const inputs = { dry_run: 'true', ...one.inputs, ...more }
  const all = one.api === 'v3' ? made.inputs([A], inputs) : made.v5([A], inputs)
  return step(all, { env: one.env ?? {} })
}

/** Rows of the table in the summary: sign, check, finding. */
export function rows({ summary }: Step): string[][] {
  return summary
    .split('\n')
    .filter(line => /^\| [✓⚠✗–] /.test(line))
    .map(line => line.slice(2, -2).split(' | '))
}

/** The lines of the log that are no commands. */
export function spoken({ lines }: Step): string[] {
  return lines.filter(line => !line.startsWith('::'))
}
