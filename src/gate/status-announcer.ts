import { saysAlready, standingOf, type CommitStatus, type NewStatus } from '../domain/commit-status.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { isSuccess, slotsOf, type Known, type Slot } from '../domain/status-slots.js'
import { settled, slotStatus } from '../report/commit-status.js'
import type { PipelineFacts } from './announcer.js'
import {
  keepFault,
  known,
  lastingFailure,
  openSession,
  readFailure,
  statusOf,
  UNWRITTEN,
  type Session,
  type StatusOptions
} from './status-session.js'

/** Statuses on the commit, from the beginning of a step to its end. */
export interface StatusAnnouncer {
  begin(pipelines: readonly PipelineState[], facts: PipelineFacts): void
  requested(pipelines: readonly PipelineState[]): void
  polled(pipelines: readonly PipelineState[]): void
  leftPending(): Promise<ForgeFailure | null>
  /** Writes `error` wherever something is pending, without reading the current statuses. */
  settle(conclusion: Conclusion): Promise<void>
  /** Reads the statuses on the commit, and writes all that differ. */
  conclude(conclusion: Conclusion): Promise<void>
  /** What could not be written, if anything. */
  failure(): ForgeFailure | null
  /** Contexts that another step writes as well. */
  shared(): readonly string[]
}

/** Keeps the statuses of a step up to date; what could not be written is kept for its warnings. */
export function openStatusAnnouncer(options: StatusOptions): StatusAnnouncer {
  const session = openSession(options, announce)
  const { board, standing, within, isSnapshot, state } = session
  let opening: Promise<void> = Promise.resolve()
  let isLate = false
  let end = (): void => undefined
  const isEnding = new Promise<void>(resolve => (end = resolve))
  const finish = (): void => {
    session.hasEnded = true
    end()
  }
  return {
    begin(pipelines, facts) {
      session.first = session.latest = pipelines
      opening = begin(session, facts, isEnding).catch((error: unknown) => keepFault(session, error))
    },
    requested(pipelines) {
      session.first = session.latest = pipelines
    },
    polled(pipelines) {
      session.latest = pipelines
      if (session.hasBegun && !session.hasEnded) announce(session)
    },
    async leftPending() {
      await within(opening.then(() => board.idle()))
      return unwrittenPending(session)
    },
    async settle(conclusion) {
      session.isCancelled = true
      finish()
      const settling = session.hasBegun ? settleOpen(session, conclusion) : null
      await within(Promise.all([settling, opening]).then(() => board.idle()))
    },
    async conclude(conclusion) {
      finish()
      await within(opening)
      if (session.slots === null || lastingFailure(session) !== null) return
      await writeDifferences(session, session.slots, conclusion)
      isLate = board.isBusy()
      if (isSnapshot && conclusion.failure === null)
        for (const { context } of session.slots) state.keep(context, false)
    },
    failure: () => board.failure() ?? readFailure(session) ?? (isLate ? UNWRITTEN : null),
    shared: () => standing.shared()
  }
}

/** Reads the statuses on the commit, then writes `pending` in every context. */
async function begin(session: Session, facts: PipelineFacts, isEnding: Promise<void>): Promise<void> {
  const { input, board, standing, state } = session
  await Promise.race([input.mode === 'each' ? facts.named : null, isEnding])
  const slots = slotsOf(session.latest, facts.nameOf, input)
  session.slots = slots
  const isCancelled = (): boolean => session.isCancelled
  if (isCancelled()) return
  for (const { context, owner } of slots) state.open(context, owner)
  await standing.read(slots, session.latest)
  // It may have been cancelled meanwhile.
  if (isCancelled() || lastingFailure(session) !== null) return
  session.hasBegun = true
  const about: Known = { ...known(session, session.first), phase: 'waiting' }
  for (const slot of slots) board.begin(statusOf(session, slot, about))
  announce(session)
}

/** Writes what the last poll has changed. */
function announce(session: Session): void {
  const { slots, latest, isSnapshot, board, check } = session
  // Once nothing more is waited for, the statuses are read first, and it is known why a run has failed.
  const isOver = isSnapshot || latest.every(({ decided }) => decided)
  const about = known(session, latest)
  const unclear: NewStatus[] = []
  for (const slot of slots ?? []) {
    const status = statusOf(session, slot, about)
    if (isOver && status.state !== 'pending') continue
    if (check.isClear(status)) board.want(status)
    else unclear.push(status)
    if (status.state !== 'success') check.withdraw(slot.context)
  }
  if (lastingFailure(session) === null) check.request(unclear)
}

/** Why a context that has to be pending is not, `null` where all are. */
function unwrittenPending(session: Session): ForgeFailure | null {
  const { slots, latest, board, input, messages } = session
  // What is not written holds the merge back for good, whatever it would be.
  const lasting = lastingFailure(session)
  if (lasting !== null) return lasting
  const about = known(session, latest)
  const open = (slots ?? []).filter(slot => slotStatus(slot, about, input, messages).state === 'pending')
  const isLeft = ({ context }: Slot): boolean => board.written(context)?.state === 'pending'
  if (slots !== null && open.every(isLeft)) return null
  return board.failure() ?? readFailure(session) ?? UNWRITTEN
}

/** Settles what is open; a reading comes before a success alone. */
async function settleOpen(session: Session, conclusion: Conclusion): Promise<void> {
  const { board, check, standing, latest } = session
  const about: Known = { ...conclusion, phase: 'ended' }
  const unclear: Slot[] = []
  for (const slot of session.slots ?? []) {
    if (board.written(slot.context)?.state === 'success' && isSuccess(slot, about)) continue
    const status = statusOf(session, slot, about)
    if (check.isClear(status)) board.want(status)
    else unclear.push(slot)
  }
  if (unclear.length === 0 || (await standing.read(unclear, latest)) === null) return
  for (const slot of unclear) board.want(statusOf(session, slot, about))
}

/** Writes what differs from the statuses on the commit. */
async function writeDifferences(
  session: Session,
  slots: readonly Slot[],
  conclusion: Conclusion
): Promise<void> {
  const { board, check, standing, latest, within, isSnapshot } = session
  const isLeft = isSnapshot && conclusion.failure === null
  const about: Known = { ...conclusion, phase: isLeft ? 'snapshot' : 'ended' }
  await within(Promise.all([check.idle(), board.idle()]))
  const now: { list: readonly CommitStatus[] | null } = { list: null }
  await within(standing.read(slots, latest).then(list => (now.list = list)))
  for (const slot of slots) writeLast(session, slot, about, now.list)
  await within(board.idle())
}

/** Writes what differs from the current statuses. Where these could not be read, a success is not written. */
function writeLast(session: Session, slot: Slot, about: Known, list: readonly CommitStatus[] | null): void {
  const { board, input, messages, standing: shared } = session
  const last = statusOf(session, slot, about)
  if (list === null) {
    const isThere = board.written(slot.context)?.state === 'success'
    if (last.state !== 'success') board.insist(last)
    else if (!isThere) board.insist(settled(slot, about, 'unread', input, messages))
    return
  }
  const standing = standingOf({ statuses: list }, slot.context)
  const isShared = shared.isShared(slot.context)
  const run = about.verdict.pipelines.find(({ id }) => id === slot.pipelineId)?.run ?? null
  // A context that several steps write in leads to one of them as well as to another.
  const isThere = isShared
    ? saysAlready(standing, last, null, 'any address')
    : saysAlready(standing, last, run, 'same address')
  if (isThere) board.accept(last)
  else board.insist(last)
}
