import type { PipelineRun } from '../../domain/pipeline-run.js'
import { newestFirst } from '../../domain/selection.js'

/** So far back a run that matches is looked for; a later search reads only what is new. */
export const RUNS_SEARCHED = 500

/** What has been read of the runs of one pipeline. */
export interface RunMemory {
  /** As the list had them last, with the sources of their details. */
  readonly runs: Map<string, PipelineRun>
  /** Runs whose detail had their commits. */
  readonly told: Set<string>
  /** The commits of runs that were listed with several. */
  readonly conflicting: Map<string, ReadonlySet<string>>
  /** Runs that the list has returned. */
  readonly listed: Set<string>
  /** How many runs have been left unread. */
  unread: number
  /** The runs of this number and above are known without a gap; `null` where all pages have been read. */
  wholeDownTo: number | null
  isSearched: boolean
  /** Whether the last search ended before it had read all details that it needed. */
  isCut: boolean
}

/** Nothing has been read yet. */
export function emptyMemory(): RunMemory {
  return {
    runs: new Map(),
    told: new Set(),
    conflicting: new Map(),
    listed: new Set(),
    unread: 0,
    wholeDownTo: null,
    isSearched: false,
    isCut: false
  }
}

/** Takes over a page of the list. @returns how many of its runs the list had not returned before */
export function learnPage(page: readonly PipelineRun[], memory: RunMemory): number {
  const before = memory.listed.size
  const starts = new Map<string, number | null>()
  for (const run of page) {
    if (run.runId === null) continue
    memory.listed.add(run.runId)
    // Two starts of one run on one page are none.
    const isOther = starts.has(run.runId) && starts.get(run.runId) !== run.startedAt
    const startedAt = isOther ? null : run.startedAt
    starts.set(run.runId, startedAt)
    learn({ ...run, startedAt }, memory)
  }
  return memory.listed.size - before
}

/** Takes over a run; the commits from its detail stay. */
export function learn(run: PipelineRun, { runs, told, conflicting }: RunMemory): void {
  const { runId } = run
  if (runId === null) return
  const known = runs.get(runId)
  if (known !== undefined && told.has(runId)) {
    runs.set(runId, { ...run, commit: known.commit, sources: known.sources })
    return
  }
  // A run does not change its commit: of two, neither is known.
  const commits = new Set(conflicting.get(runId))
  for (const commit of [known?.commit ?? null, run.commit]) if (commit !== null) commits.add(commit)
  const [only = null] = commits
  if (commits.size > 1) conflicting.set(runId, commits)
  runs.set(runId, { ...run, commit: commits.size > 1 ? null : only })
}

/**
 * The start of the earliest run down to which none is missing: run numbers count the starts of a pipeline, so that every
 * run that was triggered later has a higher one.
 * @returns epoch milliseconds; `-Infinity` where all runs are known, `Infinity` where none is
 */
export function earliestKnown({ runs, told, listed, unread }: RunMemory, isOfSeveral: boolean): number {
  const known = newestFirst([...runs.values()])
  const isSure = ({ runId }: PipelineRun): boolean => !isOfSeveral || told.has(runId ?? '')
  if (unread === 0 && listed.size < RUNS_SEARCHED && known.every(isSure)) return Number.NEGATIVE_INFINITY
  let earliest = Number.POSITIVE_INFINITY
  let next = known[0]?.runNumber ?? Number.NaN
  for (const run of known) {
    if (run.runNumber !== next || !isSure(run)) break
    earliest = Math.min(earliest, run.startedAt ?? Number.POSITIVE_INFINITY)
    next--
  }
  return earliest
}

/**
 * Whether the other pages have nothing new: in which order the runs come is not promised.
 * @param news how many runs of the page were new
 * @param total how many runs the list says it has, `null` where it does not say
 */
export function isAllKnown(news: number, total: number | null, { listed, unread }: RunMemory): boolean {
  return total === null ? news === 0 : listed.size + unread >= total
}
