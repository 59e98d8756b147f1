import type { InputIssue } from '../../../src/domain/input-issue.js'
import type { Config, ParsedInputs } from '../../../src/inputs/config.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { EventFile } from '../../../src/ports.js'

export type Values = Readonly<Record<string, string>>

export const NOW = Date.UTC(2026, 10, 24, 12)
export const ID = 'a'.repeat(32)
export const OTHER = 'b'.repeat(32)
export const PROJECT = 'c'.repeat(32)
export const KEY = { access_key: 'AKEXAMPLE', secret_key: 'secret-key-example' }
export const ABSENT: EventFile = { state: 'absent' }

/** Reads inputs, beside an ID and a key where nothing else is given for them. */
export function parse(inputs: Values, env: Values = {}, event: EventFile = ABSENT): ParsedInputs {
  const given = Object.entries({ pipeline_ids: ID, ...KEY, ...inputs })
  const variables = given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const)
  return parseInputs({ ...Object.fromEntries(variables), ...env }, event, NOW)
}

/** @throws where there is something wrong with the inputs */
export function config(inputs: Values, env: Values = {}, event: EventFile = ABSENT): Config {
  const parsed = parse(inputs, env, event)
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues))
  return parsed.config
}

export function issues(inputs: Values, env: Values = {}, event: EventFile = ABSENT): readonly InputIssue[] {
  const parsed = parse(inputs, env, event)
  return 'issues' in parsed ? parsed.issues : []
}

/** Input and code of each thing that is wrong. */
export const codes = (inputs: Values, env: Values = {}): string[] =>
  issues(inputs, env).map(({ input, code }) => `${input}: ${code}`)

export const issue = (
  input: string,
  code: InputIssue['code'],
  given: string | null = null,
  params: InputIssue['params'] = {}
): InputIssue => ({ input, given, code, params })
