import type { Missing, StepLocation } from '../domain/explanation.js'
import type { PipelineState } from '../domain/tracking.js'
import { asItWas } from './attempts.js'
import { iso, pipelineOutput, type PipelineOutput } from './outputs.js'
import { classOf, type FailureClass } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion, Disposition } from '../domain/conclusion.js'

/** The report file, version 1: everything that the step knows. Times are ISO 8601 in UTC. */
export interface Report {
  readonly version: 1
  readonly begun_at: string | null
  readonly elapsed_seconds: number
  readonly region: string | null
  /** How often the pipelines were looked at. */
  readonly polls: number
  readonly result: PipelineState['outcome']
  readonly passed: boolean
  /** Whether the step ended red. */
  readonly step_failed: boolean
  readonly failed_ids: readonly string[]
  /** What kept the step from judging, `null` if nothing did. */
  readonly failure: StepFailure | null
  /** Runs that the step had started and not seen ended. */
  readonly unfinished_runs: readonly ReportedUnfinishedRun[]
  /** The elements of the output `pipelines`, with nothing left out. */
  readonly pipelines: readonly PipelineOutput[]
  /** Why those that are not green are so, in the same order. */
  readonly reasons: readonly Reason[]
  /** Ends of runs that went on under the same ID, oldest first. */
  readonly earlier_attempts: readonly ReportedAttempt[]
}

export interface ReportedAttempt {
  /** ID of the pipeline. */
  readonly id: string
  /** From 1. */
  readonly attempt: number
  readonly outcome: PipelineState['outcome']
  readonly started_at: string | null
  readonly ended_at: string | null
  /** Where it failed, as far as that was told. */
  readonly failure: PipelineOutput['failure']
}

export interface StepFailure {
  readonly code: Failure['code']
  readonly service: Failure['service']
  readonly http_status: number | null
  readonly error_code: string | null
  readonly error_message: string | null
  readonly request_id: string | null
  readonly hint: string | null
  /** The inputs that cannot be used. */
  readonly inputs: readonly string[]
}

export interface ReportedUnfinishedRun {
  readonly id: string
  readonly run_id: string | null
  readonly disposition: Disposition
}

export interface Reason {
  /** ID of the pipeline. */
  readonly id: string
  readonly class: FailureClass
  /** When the cloud last told of its run; `null` where it never did. */
  readonly last_seen_at: string | null
  /** `null` for what was not looked into. */
  readonly explanation: ReportedExplanation | null
}

export interface ReportedExplanation {
  /** All places that failed or were cancelled, the first by time first. */
  readonly failed: readonly ReportedLocation[]
  /** What it was doing, or waiting for. */
  readonly doing: readonly ReportedLocation[]
  readonly logs: readonly {
    readonly location: ReportedLocation
    readonly lines: readonly string[]
    readonly is_cut: boolean
  }[]
  /** What could not be fetched. */
  readonly missing: readonly {
    readonly what: Missing['what']
    readonly http_status: number | null
    readonly error_code: string | null
    readonly error_message: string | null
    /** The step whose log it is, `null` for the detail of the run. */
    readonly location: ReportedLocation | null
    /** What came instead of an answer: `html`, `too_large`, `other_run`, `no_time`… */
    readonly detail: string | null
  }[]
  /** Failed steps whose logs were not asked for. */
  readonly unasked_logs: number
}

export interface ReportedLocation {
  readonly stage: string
  readonly job: string | null
  readonly step: string | null
  readonly message: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
}

/** A report of more pipelines is for programs. */
const READABLE = 1_000

/** Everything, untrimmed, as the text of the report file. */
export function reportJson(conclusion: Conclusion): string {
  const indent = conclusion.verdict.pipelines.length > READABLE ? 0 : 2
  return `${JSON.stringify(reportOf(conclusion), null, indent)}\n`
}

function reportOf(conclusion: Conclusion): Report {
  const { verdict, failure, region, polls, elapsedMs, begunAt, unfinishedRuns } = conclusion
  return {
    version: 1,
    begun_at: iso(begunAt),
    elapsed_seconds: Math.round(elapsedMs / 1000),
    region,
    polls,
    result: verdict.result,
    passed: verdict.passed,
    step_failed: verdict.failsStep,
    failed_ids: verdict.failed.map(({ id }) => id),
    failure: failure === null ? null : stepFailure(failure),
    unfinished_runs: unfinishedRuns.map(({ pipelineId, runId, disposition }) => ({
      id: pipelineId,
      run_id: runId,
      disposition
    })),
    pipelines: verdict.pipelines.map(pipelineOutput),
    reasons: verdict.pipelines.flatMap(pipeline => {
      const kind = classOf(pipeline, failure)
      return kind === null ? [] : [reasonOf(pipeline, kind)]
    }),
    earlier_attempts: verdict.pipelines.flatMap(earlierAttempts)
  }
}

function reasonOf(pipeline: PipelineState, kind: FailureClass): Reason {
  const { id, observedAt } = pipeline
  return { id, class: kind, last_seen_at: iso(observedAt), explanation: explanationOf(pipeline) }
}

function earlierAttempts(pipeline: PipelineState): ReportedAttempt[] {
  return (pipeline.attempts?.earlier ?? []).map((earlier, index) => {
    const { id, outcome, started_at, ended_at, failure } = pipelineOutput(asItWas(pipeline, earlier))
    return { id, attempt: index + 1, outcome, started_at, ended_at, failure }
  })
}

function stepFailure(failure: Failure): StepFailure {
  return {
    code: failure.code,
    service: failure.service,
    http_status: failure.status,
    error_code: failure.cloudCode,
    error_message: failure.cloudMessage,
    request_id: failure.requestId,
    hint: failure.hint,
    inputs: failure.issues.map(({ input }) => input)
  }
}

function explanationOf({ explanation }: PipelineState): ReportedExplanation | null {
  if (explanation === null) return null
  const { failed, doing, logs, missing, unasked } = explanation
  return {
    failed: failed.map(locationOf),
    doing: doing.map(locationOf),
    logs: logs.map(({ location, lines, isCut }) => ({
      location: locationOf(location),
      lines,
      is_cut: isCut
    })),
    missing: missing.map(({ what, status, cloudCode, cloudMessage, location, detail }) => ({
      what,
      http_status: status,
      error_code: cloudCode,
      error_message: cloudMessage,
      location: location === null ? null : locationOf(location),
      detail: detail?.code ?? null
    })),
    unasked_logs: unasked
  }
}

function locationOf({ stage, job, step, message, startedAt, endedAt }: StepLocation): ReportedLocation {
  return { stage, job, step, message, started_at: iso(startedAt), ended_at: iso(endedAt) }
}
