import type { Outcome, PipelineRun } from './pipeline-run.js'
import type { PipelineState } from './pipeline-state.js'
import { gatingOf, type Verdict } from './verdict.js'

/** https://docs.github.com/en/rest/commits/statuses#create-a-commit-status */
export type StatusState = 'pending' | 'success' | 'failure' | 'error'

/** A status as it is to be on a commit. */
export interface NewStatus {
  readonly context: string
  readonly state: StatusState
  readonly description: string
  readonly targetUrl: string | null
}

/** The current status of a context on a commit. */
export interface CommitStatus {
  /** A later one has a larger ID. */
  readonly id: number
  readonly context: string
  readonly state: string
  readonly targetUrl: string | null
}

/** One status for each pipeline, or one for all of them. */
export type StatusMode = 'each' | 'one'

/**
 * When a status is made: a step that has ended leaves nothing pending, a snapshot leaves what is open, and so does a
 * sweep, which reports what has failed at once.
 */
export type StatusPhase = 'waiting' | 'snapshot' | 'sweep' | 'ended'

/** Whether a snapshot leaves it to others what becomes of a pipeline: it has not appeared, or not ended. */
export function isCarriedOn({ outcome, run }: Pick<PipelineState, 'outcome' | 'run'>): boolean {
  switch (outcome) {
    case 'running':
    case 'paused':
    case 'not_found':
    case 'stale':
      return true
    case 'unknown':
      return run !== null && !run.ended
    case 'success':
    case 'error':
    case 'aborted':
    case 'timed_out':
      return false
  }
}

/** What the status of one pipeline says: its outcome. */
export function stateOfPipeline(pipeline: PipelineState, phase: StatusPhase): StatusState {
  if ((phase === 'waiting' || phase === 'sweep') && !pipeline.decided) return 'pending'
  if (phase === 'snapshot' && isCarriedOn(pipeline)) return 'pending'
  if (pipeline.outcome === 'success') return 'success'
  return pipeline.outcome === 'error' ? 'failure' : 'error'
}

/**
 * What the one status of a step says: whether it has passed.
 * @param isJudged whether the gate could do its job
 */
export function stateOfVerdict(verdict: Verdict, isJudged: boolean, phase: StatusPhase): StatusState {
  if (phase === 'waiting') return 'pending'
  if (!isJudged) return 'error'
  if (phase === 'sweep') return stateOfSweep(verdict)
  if (verdict.passed) return 'success'
  const isOpen =
    phase === 'snapshot' && verdict.failed.length === 0 && gatingOf(verdict.pipelines).some(isCarriedOn)
  return isOpen ? 'pending' : 'failure'
}

/** Outcomes of what has not failed itself: its run has not come, or not come to an end. */
const NEVER_ENDED: ReadonlySet<Outcome> = new Set<Outcome>(['not_found', 'stale', 'timed_out'])

/** @param verdict made without what is not decided */
function stateOfSweep({ failed, pipelines, passed }: Verdict): StatusState {
  if (failed.some(({ outcome }) => !NEVER_ENDED.has(outcome))) return 'failure'
  if (failed.length > 0) return 'error'
  const gating = gatingOf(pipelines)
  if (gating.some(({ decided }) => !decided)) return 'pending'
  if (passed) return 'success'
  return gating.some(({ outcome }) => NEVER_ENDED.has(outcome)) ? 'error' : 'failure'
}

/** GitHub compares contexts without regard to letter case. */
export function contextKey(context: string): string {
  return context.toLowerCase()
}

/**
 * The current status of a context, `null` without one.
 * @param statuses of each context the newest first
 */
export function standingOf<T extends Pick<CommitStatus, 'context'>>(
  { statuses }: { readonly statuses: readonly T[] },
  context: string
): T | null {
  return statuses.find(status => contextKey(status.context) === contextKey(context)) ?? null
}

/** As long as GitHub takes. */
const LONGEST_CONTEXT = 255
/** So much of an ID distinguishes pipelines of one name. */
const ID_SHOWN = 8

/**
 * The contexts of pipelines, each of its own: prefix and name; of names that are equal, letter case aside, with the
 * beginning of the ID.
 */
export function contextsOf(
  pipelines: readonly { readonly id: string; readonly name: string | null }[],
  prefix: string
): ReadonlyMap<string, string> {
  const named = pipelines.map(({ id, name }) => {
    const shown = sendable(name ?? '')
    const bare = shown === '' ? id : shown
    return { id, forms: [bare, `${bare} (${id.slice(0, ID_SHOWN)})`, id].map(form => fitting(prefix, form)) }
  })
  const counts = new Map<string, number>()
  for (const form of named.flatMap(({ forms }) => [...new Set(forms.map(contextKey))]))
    counts.set(form, (counts.get(form) ?? 0) + 1)
  const isOwn = (form: string): boolean => counts.get(contextKey(form)) === 1
  return new Map(named.map(({ id, forms }) => [id, forms.find(isOwn) ?? `${prefix}${id}`]))
}

