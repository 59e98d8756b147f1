import type { Moment, PipelineSpec, RunSpec } from '../../../simulator/index.js'
import { runIdOf } from '../../../simulator/model.js'
import { readDuration } from '../../../src/inputs/values.js'
import { counts, factsOf, hasCondition, hasToCount, isOfCommit, type Facts, type Shown } from './facts.js'
import { COMMIT } from './names.js'
import type { Ended } from './play.js'
import type { Story } from './story.js'

/** What the step says of one pipeline. */
export interface Said {
  readonly id: string
  readonly outcome: string
  readonly run_id: string | null
  readonly attempts: number | null
}

/** A poll that began so shortly before the end may not have come to its own. */
const LAST_POLL_MS = 1_500
/** Details at the end that are asked for only to say why a run is red, or that `fail_fast` does not wait for. */
const UNHEARD = 4

/**
 * Why what the step says of a pipeline is not true, by the contract and by what CodeArts has shown; `null` if it is.
 * Nothing of this is taken from the rules of the gate.
 */
export function whyUntrue(story: Story, said: Said, ended: Ended): string | null {
  const facts = factsOf(story, said.id, ended)
  const last = facts.contradictions.at(-1)
  if (last !== undefined) {
    if (said.outcome === 'unknown') return null
    // Only what was received after the contradiction can resolve it.
    if (!facts.states.some(({ at }) => at > last)) return 'has contradicted itself'
  }
  return said.run_id === null ? whyNoRun(said, facts) : whyNotRun(said, said.run_id, facts)
}

/** Why a run and its outcome cannot be right. */
function whyNotRun({ id, outcome }: Said, runId: string, facts: Facts): string | null {
  const { story, pipeline, states, ended } = facts
  const run = pipeline.runs.find(spec => idIn(story, pipeline, spec) === runId)
  if (run === undefined) return `has no run ${runId}`
  const pin = story.pins[id]
  if (pin === undefined ? !counts(story, pipeline, run) : pin !== runId) return 'is not what was asked for'
  const own = states.filter(state => state.run.number === run.number)
  const words = new Set(lastStates(own, facts).flatMap(({ moment }) => wordsFor(story, moment)))
  // An end that could not be proven leaves the state before it.
  if (ended.troubled && isOfCommit(story))
    for (const word of earlierWords(own, story)) if (word === 'running' || word === 'paused') words.add(word)
  // A success that could not be confirmed when the wait ended is not known.
  if ((ended.troubled && words.has('success')) || isUnsettled(facts)) words.add('unknown')
  if (isGone(run, facts)) words.add('not_found')
  if (!words.has(outcome)) return `is ${[...words].join(' or ') || 'nothing that was shown'}`
  const rival = pin === undefined ? rivalOf(run, facts) : null
  return rival === null ? null : `is to be judged by ${idIn(story, pipeline, rival)}`
}

/**
 * The states that may decide about a run: the last ones of batch answers and details, or some before the last
 * details.
 */
function lastStates(own: readonly Shown[], { story }: Facts): Shown[] {
  const batches = own.filter(({ by }) => by === 'batch')
  const details = own.filter(({ by }) => by === 'detail')
  const unheard = story.inputs.fail_fast === 'true' ? UNHEARD : 1
  return [...batches.slice(-1), ...details.slice(-1 - unheard)]
}

/** The outcomes of the last batch answer but one. */
function earlierWords(own: readonly Shown[], story: Story): readonly string[] {
  const batches = own.filter(({ by }) => by === 'batch')
  return batches.slice(-2, -1).flatMap(({ moment }) => wordsFor(story, moment))
}

/** Whether the service has said, after it had shown a run, that it has none. */
function isGone(run: RunSpec, { states, misses }: Facts): boolean {
  const first = states.find(state => state.run.number === run.number)
  return first !== undefined && misses.some(({ at }) => at >= first.at)
}

/** The newer run that has to be judged instead, `null` if there is none. */
function rivalOf(run: RunSpec, facts: Facts): RunSpec | null {
  const { story, states } = facts
  const known = knownRuns(facts).filter(
    shown =>
      shown.run.number > run.number && hasToCount(story, facts.pipeline, shown) && isSettled(shown, facts)
  )
  const [rival] = known
  if (rival === undefined) return null
  if (isOfCommit(story)) return rival.run
  // Where any commit counts, a newer one comes too late once the pipeline is decided.
  const first = Math.min(...known.map(({ at }) => at))
  const wasDecided = states.some(
    ({ run: other, moment, at }) =>
      at <= first && other.number === run.number && isDecisive(story, wordsFor(story, moment))
  )
  return wasDecided ? null : rival.run
}

/** Whether what was shown is sure to be known: of a commit, where answers were lost, only once its detail has come. */
function isSettled({ run }: Shown, { story, states, ended }: Facts): boolean {
  if (!isOfCommit(story) || !ended.troubled) return true
  return states.some(state => state.by === 'detail' && state.run.number === run.number)
}

