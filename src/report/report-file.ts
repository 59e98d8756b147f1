import type { PipelineState } from '../domain/pipeline-state.js'
import { asItWas } from './attempts.js'
import { reportedExplanation, type ReportedExplanation } from './explanation-report.js'
import { iso, pipelineOutput, type PipelineOutput } from './pipeline-output.js'
import { classOf, type FailureClass } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion, Disposition } from '../domain/conclusion.js'

/** The report file, version 1: everything that the step knows. Times are ISO 8601 in UTC. */
export interface Report {
  readonly version: 1
  readonly begun_at: string | null
  readonly elapsed_seconds: number
  readonly region: string | null
  /** How often the pipelines were polled. */
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
  /** Ends of runs that resumed under the same ID, oldest first. */
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
  /** Where it failed, as far as known. */
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
  /** When CodeArts last returned its run; `null` if never. */
  readonly last_seen_at: string | null
  /** `null` for what was not looked into. */
  readonly explanation: ReportedExplanation | null
  /** Why it has no run that counts; `null` for one that has, or was not looked into. */
  readonly absence: ReportedAbsence | null
}

export interface ReportedAbsence {
  /** How long the gate waited for a run, `null` for a gate that does not wait. */
  readonly waited_seconds: number | null
  /** The newest trigger that failed, as far as it can have to do with it. */
  readonly failed_trigger: { readonly at: string | null; readonly reason: string | null } | null
  /** Runs that wait in the queue of the pipeline, `null` where none is known. */
  readonly waiting_runs: number | null
  /** When the newest of them was queued. */
  readonly queued_at: string | null
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
  return {
    id,
    class: kind,
    last_seen_at: iso(observedAt),
    explanation: reportedExplanation(pipeline.explanation),
    absence: absenceOf(pipeline)
  }
}

function absenceOf({ absence }: PipelineState): ReportedAbsence | null {
  if (absence === null) return null
  const { waitedMs, failedTrigger, waiting } = absence
  return {
    waited_seconds: waitedMs === null ? null : Math.round(waitedMs / 1000),
    failed_trigger:
      failedTrigger === null ? null : { at: iso(failedTrigger.at), reason: failedTrigger.reason },
    waiting_runs: waiting?.n ?? null,
    queued_at: iso(waiting?.since ?? null)
  }
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
