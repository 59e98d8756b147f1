import { AbortedError } from '../errors.js'
import type { Clock } from '../ports.js'

/** When a signal was aborted, on the monotonic clock; `null` while it was not. */
export function momentOf(signal: AbortSignal, clock: Clock): () => number | null {
  let at: number | null = signal.aborted ? clock.now() : null
  signal.addEventListener('abort', () => (at = clock.now()), { once: true })
  return () => at
}

/** A signal that follows another one by `ms`, unless that is needless by then. */
export function after(signal: AbortSignal, ms: number, clock: Clock, needless: AbortSignal): AbortSignal {
  const late = new AbortController()
  const follow = (): void =>
    void clock.sleep(ms, needless).then(
      () => late.abort(),
      () => undefined
    )
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  return late.signal
}

/** @throws {AbortedError} once the signal is aborted; never ends before */
export function abortOf(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(new AbortedError())
    else signal.addEventListener('abort', () => reject(new AbortedError()), { once: true })
  })
  // Where it is not awaited, it is no error.
  aborted.catch(() => undefined)
  return aborted
}
