import { DeadlineError } from './codearts/attempt.js'
import { inFlight } from './codearts/limit.js'
import type { Starter } from './codearts/starter.js'
import { AbortedError, FailureError, type Failure } from './errors.js'
import type { Entry } from './ledger.js'
import type { Clock } from './ports.js'
import type { Fate, Leftover } from './report/conclusion.js'

/** Pause between two searches for a run that is not there yet. */
const SEARCH_PAUSE_MS = 500

/**
 * Stops runs, those without an ID after a search for their mark. Never throws what it can tell.
 * @param deadline on the monotonic clock
 */
export async function stopRuns(
  entries: readonly Entry[],
  starter: Starter,
  clock: Clock,
  signal: AbortSignal,
  deadline: number
): Promise<Leftover[]> {
  const leftovers = new Map<string, Leftover>()
  await inFlight(entries, async entry => {
    const { pipelineId, mark } = entry
    let { runId } = entry
    let fate: Fate = 'unstopped'
    let trouble: Failure | null = null
    try {
      runId ??= await searchUntil(entry, starter, clock, signal, deadline)
      fate = runId === null ? 'not_there' : await starter.stop(pipelineId, runId)
    } catch (error) {
      if (error instanceof FailureError) trouble = error.failure
      else if (error instanceof DeadlineError) trouble = error.trouble
      else if (!(error instanceof AbortedError)) throw error
      if (runId === null && trouble === null) fate = 'not_there'
    }
    leftovers.set(pipelineId, { pipelineId, runId, mark, fate, trouble })
  })
  return entries.flatMap(({ pipelineId }) => leftovers.get(pipelineId) ?? [])
}

async function searchUntil(
  { pipelineId, mark, since }: Entry,
  starter: Starter,
  clock: Clock,
  signal: AbortSignal,
  deadline: number
): Promise<string | null> {
  const strangers = new Set<string>()
  for (;;) {
    const runId = await starter.find(pipelineId, mark, since, strangers)
    if (runId !== null || clock.now() + SEARCH_PAUSE_MS >= deadline) return runId
    await clock.sleep(SEARCH_PAUSE_MS, signal)
  }
}
