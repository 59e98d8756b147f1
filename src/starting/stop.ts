import { inFlight, STOPS_IN_FLIGHT } from '../codearts/http/limit.js'
import type { Starter } from '../codearts/v5/starter.js'
import { FailureError, DeadlineError } from '../errors.js'
import type { Entry } from './journal.js'
import type { Clock } from '../ports.js'
import type { Failure } from '../domain/failure.js'
import type { Fate, Leftover } from '../domain/conclusion.js'

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
 * Stops runs, those without an ID after a search for their mark. What fails is repeated as long as there is
 * time and it may help. Never throws what it can tell.
 *
 * @param starterUntil calls that end at a time on the monotonic clock
 */
export async function stopRuns(
  entries: readonly Entry[],
  starterUntil: (deadline: number) => Starter,
  clock: Clock,
  bounds: StopBounds
): Promise<Leftover[]> {
  const leftovers = new Map<string, Leftover>()
  await inFlight(
    entries,
    async entry => {
      leftovers.set(entry.pipelineId, await stopOne(entry, starterUntil, clock, bounds))
    },
    STOPS_IN_FLIGHT
  )
  return entries.flatMap(({ pipelineId }) => leftovers.get(pipelineId) ?? [])
}

async function stopOne(
  entry: Entry,
  starterUntil: (deadline: number) => Starter,
  clock: Clock,
  { searchUntil, silentUntil, until }: StopBounds
): Promise<Leftover> {
  const { pipelineId, mark, since } = entry
  const strangers = new Set<string>()
  const left = (runId: string | null, fate: Fate, trouble: Failure | null): Leftover => ({
    pipelineId,
    runId,
    mark,
    fate,
    trouble
  })

  const search =
    entry.runId === null
      ? await repeated(clock, { until: searchUntil, silentUntil: searchUntil }, deadline =>
          starterUntil(deadline).find(pipelineId, mark, clock.epoch() - since, strangers)
        )
      : { result: entry.runId, trouble: null }
  const runId = search.result
  if (runId === null) return left(null, 'not_there', search.trouble)
  const { result: fate, trouble } = await repeated(clock, { until, silentUntil }, deadline =>
    starterUntil(deadline).stop(pipelineId, runId)
  )
  return left(runId, fate ?? 'unstopped', trouble)
}

interface Repeated<T> {
  readonly result: T | null
  /** What went wrong last, if anything did. */
  readonly trouble: Failure | null
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
  let trouble: Failure | null = null
  let isHeard = false
  for (;;) {
    try {
      const result = await ask(isHeard ? until : Math.min(silentUntil, until))
      if (result !== null) return { result, trouble: null }
      trouble = null
      isHeard = true
    } catch (error) {
      if (error instanceof FailureError) trouble = error.failure
      else if (error instanceof DeadlineError) trouble = error.trouble ?? trouble
      else throw error
      isHeard ||= trouble !== null && trouble.code !== 'connection'
      if ((trouble !== null && isFinal(trouble)) || !isHeard) return { result: null, trouble }
    }
    if (clock.now() + PAUSE_MS >= until) return { result: null, trouble }
    await clock.sleep(PAUSE_MS, new AbortController().signal)
  }
}

/** No repetition can mend who asks, or for what. */
function isFinal({ code, hint }: Failure): boolean {
  return code === 'refused' || hint === 'not_owned' || hint === 'no_such_project'
}
