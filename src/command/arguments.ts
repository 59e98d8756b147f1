import { parseArgs } from 'node:util'
import type { InputIssue } from '../domain/input-issue.js'
import type { Language } from '../report/messages/index.js'
import { isRefusedAsArgument } from '../inputs/credential-table.js'
import { BOOLEAN_INPUTS, inputValue, INPUTS, type Env, type InputName } from '../inputs/known.js'
import { inputFinder } from '../inputs/unknown.js'
import { InputIssues, near } from '../inputs/values.js'

/** What the arguments of a manual start ask for. */
export type Command =
  | { readonly kind: 'help'; readonly language: Language }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'gate'
      /** Variables of the inputs that the arguments give. */
      readonly variables: Readonly<Record<string, string>>
      readonly issues: readonly InputIssue[]
    }

/** An argument `--name`, with its value where it has one. */
interface Option {
  /** As an input is called; `-n` is none. */
  readonly name: string
  readonly isShort: boolean
  readonly value: string | undefined
}

/** At most this many invalid arguments are named, the others are counted. */
const NAMED = 10
const NAME_SHOWN = 40
/** A beginning of a name that is shorter says too little. */
const SHORTEST_BEGINNING = 3

/**
 * Reads the arguments of the bundle: every input as `--pipeline-ids VALUE` or `--pipeline-ids=VALUE`, `true` where it is
 * left out. Whatever begins with a dash is an argument of its own: a branch named `--fail-on=none` must not weaken the
 * gate. For the same reason `--help` and `--version` only count as the first one.
 *
 * No value of an argument that is unknown, or holds a secret, is in the issues.
 *
 * @param words the arguments without the program
 * @param env says the language where no argument does
 */
export function parseArguments(words: readonly string[], env: Env): Command {
  const { options, strays } = optionsOf(words)
  const first = /^-/.test(words[0] ?? '') ? options[0]?.name : undefined
  if (first === 'help' || first === 'h') return { kind: 'help', language: languageOf(options, env) }
  if (first === 'version') return { kind: 'version' }
  const issues = new InputIssues()
  const variables = readOptions(options, issues)
  for (const word of strays) addStray(word, issues)
  return { kind: 'gate', variables, issues: limited(issues.all) }
}

/**
 * All options are without a value for Node: what follows one is its value if it does not begin with a dash.
 * https://nodejs.org/api/util.html#utilparseargsconfig
 */
function optionsOf(words: readonly string[]): { options: Option[]; strays: string[] } {
  const { tokens } = parseArgs({ args: [...words], strict: false, tokens: true })
  const options: Option[] = []
  const strays: string[] = []
  let isOpen = false
  for (const token of tokens) {
    if (token.kind === 'option') {
      const name = token.name.toLowerCase().replaceAll('-', '_')
      options.push({ name, isShort: token.rawName.length === 2, value: token.value })
      isOpen = token.value === undefined
    } else if (token.kind === 'positional') {
      const option = options.at(-1)
      if (isOpen && option !== undefined) options[options.length - 1] = { ...option, value: token.value }
      else strays.push(token.value)
      isOpen = false
    } else {
      isOpen = false
    }
  }
  return { options, strays }
}

function readOptions(options: readonly Option[], issues: InputIssues): Record<string, string> {
  const meantBy = inputFinder()
  const variables: Record<string, string> = {}
  const seen = new Set<string>()
  let isSecretOpen = false
  for (const { name: whole, isShort, value } of options) {
    const name = /^\w*/.exec(whole)?.[0].slice(0, NAME_SHOWN) ?? ''
    const add = (code: InputIssue['code'], params: InputIssue['params'] = {}): void =>
      issues.add({ input: isShort ? '…' : argument(name), value: '' }, code, params)
    const input = INPUTS.find(known => known === whole)
    const meant = input ?? (isShort ? undefined : meantOf(name, meantBy))
    const isSecret = INPUTS.some(known => known === meant && isRefusedAsArgument(known))
    // It may be a secret that begins with a dash.
    const isHidden: boolean = isSecretOpen && meant === undefined
    isSecretOpen = isHidden || (isSecret && value === undefined)
    if (isHidden) continue
    if (name === 'help' || name === 'version') add('argument_first')
    else if (isSecret) add('argument_secret', { variable: variableOf(meant as InputName) })
    else if (input === undefined && isShort) add('argument_stray')
    else if (input === undefined && meant === undefined) add('argument_unknown')
    else if (input === undefined) add('argument_near', { meant: argument(meant ?? '') })
    else if (seen.has(input)) add('argument_twice')
    else if (value === undefined && !BOOLEAN_INPUTS.has(input))
      add('argument_value', { argument: argument(name) })
    else variables[variableOf(input)] = value ?? 'true'
    seen.add(whole)
  }
  return variables
}

/** What a name that is no input was probably meant for: `no_wait` for `wait false`. */
function meantOf(name: string, meantBy: (name: string) => InputName | undefined): string | undefined {
  const negated = INPUTS.find(input => name === `no_${input}` && BOOLEAN_INPUTS.has(input))
  if (negated !== undefined) return `${negated} false`
  return INPUTS.find(input => input === name) ?? meantBy(name) ?? nearest(name)
}

/** One typo away from a short name, too, or the beginning of one name alone. */
function nearest(name: string): string | undefined {
  const names: readonly string[] = [...INPUTS, 'help', 'version']
  const begun = name.length < SHORTEST_BEGINNING ? [] : names.filter(known => known.startsWith(name))
  return near(name, names)[0] ?? (begun.length === 1 ? begun[0] : undefined)
}

/** What belongs to no option. It may be a piece of a secret: shown only where it is nearly the name of an input. */
function addStray(word: string, issues: InputIssues): void {
  const name = word.toLowerCase().replaceAll('-', '_')
  const input = INPUTS.find(known => known === name) ?? nearest(name)
  if (input === undefined) issues.add({ input: '…', value: '' }, 'argument_stray')
  else issues.add({ input: word, value: '' }, 'argument_near', { meant: argument(input) })
}

/** `--help --language zh` */
function languageOf(options: readonly Option[], env: Env): Language {
  const given = options.find(({ name }) => name === 'language')?.value ?? inputValue(env, 'language')
  return given.toLowerCase() === 'zh' ? 'zh' : 'en'
}

function limited(issues: readonly InputIssue[]): readonly InputIssue[] {
  const more = issues.length - NAMED
  if (more <= 0) return issues
  return [...issues.slice(0, NAMED), { input: '…', given: null, code: 'argument_more', params: { n: more } }]
}

function argument(name: string): string {
  return `--${name.replaceAll('_', '-')}`
}

function variableOf(input: InputName): string {
  return `INPUT_${input.toUpperCase()}`
}
