import { needsNames, parseAdvisory, resolveAdvisory } from './advisory.js'
import { parseCommit } from './commit.js'
import { parseLogin } from './credential.js'
import { causeOfEmptySecrets } from './empty-secrets.js'
import { isLoopback, parseEndpoints } from './endpoints.js'
import { parseFailOn } from './fail-on.js'
import { parseForge } from './forge.js'
import { inputValue, type Env, type InputName } from './known.js'
import { parseRetry } from './retry.js'
import { parseStart } from './start-order.js'
import { agreedPart, type PipelineAddress } from './pipeline-address.js'
import { parseLines } from './pipeline-names.js'
import { ignoredRuns, parsePipelineIds, type Targets } from './pipeline-ids.js'
import { parseStartedAfter } from './started-after.js'
import { parseSweep, refuseBesideSweep } from './sweep.js'
import { API_WORDS, LANGUAGE_WORDS, suggestions } from './suggestions.js'
import { parseTimeZone } from './time-zone.js'
import { readUnknown } from './unknown.js'
import { parseBoolean, parseChoice, parseDuration, InputIssues, type RawInput } from './values.js'
import type { EventFile } from '../ports.js'
import type { Language } from '../report/messages/index.js'
import type { Api } from '../codearts/cloud.js'
import type { BaseConfig, ParsedInputs } from './config.js'

const LANGUAGES: readonly Language[] = ['en', 'zh']
const VERSIONS = ['auto', 'v3', 'v5'] as const
const DEFAULT_TIMEOUT_MS = 3_600_000
const SHORTEST_POLL_MS = 1_000
const DEFAULT_LOG_LINES = 40
const MOST_LOG_LINES = 500
const DEFAULT_START_TIMEOUT_MS = 300_000

/**
 * Reads all inputs from the environment, once.
 *
 * @param env `INPUT_*` as the runner sets them, and the fallbacks of region and credential
 * @param event webhook payload of the workflow run
 * @param epochNow this machine's time, epoch milliseconds
 * @param phase what a later step has put into the environment is nothing that a post step refuses
 * @returns the config, or every problem at once
 */
export function parseInputs(
  env: Env,
  event: EventFile,
  epochNow: number,
  phase: 'main' | 'post' = 'main'
): ParsedInputs {
  const issues = new InputIssues()
  const raw = (input: InputName): RawInput => ({ input, value: inputValue(env, input) })

  const hasOwnEndpoint = inputValue(env, 'endpoint') !== ''
  const names = parseLines(raw('pipeline_names'))
  const dryRun = parseBoolean(raw('dry_run'), false, issues)
  // A setup check without pipelines lists those of the project.
  const isListable = raw('project_id').value !== '' && raw('api_version').value.toLowerCase() !== 'v3'
  const { targets, addresses } = parsePipelineIds(
    raw('pipeline_ids'),
    { hasOwnEndpoint, isRequired: names.length === 0 && !(dryRun && isListable) },
    issues
  )
  const language = parseChoice(raw('language'), LANGUAGES, 'en', issues, word =>
    suggestions(word, LANGUAGES, LANGUAGE_WORDS)
  )
  const frame = {
    targets,
    names,
    language,
    timeZone: parseTimeZone(raw('time_zone'), language, issues),
    summary: parseBoolean(raw('summary'), true, issues),
    dryRun
  }
  const unknown = phase === 'main' ? readUnknown(env, issues) : []
  const { sweep, notices: sweepNotices } = parseSweep(env, event, issues)
  const api = parseApi(raw('api_version'), raw('project_id'), addresses, issues)
  const advisoryLines = parseAdvisory(raw('advisory'), api.version === 'v5' ? api.projectId : null, issues)
  // What is named by ID only is known at once, and reported with everything else.
  const isKnown = names.length === 0 && !needsNames(advisoryLines)
  const advisory = isKnown ? resolveAdvisory(advisoryLines, targets, [], issues) : new Set<string>()
  const endpoints = parseEndpoints(env, regionOf(addresses, raw('region'), issues), issues)
  const credential = parseLogin(env, causeOfEmptySecrets(env, event), issues)
  const wait = parseBoolean(raw('wait'), true, issues)
  const timeoutMs = parseDuration(raw('timeout'), DEFAULT_TIMEOUT_MS, issues)
  const pollInterval = parsePollInterval(raw('poll_interval'), endpoints.endpoint, issues)
  const startTimeoutMs = parseDuration(raw('start_timeout'), DEFAULT_START_TIMEOUT_MS, issues)
  const failFast = parseBoolean(raw('fail_fast'), false, issues)
  const isAllPinned =
    targets.size > 0 && names.length === 0 && [...targets.values()].every(runId => runId !== null)
  const context = { tellsCommits: api.version === 'v5', isAllPinned }
  const commitIssues = phase === 'main' ? issues : new InputIssues()
  const { commit, underTest, notices } =
    sweep === null
      ? parseCommit(env, event, context, commitIssues)
      : { commit: null, underTest: null, notices: sweepNotices }
  const startedAfter = parseStartedAfter(env, epochNow, issues)
  const condition = commit === null && startedAfter === null ? null : { commit, startedAfter }
  const start = parseStart(env, issues)
  const retry = parseRetry(raw('retry'), api, { wait }, issues)
  if (api.version === 'v3' && names.length > 0) issues.add(raw('pipeline_names'), 'names_v3')
  refuseContradictions(api, targets, isAllPinned, env, issues)
  if (start !== null) refuseBesideStart(api, targets, env, issues)
  if (sweep !== null) refuseBesideSweep(env, targets, issues)
  const logLines = parseLogLines(raw('log_lines'), issues)
  const purpose = sweep !== null ? 'sweep' : wait ? 'wait' : start === null ? 'snapshot' : 'only_start'
  const failOn = parseFailOn(raw('fail_on'), purpose, issues)
  const lines = [...names.map(line => `+${line}`), ...parseLines(raw('advisory')).map(line => `-${line}`)]
  const about = { api, endpoints, targets, lines, commit, underTest, start, failOn: [...failOn], phase }
  const forge = parseForge(
    env,
    event,
    { ...about, isReportOnly: failOn.size === 0, isSweep: sweep !== null },
    issues
  )

  const base: BaseConfig = {
    ...frame,
    sweep,
    advisory,
    advisoryLines: isKnown ? [] : advisoryLines,
    notices: [...unknown, ...ignoredRuns(addresses), ...notices]
  }
  if (credential === null || issues.all.length > 0) return { issues: issues.all, base }
  const waiting = {
    wait,
    timeoutMs,
    pollInterval,
    startTimeoutMs,
    failFast,
    condition,
    underTest,
    start,
    logLines,
    retry,
    failOn,
    forge
  }
  return { base, config: { ...base, api, endpoints, credential, ...waiting } }
}

