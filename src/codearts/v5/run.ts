import { consoleAddress, isOwn, type Project } from './api.js'
import { repositoryOf } from '../../domain/repository.js'
import type { PipelineRun, RunOutcome, SourceCommit, Stage } from '../../domain/pipeline-run.js'
import { count, entry, epochTime, isNothing, text, webAddress, word, zonelessTime } from '../http/values.js'
import { isObject, objectsIn, type JsonObject } from '../../common/json.js'

interface StatusMeaning {
  readonly outcome: RunOutcome
  readonly ended: boolean
}

const going = (outcome: RunOutcome): StatusMeaning => ({ outcome, ended: false })
const ended = (outcome: RunOutcome): StatusMeaning => ({ outcome, ended: true })

/**
 * Statuses of runs; `INIT` and `QUEUED` have been seen on whole runs although the reference names them for stages only.
 */
const RUN_STATUSES: Readonly<Record<string, StatusMeaning>> = {
  completed: ended('success'),
  failed: ended('error'),
  canceled: ended('aborted'),
  ignored: ended('unknown'),
  running: going('running'),
  init: going('running'),
  queued: going('running'),
  paused: going('paused'),
  suspend: going('paused')
}

/** Statuses that only stages have. `null`: the stage was left out, or has not begun. */
const STAGE_STATUSES: Readonly<Record<string, RunOutcome | null>> = {
  init: null,
  skipped: null,
  unselected: null,
  ignored: null,
  async_running: 'running',
  redispatch: 'running',
  async_failed: 'error'
}

/** Statuses of stages that will never begin. */
const LEFT_OUT: ReadonlySet<string> = new Set(['skipped', 'unselected', 'ignored'])

/** What a v5 run status means, without regard to case. An unknown status may be a new name for "not ended". */
export function readRunStatus(status: unknown): StatusMeaning {
  return entry(RUN_STATUSES, word(status)) ?? going('unknown')
}

/** What the status of a stage, job or step means; `null`: it has not begun, or was left out. */
export function readStageOutcome(status: unknown): RunOutcome | null {
  if (isNothing(status)) return null
  const special = entry(STAGE_STATUSES, word(status))
  return special === undefined ? readRunStatus(status).outcome : special
}

/**
 * The run in an element of the batch answer or of the run list; `null` for a pipeline that never ran.
 * @param pipelineName what the pipeline is called, when that has been looked up: the element lacks it
 */
export function readRunElement(
  element: JsonObject,
  pipelineId: string,
  project: Project,
  pipelineName: string | null
): PipelineRun | null {
  if (isNothing(element.status) && isNothing(element.pipeline_run_id)) return null
  const runId = text(element.pipeline_run_id)
  return {
    ...common(element, pipelineId, runId, project),
    pipelineName,
    ...readSource(isObject(element.build_params) ? element.build_params : {}),
    sources: [],
    stages: readStages(element.stage_status_list, 'sequence')
  }
}

/** The run in a run detail; `null` if it is about another run than requested. */
export function readRunDetail(
  detail: JsonObject,
  pipelineId: string,
  runId: string,
  project: Project
): PipelineRun | null {
  if (text(detail.id) !== runId) return null
  if (!isOwn(detail, project, pipelineId)) return null
  return {
    ...common(detail, pipelineId, runId, project),
    pipelineName: text(detail.name),
    ...readSource(sourcesIn(detail)[0]?.params ?? {}),
    sources: readCommits(detail),
    stages: readStages(detail.stages, 'sequence')
  }
}

/** The commits of the sources, none where the detail has no commit at all. */
function readCommits(detail: JsonObject): SourceCommit[] {
  const sources = sourcesIn(detail).map(({ repository, params }) => ({
    repository,
    commit: readSource(params).commit
  }))
  return sources.some(({ commit }) => commit !== null) ? sources : []
}

/** A run that has just been started and has not been polled yet. */
export function announcedRun(project: Project, pipelineId: string, name: string, runId: string): PipelineRun {
  return {
    pipelineId,
    pipelineName: name,
    runId,
    runNumber: null,
    status: null,
    outcome: 'running',
    ended: false,
    url: consoleAddress(project, pipelineId, runId),
    executor: null,
    trigger: null,
    branch: null,
    commit: null,
    startedAt: null,
    endedAt: null,
    sources: [],
    stages: []
  }
}

type Common = Omit<PipelineRun, 'pipelineName' | 'branch' | 'commit' | 'sources' | 'stages'>

function common(element: JsonObject, pipelineId: string, runId: string | null, project: Project): Common {
  const meaning = readRunStatus(element.status)
  return {
    pipelineId,
    runId,
    runNumber: count(element.run_number),
    status: text(element.status),
    ...meaning,
    url:
      webAddress(element.detail_url) ?? (runId === null ? null : consoleAddress(project, pipelineId, runId)),
    executor: text(element.executor_name) ?? text(element.executor_id),
    trigger: text(element.trigger_type),
    startedAt: epochTime(element.start_time),
    endedAt: meaning.ended ? epochTime(element.end_time) : null
  }
}

function readSource(params: JsonObject): Pick<PipelineRun, 'branch' | 'commit'> {
  const commit = text(params.commit_id)
  return {
    branch: text(params.target_branch) ?? text(params.source_branch) ?? text(params.tag),
    commit: commit !== null && /^[0-9a-f]{7,64}$/i.test(commit) ? commit.toLowerCase() : null
  }
}

/** The sources of a run detail: their repositories, and what was built of each. */
function sourcesIn({ sources }: JsonObject): { repository: string | null; params: JsonObject }[] {
  return objectsIn(sources).map(({ params }) => {
    const { git_url: url, build_params: built } = isObject(params) ? params : {}
    return { repository: repositoryOf(text(url) ?? ''), params: isObject(built) ? built : {} }
  })
}

function readStages(stages: unknown, orderKey: string): Stage[] {
  if (!Array.isArray(stages)) return []
  return stages
    .filter(isObject)
    .map((stage, index) => ({ stage, order: count(stage[orderKey]) ?? index }))
    .sort((a, b) => a.order - b.order)
    .map(({ stage }) => ({
      name: text(stage.name) ?? '',
      outcome: readStageOutcome(stage.status),
      startedAt: stageTime(stage.start_time),
      endedAt: stageTime(stage.end_time),
      ...(LEFT_OUT.has(word(stage.status)) ? { leftOut: true } : {})
    }))
}

/** Times of stages come as text: epoch milliseconds, or the zoneless form. */
export function stageTime(value: unknown): number | null {
  return epochTime(value) ?? zonelessTime(value)
}
