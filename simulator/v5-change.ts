import { ENDED, shifted, type RunNow } from './model.js'
import { noSuchRun, noSuchStep, refuseInWords, tooManyRuns } from './refusals.js'
import type { Moment, PipelineSpec, RunSpec } from './specs.js'
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
  if (run === null) return noSuchRun()
  const at = view.epochNow - run.origin
  if (run.moment.state === 'waiting' && run.spec.queue !== undefined)
    view.store.leaveQueue(pipeline.id, run.spec, at)
  else if (!ENDED.has(run.moment.state)) {
    const stages = (run.moment.stages ?? []).map(stage =>
      stage.state === 'running' || stage.state === 'paused' ? { ...stage, state: 'aborted' as const } : stage
    )
    goOn(run, [{ at, state: 'aborted', stages }], view)
    view.store.stopped.push({ pipelineId: pipeline.id, runId })
  }
  return json(200, { success: true })
}

/** `PUT …/{run}/retry`: what failed runs again under the same ID; it may have to wait in the queue. */
export function retryRun({ runId }: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const run = seen(runId, pipeline, view)
  if (run === null) return noSuchRun()
  if (run.moment.state !== 'error') return refuseInWords(400, 'Only a run that has failed can be retried.')
  const { spec, origin } = run
  const now = view.epochNow - origin
  const queueing = queueFor(undefined, pipeline, now, view)
  if (queueing === 'full') return tooManyRuns()
  const nth = view.store.retried.filter(
    retried => retried.runId === runId && retried.pipelineId === pipeline.id
  ).length
  const attempt = spec.retries?.[nth]?.moments ?? firstAttempt(spec)
  view.store.retried.push({ pipelineId: pipeline.id, runId })
  if (queueing === null) {
    goOn(run, shifted(attempt, now), view)
    return json(200, { success: true })
  }
  view.store.replace(pipeline.id, spec, { ...spec, queue: { ...queueing.queue, course: attempt } })
  return queuedAnswer(runId, queueing)
}

/** The moments up to the first end, from 0 on. */
function firstAttempt({ moments }: RunSpec): Moment[] {
  const end = moments.findIndex(({ state }) => ENDED.has(state))
  return shifted(moments.slice(0, end + 1), -(moments[0]?.at ?? 0))
}

/** `POST …/pass` and `…/refuse`, of a step in a job or of a manual trigger before the jobs. */
export function review(call: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const run = seen(call.runId, pipeline, view)
  if (run === null) return noSuchRun()
  const jobId = call.kind.startsWith('v5.manual') ? null : call.jobId
  const step = stepsOf(run).find(step => step.id === call.stepId && step.jobId === jobId)
  if (step === undefined) return noSuchStep()
  if (step.state !== 'paused') return refuseInWords(400, 'The step does not wait for a review.')
  const isPassed = call.kind === 'v5.pass' || call.kind === 'v5.manual_pass'
  const { pass = [{ at: 0, state: 'success' }], refuse = [{ at: 0, state: 'error' }] } =
    run.spec.onReview ?? {}
  goOn(run, shifted(isPassed ? pass : refuse, view.epochNow - run.origin), view)
  return json(200, { success: true })
}

function seen(runId: string, pipeline: PipelineSpec, view: View): RunNow | null {
  return runsSeenBy('detail', pipeline, view).find(({ id }) => id === runId) ?? null
}

/** What a run does from now on, instead of what it would have done. */
function goOn(run: RunNow, moments: readonly Moment[], { store }: View): void {
  store.replace(run.pipeline.id, run.spec, { ...run.spec, moments: [...run.past, ...moments] })
}
