import type { Absence } from '../../src/domain/absence.js'
import {
  NOWHERE,
  type Explanation,
  type StageDetail,
  type StepDetail,
  type StepLocation
} from '../../src/domain/explanation.js'
import type { PipelineRun } from '../../src/domain/pipeline-run.js'
import {
  initialState,
  type PipelineState,
  type StartTarget,
  type Target
} from '../../src/domain/pipeline-state.js'
import type { Outcome } from '../../src/domain/pipeline-run.js'
import { decide } from '../../src/domain/verdict.js'
import type { Conclusion } from '../../src/domain/conclusion.js'

export const DEFAULT_FAIL_ON: ReadonlySet<Outcome> = new Set<Outcome>([
  'error',
  'aborted',
  'timed_out',
  'not_found',
  'stale',
  'unknown'
])

/** A running run, with the given differences. */
export function aRun(parts: Partial<PipelineRun> = {}): PipelineRun {
  return {
    pipelineId: 'a'.repeat(32),
    pipelineName: 'build',
    runId: '25',
    runNumber: null,
    status: 'running',
    outcome: 'running',
    ended: false,
    url: null,
    executor: null,
    trigger: null,
    branch: null,
    commit: null,
    startedAt: null,
    endedAt: null,
    sources: [],
    stages: [],
    ...parts
  }
}

export function aTracked(parts: Partial<PipelineState> = {}): PipelineState {
  return { ...initialState('a'.repeat(32)), ...parts }
}

/** A pipeline that has been decided with this outcome. */
export function decided(outcome: Outcome, id = 'a'.repeat(32)): PipelineState {
  const hasRun = outcome !== 'not_found' && outcome !== 'stale'
  return aTracked({
    id,
    outcome,
    decided: true,
    run: hasRun ? aRun({ pipelineId: id }) : null,
    lastObservation: hasRun ? 'run' : 'no_run'
  })
}

export function aConclusion(
  pipelines: readonly PipelineState[],
  parts: Partial<Conclusion> = {}
): Conclusion {
  const blocker = parts.failure === undefined || parts.failure === null ? 'none' : 'could_not_judge'
  return {
    verdict: decide(pipelines, DEFAULT_FAIL_ON, blocker),
    failure: null,
    region: 'cn-north-4',
    location: { customEndpoint: null, region: 'cn-north-4' },
    polls: 3,
    elapsedMs: 90_000,
    begunAt: 0,
    unfinishedRuns: [],
    underTest: null,
    ...parts
  }
}

/** What counts is the run that the step starts. */
export function started(known: Partial<StartTarget> = {}): StartTarget {
  return { kind: 'start', commit: null, runId: null, appearsBy: null, correlationId: null, ...known }
}

/** What counts is a run of this commit. */
export const ofCommit: Target = {
  kind: 'condition',
  condition: { commit: { commit: 'abcdef1', repository: null }, startedAfter: null }
}

/** Nothing is known of why there is no run, but what is said of it. */
export function anAbsence(parts: Partial<Absence> = {}): Absence {
  const unknown = { failedTrigger: null, waiting: null, isDropped: false, unknown: null, isPartial: false }
  return { waitedMs: 300_000, ...unknown, canStart: true, isRed: true, ...parts }
}

/** A place in a run, of which nothing is known but what is said of it. */
export function aLocation(parts: Partial<StepLocation> = {}): StepLocation {
  return { ...NOWHERE, stage: 'Test', ...parts }
}

/** Nothing was found out but what is said here. */
export function anExplanation(parts: Partial<Explanation> = {}): Explanation {
  return {
    ...{ failed: [], doing: [], children: [], unfollowed: 0, supersededBy: null },
    ...{ logs: [], missing: [], unasked: 0 },
    ...parts
  }
}

/** A step that is nothing special, as a part of a run detail. */
export const PLAIN_STEP: Pick<StepDetail, 'isSubPipeline' | 'isManualTrigger' | 'reviewers'> = {
  isSubPipeline: false,
  isManualTrigger: false,
  reviewers: []
}

/** A stage that has jobs only, as a part of a run detail. */
export const JOBS_ONLY: Pick<StageDetail, 'pausedAt' | 'pre' | 'post'> = { pausedAt: null, pre: [], post: [] }

/** The pipeline with what was found out about its run. */
export function explainedBy(pipeline: PipelineState, parts: Partial<Explanation>): PipelineState {
  return { ...pipeline, explanation: anExplanation(parts) }
}
