import type { Outcome } from '../domain/pipeline-run.js'
import type { Condition } from '../domain/selection.js'
import type { FoundLogin } from './credential.js'
import type { StartOrder } from './start.js'
import type { Targets } from './pipeline-ids.js'
import type { Problem } from '../domain/failure.js'
import type { Place } from '../codearts/regions.js'
import type { Api } from '../codearts/cloud.js'
import type { Language } from '../report/messages/index.js'

/** What can be said of a step even when other inputs are wrong. */
export interface Frame {
  readonly targets: Targets
  readonly language: Language
  readonly summary: boolean
  /** Only look whether everything is in order. */
  readonly dryRun: boolean
}

/** All inputs, checked. Durations are milliseconds. */
export interface Config extends Frame {
  readonly api: Api
  readonly place: Place
  readonly found: FoundLogin
  readonly wait: boolean
  readonly timeoutMs: number
  readonly pollInterval: number | 'auto'
  readonly startTimeoutMs: number
  readonly failFast: boolean
  /** What a run must be to count, `null` if the latest will do. */
  readonly condition: Condition | null
  /** How runs are started, `null` to look for runs that are there. */
  readonly start: StartOrder | null
  /** Lines of log for each failed step. */
  readonly logLines: number
  /** Empty for `none`. */
  readonly failOn: ReadonlySet<Outcome>
}

export type ParsedInputs =
  | { readonly config: Config; readonly frame: Frame }
  | { readonly problems: readonly Problem[]; readonly frame: Frame }
