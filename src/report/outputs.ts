import type { Conclusion } from '../domain/conclusion.js'
import { pipelineOutput, type PipelineOutput } from './pipeline-output.js'

/**
 * GitHub takes 1 MiB of outputs a job, counted in UTF-16, where a character has two bytes at least: this many units.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const LIMIT_UNITS = (1024 * 1024) / 2
/** For the names of the outputs, the short ones, and the path of the report. */
const RESERVED_UNITS = 8 * 1024
/** Real ones have 32 characters, or are a number. */
const LONGEST_RUN_ID = 64
/** A character may take six in JSON. */
const ODD_RUN_ID = 10

/** What was left out of `pipelines` to stay within GitHub's limit. */
export type Trimmed = 'stages' | 'all_stages' | 'details' | 'most' | null

export interface Outputs {
  readonly values: Readonly<Record<'passed' | 'result' | 'pipelines' | 'failed_ids' | 'run_ids', string>>
  readonly trimmed: Trimmed
}

/** The outputs of the step as strings, all but `report_path`. */
export function outputsOf({ verdict }: Pick<Conclusion, 'verdict'>): Outputs {
  const runIds = new Map<string, string>()
  for (const { id, run } of verdict.pipelines)
    if (run !== null && run.runId !== null) runIds.set(id, shortRunId(run.runId))
  const failedIds = JSON.stringify(verdict.failed.map(({ id }) => id))
  const runIdsJson = JSON.stringify(Object.fromEntries(runIds))
  const limit = LIMIT_UNITS - RESERVED_UNITS - failedIds.length - runIdsJson.length
  const [pipelines, trimmed] = trimmedJson(verdict.pipelines.map(pipelineOutput), limit)
  return {
    trimmed,
    values: {
      passed: String(verdict.passed),
      result: verdict.result,
      pipelines,
      failed_ids: failedIds,
      run_ids: runIdsJson
    }
  }
}

function shortRunId(runId: string): string {
  const short = clip(runId, LONGEST_RUN_ID)
  return JSON.stringify(short).length > LONGEST_RUN_ID + 3 ? clip(runId, ODD_RUN_ID) : short
}

type Trim = (pipeline: PipelineOutput) => PipelineOutput

/**
 * What is left out to make the JSON fit, mildest first: stages of what is green, all stages, links and texts, the
 * rest.
 */
const TRIMS: readonly (readonly [Trimmed, Trim])[] = [
  [null, pipeline => pipeline],
  ['stages', pipeline => (pipeline.outcome === 'success' ? { ...pipeline, stages: null } : pipeline)],
  ['all_stages', pipeline => ({ ...pipeline, stages: null })],
  ['details', pipeline => bare(pipeline, 60)],
  [
    'most',
    ({ id, outcome, advisory, attempts, run_id, run_number, ...pipeline }) => ({
      ...NOTHING_KNOWN,
      ...{ id, outcome, advisory, attempts, run_number },
      ...{ name: shortened(pipeline.name, 40), run_id: shortened(run_id, 40) }
    })
  ]
]

/** With nothing but ID and outcome a pipeline takes some 300 bytes of keys and nulls. */
function trimmedJson(pipelines: readonly PipelineOutput[], limit: number): [string, Trimmed] {
  for (const [trimmed, trim] of TRIMS) {
    const parts = withinLimit(pipelines, trim, limit)
    if (parts !== null) return [`[${parts.join(',')}]`, trimmed]
  }
  return [
    JSON.stringify(
      pipelines.map(({ id, outcome, advisory }) => ({ ...NOTHING_KNOWN, id, outcome, advisory }))
    ),
    'most'
  ]
}

/** Each pipeline as JSON, or `null` as soon as all of them would be too much. */
function withinLimit(pipelines: readonly PipelineOutput[], trim: Trim, limit: number): string[] | null {
  const parts: string[] = []
  let units = 0
  for (const pipeline of pipelines) {
    const part = JSON.stringify(trim(pipeline))
    units += part.length + 1
    if (units > limit) return null
    parts.push(part)
  }
  return parts
}

const NOTHING_KNOWN: Omit<PipelineOutput, 'id' | 'outcome' | 'advisory'> = {
  name: null,
  status: null,
  run_id: null,
  run_number: null,
  url: null,
  executor: null,
  trigger: null,
  branch: null,
  commit: null,
  started_at: null,
  ended_at: null,
  duration_seconds: null,
  matched_by: null,
  attempts: null,
  stages: null,
  failure: null
}

function bare(pipeline: PipelineOutput, longest: number): PipelineOutput {
  const short = (text: string | null): string | null => shortened(text, longest)
  const { name, status, run_id, executor, trigger, branch } = pipeline
  return {
    ...pipeline,
    name: short(name),
    status: short(status),
    run_id: short(run_id),
    executor: short(executor),
    trigger: short(trigger),
    branch: short(branch),
    url: null,
    stages: null,
    failure: null
  }
}

function shortened(text: string | null, longest: number): string | null {
  return text === null ? null : clip(text, longest)
}

function clip(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
