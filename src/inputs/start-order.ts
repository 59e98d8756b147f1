import { readRef, type RefKind } from '../domain/git-ref.js'
import { inputValue, type Env, type InputName } from './known.js'
import { listed, parseBoolean, type InputIssues } from './values.js'

/** What started runs build: one value for all code sources, or lines `alias=value`. */
export interface Ref {
  readonly kind: RefKind
  readonly lines: readonly string[]
}

export interface Variable {
  readonly name: string
  /** May be a secret: never shown. */
  readonly value: string
}

/** How runs are to be started. */
export interface StartOrder {
  /** `null`: the default branch of each pipeline. */
  readonly ref: Ref | null
  readonly variables: readonly Variable[]
  /** `null` for the one that the action makes. */
  readonly description: string | null
  /** Whether what was started and has not ended is stopped when the step ends before it. */
  readonly stopOnCancel: boolean
}

const VARIABLE = /^[A-Za-z_]\w{0,127}$/
/** The reference's limit for a value, in characters. */
const LONGEST_VALUE = 8_192
const ONLY_WITH_START: readonly InputName[] = ['branch', 'tag', 'variables', 'description']

/** The order to start runs, `null` without `start: true`. */
export function parseStart(env: Env, issues: InputIssues): StartOrder | null {
  const value = (name: InputName): string => inputValue(env, name)
  const start = parseBoolean({ input: 'start', value: value('start') }, false, issues)
  const stopOnCancel = parseBoolean({ input: 'stop_on_cancel', value: value('stop_on_cancel') }, true, issues)
  const variables = parseVariables(env.INPUT_VARIABLES ?? '', issues)
  const [branch, tag] = [value('branch'), value('tag')]
  if (!start) {
    for (const input of ONLY_WITH_START)
      // The values of variables may be secrets.
      if (value(input) !== '')
        issues.add({ input, value: input === 'variables' ? '' : value(input) }, 'only_with_start')
    return null
  }
  if (branch !== '' && tag !== '') issues.add({ input: 'tag', value: tag }, 'branch_and_tag', { branch })
  const ref =
    branch !== ''
      ? { kind: 'branch' as const, lines: parseLines('branch', branch, issues) }
      : tag !== ''
        ? { kind: 'tag' as const, lines: parseLines('tag', tag, issues) }
        : null
  return { ref, variables, description: value('description') || null, stopOnCancel }
}

/** One value, or lines `alias=value`; which of them a single line is depends on the pipelines. */
function parseLines(input: RefKind, value: string, issues: InputIssues): string[] {
  const lines = value
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const isOne = lines.length === 1
  const wrong = isOne ? [] : lines.filter(line => !/^[^=]+=./.test(line))
  if (wrong.length > 0) issues.add({ input, value: '' }, 'ref_lines', { lines: listed(wrong) })
  if (lines.some(line => /\p{Cc}/u.test(line))) issues.add({ input, value: '' }, 'ref_characters')
  for (const line of wrong.length > 0 ? [] : lines) {
    const ref = readRef(input, isOne ? line : line.slice(line.indexOf('=') + 1))
    if ('not' in ref) issues.add({ input, value: line }, ref.not, { name: ref.name })
  }
  return lines
}

/**
 * Lines `NAME=value`. A value is taken to the end of its line as it is: it may hold `=`, spaces and quotes, and
 * may be empty. It may be a secret, so an invalid line is reported by its number.
 */
function parseVariables(text: string, issues: InputIssues): Variable[] {
  const variables: Variable[] = []
  const nameless = { input: 'variables', value: '' }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const at = line.indexOf('=')
    const name = line.slice(0, at).trimStart()
    const value = line.slice(at + 1)
    const lineNumber = index + 1
    if (at < 0) issues.add(nameless, 'variable_line', { line: lineNumber })
    else if (!VARIABLE.test(name)) issues.add(nameless, 'variable_name', { line: lineNumber })
    else if (variables.some(known => known.name === name)) issues.add(nameless, 'variable_twice', { name })
    else if (value.length > LONGEST_VALUE)
      issues.add(nameless, 'variable_long', { name, length: value.length, limit: LONGEST_VALUE })
    else variables.push({ name, value })
  }
  return variables
}
