import type { PinTarget } from '../domain/pipeline-state.js'
import { info, type Notice } from './notices.js'
import {
  CONSOLE,
  EXAMPLE_ADDRESS,
  isMeantAsAddress,
  listedAddresses,
  readAddress,
  type PipelineAddress
} from './pipeline-address.js'
import { listed, type InputIssues, type RawInput } from './values.js'

const RUN_NUMBER = /^[1-9]\d{0,14}$/
/** A pipeline, and after `@` a run. */
const TARGET = /^[0-9A-Za-z]{32}(@[0-9A-Za-z_-]{1,64})?$/
/** A pipeline, and after `@` neither a run ID nor a run number. */
const WRONG_PIN = /^[0-9A-Za-z]{32}@(?!([0-9A-Za-z]{32}|[1-9]\d{0,14})$)/

/** More pipelines than this are no gate that anybody could read. */
export const MOST_PIPELINES = 1_000
/** A pipeline and a run. */
const LONGEST_RUN = 97

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

/** What `pipeline_ids` names. */
export interface RequestedIds {
  readonly targets: Targets
  /** Those of the pipelines that were given as addresses. */
  readonly addresses: readonly PipelineAddress[]
}

/** What the other inputs say of the entries. */
interface IdsContext {
  /** Whether there is an own `endpoint`, and so perhaps a console of one's own. */
  readonly hasOwnEndpoint: boolean
  /** Whether there have to be any. */
  readonly isRequired: boolean
}

/**
 * Pipelines, separated by commas and white space: IDs, 32 letters and digits each, `ID@RUN_ID` or `ID@RUN_NUMBER`, and
 * addresses of the console; duplicates count once. The text is split at plain separators only, so that a hidden
 * character is reported and not swallowed.
 */
export function parsePipelineIds(
  raw: RawInput,
  { hasOwnEndpoint, isRequired }: IdsContext,
  issues: InputIssues
): RequestedIds {
  const parts = raw.value.split(/[, \t\r\n]+/).filter(part => part !== '')
  const nameless = { input: raw.input, value: '' }
  const hidden = hiddenCharacters(raw.value)
  // An entry that only a hidden character makes invalid is reported as that character.
  const isTold = (part: string): boolean => hidden !== '' && hiddenCharacters(part) !== ''
  const addresses: PipelineAddress[] = []
  const targets = new Map<string, string | null>()
  const wrong = {
    ids: [] as string[],
    pins: [] as string[],
    addresses: [] as string[],
    hosts: [] as string[]
  }
  const conflicting: string[] = []
  const request = (id: string, pin: string | null): void => {
    if (targets.has(id) && targets.get(id) !== pin) conflicting.push(id)
    else targets.set(id, pin)
  }
  for (const part of parts) {
    if (isMeantAsAddress(part)) {
      const address = readAddress(part)
      if (address !== null && (address.region !== null || hasOwnEndpoint)) {
        addresses.push(address)
        request(address.pipelineId, null)
      } else if (!isTold(part)) (address === null ? wrong.addresses : wrong.hosts).push(part)
      continue
    }
    if (TARGET.test(part)) {
      const [id = '', pin = null] = part.split('@')
      request(id, pin)
    }
    if (!isTold(part) && WRONG_PIN.test(part)) wrong.pins.push(part)
    else if (!isTold(part) && !TARGET.test(part)) wrong.ids.push(part)
  }
  if (parts.length === 0 && isRequired) issues.add(raw, 'required')
  if (hidden !== '') issues.add(nameless, 'ids_hidden', { characters: hidden })
  const ids = [...new Set(wrong.ids)]
  if (ids.length > 0) issues.add(nameless, 'ids', { ids: listed(ids), n: ids.length })
  if (wrong.pins.length > 0) issues.add(nameless, 'ids_run', { ids: listed(wrong.pins) })
  if (wrong.addresses.length > 0)
    issues.add(nameless, 'ids_address', {
      addresses: listedAddresses(wrong.addresses),
      example: EXAMPLE_ADDRESS
    })
  if (wrong.hosts.length > 0)
    issues.add(nameless, 'ids_host', { addresses: listedAddresses(wrong.hosts), host: CONSOLE })
  if (conflicting.length > 0) issues.add(nameless, 'ids_conflicting', { ids: listed(conflicting) })
  if (targets.size > MOST_PIPELINES) issues.add(nameless, 'too_many', { most: MOST_PIPELINES })
  return { targets, addresses }
}

/** That the runs in addresses are ignored: an address copied from one run must not pin the gate to it. */
export function ignoredRuns(addresses: readonly PipelineAddress[]): Notice[] {
  const runs = addresses.flatMap(({ pipelineId, runId }) =>
    runId === null ? [] : [`${pipelineId}/${runId}`]
  )
  const n = new Set(runs).size
  return n === 0 ? [] : [info('address_run', { n, runs: listed(runs, LONGEST_RUN) })]
}

/** The invisible characters of a text, by code point and name; empty without any. */
export function unseenCharacters(text: string): string {
  return characterNames([...new Set(text)].filter(isInvisible))
}

/** The same, and those that only look like separators. */
function hiddenCharacters(text: string): string {
  return characterNames([...new Set(text)].filter(char => char in HIDDEN || isInvisible(char)))
}

function characterNames(characters: readonly string[]): string {
  return characters.map(char => `U+${hex(char)}${char in HIDDEN ? ` ${HIDDEN[char] ?? ''}` : ''}`).join(', ')
}

function isInvisible(char: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(char) && !/[ \t\r\n]/.test(char)
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
