import type { HintCode } from '../../domain/failure.js'
import type { PipelineRun } from '../../domain/pipeline-run.js'
import { isOlder, matches, newestMatching, type Condition } from '../../domain/selection.js'
import type { Observation, PipelineState, StartTarget } from '../../domain/tracking.js'
import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { inFlight } from '../http/limit.js'
import { isObject } from '../http/values.js'
import { IDS_PER_REQUEST, inParts, notUnderstood, readStatus, type Found, type Poll } from '../status.js'
import { runDetailPath, v5Path, type Project } from './api.js'
import { readRunDetail, readRunElement } from './run.js'
import { readRunPage, RUNS_PER_PAGE, runListBody } from './run-list.js'

/** How many pages back a run that matches is looked for at the first poll; later polls read the newest page. */
const FIRST_SEARCH_PAGES = 10

export interface V5Options {
  readonly client: Client
  readonly project: Project
  /** What a pipeline is called, as far as that has been looked up. */
  readonly nameOf: (pipelineId: string) => string | null
}

/** The second generation of the question: batch status, and the run list where the latest run is not the one that counts. */
export function v5Poll(options: V5Options): Poll {
  return async (open, report) => {
    const byId = new Map(open.map(pipeline => [pipeline.id, pipeline]))
    // A started run is the latest as a rule, so that one batch request tells of many.
    const others = open.filter(({ target }) => target.kind !== 'pin')
    const further: (() => Promise<void>)[] = []
    const tell = (id: string, observation: Observation): void => report(new Map([[id, observation]]))

    const askFor = async (chunk: readonly PipelineState[]): Promise<void> => {
      const latest = await batchStatus(chunk, options)
      for (const [id, found] of latest) {
        const pipeline = byId.get(id)
        if (pipeline === undefined) continue
        const observation = latestObservation(pipeline, found)
        if (observation !== null) tell(id, observation)
        else further.push(async () => tell(id, await searchFurther(pipeline, found, options)))
      }
    }
    await inFlight(chunksOf(others, IDS_PER_REQUEST), chunk => inParts(chunk, askFor))
    for (const { id, target } of open)
      if (target.kind === 'pin')
        further.push(async () => tell(id, await follow(id, { runId: target.runId }, options)))
    await inFlight(further, task => task())
  }
}

async function batchStatus(chunk: readonly PipelineState[], options: V5Options): Promise<Map<string, Found>> {
  const ids = chunk.map(({ id }) => id)
  const answer = await options.client.post(v5Path(options.project, 'status'), ids)
  return readStatus(answer, ids, element => {
    const { pipeline_id: id } = element
    return readRunElement(element, id, options.project, options.nameOf(id))
  })
}

/** What the latest run alone says, or `null` when more has to be asked. */
function latestObservation({ target, run: known }: PipelineState, found: Found): Observation | null {
  if (target.kind === 'start') {
    const isOurs = found.kind === 'latest' && found.run.runId === target.runId
    return isOurs ? observeStarted(found.run, target) : null
  }
  if (found.kind === 'latest') {
    const { run } = found
    return target.kind !== 'condition' || matches(run, target.condition) ? { kind: 'run', run } : null
  }
  // A run that was seen before has not ceased to be: it is followed by its ID.
  return found.kind === 'no_run' && known !== null ? null : found
}

/** What was started is ours, unless the branch had moved on by then: a start names a branch and not a commit. */
function observeStarted(run: PipelineRun, { commit }: StartTarget): Observation {
  const isUntold = run.commit === null && run.outcome !== 'success'
  if (commit === null || isUntold || matches(run, { commit, startedAfter: null })) return { kind: 'run', run }
  return { kind: 'moved_on', run }
}

/** The latest run is not the one that counts: asks for the one that does by its ID, after a search where a condition picks it. */
async function searchFurther(
  { id, target, run: known, lastObservation }: PipelineState,
  found: Found,
  options: V5Options
): Promise<Observation> {
  if (target.kind === 'start') {
    // It may take a while until the service knows it.
    const observation = await follow(id, { runId: target.runId }, options)
    return observation.kind === 'run' ? observeStarted(observation.run, target) : observation
  }
  const pages = lastObservation === 'nothing_yet' ? FIRST_SEARCH_PAGES : 1
  const candidate =
    target.kind === 'condition' ? await searchRuns(id, target.condition, pages, options) : null
  const run = newerOf(candidate, known)
  if (run !== null) return follow(id, run, options)
  return found.kind === 'latest' ? { kind: 'no_match', instead: found.run } : { kind: 'no_run' }
}

/** A list that lags may know older runs only: what was followed before stays, unless a newer one is there. */
function newerOf(candidate: PipelineRun | null, followed: PipelineRun | null): PipelineRun | null {
  if (candidate === null || followed === null) return candidate ?? followed
  return isOlder(candidate, followed) ? followed : candidate
}

/** The newest run of the list that matches. It is only a candidate: the list may lag behind the run itself. */
async function searchRuns(
  pipelineId: string,
  condition: Condition,
  pages: number,
  options: V5Options
): Promise<PipelineRun | null> {
  for (let page = 0; page < pages; page++) {
    const { runs, isLast } = await listRuns(pipelineId, page * RUNS_PER_PAGE, options)
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
  { client, project, nameOf }: V5Options
): Promise<{ readonly runs: readonly PipelineRun[]; readonly isLast: boolean }> {
  const answer = await client.post(v5Path(project, pipelineId, 'pipeline-runs', 'list'), runListBody(offset))
  const { own, size, total } = readRunPage(answer, pipelineId)
  const runs = own.flatMap(element => readRunElement(element, pipelineId, project, nameOf(pipelineId)) ?? [])
  return { runs, isLast: size === 0 || (total !== null && offset + size >= total) }
}

/** The state of a run that is known by its ID, from its detail. */
async function follow(
  pipelineId: string,
  known: Pick<PipelineRun, 'runId'> & Partial<PipelineRun>,
  { client, project }: V5Options
): Promise<Observation> {
  const runId = known.runId ?? ''
  const answer = await client.get(runDetailPath(project, pipelineId, runId)).catch((error: unknown) => {
    if (isNoSuchRun(error)) return null
    throw error
  })
  if (answer === null) return { kind: 'no_run' }
  const run = isObject(answer.json) ? readRunDetail(answer.json, pipelineId, runId, project) : null
  if (run === null) throw notUnderstood(answer, 'other_run')
  return {
    kind: 'run',
    run: { ...run, commit: known.commit ?? run.commit, branch: known.branch ?? run.branch }
  }
}

/** How the service says that it has no such run: which code comes with it is documented nowhere. */
const NO_SUCH_RUN =
  /(run|execution|record)s?\b.*\b(not|doesn't|no longer) (be )?(exists?|found)\b|\bno such\b.*run\b|(运行|执行).*(不存在|未找到)/i

/** The service itself says that it has no such run: it may not know it yet, not any more, or never. */
function isNoSuchRun(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false
  const { code, cloudCode, cloudMessage, hint } = error.failure
  if (code !== 'rejected' || (cloudCode !== null && !/^DEVPIPE\./i.test(cloudCode))) return false
  return hint === 'no_such_pipeline' || NO_SUCH_RUN.test(cloudMessage ?? '')
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}