function fitting(prefix: string, form: string): string {
  const context = `${prefix}${form}`
  if (context.length <= LONGEST_CONTEXT) return context
  // The end distinguishes pipelines of one name.
  const end = form.slice(-(ID_SHOWN + 3))
  return `${context.slice(0, LONGEST_CONTEXT - end.length - 1)}…${end}`
}

/** A text on one line without characters that GitHub refuses in statuses: controls, and those above U+FFFF. */
export function sendable(text: string): string {
  return text
    .replace(/[\u{10000}-\u{10FFFF}]|\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
}

/** Whether a status is of another author, so that a success must not be written over it. */
export type IsForeign = (status: Pick<CommitStatus, 'state' | 'targetUrl'>) => boolean

/** Whether a status leads to a run: the console writes the address of one in more than one way. */
function leadsToRun(
  targetUrl: string | null,
  run: Pick<PipelineRun, 'pipelineId' | 'runId' | 'url'>
): boolean {
  if (targetUrl === null) return false
  if (targetUrl === run.url) return true
  const [, pipelineId, runId] = OF_RUN.exec(targetUrl) ?? []
  return runId !== undefined && runId === run.runId && pipelineId === run.pipelineId
}

/**
 * Whether a status already says what is wanted: the same state and, unless it is pending, a link to the same run.
 * @param run what the wanted status is about, `null` without a run or for the status of a whole step
 * @param elsewhere what counts as the same link where the address of the run is unknown
 */
export function saysAlready(
  standing: Pick<CommitStatus, 'state' | 'targetUrl'> | null,
  wanted: Pick<NewStatus, 'state' | 'targetUrl'>,
  run: Pick<PipelineRun, 'pipelineId' | 'runId' | 'url'> | null,
  elsewhere: 'same address' | 'any address'
): boolean {
  if (standing === null || standing.state !== wanted.state) return false
  if (wanted.state === 'pending') return true
  if (run !== null && run.url !== null) return leadsToRun(standing.targetUrl, run)
  return elsewhere === 'any address' || standing.targetUrl === wanted.targetUrl
}

const OF_PIPELINE = /\/pipeline\/(?:detail|history)\/([0-9A-Za-z]{32})/
const OF_RUN = /\/pipeline\/detail\/([0-9A-Za-z]{32})\/([0-9A-Za-z]{32})/
const OF_WORKFLOW_RUN = /\/actions\/runs\/(\d+)(?:\/attempts\/\d+)?(?:#(\S+))?$/

/**
 * For a pipeline that steps have started side by side: whether a status is of a run that has not passed, and is not the
 * one of this step. @param runId `null` while it is not known
 */
export function isOtherFailure(id: string, runId: string | null): IsForeign {
  return ({ state, targetUrl }) => {
    const told = OF_RUN.exec(targetUrl ?? '')
    return (state === 'failure' || state === 'error') && told?.[1] === id && told[2] !== runId
  }
}

/** The pipeline that a status of one pipeline leads to, `null` for any other target. */
function pipelineIn(targetUrl: string | null): string | null {
  return (
    OF_PIPELINE.exec(targetUrl ?? '')?.[1] ??
    workflowRunIn(targetUrl)?.mark?.slice('pipeline-'.length) ??
    null
  )
}

function workflowRunIn(
  targetUrl: string | null
): { readonly runId: string; readonly mark: string | null } | null {
  const [, runId, mark = null] = OF_WORKFLOW_RUN.exec(targetUrl ?? '') ?? []
  return runId === undefined ? null : { runId, mark }
}

/** The end of the target of one pipeline's status where no page of CodeArts is known. */
export function pipelineMark(id: string): string {
  return `pipeline-${id}`
}

/**
 * Whose a status is: one pipeline's, or the whole step's, which a digest distinguishes from the others of its
 * workflow run.
 */
export type StatusOwner =
  { readonly kind: 'pipeline'; readonly id: string } | { readonly kind: 'step'; readonly digest: string }

/** Recognizes a status that is not of this owner. @param workflowRunId `null` where none is known */
export function isForeignTo(owner: StatusOwner, workflowRunId: string | null): IsForeign {
  return owner.kind === 'pipeline'
    ? isForeignToPipeline(owner.id, workflowRunId)
    : isForeignToStep(owner.digest, workflowRunId)
}

/** Whether a status is of another pipeline, or of another step of this workflow run. */
function isForeignToPipeline(id: string, workflowRunId: string | null): IsForeign {
  return ({ targetUrl }) => {
    const run = workflowRunIn(targetUrl)
    if (run !== null && !isPipelineMark(run.mark)) return run.runId === workflowRunId && run.mark !== null
    const other = pipelineIn(targetUrl)
    return other !== null && other !== id
  }
}

/** Whether a status is of a pipeline, or of another step of this workflow run. */
function isForeignToStep(digest: string, workflowRunId: string | null): IsForeign {
  return ({ targetUrl }) => {
    const run = workflowRunIn(targetUrl)
    if (run === null || isPipelineMark(run.mark)) return pipelineIn(targetUrl) !== null
    return run.runId === workflowRunId && run.mark !== null && run.mark !== digest
  }
}

function isPipelineMark(mark: string | null): boolean {
  return mark?.startsWith('pipeline-') ?? false
}
