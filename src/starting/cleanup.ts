import { announcedRun, openRunsApis, type CloudEffects } from '../codearts/cloud.js'
import type { Project } from '../codearts/v5/api.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import { mayGoOn, queueRecordOf } from '../domain/retry.js'
import { describer } from './description.js'
import type { JournalEntry, Journal } from './journal.js'
import { stopRuns, type StopBounds } from './stop.js'
import { isDone, type MismatchedRuns } from './mismatched-runs.js'
import type { Watched } from '../polling/watched.js'
import type { UnfinishedRun } from '../domain/conclusion.js'
import type { Config } from '../inputs/config.js'

/** The runner kills a cancelled step after 7.5 seconds; stopping and the last words have to fit in. */
const STOP_MS = 5_500
/** A step that was not cancelled asks a service that answers, and does not stop a run, for this long. */
const INSIST_MS = 20_000
/** A run whose start was not answered is looked for a last time; the post step of a cancelled step searches on. */
const LAST_SEARCH_MS = 2_000

/** What came of the runs that had not ended with the step. */
export interface Cleanup {
  readonly unfinishedRuns: readonly UnfinishedRun[]
  /** Runs that was found only now, by pipeline. */
  readonly found: ReadonlyMap<string, PipelineRun>
}

export const NOTHING_UNFINISHED: Cleanup = { unfinishedRuns: [], found: new Map() }

/** When what ended the wait has happened, on the monotonic clock. */
export interface End {
  readonly at: number
  readonly isCancel: boolean
}

/** Stops runs within these bounds. Never throws. */
export type Stop = (entries: readonly JournalEntry[], bounds: StopBounds) => Promise<UnfinishedRun[]>

/** Stops runs whatever has become of the step: with a sign-in and times of its own. */
export function stopperFor(config: Config, project: Project, effects: CloudEffects): Stop {
  const signal = new AbortController().signal
  return (entries, bounds) => {
    const own = { ...effects, deadline: bounds.silentUntil, signal, onRetry: () => undefined }
    return entries.length === 0
      ? Promise.resolve([])
      : stopRuns(
          entries,
          openRunsApis({ ...config, login: config.credential.login }, project, own),
          describer(config, effects.env),
          effects.clock,
          bounds
        )
  }
}

/** How long a run of another commit is tried to be stopped beside the wait, before the next poll tries again. */
export function mismatchedRunBounds(now: number): StopBounds {
  const until = now + STOP_MS
  return { searchUntil: until, silentUntil: until, until }
}

/** Stops what has to be stopped of all that the step has started and not seen ended, and says what becomes of it. */
export async function cleanUp(
  watched: Watched,
  end: End,
  { config, journal, mismatched, stop, project, now }: CleanupOptions
): Promise<Cleanup> {
  for (const { id, run, attempts } of watched.pipelines) {
    if (run?.ended !== true) continue
    if (!mayGoOn(attempts)) journal.remove(id)
    const record = queueRecordOf(attempts)
    if (record !== null) journal.markQueued(id, record.queueId)
  }
  const gone = await mismatched.stopped()
  const { due, left } = sortOut(journal, watched, config)
  const unfinishedRuns = await stop(due, {
    searchUntil: Math.min(now() + LAST_SEARCH_MS, end.at + STOP_MS),
    silentUntil: end.at + STOP_MS,
    until: end.at + (end.isCancel ? STOP_MS : INSIST_MS)
  })
  // What is stopped needs no more work, nor does what continues on purpose; the rest is kept for the post step.
  for (const { pipelineId } of [...left, ...unfinishedRuns.filter(isDone)]) journal.remove(pipelineId)
  const isCutShort = watched.endedBy !== 'all_decided'
  const told = [...gone, ...unfinishedRuns, ...(isCutShort ? left.map(leftAlone) : [])]
  return { unfinishedRuns: told, found: runsOf(told, watched, project) }
}

interface CleanupOptions {
  readonly config: Config
  readonly journal: Journal
  readonly mismatched: MismatchedRuns
  readonly stop: Stop
  readonly project: Project
  readonly now: () => number
}

/** Runs that this step has started continue with `wait: false`, and where the user wants that. */
export function leavesRuns({ start, wait }: Pick<Config, 'start' | 'wait'>): boolean {
  return !wait || start?.stopOnCancel === false
}

/**
 * What has to be stopped: a run of another commit in any case, and else everything that has not ended, unless the
 * user leaves it; only a run that waits for a person may continue after a step that was not cut short.
 */
function sortOut(
  journal: Journal,
  { pipelines, endedBy }: Watched,
  config: Config
): { readonly due: JournalEntry[]; readonly left: JournalEntry[] } {
  const waiting = new Set(pipelines.filter(({ outcome }) => outcome === 'paused').map(({ id }) => id))
  const isDue = ({ pipelineId, isMismatched }: JournalEntry): boolean =>
    isMismatched || (!leavesRuns(config) && (endedBy !== 'all_decided' || !waiting.has(pipelineId)))
  return { due: journal.open().filter(isDue), left: journal.open().filter(entry => !isDue(entry)) }
}

/** A run that continues because the user wants it to. */
export function leftAlone({ pipelineId, runId, correlationId }: JournalEntry): UnfinishedRun {
  return { pipelineId, runId, correlationId, disposition: 'left', lastError: null }
}

function runsOf(
  unfinishedRuns: readonly UnfinishedRun[],
  { pipelines }: Watched,
  project: Project
): Map<string, PipelineRun> {
  const names = new Map(pipelines.map(({ id, name }) => [id, name]))
  return new Map(
    unfinishedRuns.flatMap(({ pipelineId: id, runId }) =>
      runId === null ? [] : [[id, announcedRun(project, id, names.get(id) ?? id, runId)] as const]
    )
  )
}
