import type { PipelineSpec, SimStatus } from '../../../simulator/index.js'
import { runIdOf, runsAt } from '../../../simulator/model.js'
import type { Heard } from '../lib/wire.js'
import { EPOCH, type Ended, type Played } from './play.js'
import { COMMIT } from './story.js'

interface Said {
  readonly id: string
  readonly outcome: string
  readonly run_id: string | null
}

interface Report {
  readonly passed: boolean
  readonly failure: object | null
  readonly pipelines: readonly Said[]
}

const ID_SHOWN = 8

/** What is wrong with the statuses of a story, in words; empty if nothing is. */
export function complaints(played: Played): string[] {
  const { steps, standing } = played
  const [only] = steps
  return [
    ...steps.flatMap(step => unseenSuccesses(step, played)),
    ...steps.flatMap(step => leftPending(step, standing)),
    ...(steps.length === 1 && only !== undefined ? disagreements(only, played) : collisions(steps, played))
  ]
}

/** A success that was sent before the step had received it, of a run of the commit, after its end. */
function unseenSuccesses(step: Ended, { pipelines }: Played): string[] {
  return step.sent.flatMap(({ sentAt, status }) => {
    if (status.state !== 'success') return []
    const asked = pipelines.filter(({ id }) => step.step.asked.includes(id))
    const own =
      step.step.mode === 'one'
        ? asked.filter(({ id }) => !step.step.advisory.includes(id))
        : asked.filter(pipeline => contextOf(pipeline, asked) === status.context)
    if (own.length === 0) return [`a success in ${status.context}, which is nobody's`]
    return own.flatMap(pipeline => {
      const why = whyUnseen(pipeline, sentAt, step)
      return why === null ? [] : [`a success for ${pipeline.id.slice(0, 4)} at ${sentAt}: ${why}`]
    })
  })
}

function whyUnseen(pipeline: PipelineSpec, sentAt: number, ended: Ended): string | null {
  const { heard, readings } = ended
  const known = heard.filter(it => it.heardAt <= sentAt)
  const judged = judgedRun(pipeline, sentAt, ended)
  const states = known
    .flatMap(it => statesIn(pipeline, it).map(state => ({ ...state, heardAt: it.heardAt })))
    .filter(({ runId }) => judged === null || runId === judged)
  const last = states.at(-1)
  if (last === undefined) return 'nothing was heard of it'
  if (last.state !== 'success') return `run ${last.runId} was ${last.state} when it was heard of last`
  if (last.commit !== COMMIT) return 'its run is of another commit'
  const isChecked = known.some(it => it.kind === 'v5.run' && it.target.includes(last.runId))
  if (!isChecked) return "its run's detail was not read"
  // The success of another step may stand over a failure by then.
  const before = states.findLast(({ runId, state }) => runId !== last.runId || state !== 'success')
  const first = states[before === undefined ? 0 : states.indexOf(before) + 1] ?? last
  const isRead = readings.some(it => it.sentAt >= first.heardAt && it.answeredAt <= sentAt)
  return isRead ? null : 'nobody had read what stood there since it had passed'
}

/**
 * With `fail_fast` the wait is over at the first pipeline that fails, and an answer that arrives later changes
 * nothing: the status of another one is that of the run in the outputs. `null` where every run counts.
 */
function judgedRun({ id }: PipelineSpec, sentAt: number, { step, toldAt, runner }: Ended): string | null {
  if (step.inputs.fail_fast !== 'true' || toldAt === null || sentAt < toldAt) return null
  return reportOf(runner.file)?.pipelines.find(said => said.id === id)?.run_id ?? null
}

/** What an answer had of the newest run of the commit, or of the run whose detail it is. */
function statesIn(
  pipeline: PipelineSpec,
  { at, kind, target, ids }: Heard
): { readonly runId: string; readonly state: string; readonly commit: string }[] {
  const shown = (by: 'batch' | 'detail') =>
    runsAt(pipeline, by, at, EPOCH).flatMap(({ spec, moment }) =>
      spec.commit === COMMIT
        ? [{ runId: runIdOf(pipeline, spec), state: moment.state, commit: spec.commit }]
        : []
    )
  if (kind === 'v5.status' && ids.includes(pipeline.id)) {
    // The answer has the latest run only, of whatever commit.
    const [latest] = runsAt(pipeline, 'batch', at, EPOCH)
    return latest?.spec.commit === COMMIT ? shown('batch').slice(0, 1) : []
  }
  if (kind !== 'v5.run' || !target.includes(`/pipelines/${pipeline.id}/`)) return []
  return shown('detail').filter(({ runId }) => target.includes(runId))
}

