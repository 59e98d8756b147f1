import type { Clock } from '../ports.js'

/** Writes are this far apart at least. */
const PAUSE_MS = 1_000

/** Has something written again whenever it changes, but not for every one of many changes. */
export interface Throttle {
  /** It has changed: written now, or soon. */
  tell(): void
  /** Nothing is written any more but what is still to be written. */
  end(): void
}

/** @param write writes what is known at that time */
export function throttle(write: () => void, clock: Clock): Throttle {
  const over = new AbortController()
  let toldAt = Number.NEGATIVE_INFINITY
  let isDue = false
  const writeNow = (): void => {
    if (!isDue) return
    isDue = false
    toldAt = clock.now()
    write()
  }
  return {
    tell() {
      if (isDue || over.signal.aborted) return
      isDue = true
      const pause = toldAt + PAUSE_MS - clock.now()
      if (pause <= 0) writeNow()
      else clock.sleep(pause, over.signal).then(writeNow, () => undefined)
    },
    end() {
      over.abort()
      writeNow()
    }
  }
}
