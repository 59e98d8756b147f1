import { failure, internalFailure, unreachable, type Failure } from '../domain/failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { expire, unconfirmed } from '../domain/tracking.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'

/** What ended a wait: `fail_fast` also where the pipeline that ends it was the last one that was open. */
export type EndedBy = 'all_decided' | 'fail_fast' | 'deadline' | 'failure'

/** What is known when the wait ends, and what ended it. */
export interface Watched {
  readonly endedBy: EndedBy
  readonly pipelines: readonly PipelineState[]
  readonly polls: number
  readonly failure: Failure | null
}

/** How a wait that an error has ended is reported. */
interface ErrorContext {
  /** Whether the service has been failing for long enough to be called unreachable. */
  readonly isOutage: boolean
  /** Decided pipelines that were to be polled once more. */
  readonly unconfirmed?: readonly PipelineState[]
}

/** What an error that ends the wait leaves known. What could not be confirmed is not known. */
export function endOf(
  error: unknown,
  pipelines: readonly PipelineState[],
  polls: number,
  { isOutage, unconfirmed: open = [] }: ErrorContext
): Watched {
  // A cancelled step has no verdict: what was seen is reported as it was.
  if (error instanceof AbortedError)
    return { endedBy: 'failure', pipelines, polls, failure: failure('cancelled') }
  const ids = new Set(open.map(({ id }) => id))
  const known = pipelines.map(pipeline => (ids.has(pipeline.id) ? unconfirmed(pipeline) : pipeline))
  const failed = (failure: Failure): Watched => ({ endedBy: 'failure', pipelines: known, polls, failure })
  if (error instanceof FailureError) return failed(error.failure)
  // A mistake of our own must not cost what is known.
  if (!(error instanceof DeadlineError)) return failed(internalFailure(error))
  const isUnheard =
    (error.lastError !== null && isOutage) ||
    open.length > 0 ||
    pipelines.some(({ advisory, lastObservation }) => !advisory && lastObservation === 'nothing_yet')
  return {
    endedBy: 'deadline',
    pipelines: known.map(expire),
    polls,
    failure: isUnheard ? unreachable(error.lastError) : null
  }
}
