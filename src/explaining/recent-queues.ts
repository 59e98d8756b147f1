import type { QueuePage, QueueRecord } from '../codearts/v5/queue.js'
import type { Clock } from '../ports.js'

/** A queue that was read this recently need not be read again. */
const FRESH_MS = 10_000

/** The queues that were read during the wait. */
export interface RecentQueues {
  keep(pipelineId: string, records: readonly QueueRecord[]): void
  /** The queue of a pipeline, `null` where it has not just been read. */
  of(pipelineId: string): QueuePage | null
}

export function recentQueues(clock: Clock): RecentQueues {
  const queues = new Map<string, { readonly records: readonly QueueRecord[]; readonly readAt: number }>()
  return {
    keep: (id, records) => void queues.set(id, { records, readAt: clock.now() }),
    of(id) {
      const queue = queues.get(id)
      if (queue === undefined || clock.now() - queue.readAt >= FRESH_MS) return null
      return { records: queue.records, total: queue.records.length }
    }
  }
}
