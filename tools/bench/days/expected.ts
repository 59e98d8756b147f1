import { JOB_ACCOUNT, type PipelineSpec, type SimStatus } from '../../../simulator/index.js'
import { queuePhase, runsAt, type RunNow } from '../../../simulator/model.js'
import { contextOf, KEPT_MS, runsKey, type Day, type Head } from './story.js'
import { EPOCH } from './wire.js'

export type State = 'pending' | 'success' | 'failure' | 'error'

type View = 'batch' | 'list' | 'detail' | 'any'

/** The runs of a commit that a view knows, newest first. */
export function runsSeen(pipeline: PipelineSpec, commit: string, view: View, at: number, day: Day): RunNow[] {
  return runsAt({ ...pipeline, runs: day.runs.get(runsKey(pipeline.id, commit)) ?? [] }, view, at, EPOCH)
}

/** The pipelines that the status of a context is made of. */
export function pipelinesOf(context: string, day: Day): readonly PipelineSpec[] {
  if (day.mode === 'one') return day.pipelines.filter(({ id }) => !day.advisory.includes(id))
  return day.pipelines.filter(pipeline => contextOf(pipeline).toLowerCase() === context.toLowerCase())
}

/** Whether a head has succeeded at a time of which CodeArts keeps no runs. */
export function isKept(commit: string, pipeline: PipelineSpec, day: Day): boolean {
  return day.kept.has(commit) && (day.runs.get(runsKey(pipeline.id, commit)) ?? []).length === 0
}

/** The times at which anything of the runs of a commit changes. */
export function changesOf(pipeline: PipelineSpec, commit: string, day: Day): number[] {
  return (day.runs.get(runsKey(pipeline.id, commit)) ?? []).flatMap(({ start, moments, visible, queue }) => {
    const late = (start ?? moments[0]?.at ?? 0) + day.timeoutMs
    const queued = queue === undefined ? [] : [queue.at, queue.until ?? queue.at]
    return [...moments.map(({ at }) => at), ...Object.values(visible ?? {}), ...queued, late]
  })
}

/** What a status may be, once a sweep has gone over it. */
export function allowedIn(
  context: string,
  { commit, committedAt }: Head,
  before: SimStatus | undefined,
  begins: number,
  ends: number,
  day: Day
): ReadonlySet<State> {
  // Whether there ever was a run of such an old commit is unknown.
  const isOld = committedAt < begins - KEPT_MS && isResult(before)
  const written = before === undefined ? [] : [before.createdAt - EPOCH]
  const late = written.flatMap(at => [at + day.startTimeoutMs, at + longestQueue(day)])
  const judged = pipelinesOf(context, day).map(pipeline => {
    if (isKept(commit, pipeline, day)) return [{ state: 'success', isOfRun: true } as const]
    const queued = pipeline.runs.flatMap(({ queue }) =>
      queue === undefined ? [] : [queue.at, queue.until ?? queue.at]
    )
    const changes = [...changesOf(pipeline, commit, day), ...queued, ...late]
    const times = [begins, ends, ...changes.filter(at => at > begins && at < ends)]
    const all = times.flatMap(at => VIEWS.flatMap(view => judgedAt(pipeline, commit, view, at, before, day)))
    // What takes nothing back and claims nothing need not be proven by details.
    // Whoever has the token of the job can write whatever it can: see docs/decisions.md.
    const isForged = day.forged.some(it => it.isOwnToken && it.commit === commit)
    const takesBack = before?.state === 'success' && before.creator === JOB_ACCOUNT.login && !isForged
    const claimed = takesBack ? [] : claimedIn(pipeline, commit, ends, day)
    const isUnseen = (at: number): boolean =>
      VIEWS.some(view => runsSeen(pipeline, commit, view, at, day).length === 0)
    const isNeverSeen = isOld && times.some(isUnseen)
    return [...all, ...claimed, ...(isNeverSeen ? [...keptFor(before)] : [])]
  })
  if (day.mode === 'each') return new Set(judged.flat().map(({ state }) => state))
  return new Set(everyChoice(judged).map(combined))
}

/** What runs come to that are of the commit by the list, but not by their details. */
function claimedIn({ runs }: PipelineSpec, commit: string, ends: number, { mode }: Day): Judged[] {
  const isClaimed = runs.some(
    ({ commitIn, queue, start = 0 }) => commitIn?.list === commit && (queue?.at ?? start) <= ends
  )
  if (!isClaimed) return []
  const open = { state: 'pending', isOfRun: false } as const
  // The one status of all pipelines does not say which of their runs it is about.
  const others = [{ state: 'success', isOfRun: true } as const, { state: 'error', isOfRun: false } as const]
  return mode === 'each' ? [open] : [open, ...others]
}

