import { isCarriedOn, standingOf, type CommitStatus, type NewStatus } from '../domain/commit-status.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { Outcome } from '../domain/pipeline-run.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { decide } from '../domain/verdict.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { openStatusBoard, type StatusBoard } from '../forge/status-board.js'
import type { StatusInput } from '../inputs/forge.js'
import type { Messages } from '../report/messages/index.js'
import type { PipelineFacts } from './announcer.js'
import { openStandingStatuses } from './standing-statuses.js'
import { isSuccess, settled, slotsOf, slotStatus, type Known, type Slot } from './status-slots.js'
import type { StatusState } from './status-state.js'

export interface StatusOptions {
  readonly input: StatusInput
  readonly isSnapshot: boolean
  /** Whether this step starts its runs: then others may start some of the same pipelines beside it. */
  readonly isStarting: boolean
  readonly failOn: ReadonlySet<Outcome>
  readonly forge: Forge
  readonly bounds: Bounds
  readonly messages: Messages
  /** Takes secrets out of the texts of a value. */
  readonly redact: <T>(value: T) => T
  readonly state: StatusState
  /** Waits for work, but not longer than the bounds allow. */
  readonly within: (work: Promise<unknown>) => Promise<void>
}

/** Statuses on the commit, from the beginning of a step to its end. */
export interface StatusAnnouncer {
  begin(pipelines: readonly PipelineState[], facts: PipelineFacts): void
  requested(pipelines: readonly PipelineState[]): void
  polled(pipelines: readonly PipelineState[]): void
  leftPending(): Promise<ForgeFailure | null>
  /** Writes `error` wherever something is pending, without asking what stands there. */
  settle(conclusion: Conclusion): Promise<void>
  /** Reads what stands on the commit, and writes all that differs. */
  conclude(conclusion: Conclusion): Promise<void>
  /** What could not be written, if anything. */
  failure(): ForgeFailure | null
  /** Contexts that another step writes as well. */
  shared(): readonly string[]
}

