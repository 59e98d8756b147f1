import { openStarters, type CloudEffects } from '../codearts/cloud.js'
import { announcedRun, type Project } from '../codearts/v5/run.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Entry, Ledger } from './journal.js'
import { stopRuns, type StopBounds } from './stop.js'
import { isDone, type Strays } from './mismatched-runs.js'
import type { Watched } from '../polling/watch.js'
import type { Leftover } from '../domain/conclusion.js'
import type { Config } from '../inputs/config.js'

/** The runner kills a cancelled step after 7.5 seconds; stopping and the last words have to fit in. */
const STOP_MS = 5_500
/** A step that was not cancelled asks a service that answers, and does not stop a run, for this long. */
const INSIST_MS = 20_000
/** A run whose start was not answered is looked for a last time; the post step of a cancelled step searches on. */
const LAST_SEARCH_MS = 2_000

/** What came of the runs that had not ended with the step. */
export interface Settled {
  readonly leftovers: readonly Leftover[]
  /** Runs that came to light only now, by pipeline. */
  readonly found: ReadonlyMap<string, PipelineRun>
}

/** When what ended the wait has happened, on the monotonic clock. */
export interface End {
  readonly at: number
  readonly isCancel: boolean
}

/** Stops runs within these bounds. Never throws. */
export type Stop = (entries: readonly Entry[], bounds: StopBounds) => Promise<Leftover[]>

/** Stops runs whatever has become of the step: with a sign-in and times of its own. */
export function stopperFor(config: Config, effects: CloudEffects): Stop {
  const signal = new AbortController().signal
  return (entries, bounds) => {
    const own = { ...effects, deadline: bounds.silentUntil, signal, onTrouble: () => undefined }
    return entries.length === 0
      ? Promise.resolve([])
      : stopRuns(entries, openStarters(config, own), effects.clock, bounds)
  }
}

/** How long a run of another commit is tried to be stopped beside the wait, before the next look tries again. */
export function strayBounds(now: number): StopBounds {
  const until = now + STOP_MS
  return { searchUntil: until, silentUntil: until, until }
}

/** Stops what has to be stopped of all that the step has started and not seen ended, and says what becomes of it. */
export async function settle(
  watched: Watched,
  end: End,
  { config, ledger, astray, stop, project, now }: Settling
): Promise<Settled> {
  for (const { id, run } of watched.pipelines) if (run?.ended === true) ledger.strike(id)
  const gone = await astray.settle()
  const { due, left } = sortOut(ledger, watched, config)
  const leftovers = await stop(due, {
    searchUntil: Math.min(now() + LAST_SEARCH_MS, end.at + STOP_MS),
    silentUntil: end.at + STOP_MS,
    until: end.at + (end.isCancel ? STOP_MS : INSIST_MS)
  })
  // What is done is done, and what is left on purpose is nobody's business; the rest is kept for the post step.
  for (const { pipelineId } of [...left, ...leftovers.filter(isDone)]) ledger.strike(pipelineId)
  const isCutShort = watched.endedBy !== 'all_decided'
  const told = [...gone, ...leftovers, ...(isCutShort ? left.map(leftAlone) : [])]
  return { leftovers: told, found: runsOf(told, watched, project) }
}

interface Settling {
  readonly config: Config
  readonly ledger: Ledger
  readonly astray: Strays
  readonly stop: Stop
  readonly project: Project
  readonly now: () => number
}

/** What this step has started goes on with `wait: false`, where nobody waits for it, and where the user wants that. */
export function leavesRuns({ start, wait }: Pick<Config, 'start' | 'wait'>): boolean {
  return !wait || start?.stopOnCancel === false
}

/**
 * What has to be stopped: a run of another commit in any case, and else everything that has not ended, unless the
 * user leaves it; only a run that waits for a person may go on after a step that was not cut short.
 */
function sortOut(
  ledger: Ledger,
  { pipelines, endedBy }: Watched,
  config: Config
): { readonly due: Entry[]; readonly left: Entry[] } {
  const waiting = new Set(pipelines.filter(({ outcome }) => outcome === 'paused').map(({ id }) => id))
  const isDue = ({ pipelineId, isStray }: Entry): boolean =>
    isStray || (!leavesRuns(config) && (endedBy !== 'all_decided' || !waiting.has(pipelineId)))
  return { due: ledger.open().filter(isDue), left: ledger.open().filter(entry => !isDue(entry)) }
}

/** A run that goes on because the user wants it to. */
export function leftAlone({ pipelineId, runId, mark }: Entry): Leftover {
  return { pipelineId, runId, mark, fate: 'left', trouble: null }
}

function runsOf(
  leftovers: readonly Leftover[],
  { pipelines }: Watched,
  project: Project
): Map<string, PipelineRun> {
  const names = new Map(pipelines.map(({ id, name }) => [id, name]))
  return new Map(
    leftovers.flatMap(({ pipelineId: id, runId }) =>
      runId === null ? [] : [[id, announcedRun(project, id, names.get(id) ?? id, runId)] as const]
    )
  )
}
