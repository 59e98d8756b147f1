import { AbortedError, DeadlineError } from '../../errors.js'
/** At most so many requests are on their way at once. */
const IN_FLIGHT = 4

/** Runs a task as soon as there is a place for it. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>

/** Lets only so many tasks run at once; the others wait for their turn. */
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
 * Runs `task` over `items`, only so many at a time, and lets every begun one end.
 * @throws the first error, once nothing is on its way any more; what has not begun by then is left out
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

/** So many runs are stopped at once: there is hardly any time, and nothing else is asked any more. */
export const STOPS_IN_FLIGHT = 8
