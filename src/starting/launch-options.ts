import type { Project } from '../codearts/v5/api.js'
import type { QueueRecord } from '../codearts/v5/queue.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import type { Order } from '../codearts/v5/start-plan.js'
import type { Failure } from '../domain/failure.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Launched } from '../domain/pipeline-state.js'
import type { Clock, Unwritten } from '../ports.js'
import type { Describe } from './description.js'
import type { Journal } from './journal.js'

/** What is logged while runs are started. */
export interface StartLog {
  /** @param how whether the service answered the start, or the run was found by its correlation ID */
  started(run: PipelineRun, how: 'answered' | 'found'): void
  notNow(name: string, lastError: Failure): void
  /**
   * It waits in the queue.
   * @param run `null` while the service did not return it
   * @param record `null` where the queue could not be read
   */
  queued(name: string, lastError: Failure, run: PipelineRun | null, record: QueueRecord | null): void
  /** It has left the queue. */
  dequeued(run: PipelineRun): void
  lost(name: string, lastError: Failure | null): void
  withoutCode(name: string): void
  fixedVariables(name: string, variables: readonly string[]): void
  /** What has been started cannot be kept for the post step. */
  unsaved(fault: Unwritten): void
}

export interface LaunchOptions {
  readonly ids: readonly string[]
  readonly order: Order
  /** A mark for one run, and the description that carries it. */
  readonly newCorrelationId: () => string
  readonly describe: Describe
  readonly project: Project
  /** Calls within these bounds. */
  readonly runsApi: (bounds: { readonly deadline: number; readonly signal: AbortSignal }) => RunsApi
  readonly journal: Journal
  readonly clock: Clock
  readonly random: () => number
  /** Ends the starting: nothing is sent any more. */
  readonly signal: AbortSignal
  /** Comes a little later: until then, responses to sent requests still count. */
  readonly lateSignal: AbortSignal
  /** On the monotonic clock. */
  readonly deadline: number
  readonly startTimeoutMs: number
  readonly hide: (secret: string, name: string) => void
  readonly log: StartLog
  /** Called with how far each pipeline has come. */
  readonly onChange: (id: string, launched: Launched) => void
}
