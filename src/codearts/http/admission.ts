import type { Failure } from '../../domain/failure.js'
import { DeadlineError, FailureError } from '../../errors.js'
import type { Clock } from '../../ports.js'
import { joinedSignal } from '../../common/signals.js'
import { isFromService, isIdentityRefusal } from './error-codes.js'

/** An access key is locked for five minutes; it is asked for once a minute whether it still is. */
const LOCK_PAUSE_MS = 60_000

/** What came of a request. */
type Outcome = { readonly json: unknown } | { readonly failed: Failure }

/** How long a caller waits for a turn; `deadline` is on the monotonic clock. */
interface Bounds {
  readonly deadline: number
  readonly signal: AbortSignal
}

/**
 * Whether a service accepts this caller, for all clients that ask it with the same credential.
 *
 * More than five wrong signatures lock an access key for five minutes, for everybody who uses it. So requests go out
 * one by one until one has been accepted, and the first refusal is the answer to those that have not been sent.
 */
export interface Admission {
  /** Whether the service has answered anything yet: then there is one, and it speaks HTTP. */
  readonly hasAnswered: boolean
  /** An answer of the service has come, whatever it says. */
  noteAnswer(): void
  readonly isAccepted: boolean
  /** Resolves when a request has been accepted; never rejects. */
  readonly accepted: Promise<void>
  /**
   * Makes a request as soon as it may be sent.
   * @param request sends it, again as well where that can put a refusal right
   * @throws {FailureError} of the caller that was refused, without a request; {DeadlineError}; {AbortedError}
   */
  pass<T extends Outcome>(request: () => Promise<T>, bounds: Bounds): Promise<T>
}

/** @param known `accepted` for a credential that was accepted before, in another step or with another client */
export function openAdmission(clock: Clock, known: 'unknown' | 'accepted' = 'unknown'): Admission {
  let hasAnswered = false
  let isAccepted = known === 'accepted'
  let refusal: Failure | null = null
  let lock: { readonly failure: Failure; readonly until: number } | null = null
  let first: Promise<unknown> | null = null
  let announce = (): void => undefined
  const accepted = new Promise<void>(resolve => (announce = resolve))
  if (isAccepted) announce()

  const noteLock = (failed: Failure): void => {
    if (failed.code !== 'locked') return
    isAccepted = false
    lock = { failure: failed, until: clock.now() + LOCK_PAUSE_MS }
  }

  const noteFirst = (outcome: Outcome): void => {
    if ('json' in outcome || isFromService(outcome.failed)) {
      isAccepted = true
      lock = null
      announce()
    } else {
      noteLock(outcome.failed)
      if (isIdentityRefusal(outcome.failed)) refusal = outcome.failed
    }
  }

  /** Sends a request while all others wait. */
  const sendFirst = async <T extends Outcome>(request: () => Promise<T>): Promise<T> => {
    try {
      const outcome = await request()
      noteFirst(outcome)
      return outcome
    } catch (error) {
      // A sign-in that was refused: the others need not try it again.
      if (error instanceof FailureError) refusal = error.failure
      throw error
    } finally {
      first = null
    }
  }

  const sendLater = async <T extends Outcome>(request: () => Promise<T>): Promise<T> => {
    const outcome = await request()
    if ('failed' in outcome) noteLock(outcome.failed)
    return outcome
  }

  const untilUnlocked = async ({ deadline, signal }: Bounds): Promise<void> => {
    if (lock === null) return
    const { until, failure } = lock
    await clock.sleep(Math.min(until, deadline) - clock.now(), signal)
    if (until >= deadline) throw new DeadlineError(failure)
  }

  return {
    get hasAnswered() {
      return hasAnswered
    },
    noteAnswer: () => void (hasAnswered = true),
    get isAccepted() {
      return isAccepted
    },
    accepted,
    async pass(request, bounds) {
      while (!isAccepted && (first !== null || isLocked(lock, clock.now()))) {
        if (first === null) await untilUnlocked(bounds)
        else await settled(first, bounds, clock)
      }
      if (isAccepted) return sendLater(request)
      if (refusal !== null) throw new FailureError(refusal)
      const sending = sendFirst(request)
      first = sending
      return sending
    }
  }
}

function isLocked(lock: { readonly until: number } | null, now: number): boolean {
  return lock !== null && now < lock.until
}

/** Waits until another request has brought something, whatever that is. */
async function settled(other: Promise<unknown>, { deadline, signal }: Bounds, clock: Clock): Promise<void> {
  const done = new AbortController()
  const ending = joinedSignal(signal, done.signal)
  const late = clock.sleep(deadline - clock.now(), ending.signal)
  const isDone = other.then(
    () => undefined,
    () => undefined
  )
  try {
    await Promise.race([isDone, late])
  } finally {
    late.catch(() => undefined)
    done.abort()
    ending.release()
  }
  if (clock.now() >= deadline) throw new DeadlineError(null)
}
