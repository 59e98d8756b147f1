import {
  contextsOf,
  isForeignTo,
  stateOfVerdict,
  type IsForeign,
  type StatusMode,
  type StatusOwner,
  type StatusPhase
} from './commit-status.js'
import type { Failure } from './failure.js'
import type { PipelineState } from './pipeline-state.js'
import type { Verdict } from './verdict.js'

/** A workflow run on GitHub. */
export interface WorkflowRun {
  readonly runId: string
  /** The page of this attempt. */
  readonly url: string
}

/** How many statuses a step has, what they are called, and where they lead. */
export interface StatusScheme {
  readonly mode: StatusMode
  readonly prefix: string
  readonly workflow: WorkflowRun | null
  /** Distinguishes the steps of one workflow run. */
  readonly digest: string
  /** Where the console's addresses of pipelines begin, `null` with an endpoint of one's own. */
  readonly consoleUrl: string | null
}

/** A context of a step, and whose it is: `null` is that of the whole step. */
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

/**
 * The contexts of a step: one for each pipeline, or one for all of them.
 * @param nameOf what a pipeline is called, as far as that has been looked up
 */
export function slotsOf(
  pipelines: readonly Pick<PipelineState, 'id' | 'name'>[],
  nameOf: (pipelineId: string) => string | null,
  { mode, prefix, workflow, digest }: StatusScheme
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
