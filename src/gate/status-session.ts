import { isCarriedOn, type NewStatus } from '../domain/commit-status.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import type { Outcome } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Known, Slot } from '../domain/status-slots.js'
import { decide } from '../domain/verdict.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { openStatusBoard, type StatusBoard } from '../forge/status-board.js'
import type { StatusInput } from '../inputs/forge.js'
import { settled, slotStatus } from '../report/commit-status.js'
import type { Messages } from '../report/messages/index.js'
import { openStandingStatuses, type StandingStatuses } from './standing-statuses.js'
import type { StatusState } from './status-state.js'
import { openSuccessCheck, type SuccessCheck } from './success-check.js'

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

/** The statuses of one step while it runs. */
export interface Session extends StatusOptions {
  readonly board: StatusBoard
  readonly standing: StandingStatuses
  readonly check: SuccessCheck
  /** The contexts, `null` until the names of the pipelines are known. */
  slots: readonly Slot[] | null
  /** The pipelines as they were when the step began, and as they were polled last. */
  first: readonly PipelineState[]
  latest: readonly PipelineState[]
  /** An error of this action itself. */
  fault: ForgeFailure | null
  hasBegun: boolean
  hasEnded: boolean
  isCancelled: boolean
}

/** @param announce writes what has changed by then */
export function openSession(options: StatusOptions, announce: (session: Session) => void): Session {
  const { input, isStarting, forge, bounds, state } = options
  const standing = openStandingStatuses({ forge, commit: input.commit, bounds, isStarting })
  const board = openStatusBoard({
    write: (status, bounds) => {
      // From here on it may be pending, even if the step does not live to get the response.
      if (status.state === 'pending') state.keep(status.context, true)
      return forge.setStatus(input.commit, status, bounds)
    },
    bounds,
    onWritten: ({ context, state: written }) => state.keep(context, written === 'pending')
  })
  const session: Session = {
    ...options,
    board,
    standing,
    check: openSuccessCheck({
      read: async () => {
        const list = await standing.read(session.slots ?? [], session.latest)
        return list !== null && !session.hasEnded
      },
      onClear: () => announce(session),
      onError: error => keepFault(session, error)
    }),
    slots: null,
    first: [],
    latest: [],
    fault: null,
    hasBegun: false,
    hasEnded: false,
    isCancelled: false
  }
  return session
}

/** What the pipelines come to by now. */
export function known({ redact, failOn, isSnapshot }: Session, pipelines: readonly PipelineState[]): Known {
  return {
    verdict: decide(redact(pipelines), failOn, 'none', isSnapshot ? isCarriedOn : undefined),
    failure: null,
    phase: isSnapshot ? 'snapshot' : 'waiting'
  }
}

/** What a context has to say: an error where another step writes there as well. */
export function statusOf({ standing, input, messages }: Session, slot: Slot, about: Known): NewStatus {
  return standing.isShared(slot.context)
    ? settled(slot, about, 'shared', input, messages)
    : slotStatus(slot, about, input, messages)
}

/** Why the statuses could not be read, `null` where they were. */
export function readFailure({ fault, standing }: Session): ForgeFailure | null {
  return fault ?? standing.failure()
}

/** What further requests cannot change, `null` where nothing is. */
export function lastingFailure(session: Session): ForgeFailure | null {
  const failure = session.board.failure() ?? readFailure(session)
  return failure !== null && isLasting(failure) ? failure : null
}

/** An unexpected error must not cost the verdict. */
export function keepFault(session: Session, error: unknown): void {
  session.fault ??= { ...UNWRITTEN, problem: 'refused', words: String(error) }
}

/** It did not come to an end in time. */
export const UNWRITTEN: ForgeFailure = {
  problem: 'unreachable',
  status: null,
  words: null,
  permission: 'statuses: write'
}
