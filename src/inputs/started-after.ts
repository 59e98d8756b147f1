import type { StartBound } from '../domain/selection.js'
import { inputValue, type Env } from './known.js'
import { readDuration, type InputIssues } from './values.js'

/** ISO 8601 with a zone; without one a time means another instant on every runner. */
const ZONED_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i
const ZONELESS_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/

/** A runner's clock may be wrong; further ahead than this it is the time that is. */
const FURTHEST_AHEAD_MS = 24 * 3_600_000

/**
 * The time that `started_after` asks for, `null` when it is not given.
 * @param epochNow this machine's time, epoch milliseconds
 */
export function parseStartedAfter(env: Env, epochNow: number, issues: InputIssues): StartBound | null {
  const raw = { input: 'started_after', value: inputValue(env, 'started_after') }
  if (raw.value === '') return null
  const ago = readDuration(raw.value)
  if (ago !== null && ago > 0) return { agoMs: ago }
  const instant = ZONED_TIME.test(raw.value) ? readZonedTime(raw.value) : Number.NaN
  if (Number.isNaN(instant)) issues.add(raw, ZONELESS_TIME.test(raw.value) ? 'time_zone' : 'time')
  else if (instant > epochNow + FURTHEST_AHEAD_MS) issues.add(raw, 'time_future')
  else return { epochMs: instant }
  return null
}

/** `Date.parse` rolls 31 February over into March; such a date is a mistake. */
function readZonedTime(text: string): number {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  const exists = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)).getUTCDate() === day
  return exists ? Date.parse(text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN
}
