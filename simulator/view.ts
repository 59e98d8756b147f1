import type { RunNow } from './model.js'
import type { PipelineStore } from './pipeline-store.js'
import type { SimResponse } from './transport.js'

/** Behaviour of CodeArts that is not documented, or that a test chooses. */
export interface Behaviour {
  /** CodeArts projects that the caller is a member of, beside those that own a pipeline. */
  readonly projects?: readonly string[]
  /** Projects that own a pipeline and that the caller is no member of. */
  readonly notMemberOf?: readonly string[]
  /** How many runs may run at once before a start is refused; unlimited by default. */
  readonly parallelRuns?: number
  /** Order of every run list, over the requested one. */
  readonly listOrder?: (a: RunNow, b: RunNow) => number
  /** How many runs one page contains, given the requested limit. */
  readonly pageSize?: (asked: number) => number
  /** The answer about a run that does not exist, which is not documented. By default 404 with a message and no code. */
  readonly noSuchRun?: () => SimResponse
  /** Overrides the HTTP status of an error code of the service. */
  readonly errorStatus?: (code: string) => number | undefined
}

/** What a handler sees of CodeArts at the time of the request. */
export interface View {
  readonly epochNow: number
  readonly store: PipelineStore
  readonly behaviour: Behaviour
}
