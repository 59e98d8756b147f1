import { isDeepStrictEqual } from 'node:util'

/** Reads single values of CodeArts' JSON, where nulls and odd types are legal everywhere. */

/**
 * A text that says something, or `null`. Whole numbers count as text, as long as JSON readers keep every digit of them.
 */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  return typeof value === 'string' && value !== '' ? value : null
}

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

/** A word for comparison: without regard to case; empty for what is no text. */
export function word(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}

/** A text as a part of a path or a query. Half a character, which has no place in an address, becomes a mark for it. */
export function addressPart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** The entry of a table, blind to what every object inherits. */
export function entry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** A whole number from 0, also where it comes as text; else `null`. */
export function count(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

/** An address that may be shown as a link; anything but http(s) is dropped, and so is one that signs somebody in. */
export function webAddress(value: unknown): string | null {
  const address = text(value)
  if (address === null || !URL.canParse(address)) return null
  const { protocol, href, username, password } = new URL(address)
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return null
  return /^[!-~]+$/.test(address) ? address : href
}

/**
 * An instant such as `2022-09-09 00:00:24`. The service means China Standard Time, UTC+8, and says no zone.
 * @returns epoch milliseconds, or `null` for anything else
 */
export function zonelessTime(value: unknown): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text(value)?.trim() ?? '')
  if (match === null) return null
  const instant = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}+08:00`)
  return Number.isNaN(instant) ? null : instant
}

/** Before 1990 and after 2200 there are no runs: such a number is not in milliseconds, or no time at all. */
const FIRST_INSTANT = 631_152_000_000
const LAST_INSTANT = 7_258_118_400_000

/**
 * An instant in epoch milliseconds, as a number or as text. Whatever cannot be one (0, negative, seconds
 * in the place of milliseconds) is not known rather than guessed: a gate must not match on a guess.
 */
export function epochTime(value: unknown): number | null {
  const instant = count(value)
  return instant !== null && instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null
}

/** Whether two values say the same. What is nested too deep to be compared is not known to. */
export function areAlike(one: unknown, other: unknown): boolean {
  try {
    return isDeepStrictEqual(one, other)
  } catch {
    return false
  }
}
