import { OUTCOMES, type Outcome } from './domain/pipeline-run.js'
import type { Problem } from './errors.js'
import { parseCredential, type FoundCredential } from './inputs/credential.js'
import { parsePlace, type Place } from './inputs/endpoint.js'
import { inputValue, NOT_BUILT, type Env, type InputName } from './inputs/known.js'
import { parsePipelineIds } from './inputs/pipeline-ids.js'
import {
  nearest,
  parseBoolean,
  parseChoice,
  parseDuration,
  Problems,
  splitList,
  type Raw
} from './inputs/values.js'

export type Language = 'en' | 'zh'

/** What can be said of a step even when other inputs are wrong. */
export interface Frame {
  readonly pipelineIds: readonly string[]
  readonly language: Language
  readonly summary: boolean
}

/** All inputs, checked. Durations are milliseconds. */
export interface Config extends Frame {
  readonly place: Place
  readonly found: FoundCredential
  readonly wait: boolean
  readonly timeoutMs: number
  readonly pollInterval: number | 'auto'
  readonly failFast: boolean
  /** Empty for `none`. */
  readonly failOn: ReadonlySet<Outcome>
}

export type ParsedInputs =
  | { readonly config: Config; readonly frame: Frame }
  | { readonly problems: readonly Problem[]; readonly frame: Frame }

const DEFAULT_TIMEOUT_MS = 3_600_000
const DEFAULT_FAIL_ON: readonly Outcome[] = ['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown']

/**
 * Reads all inputs from the environment, once.
 *
 * @param env `INPUT_*` as the runner sets them, and the fallbacks of region and credential
 * @param event webhook payload of the workflow run, `null` without one
 * @returns the config, or every problem at once
 */
export function parseInputs(env: Env, event: unknown): ParsedInputs {
  const problems = new Problems()
  const raw = (input: InputName): Raw => ({ input, value: inputValue(env, input) })

  const frame: Frame = {
    pipelineIds: parsePipelineIds(raw('pipeline_ids'), problems),
    language: parseChoice(raw('language'), ['en', 'zh'], 'en', problems),
    summary: parseBoolean(raw('summary'), true, problems)
  }
  refuseNotBuilt(env, problems)
  if (parseChoice(raw('api_version'), ['auto', 'v3', 'v5'], 'auto', problems) === 'v5')
    problems.add(raw('api_version'), 'api_v5')
  const place = parsePlace(env, problems)
  const found = parseCredential(env, isFromFork(env, event), problems)
  const wait = parseBoolean(raw('wait'), true, problems)
  const timeoutMs = parseDuration(raw('timeout'), DEFAULT_TIMEOUT_MS, problems)
  const pollInterval = parsePollInterval(raw('poll_interval'), problems)
  const failFast = parseBoolean(raw('fail_fast'), false, problems)
  const failOn = parseFailOn(raw('fail_on'), wait, problems)

  if (found === null || problems.all.length > 0) return { problems: problems.all, frame }
  return { frame, config: { ...frame, place, found, wait, timeoutMs, pollInterval, failFast, failOn } }
}

function refuseNotBuilt(env: Env, problems: Problems): void {
  // Their values may be secrets, so only the names are told.
  for (const input of NOT_BUILT)
    if (inputValue(env, input) !== '') problems.add({ input, value: '' }, 'not_built')
}

function parsePollInterval(raw: Raw, problems: Problems): number | 'auto' {
  if (raw.value === '' || raw.value.toLowerCase() === 'auto') return 'auto'
  return parseDuration(raw, 0, problems)
}

function parseFailOn(raw: Raw, wait: boolean, problems: Problems): ReadonlySet<Outcome> {
  if (raw.value === '') return new Set(DEFAULT_FAIL_ON)
  const words = splitList(raw.value.toLowerCase())
  if (words.length === 0) problems.add(raw, 'fail_on_empty')
  if (words.includes('none')) {
    if (words.length > 1) problems.add(raw, 'fail_on_none')
    return new Set()
  }
  const choices = OUTCOMES.filter(outcome => outcome !== 'success')
  const known = words.filter((word): word is Outcome => OUTCOMES.some(outcome => outcome === word))
  for (const word of words.filter(word => !known.some(outcome => outcome === word)))
    problems.add({ input: raw.input, value: word }, 'fail_on_word', {
      nearest: nearest(word, [...choices, 'none']),
      choices: [...choices, 'none'].join(', ')
    })
  if (known.includes('success')) problems.add(raw, 'fail_on_success')
  if (wait && known.includes('running')) problems.add(raw, 'fail_on_running')
  return new Set(known)
}

/** Pull requests from forks, and those of Dependabot, run without the repository's secrets. */
function isFromFork(env: Env, event: unknown): boolean {
  if (env.GITHUB_ACTOR === 'dependabot[bot]') return true
  // `pull_request_target` runs with the secrets of the base repository.
  if (!/^pull_request(?!_target)/.test(env.GITHUB_EVENT_NAME ?? '')) return false
  const head = at(event, 'pull_request', 'head', 'repo', 'full_name')
  const base = at(event, 'pull_request', 'base', 'repo', 'full_name') ?? env.GITHUB_REPOSITORY
  const known = at(event, 'pull_request', 'head') !== undefined
  // The repository of a deleted fork is null.
  return known && head !== base
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined,
    value
  )
}
