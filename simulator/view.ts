import type { RunNow } from './model.js'
import type { PipelineStore } from './pipeline-store.js'
import type { SimResponse } from './transport.js'

/** How the cloud behaves where no source tells how it does, and what a test wants it to be. */
export interface Behaviour {
  /** CodeArts projects that the caller is a member of, beside those that own a pipeline. */
  readonly projects?: readonly string[]
  /** Projects that own a pipeline and that the caller is no member of. */
  readonly notMemberOf?: readonly string[]
  /** How many runs may go at once before a start is refused; any number if not given. */
  readonly parallelRuns?: number
  /** The order of a run list, whatever was asked for. */
  readonly listOrder?: (a: RunNow, b: RunNow) => number
  /** How many of the runs that were asked for come on one page. */
  readonly pageSize?: (asked: number) => number
  /** What is said of a run that does not exist: no source tells. In words alone, under 404, if not given. */
  readonly noSuchRun?: () => SimResponse
  /** Another HTTP status for an error code of the service. */
  readonly errorStatus?: (code: string) => number | undefined
}

/** Lets a handler see the cloud at the time of the request. */
export interface View {
  readonly epochNow: number
  readonly store: PipelineStore
  readonly behaviour: Behaviour
}
