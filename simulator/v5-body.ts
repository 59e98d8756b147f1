import { isRecord, refusal, type SimResponse } from './transport.js'

/** What a field of a body may be. */
export type Check = (value: unknown) => boolean

/** The answer to a request that is not what the reference describes. */
export function bad(what: string): SimResponse {
  return refusal(400, 'DEVPIPE.00011103', `Invalid parameter: ${what}`)
}

/** What is wrong with a body whose fields may be these and no others; `null` if nothing is. */
export function wrongIn(body: unknown, fields: Readonly<Record<string, Check>>): string | null {
  if (!isRecord(body)) return 'the body is no object'
  for (const [name, value] of Object.entries(body)) {
    const isRight = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (isRight === undefined) return `unknown field ${name}`
    if (!isRight(value)) return name
  }
  return null
}

/** A whole number between two others. */
export function isWhole(least: number, most = Number.MAX_SAFE_INTEGER): Check {
  return value => Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

/** The first of these fields that a body lacks, `null` if it has all. */
export function lackingIn(body: unknown, ...fields: readonly string[]): string | null {
  return fields.find(field => !isRecord(body) || body[field] === undefined) ?? null
}

export const isText: Check = value => typeof value === 'string'
export const isTime: Check = value => !Number.isNaN(readTime(value))

/** An array of some of these words. */
export function isSomeOf(words: ReadonlySet<string>): Check {
  return value => Array.isArray(value) && value.every(word => isText(word) && words.has(word as string))
}

export function isOneOf(...words: readonly string[]): Check {
  return value => words.some(word => word === value)
}

/** Epoch milliseconds, as a number or digits, or `yyyy-MM-dd HH:mm:ss` in UTC+8; `NaN` for anything else. */
export function readTime(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return Number.NaN
  if (/^\d+$/.test(value)) return Number(value)
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
    ? Date.parse(`${value.replace(' ', 'T')}+08:00`)
    : Number.NaN
}
