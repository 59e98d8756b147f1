import type { PinTarget } from '../domain/tracking.js'
import { listed, type InputIssues, type RawInput } from './values.js'

const RUN_NUMBER = /^[1-9]\d{0,14}$/
/** A pipeline, and after `@` a run. */
const TARGET = /^[0-9A-Za-z]{32}(@[0-9A-Za-z_-]{1,64})?$/
/** A pipeline, and after `@` neither a run ID nor a run number. */
const WRONG_PIN = /^[0-9A-Za-z]{32}@(?!([0-9A-Za-z]{32}|[1-9]\d{0,14})$)/

/** Characters that hide in pasted lists, by their Unicode names. */
const HIDDEN: Readonly<Record<string, string>> = {
  '\u00A0': 'NO-BREAK SPACE',
  '\u00AD': 'SOFT HYPHEN',
  '\u200B': 'ZERO WIDTH SPACE',
  '\u200C': 'ZERO WIDTH NON-JOINER',
  '\u200D': 'ZERO WIDTH JOINER',
  '\u200E': 'LEFT-TO-RIGHT MARK',
  '\u200F': 'RIGHT-TO-LEFT MARK',
  '\u2060': 'WORD JOINER',
  '\u3000': 'IDEOGRAPHIC SPACE',
  '\u3001': 'IDEOGRAPHIC COMMA',
  '\uFEFF': 'BYTE ORDER MARK',
  '\uFF0C': 'FULLWIDTH COMMA',
  '\uFF1B': 'FULLWIDTH SEMICOLON'
}

/** The requested pipelines in their order, each with the ID or the number of the run that is pinned, or `null`. */
export type Targets = ReadonlyMap<string, string | null>

/** The run that is pinned: 32 letters and digits are its ID, anything shorter is its number. */
export function pinTarget(pin: string): PinTarget {
  const isNumber = RUN_NUMBER.test(pin)
  return { kind: 'pin', runId: isNumber ? null : pin, runNumber: isNumber ? Number(pin) : null }
}

/**
 * Pipeline IDs, 32 letters and digits each, or `ID@RUN_ID` or `ID@RUN_NUMBER`; separated by commas and white space; duplicates
 * count once. The text is split at plain separators only, so that a hidden character is told and not swallowed.
 */
export function parsePipelineIds(raw: RawInput, issues: InputIssues): Targets {
  const parts = raw.value.split(/[, \t\r\n]+/).filter(part => part !== '')
  const nameless = { input: raw.input, value: '' }
  const hidden = hiddenCharacters(raw.value)
  const wrong = [...new Set(parts.filter(part => !TARGET.test(part) || WRONG_PIN.test(part)))]
  const targets = new Map<string, string | null>()
  const conflicting: string[] = []
  for (const part of parts.filter(part => TARGET.test(part))) {
    const [id = '', runId = null] = part.split('@')
    if (targets.has(id) && targets.get(id) !== runId) conflicting.push(id)
    else targets.set(id, runId)
  }
  if (parts.length === 0) issues.add(raw, 'required')
  if (hidden !== '') issues.add(nameless, 'ids_hidden', { characters: hidden })
  // What only a hidden character makes wrong is told by that character.
  const alsoWrong = hidden === '' ? wrong : wrong.filter(part => hiddenCharacters(part) === '')
  const pins = alsoWrong.filter(part => WRONG_PIN.test(part))
  const others = alsoWrong.filter(part => !WRONG_PIN.test(part))
  if (others.length > 0) issues.add(nameless, 'ids', { ids: listed(others), n: others.length })
  if (pins.length > 0) issues.add(nameless, 'ids_run', { ids: listed(pins) })
  if (conflicting.length > 0) issues.add(nameless, 'ids_conflicting', { ids: listed(conflicting) })
  return targets
}

function hiddenCharacters(text: string): string {
  const found = [...new Set(text)].filter(char => char in HIDDEN || isInvisible(char))
  return found.map(char => `U+${hex(char)}${char in HIDDEN ? ` ${HIDDEN[char] ?? ''}` : ''}`).join(', ')
}

function isInvisible(char: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(char) && !/[ \t\r\n]/.test(char)
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
