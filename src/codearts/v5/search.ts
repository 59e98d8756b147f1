import type { PipelineRun } from '../../domain/pipeline-run.js'
import { matches, newestFirst, type Criteria } from '../../domain/selection.js'
import type { RunReader } from './run-reader.js'

/** So far back a run that matches is looked for; a later search reads only what is new. */
const RUNS_SEARCHED = 500
/** While searching, the details of so many runs are read; the next search goes on with the rest. */
const DETAILS_A_SEARCH = 50

/** Looks for the run of a pipeline that a condition picks. It remembers what it has read. */
export interface RunSearch {
  /**
   * The newest run that matches and whose detail does not tell otherwise.
   * @param latest the latest run of the batch answer, `null` where it told none
   */
  newest(pipelineId: string, criteria: Criteria, latest: PipelineRun | null): Promise<Candidate | null>
  /** The IDs of the runs that bear a number: one, none, or more where the list contradicts itself. */
  numbered(pipelineId: string, runNumber: number | null): Promise<readonly string[]>
}

/** The run that a search found. */
export interface Candidate {
  readonly run: PipelineRun
  /** Whether its detail has just been read; else its state may be older. */
  readonly isFresh: boolean
}

interface Memory {
  /** As the list told them last, or their details. */
  readonly runs: Map<string, PipelineRun>
  /** Runs whose detail has told which commits they are of. */
  readonly told: Set<string>
  isSearched: boolean
}

export function openSearch(reader: RunReader): RunSearch {
  const memories = new Map<string, Memory>()
  const memoryOf = (pipelineId: string): Memory => {
    const known = memories.get(pipelineId) ?? { runs: new Map(), told: new Set(), isSearched: false }
    memories.set(pipelineId, known)
    return known
  }
  return {
    async numbered(pipelineId, runNumber) {
      for (let offset = 0; offset < RUNS_SEARCHED;) {
        const { runs, size, total } = await reader.list(pipelineId, offset)
        const ids = runs.flatMap(run =>
          run.runNumber === runNumber && run.runId !== null ? [run.runId] : []
        )
        if (ids.length > 0) return [...new Set(ids)]
        offset += size
        if (size === 0 || (total !== null && offset >= total)) break
      }
      return []
    },
    async newest(pipelineId, criteria, latest) {
      const memory = memoryOf(pipelineId)
      if (latest !== null) learn([latest], memory)
      await readList(pipelineId, criteria, latest, memory, reader)
      if (criteria.commit === null) {
        const run = newestFirst([...memory.runs.values()]).find(run => matches(run, criteria))
        return run === undefined ? null : { run, isFresh: false }
      }
      const hasSeveral = await reader.hasSeveralSources(pipelineId)
      return newestOfCommit(pipelineId, criteria, hasSeveral ? 'any' : 'matching', memory, reader)
    }
  }
}

/** Reads the run list: at first as far back as a search goes, later as long as a page brings what is new. */
async function readList(
  pipelineId: string,
  criteria: Criteria,
  latest: PipelineRun | null,
  memory: Memory,
  reader: RunReader
): Promise<void> {
  const isFirst = !memory.isSearched
  for (let offset = 0; offset < RUNS_SEARCHED;) {
    const { runs, size, total } = await reader.list(pipelineId, offset)
    const news = learn(runs, memory)
    offset += size
    const isEnd = size === 0 || (total !== null && offset >= total)
    if (isEnd || (!isFirst && news === 0)) break
    if (offset === size && total !== null && isNewestFirst(runs, latest) && hasMatch(runs, criteria)) {
      // A queued run without a start time may stand at the end, however new it is.
      learn((await reader.list(pipelineId, total - 1)).runs, memory)
      break
    }
  }
  memory.isSearched = true
}

function hasMatch(runs: readonly PipelineRun[], criteria: Criteria): boolean {
  return runs.some(run => matches(run, criteria))
}

/** Whether a first page begins with the newest run and goes back one by one: then the other pages are older. */
function isNewestFirst(runs: readonly PipelineRun[], latest: PipelineRun | null): boolean {
  const numbers = runs.map(({ runNumber }) => runNumber ?? Number.NaN)
  const newest = latest?.runNumber ?? Number.NaN
  return (
    (numbers[0] ?? Number.NaN) >= newest &&
    numbers.every((number, at) => at === 0 || number < (numbers[at - 1] ?? Number.NaN))
  )
}

/** Takes over runs from a list; what a detail has told stands. @returns how many were not known */
function learn(runs: readonly PipelineRun[], { runs: known, told }: Memory): number {
  let news = 0
  for (const run of runs) {
    if (run.runId === null) continue
    if (!known.has(run.runId)) news++
    if (!told.has(run.runId)) known.set(run.runId, run)
  }
  return news
}

/**
 * The newest run of the commit, proven by its detail where that tells commits.
 * @param candidates runs that may be it: with several sources any, because the list tells the commit of one only
 */
async function newestOfCommit(
  pipelineId: string,
  criteria: Criteria,
  candidates: 'any' | 'matching',
  memory: Memory,
  reader: RunReader
): Promise<Candidate | null> {
  let details = 0
  for (const run of newestFirst([...memory.runs.values()])) {
    const runId = run.runId ?? ''
    const isTold = memory.told.has(runId)
    if (isTold || candidates === 'matching' ? !matches(run, criteria) : !isInTime(run, criteria)) continue
    if (isTold) return { run, isFresh: false }
    if (details++ === DETAILS_A_SEARCH) return null
    const detail = await reader.detail(pipelineId, runId, run)
    // The list is ahead of the detail: it may be the one, and no older run may stand in for it.
    if (detail === null) return { run, isFresh: false }
    memory.runs.set(runId, detail)
    if (detail.sources.length > 0) memory.told.add(runId)
    if (matches(detail, criteria)) return { run: detail, isFresh: true }
  }
  return null
}

function isInTime(run: PipelineRun, { startedAfter }: Criteria): boolean {
  return matches(run, { commit: null, startedAfter })
}