/** `auto` is v5 when there is a project, else v3. */
function parseApi(
  version: RawInput,
  project: RawInput,
  addresses: readonly PipelineAddress[],
  issues: InputIssues
): Api {
  const choice = parseChoice(version, VERSIONS, 'auto', issues, word =>
    suggestions(word, VERSIONS, API_WORDS)
  )
  const isMisspelt = project.value !== '' && !/^[0-9A-Za-z]{32}$/.test(project.value)
  if (isMisspelt) issues.add(project, 'project_id')
  const told = isMisspelt
    ? null
    : agreedPart(
        addresses,
        { given: project, of: ({ projectId }) => projectId, code: 'address_project' },
        issues
      )
  const projectId = project.value || (told ?? '')
  if (choice === 'v5' && projectId === '') issues.add(project, 'project_id_missing')
  const isV5 = choice === 'v5' || (choice === 'auto' && projectId !== '')
  return isV5 ? { version: 'v5', projectId } : { version: 'v3' }
}

/** The region that addresses name, `null` where none does. */
function regionOf(
  addresses: readonly PipelineAddress[],
  given: RawInput,
  issues: InputIssues
): string | null {
  return agreedPart(addresses, { given, of: ({ region }) => region, code: 'address_region' }, issues)
}

/** v3 knows no runs by ID; and a pinned run needs no condition to be found. */
function refuseContradictions(
  api: Api,
  targets: Targets,
  isAllPinned: boolean,
  env: Env,
  issues: InputIssues
): void {
  const pins = [...targets].filter(([, runId]) => runId !== null).map(([id, runId]) => `${id}@${runId ?? ''}`)
  const pinned = { input: 'pipeline_ids', value: pins[0] ?? '' }
  const asksCommit = !/^(auto|any)?$/i.test(inputValue(env, 'commit'))
  const asksTime = inputValue(env, 'started_after') !== ''
  const conditions = [...(asksCommit ? ['commit'] : []), ...(asksTime ? ['started_after'] : [])]
  if (pins.length === 0) return
  if (api.version === 'v3') issues.add(pinned, 'ids_pinned')
  // Beside pipelines without a pin, a condition is for those.
  if (conditions.length > 0 && isAllPinned)
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

/** A shared service is not polled more than once a second. */
function parsePollInterval(raw: RawInput, endpoint: string, issues: InputIssues): number | 'auto' {
  if (raw.value === '' || raw.value.toLowerCase() === 'auto') return 'auto'
  const interval = parseDuration(raw, SHORTEST_POLL_MS, issues)
  const isOwn = URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname)
  if (interval < SHORTEST_POLL_MS && !isOwn) issues.add(raw, 'poll_interval')
  return interval
}

function parseLogLines(raw: RawInput, issues: InputIssues): number {
  if (raw.value === '') return DEFAULT_LOG_LINES
  const lines = /^\d{1,4}$/.test(raw.value) ? Number(raw.value) : Number.NaN
  if (lines <= MOST_LOG_LINES) return lines
  issues.add(raw, 'log_lines', { most: MOST_LOG_LINES })
  return DEFAULT_LOG_LINES
}
