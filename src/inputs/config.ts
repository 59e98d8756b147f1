import type { Outcome } from '../domain/pipeline-run.js'
import type { CommitRule, Condition } from '../domain/selection.js'
import { NO_ATTEMPTS } from '../domain/retry.js'
import { initialState, type PipelineState, type Target } from '../domain/pipeline-state.js'
import type { AdvisoryLine } from './advisory.js'
import type { CredentialInput } from './credential.js'
import type { ForgeInput } from './forge.js'
import type { Notice } from './notices.js'
import type { StartOrder } from './start-order.js'
import type { SweepInput } from './sweep.js'
import { pinTarget, type Targets } from './pipeline-ids.js'
import type { InputIssue } from '../domain/input-issue.js'
import type { Endpoints } from '../codearts/regions.js'
import type { Api } from '../codearts/cloud.js'
import type { Language } from '../report/messages/index.js'

/** What can be said of a step even when other inputs are wrong. */
export interface BaseConfig {
  /** The requested pipelines; those of `names` come after them once they are resolved. */
  readonly targets: Targets
  /** Lines of `pipeline_names`. */
  readonly names: readonly string[]
  /** Lines of `advisory` whose pipelines are not known yet. */
  readonly advisoryLines: readonly AdvisoryLine[]
  /** IDs of the pipelines whose outcome never fails the gate. */
  readonly advisory: ReadonlySet<string>
  readonly language: Language
  /** IANA name of the zone that people read times in. */
  readonly timeZone: string
  readonly summary: boolean
  /** Only check whether everything is set up correctly. */
  readonly dryRun: boolean
  /** The heads that are swept, `null` for a step that judges. */
  readonly sweep: SweepInput | null
  /** What is to be said of the inputs before anything else. */
  readonly notices: readonly Notice[]
}

/** All inputs, checked. Durations are milliseconds. */
export interface Config extends BaseConfig {
  readonly api: Api
  readonly endpoints: Endpoints
  readonly credential: CredentialInput
  readonly wait: boolean
  readonly timeoutMs: number
  readonly pollInterval: number | 'auto'
  readonly startTimeoutMs: number
  readonly failFast: boolean
  /** How often a failed run is retried, 0 for never. */
  readonly retry: number
  /** What a run must be to count, `null` if the latest will do. */
  readonly condition: Condition | null
  /** The commit that the event is about, `null` where it is about none or the user has named one. */
  readonly underTest: CommitRule | null
  /** How runs are started, `null` to look for runs that are there. */
  readonly start: StartOrder | null
  /** Lines of log for each failed step. */
  readonly logLines: number
  /** What is written on GitHub, `null` for nothing. */
  readonly forge: ForgeInput | null
  /** Empty for `none`. */
  readonly failOn: ReadonlySet<Outcome>
}

export type ParsedInputs =
  | { readonly config: Config; readonly base: BaseConfig }
  | { readonly issues: readonly InputIssue[]; readonly base: BaseConfig }

/** The requested pipelines before the first poll, in the order of the inputs; of bad inputs only the pins are known. */
export function initialStates({
  targets,
  advisory,
  api,
  ...rules
}: Pick<BaseConfig, 'targets' | 'advisory'> &
  Partial<Pick<Config, 'api' | 'condition' | 'start'>>): PipelineState[] {
  const common = targetOf(rules)
  // v3 returns the latest run only, and nothing of its attempts.
  const attempts = api?.version === 'v3' ? null : NO_ATTEMPTS
  return [...targets].map(([id, pin]) => ({
    ...initialState(id, pin === null ? common : pinTarget(pin), attempts),
    advisory: advisory.has(id)
  }))
}

/** The run that counts of every pipeline without a pin. */
function targetOf({ condition = null, start = null }: Partial<Pick<Config, 'condition' | 'start'>>): Target {
  if (start !== null) {
    const unknown = { runId: null, appearsBy: null, correlationId: null }
    return { kind: 'start', commit: condition?.commit ?? null, ...unknown }
  }
  return condition === null ? { kind: 'latest' } : { kind: 'condition', condition }
}
