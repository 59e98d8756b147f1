import type { OpenHead } from '../domain/open-head.js'
import { standingOf } from '../domain/commit-status.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import { AbortedError } from '../errors.js'
import { judgeHead, observe, statesFor, type JudgedHead } from './judge.js'
import type { Opened } from './opened.js'
import { dueOf, type Due } from './plan.js'
import type { Prepared } from './prepare.js'
import { writeDue } from './write.js'

/** The last stage of a run has asked for the sweep: the run ends soon after, or does not. */
const POLLED_MS = 90_000
const INTERVAL_MS = 3_000

/** What came of polling the head that an event names. */
export interface Settled {
  /** As the last poll saw it, with the current statuses. */
  readonly judged: JudgedHead
  readonly done: readonly Due[]
  /** Statuses that are to be written, and were not. */
  readonly left: number
  readonly failure: ForgeFailure | null
}

/**
 * Polls the head that an event names until its runs have ended, and writes each status as soon as it is known. Only
 * the name of the head is taken from the event.
 * @param most writes
 * @param tell called after each poll, with what has been written by it: the next one may fail
 */
export async function settleNamed(
  first: OpenHead,
  most: number,
  opened: Opened,
  { config, judging, states }: Prepared,
  tell: (polled: JudgedHead, written: readonly Due[]) => void
): Promise<Settled> {
  const { cloud, writing } = opened
  const { clock, signal } = opened.effects
  const interval = config.pollInterval === 'auto' ? INTERVAL_MS : config.pollInterval
  const until = clock.now() + POLLED_MS
  const done: Due[] = []
  let head = first
  let known: readonly PipelineState[] = statesFor(head, states, judging.repository)
  for (;;) {
    const seen = await observe(known, cloud.poll)
    let judged = await judgeHead(head, known, seen, judging)
    if (dueOf(judged).some(({ status }) => status.state === 'success')) {
      const now = await readAgain(head, opened)
      if (now === null) return { judged, done, left: 0, failure: null }
      head = now
      judged = await judgeHead(head, known, seen, judging)
    }
    known = judged.verdict.pipelines
    const due = dueOf(judged).slice(0, most - done.length)
    const written = await writeDue(due, writing)
    done.push(...written.done)
    tell({ ...judged, head }, written.done)
    if (written.isCancelled) throw new AbortedError()
    head = withWritten(head, written.done, judging.rules.forgeNow)
    const isOpen = known.some(({ decided }) => !decided)
    const left = dueOf(judged).length - written.done.length
    if (!isOpen || written.failure !== null || clock.now() + interval > until)
      return { judged: { ...judged, head }, done, left, failure: written.failure }
    await clock.sleep(interval, signal)
  }
}

/**
 * The head with its current statuses: another author may have written one since. `null` where it is no longer a head.
 */
async function readAgain({ commit }: OpenHead, { heads, input, writing }: Opened): Promise<OpenHead | null> {
  const again = await heads.read(input.bases, writing.bounds)
  return again.heads.find(head => head.commit === commit) ?? null
}

/** The head with the statuses that have just been written. @param at by the clock that dates statuses */
function withWritten(head: OpenHead, written: readonly Due[], at: number): OpenHead {
  const own = written.map(({ slot, status }) => ({
    ...{ context: slot.context, state: status.state, targetUrl: status.targetUrl },
    ...{ writtenAt: at, isOwn: true }
  }))
  const others = head.statuses.filter(
    ({ context }) => standingOf({ ...head, statuses: own }, context) === null
  )
  return { ...head, statuses: [...own, ...others] }
}