/** A step that has ended, by itself or by its post step, leaves nothing pending, unless it is a snapshot. */
function leftPending(ended: Ended, standing: readonly SimStatus[]): string[] {
  const { step, sent, runner, isKilled } = ended
  if (!step.wait && !isKilled && reportOf(runner.file)?.failure === null) return []
  const own = new Set(sent.map(({ status }) => status.id))
  return standing.flatMap(({ id, context, state }) =>
    own.has(id) && state === 'pending' && !isExcused(context, ended) ? [`${context} is left pending`] : []
  )
}

/** A status that is not what the outputs mean. */
interface Deviation {
  readonly context: string
  readonly found: string
  readonly expected: string
  readonly excuse: Excuse | null
}

/** The last status of every context is what the outputs say, but for what has an excuse. */
function disagreements(ended: Ended, played: Played): string[] {
  return deviations(ended, played).flatMap(({ context, found, expected, excuse }) =>
    excuse === null ? [`${context} is ${found}, the outputs mean ${expected}`] : []
  )
}

/** The excuses that a story with one step has needed, one for each context. */
export function excusesIn(played: Played): Excuse[] {
  const [only, other] = played.steps
  if (only === undefined || other !== undefined) return []
  return deviations(only, played).flatMap(({ excuse }) => excuse ?? [])
}

function deviations(ended: Ended, { pipelines, standing }: Played): Deviation[] {
  const { runner, isKilled } = ended
  const report = reportOf(runner.file)
  if (isKilled || report === null || runner.failed === null) return []
  return expectedOf(ended, report, pipelines).flatMap(([context, expected]) => {
    const found = standing.find(status => status.context === context)?.state ?? 'missing'
    if (found === expected) return []
    return [{ context, found, expected, excuse: excuseFor(context, found, expected, ended) }]
  })
}

/** A cancelled step has this long for what is open; what is left then is for its post step. */
const CANCEL_MS = 1_500
/** How long a step may take on GitHub after its verdict. */
const CONCLUDE_MS = 10_000

/** Why a status may be another one than the outputs mean. Nothing else is an excuse. */
export type Excuse =
  /** It was cancelled before it had written anything there. */
  | 'not_begun'
  /**
   * All of the time that it has for GitHub was used: its post step makes an error of what is pending, a snapshot
   * leaves it.
   */
  | 'cut_short'
  /** The current statuses could not be read, which it warns of: that must not become a success. */
  | 'unread'
  /** GitHub did not take what was to be written last, which it warns of. */
  | 'refused'

/** The excuse for a status, `null` where there is none. */
function excuseFor(context: string, found: string, expected: string, ended: Ended): Excuse | null {
  const { step, sent, refused, says, cancelledAt } = ended
  const own = sent.filter(({ status }) => status.context === context)
  if (own.length === 0 && cancelledAt !== null && found === 'missing') return 'not_begun'
  const last = own.at(-1)
  const ofStep = own.findLast(({ by }) => by === 'step')
  const isByPost = last?.by === 'post' && found === 'error'
  const isLeft = !step.wait && last?.by === 'step' && found === 'pending'
  const isOpen = ofStep?.status.state === 'pending' && (isByPost || isLeft)
  if (isOpen && hasUsedItsTime(ended)) return 'cut_short'
  const isUnread = refused.some(({ by, context: of }) => by === 'step' && of === null) && isWarned(says.step)
  if (isUnread && expected === 'success' && found === 'error') return 'unread'
  return isExcused(context, ended) ? 'refused' : null
}

/**
 * Whether nothing but the end of its time has kept a step from writing; where it was not cancelled, it warns of that.
 */
function hasUsedItsTime({ step, cancelledAt, toldAt, endedAt, says, refused }: Ended): boolean {
  if (cancelledAt !== null && endedAt >= cancelledAt + CANCEL_MS) return true
  const isSlow = refused.some(({ by }) => by === 'step')
  // A snapshot writes before it publishes its verdict.
  const begunAt = step.wait ? toldAt : step.begins
  return begunAt !== null && endedAt >= begunAt + CONCLUDE_MS && isSlow && isWarned(says.step)
}

