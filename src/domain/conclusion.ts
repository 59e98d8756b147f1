import type { CommitRule } from './selection.js'
import type { Verdict } from './verdict.js'
import type { Failure } from './failure.js'

/** All that is reported at the end: the verdict and its circumstances. Every report is made from this. */
export interface Conclusion {
  readonly verdict: Verdict
  /** What kept the action from doing its job, `null` if nothing did. */
  readonly failure: Failure | null
  readonly region: string | null
  readonly location: ServiceLocation
  readonly polls: number
  readonly elapsedMs: number
  /** Epoch milliseconds of the beginning. */
  readonly begunAt: number
  /** Runs that the step had started and not seen ended. */
  readonly unfinishedRuns: readonly UnfinishedRun[]
  /** The commit that the event is about, `null` where there is none or the user has named one. */
  readonly underTest: CommitRule | null
}

/** What shows people where the service is: what they have chosen. */
export interface ServiceLocation {
  /** A base URL that is not the one of the region. */
  readonly customEndpoint: string | null
  /** `null` where it is only the default, beside a custom endpoint. */
  readonly region: string | null
}

/** The conclusion of a step that has polled nothing. @param begunAt epoch milliseconds */
export function unpolled(
  verdict: Verdict,
  failure: Failure | null,
  begunAt: number,
  elapsedMs: number
): Conclusion {
  return {
    verdict,
    failure,
    region: null,
    location: { customEndpoint: null, region: null },
    polls: 0,
    elapsedMs,
    begunAt,
    unfinishedRuns: [],
    underTest: null
  }
}

/** What became of a run that the step had started and not seen ended. */
export type Disposition =
  | 'stopped'
  | 'had_ended'
  /** `stop_on_cancel: false`. */
  | 'left'
  | 'unstopped'
  /** Its start was not answered, and no run was found. */
  | 'not_there'

export interface UnfinishedRun {
  readonly pipelineId: string
  readonly runId: string | null
  /** In the description of the run. */
  readonly correlationId: string
  readonly disposition: Disposition
  readonly lastError: Failure | null
}
