import type { InputIssue, InputIssueCode } from '../domain/input-issue.js'

/** Parsers of single values. Each gives its value or, after adding to `issues`, a stand-in of the same type. */

/** The longest that a job may run on a runner of one's own. */
const LONGEST_DURATION_MS = 120 * 3_600_000
const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const

/** How much of a value is shown back to the user: an address of the console is shown whole. */
const SHOWN_LENGTH = 200

/** A raw value and the name of its input. */
export interface RawInput {
  readonly input: string
  readonly value: string
}

/** Gathers what is wrong, so that one message can report it all. */
export class InputIssues {
  readonly all: InputIssue[] = []

  add(raw: RawInput, code: InputIssueCode, params: InputIssue['params'] = {}): void {
    this.all.push({ input: raw.input, given: raw.value === '' ? null : shorten(raw.value), code, params })
  }

  /** An input that is empty although it was given. */
  addEmpty(input: string, code: InputIssueCode, params: InputIssue['params'] = {}): void {
    this.all.push({ input, given: '', code, params })
  }
}

function shorten(value: string): string {
  return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value
}

/** A duration such as `1h30m`, `90s`, `500ms`, in milliseconds. */
export function parseDuration(raw: RawInput, fallbackMs: number, issues: InputIssues): number {
  if (raw.value === '') return fallbackMs
  const duration = readDuration(raw.value)
  if (duration !== null && duration > 0 && duration <= LONGEST_DURATION_MS) return duration
  issues.add(raw, 'duration')
  return fallbackMs
}

/** Milliseconds of a duration in hours, minutes, seconds and milliseconds, in this order; `null` for anything else. */
export function readDuration(text: string): number | null {
  const match = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,12})ms)?$/.exec(text)
  if (match === null || text === '') return null
  const [, hours, minutes, seconds, milliseconds] = match
  const parts = [hours, minutes, seconds, milliseconds].map(part => Number(part ?? 0))
  return [UNIT_MS.h, UNIT_MS.m, UNIT_MS.s, UNIT_MS.ms].reduce(
    (sum, unit, index) => sum + unit * (parts[index] ?? 0),
    0
  )
}

export function parseBoolean(raw: RawInput, fallback: boolean, issues: InputIssues): boolean {
  if (raw.value === '') return fallback
  const word = raw.value.toLowerCase()
  if (word === 'true' || word === 'false') return word === 'true'
  issues.add(raw, 'boolean')
  return fallback
}

/** One word of a few. @param suggest what was probably meant by a word that is none of them */
export function parseChoice<T extends string>(
  raw: RawInput,
  choices: readonly T[],
  fallback: T,
  issues: InputIssues,
  suggest: (word: string) => readonly T[] = word => near(word, choices)
): T {
  if (raw.value === '') return fallback
  const choice = choices.find(word => word === raw.value.toLowerCase())
  if (choice !== undefined) return choice
  const meant = suggest(raw.value.slice(0, SHOWN_LENGTH))
  if (meant.length === 0) issues.add(raw, 'choice', { choices: choices.join(', ') })
  else issues.add(raw, 'choice_near', { choices: choices.join(', '), meant: meant.join(' / ') })
  return fallback
}

/** Parts of a list separated by commas, white space or both; without the empty ones. */
export function splitList(value: string): string[] {
  return value.split(/[,\s]+/).filter(part => part !== '')
}

/** How many wrong entries are named; the rest is counted. */
const NAMED = 10
const NAMED_LENGTH = 40

/** Entries for a message: each once, the first ten by name. @param longest characters that are shown of one */
export function listed(entries: readonly string[], longest: number = NAMED_LENGTH): string {
  const all = [...new Set(entries)]
  const shown = all
    .slice(0, NAMED)
    .map(entry => (entry.length > longest ? `${entry.slice(0, longest)}…` : entry))
  return shown.join(', ') + (all.length > NAMED ? ` … (+${all.length - NAMED})` : '')
}

/** In shorter words, one letter is the difference between two of them. */
const SHORTEST_SIMILAR = 4

/** The candidates that a word is one typo away from; the one that differs only in letter case comes alone. */
export function near<T extends string>(word: string, candidates: readonly T[]): readonly T[] {
  const small = word.toLowerCase()
  const same = candidates.filter(candidate => candidate.toLowerCase() === small)
  if (same.length > 0) return same
  return candidates.filter(
    candidate => candidate.length >= SHORTEST_SIMILAR && isNear(small, candidate.toLowerCase())
  )
}

/**
 * Whether one word becomes the other when a letter is added, left out, changed or swapped with its neighbour, or
 * none.
 */
export function isNear(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false
  let start = 0
  while (start < word.length && word[start] === other[start]) start++
  let [end, otherEnd] = [word.length, other.length]
  while (end > start && otherEnd > start && word[end - 1] === other[otherEnd - 1]) {
    end--
    otherEnd--
  }
  const [left, right] = [word.slice(start, end), other.slice(start, otherEnd)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right === `${left[1] ?? ''}${left[0] ?? ''}`
}
