import type { Look } from '../codearts/status.js'
import type { Entry, Ledger } from './journal.js'
import type { Leftover } from '../domain/conclusion.js'

/** Runs that were started and are of another commit than the one asked for: they are stopped beside the wait. */
export interface Strays {
  /** Looks, and has each stray stopped as soon as it is seen; one that could not be is tried again at a later look. */
  readonly look: Look
  /** Waits for stops that are on their way, and gives those that succeeded. */
  settle(): Promise<Leftover[]>
}

/** @param stop takes a bounded time and never throws */
export function strays(
  look: Look,
  ledger: Ledger,
  stop: (entries: readonly Entry[]) => Promise<Leftover[]>
): Strays {
  const stopping = new Map<string, Promise<void>>()
  const done: Leftover[] = []

  const stopOne = async (entry: Entry): Promise<void> => {
    for (const leftover of await stop([entry]))
      if (isDone(leftover)) {
        done.push(leftover)
        ledger.strike(leftover.pipelineId)
      }
    stopping.delete(entry.pipelineId)
  }
  const stopAll = (): void => {
    for (const entry of ledger.open())
      if (entry.isStray && !stopping.has(entry.pipelineId)) stopping.set(entry.pipelineId, stopOne(entry))
  }
  return {
    async look(open, report) {
      stopAll()
      await look(open, sightings => {
        for (const [id, sighting] of sightings)
          if (sighting.kind === 'moved_on' && !sighting.run.ended) ledger.condemn(id)
        stopAll()
        report(sightings)
      })
    },
    async settle() {
      await Promise.all(stopping.values())
      return done
    }
  }
}

/** Whether a run does not go on any more. */
export function isDone({ fate }: Leftover): boolean {
  return fate === 'stopped' || fate === 'had_ended'
}
