import { AbortedError } from '../errors.js'
import type { Clock } from '../ports.js'

/** Node rounds longer timers down to 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's clocks. */
export function systemClock(): Clock {
  return { now: monotonic, epoch: () => Date.now(), sleep }
}

/** Not `performance.now()`: that loads a whole module before the first request. */
function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(new AbortedError())
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort)
        resolve()
      },
      Math.min(Math.max(0, ms), LONGEST_TIMER_MS)
    )
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