/** Runs that may count, as far as CodeArts has shown them. */
function knownRuns({ story, states, listed, ended }: Facts): Shown[] {
  // What the list shows of runs that match has to be followed, where nothing comes between.
  const isCalm = !ended.troubled && story.inputs.fail_fast !== 'true' && hasCondition(story)
  const untilMs = Math.min(readDuration(story.inputs.timeout ?? '') ?? 0, ended.atMs + LAST_POLL_MS)
  const inTime = listed.filter(({ at }) => at <= untilMs - LAST_POLL_MS)
  return isCalm ? [...states, ...inTime] : [...states]
}

/** Why an outcome without a run cannot be right. */
function whyNoRun({ id, outcome }: Said, facts: Facts): string | null {
  const { story, states, misses, ended } = facts
  const isCut = story.inputs.fail_fast === 'true' && (story.pins[id] !== undefined || hasCondition(story))
  const first = knownRuns(facts).find(shown =>
    story.pins[id] === undefined
      ? hasToCount(story, facts.pipeline, shown)
      : idIn(story, facts.pipeline, shown.run) === story.pins[id]
  )
  if (outcome === 'unknown') {
    const isUnheard = states.length === 0 && misses.length === 0
    return ended.troubled || isUnheard || isCut || isUnsettled(facts) ? null : 'is known'
  }
  if (outcome === 'stale' && (!hasCondition(story) || states.length === 0)) return 'has no runs'
  if (outcome === 'not_found' && misses.length === 0) return 'has runs'
  if (outcome !== 'stale' && outcome !== 'not_found') return 'has no run to be judged by'
  if (isHeldByQueue(id, facts)) return 'may still get a run out of its queue'
  if (first === undefined || ended.troubled) return null
  return wasGivenUp(first.at, facts) ? null : `is to be judged by ${idIn(story, facts.pipeline, first.run)}`
}

/** Whether the list has shown two commits of a run, and its detail has none. */
function isUnsettled({ story, listed }: Facts): boolean {
  return (
    isOfCommit(story) &&
    story.listing.twice.endsWith('_wrong') &&
    listed.some(({ run }) => run.commit === COMMIT && run.commitIn?.detail === null)
  )
}

/** Whether the queue holds a run that was there before the time for one to appear was over. */
function isHeldByQueue(id: string, { story, pipeline, ended }: Facts): boolean {
  const { inputs, pins, api } = story
  const isAwaited = api === 'v5' && hasCondition(story) && pins[id] === undefined
  if (!isAwaited || ended.troubled || inputs.wait === 'false' || inputs.fail_fast === 'true') return false
  const [startTimeout, timeout] = [inputs.start_timeout, inputs.timeout].map(
    it => readDuration(it ?? '') ?? 0
  )
  if (ended.atMs >= (timeout ?? 0) - LAST_POLL_MS) return false
  return pipeline.runs.some(
    ({ queue }) =>
      queue !== undefined &&
      queue.at < (startTimeout ?? 0) - LAST_POLL_MS &&
      (queue.until ?? 0) > ended.atMs + LAST_POLL_MS
  )
}

/** Whether a run was found only after the pipeline had been decided without one, and any commit counts. */
function wasGivenUp(firstAt: number, { story, misses, ended }: Facts): boolean {
  const before = misses.filter(({ at }) => at < firstAt)
  if (story.inputs.fail_fast === 'true' || story.inputs.wait === 'false') return true
  if (isOfCommit(story)) return false
  if (!hasCondition(story)) return before.length > 1
  const startTimeout = readDuration(story.inputs.start_timeout ?? '') ?? 0
  return ended.heard.some(({ at, kind }) => kind.endsWith('.status') && at >= startTimeout && at < firstAt)
}

/** Whether a state ends the wait for a pipeline. */
function isDecisive({ inputs }: Story, words: readonly string[]): boolean {
  const isOpen = words.some(word => word === 'running' || word === 'paused')
  const isPausedEnd = words.includes('paused') && (inputs.fail_on ?? '').includes('paused')
  return !isOpen || isPausedEnd || inputs.wait === 'false'
}

/** The outcomes of a state: one that is running may also be given up. Raw words take precedence. */
export function wordsFor({ api, inputs }: Story, { state, v3, v5 }: Moment): readonly string[] {
  const raw = (api === 'v3' ? v3?.status : v5?.status) as string | undefined
  const meaning = raw === undefined ? state : rawMeaning(api, raw.toLowerCase(), state)
  if (meaning === 'waiting' || meaning === 'running' || meaning === 'paused') {
    const word = meaning === 'paused' ? 'paused' : 'running'
    return inputs.wait === 'true' ? [word, 'timed_out'] : [word]
  }
  return [meaning]
}

function rawMeaning(api: 'v3' | 'v5', raw: string, state: string): string {
  if (raw === 'completed') {
    if (api === 'v5') return 'success'
    return ['success', 'error', 'aborted'].includes(state) ? state : 'unknown'
  }
  return api === 'v5' && raw === 'suspend' ? 'paused' : 'unknown'
}

export function idIn({ api }: Story, pipeline: PipelineSpec, run: RunSpec): string {
  return api === 'v3' ? String(run.number) : runIdOf(pipeline, run)
}
