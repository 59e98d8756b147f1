const FIRST_BACKOFF_MS = 1_000

const LONGEST_BACKOFF_MS = 30_000

/** A server may ask for patience, but an absurd `Retry-After` must not use up an hour. */
const LONGEST_RETRY_AFTER_MS = 300_000

/** How often in a row a `Retry-After` may be shorter than the backoff. */
const REQUESTED_DELAYS_TRUSTED = 5

/**
 * How long to leave the service alone after a failed attempt. What the server asks for is kept, with a
 * little more at random so that parallel gates drift apart; without such a wish, or when it has not helped
 * several times, exponential and jittered between half and whole.
 *
 * @param failures failed attempts so far, from 1
 * @param retryAfterMs what the server asked for, or `null`
 * @param random from 0 to 1
 */
export function retryPause(failures: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10))
  const backoff = ceiling * (0.5 + random / 2)
  if (retryAfterMs === null) return backoff
  const requested = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS) + random * (FIRST_BACKOFF_MS / 2)
  return failures <= REQUESTED_DELAYS_TRUSTED ? requested : Math.max(requested, backoff)
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date (RFC 9110, 10.2.3).
 *
 * @param epochNow milliseconds since 1970, to which a date is compared
 * @returns milliseconds to wait, or `null` for what cannot be read or lies in the past
 */
export function readRetryAfter(header: string | undefined, epochNow: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null
  // The oldest of the three forms names no zone; all of them mean GMT.
  const wait = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - epochNow
  return Number.isFinite(wait) && wait > 0 ? wait : null
}
