import { inFlight, STOPS_IN_FLIGHT } from '../codearts/cloud.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import { FailureError, DeadlineError } from '../errors.js'
import type { JournalEntry } from './journal.js'
import type { Clock } from '../ports.js'
import type { Failure } from '../domain/failure.js'
import type { Disposition, UnfinishedRun } from '../domain/conclusion.js'

/** Pause before a search or a stop is repeated. */
const PAUSE_MS = 500

/** How much time there is, on the monotonic clock. */
export interface StopBounds {
  /** Until when a run that is not known by its ID is looked for. */
  readonly searchUntil: number
  /** Until when the service has to answer anything at all. */
  readonly silentUntil: number
  /** Until when a service that answers is asked again. */
  readonly until: number
}

/**
 * Stops runs, those without an ID after a search for their correlation ID. What fails is repeated as long as there is
 * time and it may help. Never throws what it can tell.
 *
 * @param starterUntil calls that end at a time on the monotonic clock
 */
export async function stopRuns(
  entries: readonly JournalEntry[],
  runsApiUntil: (deadline: number) => RunsApi,
  clock: Clock,
  bounds: StopBounds
): Promise<UnfinishedRun[]> {
  const unfinishedRuns = new Map<string, UnfinishedRun>()
  await inFlight(
    entries,
    async entry => {
      unfinishedRuns.set(entry.pipelineId, await stopOne(entry, runsApiUntil, clock, bounds))
    },
    STOPS_IN_FLIGHT
  )
  return entries.flatMap(({ pipelineId }) => unfinishedRuns.get(pipelineId) ?? [])
}

async function stopOne(
  entry: JournalEntry,
  runsApiUntil: (deadline: number) => RunsApi,
  clock: Clock,
  { searchUntil, silentUntil, until }: StopBounds
): Promise<UnfinishedRun> {
  const { pipelineId, correlationId, since } = entry
  const strangers = new Set<string>()
  const left = (
    runId: string | null,
    disposition: Disposition,
    lastError: Failure | null
  ): UnfinishedRun => ({
    pipelineId,
    runId,
    correlationId,
    disposition,
    lastError
  })

  const search =
    entry.runId === null
      ? await repeated(clock, { until: searchUntil, silentUntil: searchUntil }, deadline =>
          runsApiUntil(deadline).find(pipelineId, correlationId, clock.epoch() - since, strangers)
        )
      : { result: entry.runId, lastError: null }
  const runId = search.result
  if (runId === null) return left(null, 'not_there', search.lastError)
  const { result: disposition, lastError } = await repeated(clock, { until, silentUntil }, deadline =>
    runsApiUntil(deadline).stop(pipelineId, runId)
  )
  return left(runId, disposition ?? 'unstopped', lastError)
}

interface Repeated<T> {
  readonly result: T | null
  /** What went wrong last, if anything did. */
  readonly lastError: Failure | null
}

/**
 * Asks until there is a result, or the time is over: earlier where the service says nothing at all, and at once
 * where who is asking was refused.
 */
async function repeated<T>(
  clock: Clock,
  { until, silentUntil }: Pick<StopBounds, 'until' | 'silentUntil'>,
  ask: (deadline: number) => Promise<T | null>
): Promise<Repeated<T>> {
  let lastError: Failure | null = null
  let isHeard = false
  for (;;) {
    try {
      const result = await ask(isHeard ? until : Math.min(silentUntil, until))
      if (result !== null) return { result, lastError: null }
      lastError = null
      isHeard = true
    } catch (error) {
      if (error instanceof FailureError) lastError = error.failure
      else if (error instanceof DeadlineError) lastError = error.lastError ?? lastError
      else throw error
      isHeard ||= lastError !== null && lastError.code !== 'connection'
      if ((lastError !== null && isFinal(lastError)) || !isHeard) return { result: null, lastError }
    }
    if (clock.now() + PAUSE_MS >= until) return { result: null, lastError }
    await clock.sleep(PAUSE_MS, new AbortController().signal)
  }
}

/** No repetition can mend who asks, or for what. */
function isFinal({ code, hint }: Failure): boolean {
  return code === 'refused' || hint === 'not_owned' || hint === 'no_such_project'
}
