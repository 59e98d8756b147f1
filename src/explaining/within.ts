import type { Clock } from '../ports.js'
import { joinedSignal } from '../common/signals.js'

/** Time for work that is worth waiting for, but not for long. */
export interface Budget {
  readonly clock: Clock
  /** In milliseconds. */
  readonly budgetMs: number
  readonly signal: AbortSignal
}

/** Waits for work, but not longer than that; what fails in it was noted where it did. Never throws. */
export async function within(work: Promise<unknown>, { clock, budgetMs, signal }: Budget): Promise<void> {
  const done = new AbortController()
  const ending = joinedSignal(signal, done.signal)
  const late = clock.sleep(budgetMs, ending.signal).catch(() => undefined)
  try {
    await Promise.race([work.catch(() => undefined), late])
  } finally {
    done.abort()
    ending.release()
  }
}
