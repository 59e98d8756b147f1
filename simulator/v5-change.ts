import { ENDED, queuePhase, shifted, type RunNow } from './model.js'
import type { RunKey } from './pipeline-store.js'
import { noSuchRun, noSuchStep, refuseInWords, tooManyRuns } from './refusals.js'
import type { Moment, PipelineSpec, RetrySpec, RunSpec, StageSpec, State } from './specs.js'
import { json, type SimResponse } from './transport.js'
import type { V5Call } from './v5-call.js'
import { stepsOf } from './v5-detail.js'
import { queueFor, queuedAnswer } from './v5-queue.js'
import { runsSeenBy } from './v5-runs.js'
import type { View } from './view.js'

/** `POST …/{run}/stop`: ends a run as cancelled; one that has ended stays as it is. */
export function stopRun({ runId }: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const run = seen(runId, pipeline, view)
  // What the detail does not show yet cannot be stopped yet.
  if (run === null) return noSuchRun(view)
  const at = view.epochNow - run.origin
  if (queuePhase(run.spec, at) === 'queued') view.store.leaveQueue(pipeline.id, run.spec, at)
  else if (!ENDED.has(run.moment.state)) {
    const stages = turned(run.moment.stages, ['running', 'paused'], 'aborted')
    goOn(run, [{ at, state: 'aborted', stages }], view)
    view.store.stopped.push({ pipelineId: pipeline.id, runId })
  }
  return json(200, { success: true })
}

/** `PUT …/{run}/retry`: runs the failed part again under the same run ID; can be queued. */
export function retryRun({ runId }: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const { store, epochNow } = view
  const run = seen(runId, pipeline, view)
  if (run === null) return noSuchRun(view)
  if (run.moment.state !== 'error') return refuseInWords(400, 'Only a run that has failed can be retried.')
  const isThis = (other: RunKey): boolean => other.runId === runId && other.pipelineId === pipeline.id
  const { moments, queued } =
    run.spec.retries?.[store.retried.filter(isThis).length] ?? firstAttempt(run.spec)
  const now = epochNow - run.origin
  const queueing = queueFor(queued, pipeline, now, view)
  if (queueing === 'full') return tooManyRuns()
  store.retried.push({ pipelineId: pipeline.id, runId })
  if (queueing === null) {
    goOn(run, shifted(moments, now), view)
    return json(200, { success: true })
  }
  const { queue } = queueing
  const goes =
    queue.until === undefined
      ? { moments: run.past, queue: { ...queue, course: moments } }
      : { moments: [...run.past, ...shifted(moments, queue.until)], queue }
  store.replace(pipeline.id, run.spec, { ...run.spec, ...goes })
  return queuedAnswer(runId, queueing)
}

/** The moments up to the first end, from 0 on. */
function firstAttempt({ moments }: RunSpec): RetrySpec {
  const end = moments.findIndex(({ state }) => ENDED.has(state))
  return { moments: shifted(moments.slice(0, end + 1), -(moments[0]?.at ?? 0)) }
}

/** `POST …/pass` and `…/refuse`, of a step in a job or of a manual trigger before the jobs. */
export function review(call: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const run = seen(call.runId, pipeline, view)
  if (run === null) return noSuchRun(view)
  const jobId = call.kind.startsWith('v5.manual') ? null : call.jobId
  const step = stepsOf(run).find(step => step.id === call.stepId && step.jobId === jobId)
  if (step === undefined) return noSuchStep()
  if (step.state !== 'paused') return refuseInWords(400, 'The step does not wait for a review.')
  const isPassed = call.kind === 'v5.pass' || call.kind === 'v5.manual_pass'
  const scripted = isPassed ? run.spec.onReview?.pass : run.spec.onReview?.refuse
  const state = isPassed ? 'success' : 'error'
  const moments = scripted ?? [{ at: 0, state, stages: turned(run.moment.stages, ['paused'], state) }]
  goOn(run, shifted(moments, view.epochNow - run.origin), view)
  return json(200, { success: true })
}

/** Stages in which every part that is in one of these states is set to another. */
function turned(stages: Moment['stages'] = [], from: readonly State[], to: State): StageSpec[] {
  const turn = <T extends { readonly state?: State | null }>(part: T): T =>
    part.state !== null && part.state !== undefined && from.includes(part.state)
      ? { ...part, state: to }
      : part
  return stages.map(stage => ({
    ...turn(stage),
    pre: (stage.pre ?? []).map(turn),
    jobs: (stage.jobs ?? []).map(job => ({ ...turn(job), steps: (job.steps ?? []).map(turn) })),
    post: (stage.post ?? []).map(turn)
  }))
}

function seen(runId: string, pipeline: PipelineSpec, view: View): RunNow | null {
  return runsSeenBy('detail', pipeline, view).find(({ id }) => id === runId) ?? null
}

/** Replaces everything that the run would have done from now on. */
function goOn(run: RunNow, moments: readonly Moment[], { store }: View): void {
  store.replace(run.pipeline.id, run.spec, { ...run.spec, moments: [...run.past, ...moments] })
}
