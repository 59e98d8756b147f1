/** How many times faster than the world the step's monotonic clock and its timers run. */
export const SPEED = 20

/** A module that makes minutes of waiting seconds; the calendar, which signatures are dated by, stays. */
export const FAST = source(`const real = process.hrtime.bigint
  const begun = real()
  process.hrtime.bigint = () => begun + (real() - begun) * ${SPEED}n
  const timer = globalThis.setTimeout
  globalThis.setTimeout = (run, ms, ...rest) => timer(run, ms / ${SPEED}, ...rest)`)

/** A module from its text. */
export function source(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`
}
