import { latestReading, type ClockReading } from '../../domain/cloud-clock.js'

/** Below this the clocks agree well enough: the gateway takes 15 minutes. */
const TOLERANCE_MS = 5 * 60_000

/** CodeArts' clock, as far as its responses have shown it. */
export interface ServerClock {
  /** Milliseconds to add to this machine's time for a signature: 0 until a refusal has shown a difference. */
  readonly offsetMs: number
  /**
   * Takes over the server's time if it differs too much from what is reckoned with: this machine's clock may
   * be wrong, and it may be put right, or wrong, at any time.
   * @param serverDate epoch milliseconds of the answer's `Date`, `null` without one
   * @param epochNow this machine's time
   */
  correct(serverDate: number | null, epochNow: number): void
  /** The best reading of the `Date` of answers that were accepted, `null` before there is one. */
  readonly reading: ClockReading | null
  read(reading: ClockReading): void
}

/**
 * @param onCorrected called each time with how far this machine is off: positive when it is slow, 0 when it is right
 * again
 */
export function serverClock(onCorrected: (offsetMs: number) => void): ServerClock {
  let offsetMs = 0
  let best: ClockReading | null = null
  return {
    get reading() {
      return best
    },
    read(reading) {
      best = best === null ? reading : latestReading(best, reading)
    },
    get offsetMs() {
      return offsetMs
    },
    correct(serverDate, epochNow) {
      if (serverDate === null) return
      const difference = serverDate - epochNow
      if (Math.abs(difference - offsetMs) < TOLERANCE_MS) return
      offsetMs = Math.abs(difference) < TOLERANCE_MS ? 0 : difference
      onCorrected(offsetMs)
    }
  }
}

/** What is known of the difference now; a refusal changes nothing any more. */
export function frozenClock({ offsetMs, reading }: ServerClock): ServerClock {
  return { offsetMs, reading, correct: () => undefined, read: () => undefined }
}
