import type { Poll } from '../codearts/status.js'
import type { QueueRecord } from '../codearts/v5/queue.js'
import type { Observation, PipelineState } from '../domain/pipeline-state.js'
import { FailureError } from '../errors.js'
import type { Clock } from '../ports.js'

export interface QueueHoldOptions {
  /** The records in the queue of a pipeline, asked for once. */
  readonly queueOf: (pipelineId: string) => Promise<readonly QueueRecord[]>
  /** Until when a run that matches may appear, on the monotonic clock. */
  readonly startDeadline: number
  readonly startTimeoutMs: number
  readonly clock: Clock
  /** Called once for each pipeline whose queue keeps `start_timeout` from expiring. @param n records in it */
  readonly onHeld: (pipeline: PipelineState, n: number) => void
}

/** A queue that keeps `start_timeout` from running out. */
interface Hold {
  /** The records that were there before it would have. */
  readonly records: ReadonlySet<string>
  /** When the last of them has left, on the monotonic clock; `null` while one waits. */
  readonly leftAt: number | null
}

/**
 * Asks for the queue of a pipeline before `start_timeout` ends it: five runs at once are CodeArts' default, and the run
 * that is waited for may be one that queues. While a record that was there waits on, so does the gate; once all have
 * left, a run may take `start_timeout` to appear.
 */
export function heldByQueue(poll: Poll, options: QueueHoldOptions): Poll {
  const { clock, startDeadline, startTimeoutMs } = options
  const holds = new Map<string, Hold>()

  const answered = async (pipeline: PipelineState, observation: Missing): Promise<Observation> => {
    const known = holds.get(pipeline.id)
    const hasLeft = known !== undefined && known.leftAt !== null
    const hold = hasLeft ? known : await holdNow(pipeline, known)
    if (hold === null) return observation
    const appearsBy = hold.leftAt === null ? Number.POSITIVE_INFINITY : hold.leftAt + startTimeoutMs
    return { ...observation, appearsBy }
  }

  const holdNow = async (
    { id, ...pipeline }: PipelineState,
    known: Hold | undefined
  ): Promise<Hold | null> => {
    const queue = await told(options.queueOf(id))
    // A queue that cannot be read holds nothing new, and still holds what it did.
    if (queue === null) return known ?? null
    const waiting = queue.flatMap(({ state, queueId, runId }) =>
      state === 'waiting' ? [queueId ?? runId ?? ''] : []
    )
    const records = known?.records ?? new Set(waiting)
    if (records.size === 0) return null
    if (known === undefined) options.onHeld({ id, ...pipeline }, waiting.length)
    const isHeld = waiting.some(record => records.has(record))
    const hold = { records, leftAt: isHeld ? null : clock.now() }
    holds.set(id, hold)
    return hold
  }

  return async (open, report) => {
    const began = clock.now()
    const byId = new Map(open.map(pipeline => [pipeline.id, pipeline]))
    const asked: Promise<void>[] = []
    await poll(open, observations => {
      for (const [id, observation] of observations) {
        const pipeline = byId.get(id)
        if (pipeline === undefined || !isMissing(observation) || !isDue(pipeline, began, startDeadline))
          report(new Map([[id, observation]]))
        else asked.push(answered(pipeline, observation).then(later => report(new Map([[id, later]]))))
      }
      // What fails while other responses are awaited is reported below.
      for (const question of asked) question.catch(() => undefined)
    })
    await Promise.all(asked)
  }
}

type Missing = Extract<Observation, { readonly kind: 'no_run' | 'no_match' }>

function isMissing(observation: Observation): observation is Missing {
  return observation.kind === 'no_run' || observation.kind === 'no_match'
}

/** Whether `start_timeout` is about to end the wait for a run that matches. */
function isDue({ target, run, decided }: PipelineState, now: number, startDeadline: number): boolean {
  return target.kind === 'condition' && run === null && !decided && now >= startDeadline
}

/** What the queue holds, `null` where it cannot be read. */
async function told(asked: Promise<readonly QueueRecord[]>): Promise<readonly QueueRecord[] | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof FailureError) return null
    throw error
  }
}
