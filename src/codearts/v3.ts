import type { PipelineRun, RunOutcome, Stage } from '../domain/pipeline-run.js'
import { criteriaOf, matches } from '../domain/selection.js'
import type { Observation, Target } from '../domain/pipeline-state.js'
import type { Client } from './http/client.js'
import { inFlight } from '../common/limit.js'
import { IDS_PER_REQUEST, inParts, readStatus, type Element, type Found, type Poll } from './status.js'
import { encodeRfc3986 } from './http/signer.js'
import { entry, isNothing, text, webAddress, word, zonelessTime } from './http/values.js'
import { isObject } from '../common/json.js'

const PATH = '/v3/pipelines/status?pipeline_ids='
/** Not in the reference; safe with the gateway. */
const URL_LIMIT = 4_000

/**
 * The first generation of the question: `GET /v3/pipelines/status`. It returns the latest run only, and no commits.
 * @param begunAt when the step began, by CodeArts' clock as far as its responses have shown it: epoch milliseconds
 */
export function v3Poll(client: Client, begunAt: () => number): Poll {
  return (open, report) => {
    const targets = new Map(open.map(({ id, target }) => [id, target]))
    const askFor = async (chunk: readonly string[]): Promise<void> => {
      const found = readStatus(await client.get(statusPath(chunk)), chunk, readRun)
      report(new Map([...found].map(([id, what]) => [id, observationOf(what, targets.get(id), begunAt())])))
    }
    return inFlight(chunks([...targets.keys()], client), chunk => inParts(chunk, askFor))
  }
}

function observationOf(found: Found, target: Target | undefined, begunAt: number): Observation {
  if (found.kind !== 'latest') return found
  const { run } = found
  const isMatch = target?.kind !== 'condition' || matches(run, criteriaOf(target.condition, begunAt))
  return isMatch ? { kind: 'run', run } : { kind: 'no_match', instead: run }
}

function statusPath(ids: readonly string[]): string {
  return PATH + encodeRfc3986(ids.join(','))
}

function chunks(ids: readonly string[], client: Client): string[][] {
  const all: string[][] = []
  let chunk: string[] = []
  for (const id of ids) {
    const longer = [...chunk, id]
    const fits = longer.length <= IDS_PER_REQUEST && client.urlLength(statusPath(longer)) < URL_LIMIT
    if (fits || chunk.length === 0) {
      chunk = longer
    } else {
      all.push(chunk)
      chunk = [id]
    }
  }
  return chunk.length > 0 ? [...all, chunk] : all
}

/**
 * The run of a v3 element; `null` for a pipeline that never ran: neither status nor run ID (seen in sibling answers).
 */
export function readRun(element: Element): PipelineRun | null {
  if (isNothing(element.status) && isNothing(element.build_id)) return null
  const { outcome, ended } = readOutcome(element.status, element.result)
  return {
    pipelineId: element.pipeline_id,
    pipelineName: text(element.pipeline_name),
    runId: text(element.build_id),
    runNumber: null,
    status: text(element.status),
    outcome,
    ended,
    url: webAddress(element.detail_url),
    executor: text(element.executor),
    trigger: null,
    branch: null,
    commit: null,
    startedAt: zonelessTime(element.start_time),
    endedAt: ended ? zonelessTime(element.end_time) : null,
    sources: [],
    stages: readStages(element.stages)
  }
}

const GOING_ON: Readonly<Record<string, RunOutcome>> = {
  waiting: 'running',
  running: 'running',
  verifying: 'paused',
  suspending: 'paused'
}
const RESULTS: Readonly<Record<string, RunOutcome>> = {
  success: 'success',
  error: 'error',
  aborted: 'aborted'
}

/**
 * The outcome of a v3 `status` and `result`; words are compared without regard to case.
 * Only `completed` is an end; the meaning of an unknown status is left open.
 */
export function readOutcome(
  status: unknown,
  result: unknown
): { readonly outcome: RunOutcome; readonly ended: boolean } {
  if (word(status) === 'completed') return { outcome: entry(RESULTS, word(result)) ?? 'unknown', ended: true }
  return { outcome: entry(GOING_ON, word(status)) ?? 'unknown', ended: false }
}

function readStages(stages: unknown): Stage[] {
  if (!Array.isArray(stages)) return []
  return stages
    .filter(isObject)
    .map((stage, index) => ({ stage, order: typeof stage.order === 'number' ? stage.order : index }))
    .sort((a, b) => a.order - b.order)
    .map(({ stage }) => ({
      name: text(stage.display_name) ?? text(stage.name) ?? '',
      outcome: isNothing(stage.status) ? null : readOutcome(stage.status, stage.result).outcome,
      startedAt: null,
      endedAt: null
    }))
}
