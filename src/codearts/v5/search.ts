import type { PipelineRun } from '../../domain/pipeline-run.js'
import { isOfCommit, matches, newestFirst, type CommitRule, type Criteria } from '../../domain/selection.js'
import { RUNS_PER_PAGE } from './run-list.js'
import {
  earliestKnown,
  emptyMemory,
  isAllKnown,
  learn,
  learnPage,
  RUNS_SEARCHED,
  type RunMemory
} from './run-memory.js'
import type { RunReader } from './run-reader.js'

/** A search reads the details of this many runs; the next search continues with the rest. */
const DETAILS_A_SEARCH = 50

/** Looks for the run of a pipeline that a condition picks. It remembers what it has read. */
export interface RunSearch {
  /**
   * The newest run that matches and whose detail does not contradict it.
   * @param latest the latest run of the batch answer, `null` where it had none
   * @param trusts whether a detail is read even where the list has the commit of the only source
   */
  newest(
    pipelineId: string,
    criteria: Criteria,
    latest: PipelineRun | null,
    trusts: Trust
  ): Promise<Candidate | null>
  /** Whether the last search for a run of a pipeline left details for the next one. */
  hasMore(pipelineId: string): boolean
  /**
   * How far back all runs of a pipeline are known: epoch milliseconds of the start of the earliest one, `-Infinity`
   * where the list has no more. Reads what is left of the list, as far back as a search goes.
   */
  readBackTo(pipelineId: string): Promise<number>
  /** The runs of a commit, as far as lists and details have shown them. */
  runsOf(pipelineId: string, commit: CommitRule): readonly PipelineRun[]
  /** The IDs of the runs that bear a number: one, none, or more where the list contradicts itself. */
  numbered(pipelineId: string, runNumber: number | null): Promise<readonly string[]>
}

/** What says of which commit a run is. */
export type Trust = 'details' | 'lists'

/** What a search found. */
export type Candidate =
  /** @property isFresh whether its detail has just been read; else its state may be older */
  | { readonly kind: 'run'; readonly run: PipelineRun; readonly isFresh: boolean }
  /** The list returned a run twice with different content, and its detail does not settle which commit it is of. */
  | { readonly kind: 'contradiction' }

export function openSearch(reader: RunReader): RunSearch {
  const memories = new Map<string, RunMemory>()
  const memoryOf = (pipelineId: string): RunMemory => {
    const known = memories.get(pipelineId) ?? emptyMemory()
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
    hasMore: pipelineId => memoryOf(pipelineId).isCut,
    async readBackTo(pipelineId) {
      const memory = memoryOf(pipelineId)
      if (!memory.isSearched || memory.wholeDownTo !== null) await readRest({ pipelineId, memory, reader })
      return earliestKnown(memory, await reader.hasSeveralSources(pipelineId))
    },
    runsOf: (pipelineId, commit) =>
      [...memoryOf(pipelineId).runs.values()].filter(run => isOfCommit(run, commit)),
    async newest(pipelineId, criteria, latest, trusts) {
      const memory = memoryOf(pipelineId)
      memory.isCut = false
      if (latest !== null) learn(latest, memory)
      await readList(pipelineId, criteria, latest, memory, reader)
      const isOfSeveral = criteria.commit !== null && (await reader.hasSeveralSources(pipelineId))
      const search: Search = {
        pipelineId,
        criteria,
        ofCommit: isOfSeveral ? 'any' : 'matching',
        memory,
        reader,
        trusts,
        detailsLeft: DETAILS_A_SEARCH
      }
      const found = await newestThatCounts(search)
      if (isBeforeAnyUnread(found, memory)) return found
      await readRest(search)
      return newestThatCounts(search)
    }
  }
}

/** One search for the run of one pipeline. */
interface Search {
  readonly pipelineId: string
  readonly criteria: Criteria
  /** Runs that may be of the commit: with several sources any, because the list has the commit of one only. */
  readonly ofCommit: 'any' | 'matching'
  readonly memory: RunMemory
  readonly reader: RunReader
  readonly trusts: Trust
  detailsLeft: number
}

/** Whether no run that was left unread can be newer than what was found. */
function isBeforeAnyUnread(found: Candidate | null, { wholeDownTo }: RunMemory): boolean {
  if (wholeDownTo === null) return true
  return found?.kind === 'run' && (found.run.runNumber ?? Number.NEGATIVE_INFINITY) >= wholeDownTo
}

