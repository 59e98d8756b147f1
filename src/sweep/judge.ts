import { isDenied, type V5Cloud } from '../codearts/cloud.js'
import type { V5Sweep } from '../codearts/v5/status.js'
import { standingOf, type NewStatus } from '../domain/commit-status.js'
import type { OpenHead, StandingStatus } from '../domain/open-head.js'
import {
  appearsUntil,
  differs,
  inCloudTime,
  isQueued,
  judged,
  keepsResult,
  mayBeOutdated,
  mayHaveLostRun,
  startsUntil,
  type SweepRules
} from '../domain/sweep.js'
import type { Observation, PipelineState } from '../domain/pipeline-state.js'
import type { Slot, StatusScheme } from '../domain/status-slots.js'
import { decide, gatingOf, type Verdict } from '../domain/verdict.js'
import { FailureError } from '../errors.js'
import { settled, slotStatus } from '../report/commit-status.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'

/** What the judgement of heads works with. */
export interface Judging {
  readonly scheme: StatusScheme
  readonly messages: Messages
  readonly redact: Secrets['redact']
  readonly rules: SweepRules
  /** The repository of the heads as `repositoryOf` writes it, `null` where it is unknown. */
  readonly repository: string | null
  readonly slots: readonly Slot[]
  readonly nameOf: (pipelineId: string) => string | null
  readonly readBackTo: V5Sweep['readBackTo']
  readonly runsOf: V5Sweep['runsOf']
  /** When the records that wait in the queue of a pipeline were queued; `null` where a record does not say. */
  readonly queuedSince: (pipelineId: string) => Promise<readonly (number | null)[]>
}

/** What the status of a context is to be, and what it is made of. */
export interface Wanted {
  readonly slot: Slot
  readonly standing: StandingStatus | null
  readonly status: NewStatus
  /** Whether it has to be written. */
  readonly isDue: boolean
  /** Whether it is as it has to be by the lists alone, which may have a run of another commit as one of this. */
  readonly isDoubtful: boolean
  /** Whether two steps write it. */
  readonly isShared: boolean
}

/** A head as far as it has been judged. */
export interface JudgedHead {
  readonly head: OpenHead
  readonly verdict: Verdict
  readonly wanted: readonly Wanted[]
  /** Contexts whose result is kept although its run may have left the list. */
  readonly kept: readonly string[]
}

/**
 * What the statuses of a head are to be, by the rules of a gate that has waited since they became pending.
 * @param states of the pipelines, with what was seen before
 */
export async function judgeHead(
  head: OpenHead,
  states: readonly PipelineState[],
  observations: ReadonlyMap<string, Observation>,
  judging: Judging
): Promise<JudgedHead> {
  const lost = new Set<string>()
  const pipelines: PipelineState[] = []
  for (const state of states) {
    const observation = observations.get(state.id)
    if (observation === undefined) throw new Error(`Nothing was observed of ${state.id}.`)
    const slot = slotOf(state.id, judging.slots)
    const standing = standingOf(head, slot.context)
    const named = { ...state, name: judging.nameOf(state.id) ?? state.name }
    if (await hasLostRun(named, observation, standing, head, judging)) {
      lost.add(state.id)
      pipelines.push(named)
    } else {
      const until = await runExpectedUntil(named, observation, standing, judging)
      pipelines.push(judged(named, observation, until, judging.rules))
    }
  }
  return wantedOf(head, pipelines, lost, judging)
}

function slotOf(pipelineId: string, slots: readonly Slot[]): Slot {
  const slot = slots.find(({ pipelineId: own }) => own === null || own === pipelineId)
  if (slot === undefined) throw new Error(`${pipelineId} has no status.`)
  return slot
}

/** Whether a poll has found no run of the head. */
export function isMissing(observation: Observation | undefined): boolean {
  const kind = observation?.kind
  return kind === 'no_run' || kind === 'no_match' || kind === 'other_pipelines_only'
}

