import { STOPS_IN_FLIGHT } from '../codearts/cloud.js'
import { inFlight } from '../common/limit.js'
import type { Ownership, RunsApi } from '../codearts/v5/runs-api.js'
import { FailureError, DeadlineError } from '../errors.js'
import type { Describe } from './description.js'
import type { JournalEntry } from './journal.js'
import { markOf, ownership } from './verification.js'
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
 * time and it may help. Never throws what it can report.
 *
 * @param starterUntil calls that end at a time on the monotonic clock
 */
export async function stopRuns(
  entries: readonly JournalEntry[],
  runsApiUntil: (deadline: number) => RunsApi,
  describe: Describe,
  clock: Clock,
  bounds: StopBounds
): Promise<UnfinishedRun[]> {
  const unfinishedRuns = new Map<string, UnfinishedRun>()
  await inFlight(
    entries,
    async entry => {
      unfinishedRuns.set(entry.pipelineId, await stopOne(entry, runsApiUntil, describe, clock, bounds))
    },
    STOPS_IN_FLIGHT
  )
  return entries.flatMap(({ pipelineId }) => unfinishedRuns.get(pipelineId) ?? [])
}

async function stopOne(
  entry: JournalEntry,
  runsApiUntil: (deadline: number) => RunsApi,
  describe: Describe,
  clock: Clock,
  { searchUntil, silentUntil, until }: StopBounds
): Promise<UnfinishedRun> {
  const { pipelineId, correlationId } = entry
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

  // A run that this step did not start is never stopped.
  const ask = (): Promise<Ownership> => ownership(entry, describe, runsApiUntil, clock)
  const askOnce = (): Promise<Ownership> =>
    ask().catch((error: unknown) => {
      // A credential that may not view runs may still stop them, or the refusal says why.
      if (error instanceof FailureError) return 'unanswered'
      throw error
    })
  let whose: Ownership = entry.isVerified ? 'own' : entry.runId === null ? 'foreign' : await askOnce()
  // Nothing is left of it to be stopped; what has failed may be retried.
  if (whose === 'succeeded') return left(entry.runId, 'had_ended', null)
  const find = (deadline: number): Promise<string | null> =>
    runsApiUntil(deadline).find(pipelineId, markOf(entry, describe, clock), strangers)
  const search =
    entry.runId === null || whose === 'foreign'
      ? await repeated(clock, { until: searchUntil, silentUntil: searchUntil }, find)
      : { result: entry.runId, lastError: null }
  if (search.result === null) return left(null, 'not_there', search.lastError)
  let runId = search.result
  const { result: disposition, lastError } = await repeated(clock, { until, silentUntil }, async deadline => {
    if (runId === entry.runId) {
      // What CodeArts does not show may be anybody's, and cannot be stopped yet; nor can what a step has left unproven.
      if (isOpen(whose, entry)) whose = await ask()
      if (whose === 'succeeded') return 'had_ended'
      if (isOpen(whose, entry)) return null
      const own = whose === 'foreign' ? await find(deadline) : runId
      if (own === null) return null
      if (entry.isQueued && own === runId) return leave({ ...entry, runId }, runsApiUntil(deadline))
      runId = own
    }
    return runsApiUntil(deadline).stop(pipelineId, runId)
  })
  if (disposition === null && whose === 'foreign' && runId === entry.runId)
    return left(null, 'not_there', lastError)
  return left(runId, disposition ?? 'unstopped', lastError)
}

/** Whether it has still to be shown whose run it is. CodeArts may show a queued one in its queue only. */
function isOpen(whose: Ownership, { isQueued, isAnswered }: JournalEntry): boolean {
  return (whose === 'unshown' && !isQueued) || (whose === 'unanswered' && !isAnswered)
}

/** Takes a run out of the queue, or stops it where it has left by itself. @returns `null` where it still waits */
async function leave(
  { pipelineId, runId, queueId }: JournalEntry & { readonly runId: string },
  runsApi: RunsApi
): Promise<'stopped' | 'had_ended' | null> {
  const exit = await runsApi.leaveQueue(pipelineId, runId, queueId)
  if (exit === 'not_queued') return runsApi.stop(pipelineId, runId)
  return exit === 'left' ? 'stopped' : null
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

/** No repetition can fix who asks, or for what. */
function isFinal({ code, hint }: Failure): boolean {
  return code === 'refused' || hint === 'not_owned' || hint === 'no_such_project'
}
