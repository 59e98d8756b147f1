import type { Poll } from '../codearts/status.js'
import type { JournalEntry, Journal } from './journal.js'
import type { UnfinishedRun } from '../domain/conclusion.js'

/** Runs that were started and are of another commit than the one asked for: they are stopped beside the wait. */
export interface MismatchedRuns {
  /**
   * Polls, and has each mismatched run stopped as soon as it is seen; one that could not be is tried again at a later
   * poll.
   */
  readonly poll: Poll
  /** Waits for stops that are on their way, and gives those that succeeded. */
  stopped(): Promise<UnfinishedRun[]>
}

/** @param stop takes a bounded time and never throws */
export function mismatchedRuns(
  poll: Poll,
  journal: Journal,
  stop: (entries: readonly JournalEntry[]) => Promise<UnfinishedRun[]>
): MismatchedRuns {
  const stopping = new Map<string, Promise<void>>()
  const done: UnfinishedRun[] = []

  const stopOne = async (entry: JournalEntry): Promise<void> => {
    for (const unfinishedRun of await stop([entry]))
      if (isDone(unfinishedRun)) {
        done.push(unfinishedRun)
        journal.remove(unfinishedRun.pipelineId)
      }
    stopping.delete(entry.pipelineId)
  }
  const stopAll = (): void => {
    for (const entry of journal.open())
      if (entry.isMismatched && !stopping.has(entry.pipelineId))
        stopping.set(entry.pipelineId, stopOne(entry))
  }
  return {
    async poll(open, report) {
      stopAll()
      await poll(open, observations => {
        for (const [id, observation] of observations)
          if (observation.kind === 'moved_on' && !observation.run.ended) journal.markMismatched(id)
        stopAll()
        report(observations)
      })
    },
    async stopped() {
      await Promise.all(stopping.values())
      return done
    }
  }
}

/** Whether a run no longer continues. */
export function isDone({ disposition }: UnfinishedRun): boolean {
  return disposition === 'stopped' || disposition === 'had_ended'
}