/**
 * Whether GitHub has kept a step from writing what was to come after its last status of a context, and that is warned
 * of.
 */
function isExcused(context: string, { sent, refused, says }: Ended): boolean {
  return refused.some(({ by, at, what, context: of }) => {
    const own = sent.findLast(it => it.by === by && it.status.context === context)
    const concerns = of === context || of === null || what === 'limits'
    return concerns && at >= (own?.sentAt ?? 0) && isWarned(says[by])
  })
}

function isWarned(lines: readonly string[]): boolean {
  return lines.some(line => /could not be written/.test(line))
}

function expectedOf(
  { step }: Ended,
  { passed, failure, pipelines: said }: Report,
  pipelines: readonly PipelineSpec[]
): (readonly [context: string, state: string])[] {
  const isLeft = !step.wait && failure === null
  const isOpen = ({ outcome }: Said): boolean => ['running', 'paused', 'not_found', 'stale'].includes(outcome)
  if (step.mode === 'one') {
    const gating = said.filter(({ id }) => !step.advisory.includes(id))
    const isWaiting =
      isLeft && gating.some(isOpen) && gating.every(it => isOpen(it) || it.outcome === 'success')
    const state = failure !== null ? 'error' : passed ? 'success' : isWaiting ? 'pending' : 'failure'
    return [['codearts/gate', state]]
  }
  const asked = pipelines.filter(({ id }) => step.asked.includes(id))
  const states: Readonly<Record<string, string>> = { success: 'success', error: 'failure' }
  return said.flatMap(it => {
    const pipeline = asked.find(({ id }) => id === it.id)
    if (pipeline === undefined) return []
    const state = isLeft && isOpen(it) ? 'pending' : (states[it.outcome] ?? 'error')
    return [[contextOf(pipeline, asked), state] as const]
  })
}

/** Two steps of one workflow run that write one context for different things: never a success of one over the other. */
function collisions(steps: readonly Ended[], { pipelines, standing }: Played): string[] {
  const [one, other] = steps
  if (one === undefined || other === undefined) return []
  const meant = steps.map(ended => {
    const report = reportOf(ended.runner.file)
    return new Map(report === null || ended.isKilled ? [] : expectedOf(ended, report, pipelines))
  })
  const isSame =
    one.step.workflowRun !== other.step.workflowRun ||
    JSON.stringify([one.step.asked, one.step.advisory]) ===
      JSON.stringify([other.step.asked, other.step.advisory])
  const isQuiet = steps.some(({ sent, isKilled }) => sent.length === 0 || isKilled)
  if (isQuiet || (isSame && one.step.mode === 'one')) return []
  return standing.flatMap(({ context, state }) => {
    if (state !== 'success') return []
    const bad = meant.flatMap(states => {
      const said = states.get(context)
      return said === undefined || said === 'success' || said === 'pending' ? [] : [said]
    })
    // With each, both steps may ask for the same pipeline, and one of them may have waited longer.
    const isShared = one.step.mode === 'one' || ownersOf(context, steps, pipelines).size > 1
    return isShared && bad.length > 0
      ? [`${context} is a success over ${bad.join(', ')} of another step`]
      : []
  })
}

function ownersOf(context: string, steps: readonly Ended[], pipelines: readonly PipelineSpec[]): Set<string> {
  return new Set(
    steps.flatMap(({ step }) => {
      const asked = pipelines.filter(({ id }) => step.asked.includes(id))
      return asked.flatMap(pipeline => (contextOf(pipeline, asked) === context ? [pipeline.id] : []))
    })
  )
}

/** Prefix and name; where names differ in letter case alone, with the beginning of the ID. */
function contextOf({ id, name }: PipelineSpec, asked: readonly PipelineSpec[]): string {
  const isTaken = asked.some(other => other.id !== id && other.name.toLowerCase() === name.toLowerCase())
  return `codearts/${name}${isTaken ? ` (${id.slice(0, ID_SHOWN)})` : ''}`
}

function reportOf(file: string): Report | null {
  return file === '' ? null : (JSON.parse(file) as Report)
}
