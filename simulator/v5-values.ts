/** A whole number, also as a string of digits; anything else gives the fallback. */
export function whole(value: unknown, fallback: number, least = 0): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= least ? number : fallback
}

/** Epoch milliseconds, as a number or digits, or `yyyy-MM-dd HH:mm:ss` in UTC+8; `null` for anything else. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  if (/^\d+$/.test(value)) return Number(value)
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
    ? Date.parse(`${value.replace(' ', 'T')}+08:00`)
    : null
}

/** One page of a list. */
export function pageOf<T>(items: readonly T[], offset: number, limit: number): readonly T[] {
  return items.slice(offset, offset + limit)
}
