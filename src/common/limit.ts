import { AbortedError, DeadlineError } from '../errors.js'

/** At most this many requests run at once. */
const IN_FLIGHT = 4

/** Runs a task as soon as there is a place for it. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>

/** Limits how many tasks run at once; the others wait for their turn. */
export function limiter(slots: number = IN_FLIGHT): Limit {
  let free = slots
  const queue: (() => void)[] = []
  return async task => {
    if (free > 0) free--
    else await new Promise<void>(resolve => queue.push(resolve))
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next === undefined) free++
      else next()
    }
  }
}

/**
 * Runs `task` over `items`, a limited number at a time, and lets each one that has begun finish.
 * @throws the first error, once no task is running; tasks that have not begun by then are skipped
 */
export async function inFlight<T>(
  items: readonly T[],
  task: (item: T) => Promise<void>,
  slots: number = IN_FLIGHT
): Promise<void> {
  const waiting = [...items]
  const errors: Error[] = []
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && errors.length === 0; item = waiting.shift()) {
      try {
        await task(item)
      } catch (error) {
        errors.push(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }
  await Promise.all(Array.from({ length: slots }, lane))
  // A deadline, or an end that followed from another, says less than a refusal, so the refusal is reported.
  const worst =
    errors.find(error => !(error instanceof DeadlineError || error instanceof AbortedError)) ??
    errors.find(error => error instanceof AbortedError) ??
    errors[0]
  if (worst !== undefined) throw worst
}
