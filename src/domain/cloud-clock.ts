/** What a clock said, and when on this machine's monotonic clock. */
export interface ClockReading {
  /** Epoch milliseconds. */
  readonly epochMs: number
  /** Milliseconds on the monotonic clock. */
  readonly at: number
}

/** What the clock of a reading says at another instant of the monotonic clock, epoch milliseconds. */
export function timeAt({ epochMs, at }: ClockReading, instant: number): number {
  return epochMs + (instant - at)
}

/**
 * The better of two readings of one clock: the one that puts it further ahead. A response has whole seconds, and takes
 * its time to arrive, so that every reading is late and none is early; and of two that contradict each other, it asks
 * for younger runs.
 */
export function latestReading(one: ClockReading, other: ClockReading): ClockReading {
  return timeAt(one, other.at) >= other.epochMs ? one : other
}
