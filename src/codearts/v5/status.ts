import type { PipelineRun } from '../../domain/pipeline-run.js'
import { criteriaOf, isOfCommit, isOlder, matches } from '../../domain/selection.js'
import type { Observation, PinTarget, PipelineState, StartTarget } from '../../domain/pipeline-state.js'
import type { Client } from '../http/client.js'
import { inFlight } from '../http/limit.js'
import { IDS_PER_REQUEST, inParts, readStatus, type Found, type Poll } from '../status.js'
import { isOwn, v5Path, type Project } from './api.js'
import { openRunReader, withPagesReadOnce, type RunReader } from './run-reader.js'
import { readRunElement } from './run.js'
import { openSearch, type Candidate, type RunSearch, type Trust } from './search.js'

export interface V5Options {
  readonly client: Client
  readonly project: Project
  /** What a pipeline is called, as far as that has been looked up. */
  readonly nameOf: (pipelineId: string) => string | null
  /** When the step began, by CodeArts' clock as far as its responses have shown it: epoch milliseconds. */
  readonly begunAt: () => number
}

/** What one poll works with; it remembers what it has read. */
interface Tools extends V5Options {
  readonly reader: RunReader
  readonly search: RunSearch
  readonly proofs: Proofs
  /** Whether the detail of a run has to be read, or whether what a list has of it is enough. */
  readonly trusts: Trust
  readonly batch: (chunk: readonly PipelineState[]) => Promise<Map<string, Found>>
}

/** The second generation of the question: batch status, and the run list and details where the latest run does not decide. */
export function v5Poll(options: V5Options): Poll {
  const reader = openRunReader(options.client, options.project, options.nameOf)
  return pollWith(toolsOf(options, reader))
}

/** Polls for many commits, which share each page of a run list and each detail that a search needs. */
export interface V5Sweep {
  /** The run that counts according to the lists: a detail is read only where a list cannot decide which one counts. */
  readonly listed: Poll
  /** The same by lists that are read now and with the proof of its detail, as a gate polls. */
  readonly proven: Poll
  /** As `listed`, with answers of its own, which all of its calls share. */
  readonly listedAgain: () => Poll
  /** Whether the last search in a pipeline left details for the next poll. */
  readonly hasMore: RunSearch['hasMore']
  readonly readBackTo: RunSearch['readBackTo']
}

/** Polls for many commits: the heads share the pages of run lists and the batch answers. */
export function v5Sweep(options: V5Options): V5Sweep {
  const reader = withPagesReadOnce(openRunReader(options.client, options.project, options.nameOf))
  const tools = toolsOf(options, reader)
  const prove = pollWith(tools)
  const listed = (): Poll => pollWith({ ...tools, trusts: 'lists', batch: askedOnce(tools.batch) })
  return {
    listed: listed(),
    listedAgain: () => {
      reader.forgetPages()
      return listed()
    },
    proven: (asked, report) => {
      // A newer run may have come since the lists were read, and another one after it.
      reader.forgetPages()
      return prove(asked, report)
    },
    hasMore: pipelineId => tools.search.hasMore(pipelineId),
    readBackTo: pipelineId => tools.search.readBackTo(pipelineId)
  }
}

function toolsOf(options: V5Options, reader: RunReader): Tools {
  return {
    ...options,
    reader,
    search: openSearch(reader),
    proofs: openProofs(),
    trusts: 'details',
    batch: chunk => batchStatus(chunk, options)
  }
}

function askedOnce(batch: Tools['batch']): Tools['batch'] {
  const answers = new Map<string, ReturnType<Tools['batch']>>()
  return chunk => {
    const key = chunk.map(({ id }) => id).join(' ')
    const answer = answers.get(key) ?? batch(chunk)
    answers.set(key, answer)
    return answer
  }
}

function pollWith(tools: Tools): Poll {
  return async (asked, report) => {
    const byId = new Map(asked.map(pipeline => [pipeline.id, pipeline]))
    const further: (() => Promise<void>)[] = []
    const tell = (id: string, observation: Observation): void => report(new Map([[id, observation]]))
    const askFurther = (pipeline: PipelineState, found: Found): void =>
      void further.push(async () => tell(pipeline.id, await furtherObservation(pipeline, found, tools)))

    const askFor = async (chunk: readonly PipelineState[]): Promise<void> => {
      for (const [id, found] of await tools.batch(chunk)) {
        const pipeline = byId.get(id)
        if (pipeline === undefined) continue
        const observation = latestObservation(pipeline, found, tools)
        if (observation === null) askFurther(pipeline, found)
        else tell(id, observation)
      }
    }
    // A started run is the latest as a rule, so that one batch request covers many; a pinned one hardly ever is.
    const others = asked.filter(({ target }) => target.kind !== 'pin')
    await inFlight(chunksOf(others, IDS_PER_REQUEST), chunk => inParts(chunk, askFor))
    for (const pipeline of asked) if (pipeline.target.kind === 'pin') askFurther(pipeline, { kind: 'no_run' })
    await inFlight(further, task => task())
  }
}

async function batchStatus(chunk: readonly PipelineState[], options: V5Options): Promise<Map<string, Found>> {
  const ids = chunk.map(({ id }) => id)
  const answer = await options.client.post(v5Path(options.project, 'status'), ids)
  return readStatus(answer, ids, element => {
    const { pipeline_id: id } = element
    return isOwn(element, options.project, id)
      ? readRunElement(element, id, options.project, options.nameOf(id))
      : null
  })
}

