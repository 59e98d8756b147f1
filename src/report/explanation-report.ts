import type { ChildFailure, Explanation, Missing, StepLocation, Successor } from '../domain/explanation.js'
import type { RunOutcome } from '../domain/pipeline-run.js'
import { iso } from './pipeline-output.js'

/** Why a run is not green, as it is in the report file. */
export interface ReportedExplanation {
  /** All places that failed or were cancelled, the first by time first. */
  readonly failed: readonly ReportedLocation[]
  /** What it was doing, or waiting for. */
  readonly doing: readonly ReportedLocation[]
  /** Runs of failed sub-pipelines, each after the one that has started it. */
  readonly children: readonly ReportedChild[]
  /** Failed sub-pipelines that were not read. */
  readonly unread_children: number
  /** The newer run that took the place of a cancelled one. */
  readonly superseded_by: ReportedSuccessor | null
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
    /** The step whose log it is, or that has started the sub-pipeline; `null` for the detail of the run. */
    readonly location: ReportedLocation | null
    /** The run of the sub-pipeline that could not be read, where it is known. */
    readonly child: { readonly pipeline_id: string; readonly run_id: string } | null
    /** What came instead of an answer: `html`, `too_large`, `other_run`, `no_time`… */
    readonly detail: string | null
  }[]
  /** Failed steps whose logs were not asked for. */
  readonly unasked_logs: number
}

interface ReportedLocation {
  /** The sub-pipeline's run that it is in; `null` for the run of the pipeline itself. */
  readonly child_run_id: string | null
  readonly stage: string
  readonly job: string | null
  readonly step: string | null
  readonly message: string | null
  /** Whom it waits for. */
  readonly reviewers: readonly string[]
  readonly started_at: string | null
  readonly ended_at: string | null
}

interface ReportedChild {
  readonly pipeline_id: string
  readonly run_id: string
  readonly name: string | null
  readonly run_number: number | null
  readonly url: string | null
  readonly started_by: ReportedLocation
  readonly failed: readonly ReportedLocation[]
}

interface ReportedSuccessor {
  readonly run_id: string | null
  readonly run_number: number | null
  readonly outcome: RunOutcome
  readonly url: string | null
  /** What the two runs have in common. */
  readonly sharing: Successor['sharing']
}

/** An explanation as it is in the report file. */
export function reportedExplanation(explanation: Explanation | null): ReportedExplanation | null {
  if (explanation === null) return null
  const { failed, doing, children, unfollowed, supersededBy, logs, missing, unasked } = explanation
  return {
    failed: failed.map(locationOf),
    doing: doing.map(locationOf),
    children: children.map(childOf),
    unread_children: unfollowed,
    superseded_by: supersededBy === null ? null : successorOf(supersededBy),
    logs: logs.map(({ location, lines, isCut }) => ({
      location: locationOf(location),
      lines,
      is_cut: isCut
    })),
    missing: missing.map(({ what, status, cloudCode, cloudMessage, location, child, detail }) => ({
      what,
      http_status: status,
      error_code: cloudCode,
      error_message: cloudMessage,
      location: location === null ? null : locationOf(location),
      child: child === null ? null : { pipeline_id: child.pipelineId, run_id: child.runId },
      detail: detail?.code ?? null
    })),
    unasked_logs: unasked
  }
}

function childOf({ run, failed }: ChildFailure): ReportedChild {
  return {
    pipeline_id: run.pipelineId,
    run_id: run.runId,
    name: run.name,
    run_number: run.runNumber,
    url: run.url,
    started_by: locationOf(run.startedBy),
    failed: failed.map(locationOf)
  }
}

function successorOf({ run, sharing }: Successor): ReportedSuccessor {
  const { runId, runNumber, outcome, url } = run
  return { run_id: runId, run_number: runNumber, outcome, url, sharing }
}

function locationOf(location: StepLocation): ReportedLocation {
  const { within, stage, job, step, message, reviewers, startedAt, endedAt } = location
  return {
    child_run_id: within?.runId ?? null,
    ...{ stage, job, step, message, reviewers },
    started_at: iso(startedAt),
    ended_at: iso(endedAt)
  }
}
