import type { ForgeFailure } from '../domain/forge-failure.js'
import { ForgeError } from '../errors.js'
import { isObject } from '../common/json.js'
import type { HttpResponse } from '../ports.js'

/** What GitHub asks to wait where it does not say how long. */
const UNTOLD_PAUSE_MS = 60_000

/** A refusal, and how long GitHub wants to be left alone; `null` where asking again is of no use. */
export interface Refusal {
  readonly failure: ForgeFailure
  readonly pauseMs: number | null
}

/**
 * What an answer that is no success means.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * @param permission that the request needs
 * @param epochNow milliseconds since 1970
 */
export function refusalOf(response: HttpResponse, permission: string, epochNow: number): Refusal {
  const { status, headers } = response
  const words = wordsOf(response.body)
  const failed = (problem: ForgeFailure['problem'], pauseMs: number | null = null): Refusal => ({
    failure: { problem, status, words, permission },
    pauseMs
  })
  if (status >= 300 && status < 400) return failed('redirected')
  if (status === 401) return failed('credential')
  if (status === 429 || (status === 403 && isLimit(headers, words)))
    return failed('limit', pauseOf(headers, epochNow))
  if (status === 403) return failed(/\blocked\b/i.test(words ?? '') ? 'locked' : 'permission')
  if (status === 404 || status === 410) return failed('not_found')
  if (status >= 500) return failed('unreachable', 0)
  return failed(status >= 400 ? 'refused' : 'not_understood')
}

function isLimit(headers: HttpResponse['headers'], words: string | null): boolean {
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(words ?? '')
  )
}

/** How long a limit lasts. */
export function pauseOf(headers: HttpResponse['headers'], epochNow: number): number {
  const after = headers['retry-after'] ?? ''
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000
  const reset = headers['x-ratelimit-reset'] ?? ''
  if (headers['x-ratelimit-remaining'] === '0' && /^\d{1,12}$/.test(reset))
    return Math.max(1000, Number(reset) * 1000 - epochNow)
  return UNTOLD_PAUSE_MS
}

/** GitHub's message and what it finds wrong. */
function wordsOf(body: string): string | null {
  const answer = jsonOf(body)
  const { message, errors } = isObject(answer) ? answer : {}
  const more = Array.isArray(errors)
    ? errors.map((error: unknown) => (isObject(error) ? (error.message ?? error.code) : error))
    : []
  const texts = [message, ...more].filter(text => typeof text === 'string' && text !== '')
  return texts.length === 0 ? null : [...new Set(texts)].slice(0, 5).join(': ').slice(0, 500)
}

/** A body as JSON, `undefined` for what is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

/** A response without the requested data. */
export function notUnderstood(permission: string): ForgeError {
  return new ForgeError({ problem: 'not_understood', status: 200, words: null, permission })
}