/** What the latest run alone says, or `null` when more has to be asked. */
function latestObservation(
  { target, run: known, decided }: PipelineState,
  found: Found,
  { proofs, begunAt }: Tools
): Observation | null {
  // What was decided, or seen before, has not ceased to be: it is asked for by its ID.
  if (found.kind !== 'latest') return found.kind === 'no_run' && known !== null ? null : found
  const run = proofs.applied(found.run)
  switch (target.kind) {
    case 'pin':
      return null
    case 'start':
      if (run.runId !== target.runId) return null
      return target.commit === null || proofs.isProven(run) ? observeStarted(run, target) : null
    case 'condition':
      if (target.condition.commit !== null)
        return proofs.isProven(run) && matches(run, criteriaOf(target.condition, begunAt()))
          ? { kind: 'run', run }
          : null
      if (!matches(run, criteriaOf(target.condition, begunAt()))) return null
      break
    case 'latest':
      break
  }
  // Where any commit counts, a newer run does not take the place of the one that was decided.
  return decided && known !== null && known.runId !== run.runId ? null : { kind: 'run', run }
}

/** What was started is ours, unless the branch had moved on by then: a start names a branch and not a commit. */
function observeStarted(run: PipelineRun, { commit }: StartTarget): Observation {
  const isUntold = run.commit === null && run.sources.length === 0 && run.outcome !== 'success'
  if (commit === null || isUntold || isOfCommit(run, commit)) return { kind: 'run', run }
  return { kind: 'moved_on', run }
}

/** The latest run alone does not decide: looks for the one that counts, and asks for its detail. */
async function furtherObservation(
  pipeline: PipelineState,
  found: Found,
  options: Tools
): Promise<Observation> {
  const { id, target, run: known } = pipeline
  const latest = found.kind === 'latest' ? options.proofs.applied(found.run) : null
  switch (target.kind) {
    case 'pin':
      return followPin(pipeline, target, options)
    case 'start': {
      // It may take a while until the service knows it.
      const listed = latest?.runId === target.runId ? latest : known
      const observation = await follow(id, target.runId ?? '', listed, options)
      return observation.kind === 'run' ? observeStarted(observation.run, target) : observation
    }
    case 'condition': {
      const criteria = criteriaOf(target.condition, options.begunAt())
      if (latest !== null && target.condition.commit !== null && matches(latest, criteria)) {
        const observation = await follow(id, latest.runId ?? '', latest, options)
        // The detail may lag behind; what has not ended needs no proof yet.
        if (observation.kind === 'no_run' && !latest.ended) return { kind: 'run', run: latest }
        if (observation.kind !== 'run' || matches(observation.run, criteria)) return observation
      }
      const isSettled = pipeline.decided && known !== null && target.condition.commit === null
      const candidate = isSettled ? null : await options.search.newest(id, criteria, latest, options.trusts)
      return newestObservation(pipeline, candidate, latest, options)
    }
    case 'latest':
      return newestObservation(pipeline, null, latest, options)
  }
}

/** The run that was found or, where a list lags and knows older ones only, the one that was followed before. */
async function newestObservation(
  { id, target, run: known }: PipelineState,
  candidate: Candidate | null,
  latest: PipelineRun | null,
  options: Tools
): Promise<Observation> {
  if (candidate?.kind === 'contradiction') return candidate
  const isNewer = candidate !== null && (known === null || !isOlder(candidate.run, known))
  if (isNewer && candidate.isFresh) return { kind: 'run', run: options.proofs.learned(candidate.run) }
  const run = isNewer ? candidate.run : known
  if (run === null) return latest === null ? { kind: 'no_run' } : { kind: 'no_match', instead: latest }
  const observation = await follow(id, run.runId ?? '', run, options)
  const isMatch =
    observation.kind !== 'run' ||
    target.kind !== 'condition' ||
    matches(observation.run, criteriaOf(target.condition, options.begunAt()))
  return isMatch ? observation : { kind: 'no_match', instead: observation.run }
}

/** The run that is pinned; a number is resolved to an ID once. */
async function followPin(
  { id, run }: PipelineState,
  { runId: pinned, runNumber }: PinTarget,
  options: Tools
): Promise<Observation> {
  const known = pinned ?? run?.runId ?? null
  if (known !== null) return follow(id, known, null, options)
  const numbered = await options.search.numbered(id, runNumber)
  const [runId] = numbered
  if (numbered.length > 1) return { kind: 'contradiction' }
  return runId === undefined ? { kind: 'no_run' } : follow(id, runId, null, options)
}

/** The state of a run that is known by its ID, from its detail. */
async function follow(
  pipelineId: string,
  runId: string,
  known: PipelineRun | null,
  { reader, proofs, trusts }: Tools
): Promise<Observation> {
  if (trusts === 'lists' && known !== null) return { kind: 'run', run: known }
  const run = await reader.detail(pipelineId, runId, known)
  return run === null ? { kind: 'no_run' } : { kind: 'run', run: proofs.learned(run) }
}

/** The commits from details: a batch response and a list have one of them only, and may be wrong about it. */
interface Proofs {
  /** Remembers what the detail of a run had. */
  learned(detail: PipelineRun): PipelineRun
  /** A run of a batch response with what its detail had. */
  applied(run: PipelineRun): PipelineRun
  /** Whether nothing more can be learned: the detail had commits, or was read after the run had ended. */
  isProven(run: PipelineRun): boolean
}

function openProofs(): Proofs {
  const details = new Map<string, PipelineRun>()
  const detailOf = ({ runId }: PipelineRun): PipelineRun | undefined => details.get(runId ?? '')
  return {
    learned(detail) {
      if (detail.runId !== null) details.set(detail.runId, detail)
      return detail
    },
    applied: run => ({ ...run, sources: detailOf(run)?.sources ?? run.sources }),
    isProven(run) {
      const detail = detailOf(run)
      return detail !== undefined && (detail.sources.length > 0 || detail.ended)
    }
  }
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}