/** Keeps the statuses of a step up to date; what could not be written is kept for its warnings. */
export function openStatusAnnouncer(options: StatusOptions): StatusAnnouncer {
  const { input, isSnapshot, isStarting, failOn, forge, bounds, messages, redact, state, within } = options
  let slots: readonly Slot[] | null = null
  let first: readonly PipelineState[] = []
  let latest: readonly PipelineState[] = []
  let fault: ForgeFailure | null = null
  let opening: Promise<void> = Promise.resolve()
  let checking: Promise<void> | null = null
  let end = (): void => undefined
  const isEnding = new Promise<void>(resolve => (end = resolve))
  let hasBegun = false
  let hasEnded = false
  let isCancelled = false
  let isLate = false
  /** By context the page of the run whose success may be written: it is known what stood there after it was seen. */
  const cleared = new Map<string, string | null>()
  const standing = openStandingStatuses({ forge, commit: input.commit, bounds, isStarting })
  const board: StatusBoard = openStatusBoard({
    write: (status, bounds) => {
      // From here on it may be pending, also where the step does not live to hear the answer.
      if (status.state === 'pending') state.keep(status.context, true)
      return forge.setStatus(input.commit, status, bounds)
    },
    bounds,
    onWritten: ({ context, state: written }) => state.keep(context, written === 'pending')
  })
  const isNeedless = (): boolean => isCancelled
  const known = (pipelines: readonly PipelineState[]): Known => ({
    verdict: decide(redact(pipelines), failOn, 'none', isSnapshot ? isCarriedOn : undefined),
    failure: null,
    phase: isSnapshot ? 'snapshot' : 'waiting'
  })
  const statusOf = (slot: Slot, about: Known): NewStatus =>
    standing.isShared(slot.context)
      ? settled(slot, about, 'shared', input, messages)
      : slotStatus(slot, about, input, messages)
  const open = async (facts: PipelineFacts): Promise<void> => {
    await Promise.race([input.mode === 'each' ? facts.named : null, isEnding])
    const wanted = slotsOf(latest, facts, input)
    slots = wanted
    if (isNeedless()) return
    for (const { context, owner } of wanted) state.open(context, owner)
    await standing.read(wanted, latest)
    // It may have been cancelled meanwhile.
    if (isNeedless() || lastingFailure() !== null) return
    hasBegun = true
    const about: Known = { ...known(first), phase: 'waiting' }
    for (const slot of wanted) board.begin(statusOf(slot, about))
    apply(wanted)
  }
  const apply = (wanted: readonly Slot[]): void => {
    // Once nothing more is waited for, what stands there is read first, and it is known why a run has failed.
    const isOver = isSnapshot || latest.every(({ decided }) => decided)
    const about = known(latest)
    const unclear: NewStatus[] = []
    for (const slot of wanted) {
      const status = statusOf(slot, about)
      if (isOver && status.state !== 'pending') continue
      if (status.state === 'success' && cleared.get(slot.context) !== status.targetUrl) unclear.push(status)
      else board.want(status)
      if (status.state !== 'success') cleared.delete(slot.context)
    }
    if (unclear.length > 0) check(wanted, unclear)
  }
  /** One reading for all that has passed since the last one: another step may have begun to write there as well. */
  const check = (wanted: readonly Slot[], unclear: readonly NewStatus[]): void => {
    if (checking !== null || lastingFailure() !== null) return
    checking = standing
      .read(wanted, latest)
      .then(list => {
        checking = null
        if (list === null || hasEnded) return
        for (const { context, targetUrl } of unclear) cleared.set(context, targetUrl)
        apply(wanted)
      })
      .catch((error: unknown) => void (fault ??= internal(error)))
  }
  const readFailure = (): ForgeFailure | null => fault ?? standing.failure()
  const lastingFailure = (): ForgeFailure | null => {
    const failure = board.failure() ?? readFailure()
    return failure !== null && isLasting(failure) ? failure : null
  }
  const finish = async (): Promise<void> => {
    hasEnded = true
    end()
    await within(opening)
  }
  return {
    begin(pipelines, facts) {
      first = pipelines
      latest = pipelines
      opening = open(facts).catch((error: unknown) => void (fault ??= internal(error)))
    },
    requested(pipelines) {
      first = pipelines
      latest = pipelines
    },
    polled(pipelines) {
      latest = pipelines
      if (hasBegun && !hasEnded) apply(slots ?? [])
    },
    async leftPending() {
      await within(opening.then(() => board.idle()))
      const about = known(latest)
      const open = (slots ?? []).filter(slot => slotStatus(slot, about, input, messages).state === 'pending')
      const isLeft = ({ context }: Slot): boolean => board.written(context)?.state === 'pending'
      if (slots !== null && open.every(isLeft)) return null
      return lastingFailure() ?? board.failure() ?? readFailure() ?? UNWRITTEN
    },
    async settle(conclusion) {
      const about: Known = { ...conclusion, phase: 'ended' }
      isCancelled = true
      hasEnded = true
      end()
      const open = (hasBegun ? (slots ?? []) : []).filter(
        slot => board.written(slot.context)?.state !== 'success' || !isSuccess(slot, about)
      )
      const isClear = ({ context, state: of, targetUrl }: NewStatus): boolean =>
        of !== 'success' || cleared.get(context) === targetUrl
      const unclear: Slot[] = []
      for (const slot of open) {
        const status = statusOf(slot, about)
        if (isClear(status)) board.want(status)
        else unclear.push(slot)
      }
      const read = async (): Promise<void> => {
        if (unclear.length === 0 || (await standing.read(unclear, latest)) === null) return
        for (const slot of unclear) board.want(statusOf(slot, about))
      }
      await within(Promise.all([read(), opening]).then(() => board.idle()))
    },
    async conclude(conclusion) {
      await finish()
      if (slots === null || lastingFailure() !== null) return
      const isLeft = isSnapshot && conclusion.failure === null
      const about: Known = { ...conclusion, phase: isLeft ? 'snapshot' : 'ended' }
      await within(Promise.all([checking, board.idle()]))
      const now: { list: readonly CommitStatus[] | null } = { list: null }
      await within(standing.read(slots, latest).then(list => (now.list = list)))
      const { list } = now
      for (const slot of slots) writeLast(slot, about, list, statusOf(slot, about), board, input, messages)
      await within(board.idle())
      isLate = board.isBusy()
      if (isLeft) for (const { context } of slots) state.keep(context, false)
    },
    failure: () => board.failure() ?? readFailure() ?? (isLate ? UNWRITTEN : null),
    shared: () => standing.shared()
  }
}

const UNWRITTEN: ForgeFailure = {
  problem: 'unreachable',
  status: null,
  words: null,
  permission: 'statuses: write'
}

function internal(error: unknown): ForgeFailure {
  return { ...UNWRITTEN, problem: 'refused', words: String(error) }
}

/** Writes what differs from what stands there. Where that could not be read, a success is not written. */
function writeLast(
  slot: Slot,
  about: Known,
  list: readonly CommitStatus[] | null,
  last: NewStatus,
  board: StatusBoard,
  input: StatusInput,
  messages: Messages
): void {
  if (list === null) {
    const isThere = board.written(slot.context)?.state === 'success'
    if (last.state !== 'success') board.insist(last)
    else if (!isThere) board.insist(settled(slot, about, 'unread', input, messages))
    return
  }
  const standing = standingOf({ statuses: list }, slot.context)
  const tellsRun = last.state === 'success' || last.state === 'failure'
  const isSameRun = !tellsRun || standing?.targetUrl === last.targetUrl
  const isThere = standing?.state === last.state && isSameRun
  if (isThere) board.accept(last)
  else board.insist(last)
}
