import type { PipelineRun } from '../../domain/pipeline-run.js'
import { isOlder, matches, newestMatching, type Condition } from '../../domain/selection.js'
import type { MatchedBy, Observation, PipelineState } from '../../domain/tracking.js'
import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { inFlight } from '../http/limit.js'
import { IDS_PER_REQUEST, inParts, notUnderstood, readStatus, type Found, type Poll } from '../status.js'
import { readRunDetail, readRunElement, type Project } from './run.js'
import { addressPart, count, isObject } from '../http/values.js'
import type { HintCode } from '../../domain/failure.js'

/** Runs on one page of the run list. */
const PAGE_SIZE = 50
/** How many pages back a run that matches is looked for at the first poll; later polls read the newest page. */
const FIRST_SEARCH_PAGES = 10

export interface V5Options {
  readonly client: Client
  readonly project: Project
  /** What a run must be to count, `null` if the latest will do. */
  readonly condition: Condition | null
  /** Names of pipelines as far as they have been looked up. */
  readonly names: ReadonlyMap<string, string>
}

/** The second generation of the question: batch status, and the run list where the latest run is not the one that counts. */
export function v5Poll(options: V5Options): Poll {
  return async (open, report) => {
    const byId = new Map(open.map(pipeline => [pipeline.id, pipeline]))
    // A started run is the latest as a rule, so that one batch request tells of many.
    const isPinned = ({ pinnedRunId, matchedBy }: PipelineState): boolean =>
      pinnedRunId !== null && matchedBy !== 'started'
    const pinned = open.filter(isPinned)
    const others = open.filter(pipeline => !isPinned(pipeline))
    const further: (() => Promise<void>)[] = []
    const tell = (id: string, observation: Observation): void => report(new Map([[id, observation]]))

    const askFor = async (chunk: readonly PipelineState[]): Promise<void> => {
      const latest = await batchStatus(chunk, options)
      for (const [id, found] of latest) {
        const pipeline = byId.get(id)
        if (pipeline === undefined) continue
        const observation = latestObservation(pipeline, found, options)
        if (observation !== null) tell(id, observation)
        else further.push(async () => tell(id, await searchFurther(pipeline, found, options)))
      }
    }
    await inFlight(chunksOf(others, IDS_PER_REQUEST), chunk => inParts(chunk, askFor))
    for (const pipeline of pinned)
      further.push(async () =>
        tell(pipeline.id, await follow(pipeline, { runId: pipeline.pinnedRunId }, 'run_id', options))
      )
    await inFlight(further, task => task())
  }
}

async function batchStatus(chunk: readonly PipelineState[], options: V5Options): Promise<Map<string, Found>> {
  const ids = chunk.map(({ id }) => id)
  const answer = await options.client.post(`${root(options)}/status`, ids)
  return readStatus(answer, ids, element => {
    const { pipeline_id: id } = element
    return readRunElement(element, id, options.project, options.names.get(id) ?? null)
  })
}

/** What the latest run alone says, or `null` when more has to be asked. */
function latestObservation(
  pipeline: PipelineState,
  found: Found,
  { condition }: V5Options
): Observation | null {
  if (pipeline.matchedBy === 'started') {
    const isOurs = found.kind === 'latest' && found.run.runId === pipeline.pinnedRunId
    return isOurs ? observeStarted(found.run, condition) : null
  }
  if (found.kind === 'latest') {
    const { run } = found
    if (condition === null) return { kind: 'run', run, matchedBy: 'latest' }
    return matches(run, condition) ? { kind: 'run', run, matchedBy: matchedBy(condition) } : null
  }
  // A run that was seen before has not ceased to be: it is followed by its ID.
  return found.kind === 'no_run' && pipeline.run !== null ? null : found
}

/** What was started is ours, unless the branch had moved on by then: a start names a branch and not a commit. */
function observeStarted(run: PipelineRun, condition: Condition | null): Observation {
  const wanted = condition?.commit ?? null
  const isUntold = run.commit === null && run.outcome !== 'success'
  if (wanted === null || isUntold || matches(run, { commit: wanted, startedAfter: null }))
    return { kind: 'run', run, matchedBy: 'started' }
  return { kind: 'moved_on', run, wanted }
}

/** A run that was started is followed by its ID; it may take a while until the service knows it. */
async function followStarted(pipeline: PipelineState, options: V5Options): Promise<Observation> {
  const observation = await follow(pipeline, { runId: pipeline.pinnedRunId }, 'started', options)
  return observation.kind === 'run' ? observeStarted(observation.run, options.condition) : observation
}

