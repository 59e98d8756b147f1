import { OUTCOMES, type Outcome } from '../domain/pipeline-run.js'
import { parseLogin } from './credential.js'
import { parseEndpoints } from './endpoints.js'
import { inputValue, refuseMisspelt, type Env, type InputName } from './known.js'
import { parseStart } from './start-order.js'
import { parsePipelineIds, type Targets } from './pipeline-ids.js'
import { at, parseCondition } from './condition.js'
import {
  listed,
  nearest,
  parseBoolean,
  parseChoice,
  parseDuration,
  InputIssues,
  splitList,
  type RawInput
} from './values.js'
import type { EventFile } from '../ports.js'
import type { Api } from '../codearts/cloud.js'
import type { BaseConfig, ParsedInputs } from './config.js'

const DEFAULT_TIMEOUT_MS = 3_600_000
const DEFAULT_LOG_LINES = 40
const MOST_LOG_LINES = 500
const DEFAULT_START_TIMEOUT_MS = 300_000
const DEFAULT_FAIL_ON: readonly Outcome[] = ['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown']

/**
 * Reads all inputs from the environment, once.
 *
 * @param env `INPUT_*` as the runner sets them, and the fallbacks of region and credential
 * @param event webhook payload of the workflow run
 * @param epochNow epoch milliseconds, from which `started_after: 30m` counts back
 * @returns the config, or every problem at once
 */
export function parseInputs(env: Env, event: EventFile, epochNow: number): ParsedInputs {
  const issues = new InputIssues()
  const raw = (input: InputName): RawInput => ({ input, value: inputValue(env, input) })

  const base: BaseConfig = {
    targets: parsePipelineIds(raw('pipeline_ids'), issues),
    language: parseChoice(raw('language'), ['en', 'zh'], 'en', issues),
    summary: parseBoolean(raw('summary'), true, issues),
    dryRun: parseBoolean(raw('dry_run'), false, issues)
  }
  refuseMisspelt(env, issues)
  const api = parseApi(raw('api_version'), raw('project_id'), issues)
  const endpoints = parseEndpoints(env, issues)
  const credential = parseLogin(env, isFromFork(env, event), issues)
  const wait = parseBoolean(raw('wait'), true, issues)
  const timeoutMs = parseDuration(raw('timeout'), DEFAULT_TIMEOUT_MS, issues)
  const pollInterval = parsePollInterval(raw('poll_interval'), issues)
  const startTimeoutMs = parseDuration(raw('start_timeout'), DEFAULT_START_TIMEOUT_MS, issues)
  const failFast = parseBoolean(raw('fail_fast'), false, issues)
  const condition = parseCondition(env, event, epochNow, issues)
  const start = parseStart(env, issues)
  refuseContradictions(api, base.targets, env, issues)
  if (start !== null) refuseBesideStart(api, base.targets, env, issues)
  const logLines = parseLogLines(raw('log_lines'), issues)
  const failOn = parseFailOn(raw('fail_on'), wait, issues)

  if (credential === null || issues.all.length > 0) return { issues: issues.all, base }
  const waiting = {
    wait,
    timeoutMs,
    pollInterval,
    startTimeoutMs,
    failFast,
    condition,
    start,
    logLines,
    failOn
  }
  return { base, config: { ...base, api, endpoints, credential, ...waiting } }
}

/** `auto` is v5 when there is a project, else v3. */
function parseApi(version: RawInput, project: RawInput, issues: InputIssues): Api {
  const choice = parseChoice(version, ['auto', 'v3', 'v5'], 'auto', issues)
  const projectId = project.value
  if (projectId !== '' && !/^[0-9A-Za-z]{32}$/.test(projectId)) issues.add(project, 'project_id')
  if (choice === 'v5' && projectId === '') issues.add(project, 'project_id_missing')
  const isV5 = choice === 'v5' || (choice === 'auto' && projectId !== '')
  return isV5 ? { version: 'v5', projectId } : { version: 'v3' }
}

