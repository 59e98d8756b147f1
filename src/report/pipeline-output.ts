import { durationSeconds, type Outcome, type Stage } from '../domain/pipeline-run.js'
import { matchedBy, type PipelineState } from '../domain/pipeline-state.js'
import type { Deepest } from '../domain/sub-pipelines.js'
import { attemptCount } from './attempts.js'
import { knownName } from './conclusion.js'
import { failedChild, failedLocation } from './reasons.js'

/** One element of the output `pipelines`. Times are ISO 8601 in UTC; what is not known is `null`. */
export interface PipelineOutput {
  readonly id: string
  readonly name: string | null
  readonly outcome: Outcome
  readonly status: string | null
  readonly run_id: string | null
  readonly run_number: number | null
  readonly url: string | null
  readonly executor: string | null
  readonly trigger: string | null
  readonly branch: string | null
  readonly commit: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly duration_seconds: number | null
  readonly matched_by: string | null
  /** Whether its outcome never fails the gate. */
  readonly advisory: boolean
  /** Attempts of the run that the step has seen. */
  readonly attempts: number | null
  readonly stages: readonly StageOutput[] | null
  readonly failure: FailureOutput | null
}

interface StageOutput {
  readonly name: string
  readonly outcome: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
}

interface FailureOutput {
  readonly stage: string | null
  readonly job: string | null
  readonly step: string | null
  readonly message: string | null
  /** Where the sub-pipeline failed that failed here: the deepest one that could be read. */
  readonly child: ChildOutput | null
}

interface ChildOutput {
  readonly pipeline_id: string
  readonly run_id: string
  readonly name: string | null
  readonly url: string | null
  readonly stage: string | null
  readonly job: string | null
  readonly step: string | null
  readonly message: string | null
}

/** One pipeline as outputs and report give it. */
export function pipelineOutput(pipeline: PipelineState): PipelineOutput {
  const { id, run, outcome } = pipeline
  return {
    id,
    name: knownName(pipeline),
    outcome,
    status: run?.status ?? null,
    run_id: run?.runId ?? null,
    run_number: run?.runNumber ?? null,
    url: run?.url ?? null,
    executor: run?.executor ?? null,
    trigger: run?.trigger ?? null,
    branch: run?.branch ?? null,
    commit: run?.commit ?? null,
    started_at: iso(run?.startedAt ?? null),
    ended_at: iso(run?.endedAt ?? null),
    duration_seconds: run === null ? null : durationSeconds(run),
    matched_by: matchedBy(pipeline),
    advisory: pipeline.advisory,
    attempts: attemptCount(pipeline),
    stages: run?.stages.map(stageOutput) ?? null,
    failure: failureOutput(pipeline)
  }
}

function failureOutput(pipeline: PipelineState): FailureOutput | null {
  const location = failedLocation(pipeline)
  if (location === null) return null
  const { stage, job, step, message } = location
  return { stage, job, step, message, child: childOutput(failedChild(pipeline)) }
}

function childOutput(deepest: Deepest | null): ChildOutput | null {
  if (deepest === null) return null
  const { run, location } = deepest
  return {
    pipeline_id: run.pipelineId,
    run_id: run.runId,
    name: run.name,
    url: run.url,
    stage: location?.stage ?? null,
    job: location?.job ?? null,
    step: location?.step ?? null,
    message: location?.message ?? null
  }
}

function stageOutput({ name, outcome, startedAt, endedAt }: Stage): StageOutput {
  return { name, outcome, started_at: iso(startedAt), ended_at: iso(endedAt) }
}

/** An instant as ISO 8601 in UTC, `null` for what is none. */
export function iso(epochMs: number | null): string | null {
  if (epochMs === null || !Number.isFinite(epochMs) || Math.abs(epochMs) > 8.64e15) return null
  return new Date(epochMs).toISOString()
}