function isResult(status: SimStatus | undefined): boolean {
  return status?.creator === JOB_ACCOUNT.login && ['success', 'failure'].includes(status.state)
}

/** The current status is left, or counted with what is open. */
function keptFor(before: SimStatus | undefined): Judged[] {
  const state = before?.state === 'success' ? 'success' : 'failure'
  return [
    { state, isOfRun: true },
    { state: 'pending', isOfRun: false }
  ]
}

const VIEWS = ['batch', 'list', 'detail'] as const

/** What becomes of a pipeline for a commit. */
interface Judged {
  readonly state: State
  /** Whether a run has come to it, and not that there is none, or that it has not ended. */
  readonly isOfRun: boolean
}

function judgedAt(
  pipeline: PipelineSpec,
  commit: string,
  view: (typeof VIEWS)[number],
  at: number,
  before: SimStatus | undefined,
  day: Day
): Judged[] {
  const [newest] = runsSeen(pipeline, commit, view, at, day)
  switch (newest?.moment.state) {
    case 'success':
      return [{ state: 'success', isOfRun: true }]
    case 'error':
      return [{ state: 'failure', isOfRun: true }]
    case 'aborted':
      return [{ state: 'error', isOfRun: true }]
    case 'waiting':
      return mayQueue(newest, before, at, day).map(isOpen => openOrLate(isOpen))
    case 'running':
    case 'paused':
      return [openOrLate(at < (newest.startedAt ?? EPOCH + at) - EPOCH + day.timeoutMs)]
    case undefined:
      if (before?.creator !== JOB_ACCOUNT.login) return [openOrLate(true)]
      // One of the pipelines has failed, which is reported before the others are over.
      if (day.mode === 'one' && before.state === 'failure') return [openOrLate(true)]
      return [-CLOCK_SLACK_MS, CLOCK_SLACK_MS].map(slack =>
        openOrLate(isStillPending(before, at - slack, day) || isHeldByQueue(pipeline, before, at, slack, day))
      )
  }
}

/** What has not ended: it is waited for, or no longer. */
function openOrLate(isOpen: boolean): Judged {
  return { state: isOpen ? 'pending' : 'error', isOfRun: false }
}

/**
 * Whether a run that is shown while it is queued is waited for: both, where the clocks do not say. An error that is
 * about it has said before that it is not; what is about anything else begins a wait.
 */
function mayQueue({ pipeline, id }: RunNow, before: SimStatus | undefined, at: number, day: Day): boolean[] {
  if (before?.creator !== JOB_ACCOUNT.login) return [true]
  const { state, createdAt, targetUrl } = before
  if (state === 'error') {
    const isAboutIt = day.mode === 'one' || targetUrl === pipeline.detailUrl?.replace('{run}', id)
    return [!isAboutIt]
  }
  if (state !== 'pending') return [true]
  const until = createdAt - EPOCH + longestQueue(day)
  return [at < until + CLOCK_SLACK_MS, at < until - CLOCK_SLACK_MS]
}

function isStillPending({ state, createdAt }: SimStatus, at: number, { startTimeoutMs }: Day): boolean {
  return state === 'pending' && at < createdAt - EPOCH + startTimeoutMs
}

/** So well a sweep knows what time it is: statuses and responses are dated to the second, and it takes a while to read them. */
const CLOCK_SLACK_MS = 5_000

/** Whether a record that waited in the queue before the time was up holds it open. */
function isHeldByQueue(
  pipeline: PipelineSpec,
  { state, createdAt }: SimStatus,
  at: number,
  slackMs: number,
  day: Day
): boolean {
  const written = createdAt - EPOCH
  if (state !== 'pending' || at >= written + longestQueue(day) + slackMs) return false
  return pipeline.runs.some(
    run => queuePhase(run, at) === 'queued' && (run.queue?.at ?? at) <= written + day.startTimeoutMs + slackMs
  )
}

/** So long after its pending status a run is waited for that is queued, whether it is shown or not. */
function longestQueue({ timeoutMs, startTimeoutMs }: Day): number {
  return startTimeoutMs + timeoutMs
}

/** One of each, in all ways. */
function everyChoice<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap(one => list.map(item => [...one, item])), [[]])
}

/** What the one status of all pipelines is. */
function combined(judged: readonly Judged[]): State {
  const bad = judged.filter(({ state }) => state === 'failure' || state === 'error')
  if (bad.some(({ isOfRun }) => isOfRun)) return 'failure'
  if (bad.length > 0) return 'error'
  return judged.some(({ state }) => state === 'pending') ? 'pending' : 'success'
}
