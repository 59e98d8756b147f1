import { pipelineMark, stateOfPipeline, stateOfVerdict, type NewStatus } from '../domain/commit-status.js'
import type { Failure } from '../domain/failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Known, Slot, StatusScheme } from '../domain/status-slots.js'
import type { Messages } from './messages/index.js'
import { pipelineStatusText, settledText, stepStatusText, type SettledBecause } from './status-text.js'

/** What the status of a slot says of what is known. */
export function slotStatus(
  { context, pipelineId }: Slot,
  { verdict, failure, phase }: Known,
  scheme: StatusScheme,
  messages: Messages
): NewStatus {
  const pipeline = verdict.pipelines.find(({ id }) => id === pipelineId)
  if (pipeline === undefined) {
    const state = stateOfVerdict(verdict, failure === null, phase)
    const description = stepStatusText(verdict, state, failure, messages)
    return { context, state, description, targetUrl: targetOfStep(scheme) }
  }
  const state = stateOfPipeline(pipeline, phase)
  const blocker = isOpenAtEnd(pipeline, failure) ? failure : null
  const description = pipelineStatusText(pipeline, state, blocker, messages)
  return { context, state, description, targetUrl: targetOfPipeline(pipeline, scheme) }
}

/** Whether the end of the step, and not the pipeline itself, is why its status is an error. */
function isOpenAtEnd({ decided, outcome }: PipelineState, failure: Failure | null): boolean {
  return failure !== null && (!decided || outcome === 'unknown')
}

/** An error with a reason of the step's own. */
export function settled(
  slot: Slot,
  about: Known,
  because: SettledBecause,
  scheme: StatusScheme,
  messages: Messages
): NewStatus {
  const status = slotStatus(slot, about, scheme, messages)
  return { ...status, state: 'error', description: settledText(because, messages) }
}

function targetOfStep({ workflow, digest }: StatusScheme): string | null {
  return workflow === null ? null : `${workflow.url}#${digest}`
}

/** The run's page, or the pipeline's; where CodeArts' own addresses are not known, this workflow run. */
function targetOfPipeline(
  { id, run, page }: PipelineState,
  { workflow, consoleUrl }: StatusScheme
): string | null {
  if (run !== null && run.url !== null) return run.url
  if (page !== null) return page
  if (consoleUrl !== null) return `${consoleUrl}${id}`
  return workflow === null ? null : `${workflow.url}#${pipelineMark(id)}`
}
