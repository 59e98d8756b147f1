import type { Conclusion } from '../domain/conclusion.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'

/** What is known of pipelines beside their runs. */
export interface PipelineFacts {
  /** Ends when all names that can be had are there. */
  readonly named: Promise<void>
  readonly nameOf: (pipelineId: string) => string | null
}

/** What is to be said of what was, or was not, written on GitHub. */
export interface Announced {
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
}

/** Says on GitHub how the gate goes: statuses on the commit, a comment on the pull request. Nothing here throws. */
export interface Announcer {
  /** To be called before the first request; pipelines that are given by name are not known yet. */
  begin(pipelines: readonly PipelineState[], facts: PipelineFacts): void
  /** All pipelines are known now. */
  requested(pipelines: readonly PipelineState[]): void
  polled(pipelines: readonly PipelineState[]): void
  /** Of a snapshot: what keeps it from leaving its open results to the statuses, `null` if nothing does. */
  leftPending(): Promise<ForgeFailure | null>
  /** The step was cancelled: what is pending becomes an error at once. */
  cancel(conclusion: Conclusion): void
  /** The step has reported its verdict and ends now. */
  conclude(conclusion: Conclusion): Promise<Announced>
}

/** Where neither statuses nor a comment are asked for. */
export const SILENT: Announcer = {
  begin: () => undefined,
  requested: () => undefined,
  polled: () => undefined,
  leftPending: () => Promise.resolve(null),
  cancel: () => undefined,
  conclude: () => Promise.resolve({ warnings: [], notices: [] })
}