async function hasLostRun(
  { id, run }: PipelineState,
  observation: Observation,
  standing: StandingStatus | null,
  head: OpenHead,
  { readBackTo, rules }: Judging
): Promise<boolean> {
  if (run !== null || !isMissing(observation) || !keepsResult(standing)) return false
  return mayHaveLostRun(standing, head, await readBackTo(id), rules)
}

/**
 * Until when a run may appear, or start where it is queued. Records in the queue of the pipeline may be of the run that
 * is missing.
 */
async function runExpectedUntil(
  { id, run: known }: PipelineState,
  observation: Observation,
  standing: StandingStatus | null,
  { rules, queuedSince }: Judging
): Promise<number> {
  const run = observation.kind === 'run' ? observation.run : known
  if (isQueued(run)) return startsUntil(standing, run, rules)
  const until = appearsUntil(standing, rules)
  const isDue = isMissing(observation) && until <= rules.forgeNow && standing?.state === 'pending'
  if (!isDue) return until
  const last = startsUntil(standing, null, rules)
  if (last <= rules.forgeNow) return until
  const queued = await orNone(queuedSince(id))
  return queued.some(since => since === null || since <= inCloudTime(until, rules)) ? last : until
}

/** A queue that the caller may not read holds nothing. Where the read fails otherwise, it may hold the run. */
async function orNone(asked: Promise<readonly (number | null)[]>): Promise<readonly (number | null)[]> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof FailureError && isDenied(error.failure)) return []
    throw error
  }
}

function wantedOf(
  head: OpenHead,
  pipelines: readonly PipelineState[],
  lost: ReadonlySet<string>,
  judging: Judging
): JudgedHead {
  const { scheme, messages, redact, rules, slots, repository } = judging
  // What is not decided fails nothing yet.
  const verdict = decide(redact(pipelines), rules.failOn, 'none', ({ decided }) => !decided)
  const about = { verdict, failure: null, phase: 'sweep' as const }
  const commit = { commit: head.commit, repository }
  const runsOf = ({ pipelines }: Verdict) => gatingOf(pipelines).map(({ id }) => judging.runsOf(id, commit))
  const wanted: Wanted[] = []
  const kept: string[] = []
  for (const slot of slots) {
    const standing = standingOf(head, slot.context)
    const isShared = standing !== null && standing.isOwn && slot.isForeign(standing)
    const status = isShared
      ? settled(slot, about, 'shared', scheme, messages)
      : slotStatus(slot, about, scheme, messages)
    if (!isShared && isKept(slot, status, verdict, lost)) {
      kept.push(slot.context)
      continue
    }
    const pipeline = pipelines.find(({ id }) => id === slot.pipelineId) ?? null
    const isDue = isShared || differs(standing, status, pipeline)
    // The status of a pipeline leads to the run that it is of.
    const isDoubtful = !isDue && slot.pipelineId === null && mayBeOutdated(standing, runsOf(verdict), rules)
    wanted.push({ slot, standing, status, isDue, isDoubtful, isShared })
  }
  return { head, verdict, wanted, kept }
}

/** Whether a result is kept: nothing is open but what may have lost its run. */
function isKept(
  { pipelineId }: Slot,
  status: NewStatus,
  { pipelines }: Verdict,
  lost: ReadonlySet<string>
): boolean {
  if (pipelineId !== null) return lost.has(pipelineId)
  const open = gatingOf(pipelines).filter(({ decided }) => !decided)
  return status.state === 'pending' && open.length > 0 && open.every(({ id }) => lost.has(id))
}

/** The pipelines before the first poll, each of which has to be of the head. */
export function statesFor(
  { commit }: Pick<OpenHead, 'commit'>,
  states: readonly PipelineState[],
  repository: string | null
): PipelineState[] {
  const condition = { commit: { commit, repository }, startedAfter: null }
  return states.map(state => ({ ...state, target: { kind: 'condition', condition } }))
}

/** What the runs of a head are by a poll, one observation for each pipeline. */
export async function observe(
  states: readonly PipelineState[],
  poll: V5Cloud['poll']
): Promise<ReadonlyMap<string, Observation>> {
  const seen = new Map<string, Observation>()
  await poll(states, observations => {
    for (const [id, observation] of observations) seen.set(id, observation)
  })
  return seen
}
