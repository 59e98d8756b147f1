import type { Clock } from '../ports.js'

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
  const end = (): void => done.abort()
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  const late = clock.sleep(budgetMs, done.signal).catch(() => undefined)
  try {
    await Promise.race([work.catch(() => undefined), late])
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}
