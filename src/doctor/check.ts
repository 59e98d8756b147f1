import type { Failure } from '../domain/failure.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Resolution } from '../inputs/pipeline-names.js'
import type { ReadOnlyBecause } from '../report/forge-text.js'

/** `warn`: nothing to repair, but the gate would not be green. */
export type CheckResult = 'ok' | 'warn' | 'bad' | 'skipped'

/** What the setup check checks, in this order. */
export type CheckName =
  | 'inputs'
  | 'credential'
  | 'permissions'
  | 'proxy'
  | 'endpoint'
  | 'clock'
  | 'sign_in'
  | 'api'
  | 'project'
  | 'names'
  | 'pipeline'
  | 'pipelines'
  | 'retry'
  | 'statuses'
  | 'comment'
  | 'sweep'

/** What was found. */
export type About =
  | { readonly code: 'failed'; readonly failure: Failure }
  | { readonly code: 'inputs'; readonly n: number; readonly api: string }
  | { readonly code: 'credential'; readonly source: string }
  | { readonly code: 'permissions' | 'not_keyless' | 'no_proxy' | 'no_date' | 'accepted' | 'v3_project' }
  /** The step was cancelled before. */
  | { readonly code: 'not_checked' }
  | { readonly code: 'not_reached'; readonly because: CheckName }
  | { readonly code: 'proxy'; readonly proxy: string }
  | { readonly code: 'endpoint'; readonly host: string; readonly region: string; readonly isCustom: boolean }
  /** What this machine's clock is ahead of CodeArts, negative when it is behind. */
  | { readonly code: 'clock'; readonly offMs: number; readonly tolerated: boolean }
  | { readonly code: 'api'; readonly api: string }
  | { readonly code: 'project'; readonly id: string }
  | { readonly code: 'would_start'; readonly name: string }
  /** What the lines of `pipeline_names` mean. */
  | { readonly code: 'names'; readonly resolutions: readonly Resolution[] }
  /** A pipeline of the project, for who has given none yet, or for a sweep. */
  | { readonly code: 'listed'; readonly id: string; readonly name: string; readonly run: PipelineRun | null }
  | { readonly code: 'list'; readonly shown: number; readonly total: number }
  /** As one poll saw it. */
  | { readonly code: 'pipeline'; readonly pipeline: PipelineState }
  | { readonly code: 'retry'; readonly n: number }
  | { readonly code: 'no_pull_request' }
  | { readonly code: 'heads'; readonly n: number; readonly bases: readonly string[] }
  /** What GitHub lets be read. Whether it may be written, only a write shows. */
  | {
      readonly code: 'readable'
      /** The commit, or the pull request. */
      readonly where: string
      readonly permission: string
      readonly readOnlyBecause: ReadOnlyBecause
    }
  | {
      readonly code: 'unwritable'
      readonly what: 'statuses' | 'comment'
      readonly failure: ForgeFailure
      readonly readOnlyBecause: ReadOnlyBecause
    }
  | { readonly code: 'pipeline_failed'; readonly name: string; readonly failure: Failure }

/** One thing that the setup check looked at. */
export interface Check {
  readonly name: CheckName
  readonly result: CheckResult
  readonly about: About
}

/** What the gate would do now. */
export type Forecast =
  /** Nothing can be said before what is wrong has been put right. */
  | { readonly code: 'blocked' }
  | { readonly code: 'cancelled' }
  /** No pipeline was given. */
  | { readonly code: 'nothing' }
  | { readonly code: 'start'; readonly n: number }
  | { readonly code: 'sweep'; readonly n: number }
  | { readonly code: 'pass' }
  /** It would not be green, and would not fail the step either. */
  | { readonly code: 'open'; readonly result: PipelineState['outcome'] }
  | {
      readonly code: 'fail'
      readonly result: PipelineState['outcome']
      readonly failed: number
      readonly n: number
    }
  /** @property failed pipelines that would fail it in the end */
  /** @property retried runs that have failed and would be retried */
  | { readonly code: 'retry'; readonly retried: number; readonly n: number }
  /** A snapshot leaves them to the commit statuses. */
  | { readonly code: 'left'; readonly open: number; readonly n: number }
  | { readonly code: 'wait'; readonly open: number; readonly failed: number; readonly n: number }
