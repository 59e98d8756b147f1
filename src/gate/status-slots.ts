import {
  contextsOf,
  isForeignTo,
  pipelineMark,
  stateOfPipeline,
  stateOfVerdict,
  type IsForeign,
  type NewStatus,
  type StatusOwner,
  type StatusPhase
} from '../domain/commit-status.js'
import type { Failure } from '../domain/failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Verdict } from '../domain/verdict.js'
import type { StatusInput } from '../inputs/forge.js'
import type { Messages } from '../report/messages/index.js'
import {
  pipelineStatusText,
  settledText,
  stepStatusText,
  type SettledBecause
} from '../report/status-text.js'
import type { PipelineFacts } from './announcer.js'

/** A context of this step, and whose it is: `null` is that of the whole step. */
export interface Slot {
  readonly context: string
  readonly owner: StatusOwner
  readonly pipelineId: string | null
  readonly isForeign: IsForeign
}

/** What is known when statuses are made. */
export interface Known {
  readonly verdict: Verdict
  readonly failure: Failure | null
  readonly phase: StatusPhase
}

/** Whether the verdict makes a success of the slot. */
export function isSuccess(slot: Slot, { verdict, failure, phase }: Known): boolean {
  if (slot.pipelineId === null) return stateOfVerdict(verdict, failure === null, phase) === 'success'
  return verdict.pipelines.some(({ id, outcome }) => id === slot.pipelineId && outcome === 'success')
}

/** The contexts of a step: one for each pipeline, or one for all of them. */
export function slotsOf(
  pipelines: readonly PipelineState[],
  { nameOf }: PipelineFacts,
  { mode, prefix, workflow, digest }: StatusInput
): readonly Slot[] {
  const runId = workflow?.runId ?? null
  if (mode === 'one') return [slotOf(`${prefix}gate`, { kind: 'step', digest }, runId)]
  const named = pipelines.map(({ id, name }) => ({ id, name: nameOf(id) ?? name }))
  return [...contextsOf(named, prefix)].map(([id, context]) =>
    slotOf(context, { kind: 'pipeline', id }, runId)
  )
}

function slotOf(context: string, owner: StatusOwner, workflowRunId: string | null): Slot {
  const pipelineId = owner.kind === 'pipeline' ? owner.id : null
  return { context, owner, pipelineId, isForeign: isForeignTo(owner, workflowRunId) }
}

/** What the status of a slot says of what is known. */
export function slotStatus(
  { context, pipelineId }: Slot,
  { verdict, failure, phase }: Known,
  input: StatusInput,
  messages: Messages
): NewStatus {
  const pipeline = verdict.pipelines.find(({ id }) => id === pipelineId)
  if (pipeline === undefined) {
    const state = stateOfVerdict(verdict, failure === null, phase)
    const description = stepStatusText(verdict, state, failure, messages)
    return { context, state, description, targetUrl: targetOfStep(input) }
  }
  const state = stateOfPipeline(pipeline, phase)
  const blocker = isOpenAtEnd(pipeline, failure) ? failure : null
  const description = pipelineStatusText(pipeline, state, blocker, messages)
  return { context, state, description, targetUrl: targetOfPipeline(pipeline, input) }
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
  input: StatusInput,
  messages: Messages
): NewStatus {
  const status = slotStatus(slot, about, input, messages)
  return { ...status, state: 'error', description: settledText(because, messages) }
}

function targetOfStep({ workflow, digest }: StatusInput): string | null {
  return workflow === null ? null : `${workflow.url}#${digest}`
}

/** The run's page, or the pipeline's; where CodeArts' own addresses are not known, this workflow run. */
function targetOfPipeline(
  { id, run, page }: PipelineState,
  { workflow, consoleUrl }: StatusInput
): string | null {
  if (run !== null && run.url !== null) return run.url
  if (page !== null) return page
  if (consoleUrl !== null) return `${consoleUrl}${id}`
  return workflow === null ? null : `${workflow.url}#${pipelineMark(id)}`
}
