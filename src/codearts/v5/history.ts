import { AbortedError, FailureError, DeadlineError } from '../../errors.js'
import { joinedSignal } from '../../common/signals.js'
import type { ClientOptions } from '../http/attempt.js'
import { createClient, type Client } from '../http/client.js'
import { limiter } from '../../common/limit.js'
import { v5Path, type Project } from './api.js'
import { readRunElement } from './run.js'
import { readRunPage, runListBody } from './run-list.js'
import { areAlike } from '../http/values.js'
import type { JsonObject } from '../../common/json.js'

/** The number of recent runs that predict how long the next one takes. */
const RUNS = 10
/** A run that took longer than this says nothing of a wait, and one that was shorter has done nothing. */
const LONGEST_MS = 24 * 3_600_000
const SHORTEST_MS = 2_000
/** A history that takes longer than this is not worth having. */
const BUDGET_MS = 4_000

/** What came of asking how long recent runs took, in milliseconds. */
export type Past =
  | { readonly durations: readonly number[] }
  /** It could not be had. @param retryAfterMs what the server asked for, if it did */
  | { readonly durations: null; readonly retryAfterMs: number | null }

/** How long runs took before; asked beside the wait. */
export interface History {
  /** Never throws, and answers within seconds. */
  durations(pipelineId: string): Promise<Past>
  /** Ends the requests that are still running: they are no longer needed. */
  end(): void
}

/**
 * Asks one by one, with a client of its own: a history that hangs must not hold a poll back.
 * @param asItIs the same options with the credential as it is by then: a history is not worth a renewal
 */
export function openHistory(
  { clock, signal, deadline }: ClientOptions,
  asItIs: () => ClientOptions,
  project: Project
): History {
  const ending = new AbortController()
  const inTurn = limiter(1)
  return {
    durations: id =>
      inTurn(async () => {
        const asking = joinedSignal(signal, ending.signal)
        const client = createClient({
          ...asItIs(),
          limit: task => task(),
          deadline: Math.min(deadline, clock.now() + BUDGET_MS),
          signal: asking.signal
        })
        try {
          return await recentDurations(client, project, id, () => clock.epoch())
        } finally {
          asking.release()
        }
      }),
    end: () => ending.abort()
  }
}

/**
 * How long recent runs of a pipeline took. One request.
 * @param now epoch milliseconds: a run that ended after it is ignored
 */
export async function recentDurations(
  client: Pick<Client, 'once'>,
  project: Project,
  pipelineId: string,
  now: () => number
): Promise<Past> {
  const path = v5Path(project, pipelineId, 'pipeline-runs', 'list')
  try {
    const answer = await client.once('POST', path, runListBody(0, RUNS))
    if (!('json' in answer)) return { durations: null, retryAfterMs: answer.retryAfterMs }
    const { own } = readRunPage(answer, project, pipelineId)
    return { durations: durationsOf(credible(own), pipelineId, project, now()) }
  } catch (error) {
    if (error instanceof FailureError || error instanceof DeadlineError || error instanceof AbortedError)
      return { durations: null, retryAfterMs: null }
    throw error
  }
}

/** Each run once; a run that is listed twice with different content is ignored. */
function credible(own: readonly JsonObject[]): JsonObject[] {
  const byRun = new Map<unknown, { readonly first: JsonObject; isCredible: boolean }>()
  for (const element of own) {
    const known = byRun.get(element.pipeline_run_id)
    if (known === undefined) byRun.set(element.pipeline_run_id, { first: element, isCredible: true })
    else known.isCredible &&= areAlike(known.first, element)
  }
  return [...byRun.values()].filter(({ isCredible }) => isCredible).map(({ first }) => first)
}

function durationsOf(
  elements: readonly JsonObject[],
  pipelineId: string,
  project: Project,
  now: number
): number[] {
  return elements
    .map(element => readRunElement(element, pipelineId, project, null))
    .flatMap(run => {
      if (run === null || run.outcome === 'aborted' || run.startedAt === null || run.endedAt === null)
        return []
      const took = run.endedAt - run.startedAt
      return took >= SHORTEST_MS && took <= LONGEST_MS && run.endedAt <= now ? [took] : []
    })
}