/** v3 knows neither commits nor runs by ID; and a pinned run needs no condition to be found. */
function refuseContradictions(api: Api, targets: Targets, env: Env, issues: InputIssues): void {
  const pins = [...targets].filter(([, runId]) => runId !== null).map(([id, runId]) => `${id}@${runId ?? ''}`)
  const pinned = { input: 'pipeline_ids', value: pins[0] ?? '' }
  const conditions = (['commit', 'started_after'] as const).filter(name => inputValue(env, name) !== '')
  if (api.version === 'v3' && conditions.includes('commit'))
    issues.add({ input: 'commit', value: inputValue(env, 'commit') }, 'commit_v3')
  if (pins.length === 0) return
  if (api.version === 'v3') issues.add(pinned, 'ids_pinned')
  // Beside pipelines without a pin, a condition is for those.
  if (conditions.length > 0 && pins.length === targets.size)
    issues.add(pinned, 'pin_and_condition', { inputs: conditions.join(', ') })
}

/** Runs are started on v5 only, and what was started is what counts. */
function refuseBesideStart(api: Api, targets: Targets, env: Env, issues: InputIssues): void {
  const start = { input: 'start', value: 'true' }
  const pin = [...targets].find(([, runId]) => runId !== null)
  if (api.version === 'v3') issues.add(start, 'start_v3')
  if (pin !== undefined)
    issues.add({ input: 'pipeline_ids', value: `${pin[0]}@${pin[1] ?? ''}` }, 'start_pin')
  const startedAfter = { input: 'started_after', value: inputValue(env, 'started_after') }
  if (startedAfter.value !== '') issues.add(startedAfter, 'start_started_after')
}

function parsePollInterval(raw: RawInput, issues: InputIssues): number | 'auto' {
  if (raw.value === '' || raw.value.toLowerCase() === 'auto') return 'auto'
  return parseDuration(raw, 0, issues)
}

function parseLogLines(raw: RawInput, issues: InputIssues): number {
  if (raw.value === '') return DEFAULT_LOG_LINES
  const lines = /^\d{1,4}$/.test(raw.value) ? Number(raw.value) : Number.NaN
  if (lines <= MOST_LOG_LINES) return lines
  issues.add(raw, 'log_lines', { most: MOST_LOG_LINES })
  return DEFAULT_LOG_LINES
}

function parseFailOn(raw: RawInput, wait: boolean, issues: InputIssues): ReadonlySet<Outcome> {
  if (raw.value === '') return new Set(DEFAULT_FAIL_ON)
  const words = [...new Set(splitList(raw.value.toLowerCase()))]
  if (words.length === 0) issues.add(raw, 'fail_on_empty')
  if (words.includes('none') && words.length > 1) issues.add(raw, 'fail_on_none')
  // `none` lets everything pass: nobody should be led there by a slip.
  const outcomes = OUTCOMES.filter(outcome => outcome !== 'success')
  const choices = [...outcomes, 'none']
  const known = words.filter((word): word is Outcome => OUTCOMES.some(outcome => outcome === word))
  const wrong = words.filter(word => word !== 'none' && !known.some(outcome => outcome === word))
  const [first] = wrong
  if (first !== undefined)
    issues.add({ input: raw.input, value: listed(wrong) }, 'fail_on_word', {
      nearest: nearest(first.slice(0, 40), outcomes),
      choices: choices.join(', ')
    })
  if (known.includes('success')) issues.add(raw, 'fail_on_success')
  if (wait && known.includes('running')) issues.add(raw, 'fail_on_running')
  return new Set(known)
}

/** Pull requests from forks, and those of Dependabot, run without the repository's secrets. */
function isFromFork(env: Env, event: EventFile): boolean {
  if (env.GITHUB_ACTOR === 'dependabot[bot]') return true
  // `pull_request_target` runs with the secrets of the base repository.
  if (!/^pull_request(?!_target)/.test(env.GITHUB_EVENT_NAME ?? '')) return false
  const payload = event.state === 'read' ? event.payload : undefined
  const head = at(payload, 'pull_request', 'head', 'repo', 'full_name')
  const base = at(payload, 'pull_request', 'base', 'repo', 'full_name') ?? env.GITHUB_REPOSITORY
  const known = at(payload, 'pull_request', 'head') !== undefined
  // The repository of a deleted fork is null.
  return known && head !== base
}