/** The latest run is not ours: looks for the newest one that is, and follows it by its ID. */
async function searchFurther(
  pipeline: PipelineState,
  found: Found,
  options: V5Options
): Promise<Observation> {
  if (pipeline.matchedBy === 'started') return followStarted(pipeline, options)
  const { condition } = options
  const candidate = condition === null ? null : await searchRuns(pipeline, condition, options)
  const run = newerOf(candidate, pipeline.run)
  if (run !== null)
    return follow(pipeline, run, condition === null ? 'latest' : matchedBy(condition), options)
  return found.kind === 'latest' ? { kind: 'no_match', instead: found.run } : { kind: 'no_run' }
}

/** A list that lags may know older runs only: what was followed before stays, unless a newer one is there. */
function newerOf(candidate: PipelineRun | null, followed: PipelineRun | null): PipelineRun | null {
  if (candidate === null || followed === null) return candidate ?? followed
  return isOlder(candidate, followed) ? followed : candidate
}

/** The newest run of the list that matches. It is only a candidate: the list may lag behind the run itself. */
async function searchRuns(
  pipeline: PipelineState,
  condition: Condition,
  options: V5Options
): Promise<PipelineRun | null> {
  const pages = pipeline.lastObservation === 'nothing_yet' ? FIRST_SEARCH_PAGES : 1
  for (let page = 0; page < pages; page++) {
    const { runs, isLast } = await listRuns(pipeline.id, page * PAGE_SIZE, options)
    const found = newestMatching(runs, condition)
    if (found !== null || isLast || isTooOld(runs, condition)) return found
  }
  return null
}

/** Pages come newest first: once a run began before `started_after`, all that follow did. */
function isTooOld(runs: readonly PipelineRun[], { startedAfter }: Condition): boolean {
  return startedAfter !== null && runs.some(run => run.startedAt !== null && run.startedAt < startedAfter)
}

async function listRuns(
  pipelineId: string,
  offset: number,
  options: V5Options
): Promise<{ readonly runs: readonly PipelineRun[]; readonly isLast: boolean }> {
  const body = { offset, limit: PAGE_SIZE, sort_key: 'start_time', sort_dir: 'desc' }
  const answer = await options.client.post(`${root(options)}/${pipelineId}/pipeline-runs/list`, body)
  if (!isObject(answer.json) || !Array.isArray(answer.json.pipeline_runs))
    throw notUnderstood(answer, 'not_a_list')
  const elements = answer.json.pipeline_runs.map((element: unknown) => {
    if (!isObject(element)) throw notUnderstood(answer, 'bad_element')
    return element
  })
  const runs = elements
    // A list that tells of another pipeline's runs must not lend us one.
    .filter(element => element.pipeline_id === undefined || element.pipeline_id === pipelineId)
    .map(element =>
      readRunElement(element, pipelineId, options.project, options.names.get(pipelineId) ?? null)
    )
    .filter(run => run !== null)
  const total = count(answer.json.total)
  return { runs, isLast: elements.length === 0 || (total !== null && offset + elements.length >= total) }
}

/** The state of a run that is known by its ID, from its detail. */
async function follow(
  pipeline: PipelineState,
  known: Pick<PipelineRun, 'runId'> & Partial<PipelineRun>,
  matchedBy: MatchedBy,
  options: V5Options
): Promise<Observation> {
  const runId = known.runId ?? ''
  const path = `${root(options)}/${pipeline.id}/pipeline-runs/detail?pipeline_run_id=${addressPart(runId)}`
  const answer = await options.client.get(path).catch((error: unknown) => {
    if (isNoSuchRun(error)) return null
    throw error
  })
  if (answer === null) return { kind: 'no_run' }
  const run = isObject(answer.json) ? readRunDetail(answer.json, pipeline.id, runId, options.project) : null
  if (run === null) throw notUnderstood(answer, 'other_run')
  return {
    kind: 'run',
    matchedBy,
    run: { ...run, commit: known.commit ?? run.commit, branch: known.branch ?? run.branch }
  }
}

/** What the service says of the place or of its load, and not of the run. */
const NOT_OF_THE_RUN: ReadonlySet<HintCode | null> = new Set<HintCode | null>([
  'no_such_project',
  'not_owned',
  'too_many_runs'
])

/** The service itself says that it has no such run: it may not know it yet, not any more, or never. */
function isNoSuchRun(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false
  const { code, cloudCode, hint } = error.failure
  return code === 'rejected' && /^DEVPIPE\./i.test(cloudCode ?? '') && !NOT_OF_THE_RUN.has(hint)
}

function matchedBy({ commit }: Condition): MatchedBy {
  return commit === null ? 'started_after' : 'commit'
}

function root({ project }: V5Options): string {
  return `/v5/${project.projectId}/api/pipelines`
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}
