import type { V5Cloud } from '../codearts/cloud.js'
import type { OpenHead, StandingStatus } from '../domain/open-head.js'
import { standingOf } from '../domain/commit-status.js'
import { inOrder } from '../domain/sweep.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { judgeHead, observe, statesFor, type JudgedHead, type Judging, type Wanted } from './judge.js'

/** A status that is to be on a head. */
export interface Due extends Wanted {
  readonly judged: JudgedHead
}

/** What proves a result before it is written. */
export interface Proving {
  readonly judging: Judging
  readonly states: readonly PipelineState[]
  /** As a gate polls: with the detail of each run. */
  readonly poll: V5Cloud['poll']
  /** Adds the reasons of what has failed. */
  readonly explain: (pipelines: readonly PipelineState[]) => Promise<readonly PipelineState[]>
  readonly isTimeUp: () => boolean
  /** How many comments are written with a status of a head. */
  readonly commentsOn: (head: OpenHead) => number
}

/** The statuses of a head that have to be written. */
export function dueOf(judged: JudgedHead): Due[] {
  return judged.wanted.filter(({ isDue }) => isDue).map(wanted => ({ ...wanted, judged }))
}

/** The same, and those of which the lists alone do not say enough: their proof decides whether they are written. */
export function dueOrDoubtfulOf(judged: JudgedHead): Due[] {
  return judged.wanted
    .filter(({ isDue, isDoubtful }) => isDue || isDoubtful)
    .map(wanted => ({ ...wanted, judged }))
}

/**
 * Takes as many statuses as may be written, in their order, and proves those that are a result.
 * @returns what is to be written, how much of it was left, and how many doubtful ones nobody looked at
 */
export async function provenWrites(
  due: readonly Due[],
  most: number,
  proving: Proving
): Promise<{ readonly writes: readonly Due[]; readonly left: number; readonly unchecked: number }> {
  const planned = inOrder(due)
  const proven = new Map<string, JudgedHead>()
  const writes: Due[] = []
  const commented = new Set<string>()
  let [looked, cost] = [0, 0]
  for (const { judged, ...wanted } of planned) {
    const { commit } = judged.head
    const comments = commented.has(commit) ? 0 : proving.commentsOn(judged.head)
    if (cost + 1 + comments > most || proving.isTimeUp()) break
    looked++
    if (needsProof(wanted) && !proven.has(commit)) proven.set(commit, await proveHead(judged, proving))
    const now = proven.get(commit)?.wanted.find(({ slot }) => slot.context === wanted.slot.context)
    const write = now ?? (needsProof(wanted) ? null : wanted)
    if (write?.isDue !== true) continue
    writes.push({ ...write, judged })
    cost += 1 + comments
    commented.add(commit)
  }
  const whole = writes.map(write => ({
    ...write,
    judged: proven.get(write.judged.head.commit) ?? write.judged
  }))
  const rest = planned.slice(looked)
  const left = rest.filter(({ isDue }) => isDue).length
  return { writes: whole, left, unchecked: rest.length - left }
}

/**
 * The writes whose success still holds by lists that are read now: while one head was proven, a newer run of another
 * one may have come.
 */
export async function stillProven(
  writes: readonly Due[],
  listed: V5Cloud['poll'],
  { judging, states }: Pick<Proving, 'judging' | 'states'>
): Promise<readonly Due[]> {
  const seen = new Map<string, JudgedHead>()
  const kept: Due[] = []
  for (const write of writes) {
    const { head } = write.judged
    if (write.status.state === 'success' && !seen.has(head.commit)) {
      const own = statesFor(head, states, judging.repository)
      seen.set(head.commit, await judgeHead(head, own, await observe(own, listed), judging))
    }
    if (write.status.state !== 'success' || isSameSuccess(write, seen.get(head.commit))) kept.push(write)
  }
  return kept
}