/**
 * Reads the run list: at first as far back as a search goes, or to a run that matches; later until nothing new is
 * left.
 */
async function readList(
  pipelineId: string,
  criteria: Criteria,
  latest: PipelineRun | null,
  memory: RunMemory,
  reader: RunReader
): Promise<void> {
  const isFirst = !memory.isSearched
  let inAll: number | null = null
  for (let offset = 0; offset < RUNS_SEARCHED;) {
    const { runs, size, total } = await reader.list(pipelineId, offset)
    const news = learnPage(runs, memory)
    offset += size
    inAll = total
    if (size === 0 || (total !== null && offset >= total)) break
    if (!isFirst && isAllKnown(news, total, memory)) break
    const whole = isFirst && offset === size && total !== null ? wholeFrom(runs, latest) : []
    if (total !== null && whole.some(run => matches(run, criteria))) {
      // A queued run without a start time may be at the end, however new it is.
      learnPage((await reader.list(pipelineId, total - 1)).runs, memory)
      memory.wholeDownTo = whole.at(-1)?.runNumber ?? null
      break
    }
  }
  if (isFirst) memory.unread = Math.max(0, (inAll ?? 0) - memory.listed.size)
  memory.isSearched = true
}

/** Reads what the first search has left: what matched by the list did not by its detail. */
async function readRest({
  pipelineId,
  memory,
  reader
}: Pick<Search, 'pipelineId' | 'memory' | 'reader'>): Promise<void> {
  for (let offset = 0; offset < RUNS_SEARCHED;) {
    const { runs, size, total } = await reader.list(pipelineId, offset)
    learnPage(runs, memory)
    offset += size
    memory.unread = Math.max(0, (total ?? 0) - memory.listed.size)
    if (size === 0 || (total !== null && offset >= total)) break
  }
  memory.wholeDownTo = null
  memory.isSearched = true
}

/**
 * The runs that a first page begins with and that go back from the newest one without a gap: none between them is on
 * another page. A page that is smaller than asked for, or not in order, shows nothing of the others.
 */
function wholeFrom(runs: readonly PipelineRun[], latest: PipelineRun | null): readonly PipelineRun[] {
  const numbers = runs.map(({ runNumber }) => runNumber ?? Number.NaN)
  const [first = Number.NaN] = numbers
  const isInOrder = numbers.every((number, at) => at === 0 || number < (numbers[at - 1] ?? Number.NaN))
  const isNewest = latest !== null && first >= (latest.runNumber ?? Number.NaN)
  if (runs.length < RUNS_PER_PAGE || !isInOrder || !isNewest) return []
  const gap = numbers.findIndex((number, at) => number !== first - at)
  return gap < 0 ? runs : runs.slice(0, gap)
}

/** The newest run that matches. Of a commit it is proven by its detail, where that has commits. */
async function newestThatCounts(search: Search): Promise<Candidate | null> {
  const { pipelineId, ofCommit, memory, reader, criteria } = search
  const { commit, startedAfter } = criteria
  for (const run of newestFirst([...memory.runs.values()])) {
    const runId = run.runId ?? ''
    const isTold = commit === null || memory.told.has(runId)
    const isConflicting = [...(memory.conflicting.get(runId) ?? [])].some(told =>
      matches({ ...run, commit: told }, { commit, startedAfter: null })
    )
    // A run that waited in the queue when it was listed may have started since.
    const isDated = startedAfter === null || run.startedAt !== null
    const mayBeOfCommit =
      (!isTold && (isConflicting || ofCommit === 'any')) || matches(run, { commit, startedAfter: null })
    if (!mayBeOfCommit || (isDated && !matches(run, { commit: null, startedAfter }))) continue
    const isTrusted = search.trusts === 'lists' && ofCommit === 'matching' && !isConflicting
    if ((isTold || isTrusted) && isDated) return { kind: 'run', run, isFresh: false }
    if (search.detailsLeft === 0) {
      memory.isCut = true
      return null
    }
    search.detailsLeft--
    const detail = await reader.detail(pipelineId, runId, run)
    if (detail === null) {
      // The list is ahead of the detail: it may be the one, and no older run may stand in for it.
      if (isDated) return { kind: 'run', run, isFresh: false }
      continue
    }
    if (!isTold && isConflicting && detail.commit === null) return { kind: 'contradiction' }
    memory.runs.set(runId, detail)
    if (detail.sources.length > 0) memory.told.add(runId)
    if (matches(detail, criteria)) return { kind: 'run', run: detail, isFresh: true }
  }
  return null
}