/** Whether a head has the same success again: of the same runs. */
function isSameSuccess({ slot, judged }: Due, again: JudgedHead | undefined): boolean {
  const now = again?.wanted.find(({ slot: { context } }) => context === slot.context)
  if (again === undefined || now?.status.state !== 'success') return false
  const runs = new Map(again.verdict.pipelines.map(({ id, run }) => [id, run?.runId ?? null]))
  const own = judged.verdict.pipelines.filter(({ id, advisory }) =>
    slot.pipelineId === null ? !advisory : id === slot.pipelineId
  )
  return own.every(({ id, run }) => runs.get(id) === (run?.runId ?? null))
}

/**
 * Whether a status sets a result, or takes back one of our own: a list that has a run of another commit as one of this
 * would else open a status that details have closed, again and again.
 */
function needsProof({ standing, status }: Pick<Wanted, 'standing' | 'status'>): boolean {
  return status.state !== 'pending' || (standing !== null && standing.isOwn && standing.state !== 'pending')
}

/** Judges the pipelines of a head whose statuses get a new result, each run by its detail. */
async function proveHead(
  judged: JudgedHead,
  { judging, states, poll, explain }: Proving
): Promise<JudgedHead> {
  const { head, wanted } = judged
  const isAsked = ({ id }: PipelineState): boolean =>
    wanted.some(
      status =>
        (status.isDue || status.isDoubtful) &&
        needsProof(status) &&
        (status.slot.pipelineId === null || status.slot.pipelineId === id)
    )
  const asked = states.filter(isAsked)
  const observations = await observe(statesFor(head, asked, judging.repository), poll)
  const slots = judging.slots.filter(
    ({ pipelineId }) => pipelineId === null || asked.some(({ id }) => id === pipelineId)
  )
  const again = await judgeHead(head, statesFor(head, asked, judging.repository), observations, {
    ...judging,
    slots
  })
  const failed = new Set(
    again.verdict.pipelines.filter(({ outcome }) => outcome === 'error').map(({ id }) => id)
  )
  if (failed.size === 0 || !again.wanted.some(({ isDue }) => isDue)) return withOthers(again, judged)
  const explained = await explain(again.verdict.pipelines)
  const reasons = new Map(explained.map(pipeline => [pipeline.id, pipeline.explanation]))
  const told = statesFor(head, asked, judging.repository).map(state => ({
    ...state,
    explanation: reasons.get(state.id) ?? null
  }))
  return withOthers(await judgeHead(head, told, observations, { ...judging, slots }), judged)
}

/** The whole head again: what was requested again, and the others as they were. */
function withOthers(again: JudgedHead, before: JudgedHead): JudgedHead {
  const now = new Map(again.verdict.pipelines.map(pipeline => [pipeline.id, pipeline]))
  const pipelines = before.verdict.pipelines.map(pipeline => now.get(pipeline.id) ?? pipeline)
  return { ...again, verdict: { ...again.verdict, pipelines } }
}

/**
 * What is still to be written where the statuses have been read again just before: nothing on what is no head any more,
 * and nothing where one of our own has come meanwhile, whose writer knew more.
 */
export function stillDue(
  writes: readonly Due[],
  heads: readonly OpenHead[]
): { readonly writes: readonly Due[]; readonly overtaken: number } {
  const byCommit = new Map(heads.map(head => [head.commit, head]))
  const kept: Due[] = []
  let overtaken = 0
  for (const write of writes) {
    const head = byCommit.get(write.judged.head.commit)
    if (head === undefined) continue
    const standing = standingOf(head, write.slot.context)
    if (isSame(standing, write.standing)) kept.push(write)
    else if (standing === null || !standing.isOwn) kept.push({ ...write, standing })
    else if (standing.state !== write.status.state) overtaken++
  }
  return { writes: kept, overtaken }
}

function isSame(one: StandingStatus | null, other: StandingStatus | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.state === other.state &&
    one.writtenAt === other.writtenAt &&
    one.targetUrl === other.targetUrl &&
    one.isOwn === other.isOwn
  )
}
