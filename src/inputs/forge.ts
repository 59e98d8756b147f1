import { createHash } from 'node:crypto'
import { consoleFolder, projectAt, type Api } from '../codearts/cloud.js'
import type { Endpoints } from '../codearts/regions.js'
import { at } from '../domain/event-commit.js'
import type { StatusMode } from '../domain/commit-status.js'
import type { CommitRule } from '../domain/selection.js'
import type { StatusScheme, WorkflowRun } from '../domain/status-slots.js'
import type { EventFile } from '../ports.js'
import { causeOfEmptySecrets } from './empty-secrets.js'
import { isLoopback, withoutSecrets } from './endpoints.js'
import { inputValue, type Env } from './known.js'
import type { Targets } from './pipeline-ids.js'
import type { StartOrder } from './start-order.js'
import { parseBoolean, parseChoice, type InputIssues, type RawInput } from './values.js'

/** Which statuses are written, and where. */
export interface StatusInput extends StatusScheme {
  /** 40 hex digits. */
  readonly commit: string
}

/** The pull request that a comment is kept on. */
export interface CommentInput {
  readonly prefix: string
  /** From the event, `null` where it has none. */
  readonly pullRequest: number | null
  /** The commit to look a pull request up for, `null` where none is known. */
  readonly commit: string | null
}

/** What is written on GitHub, and with what. */
export interface ForgeInput {
  readonly statuses: StatusInput | null
  readonly comment: CommentInput | null
  readonly apiUrl: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
  /** Why the token is likely to be read-only. */
  readonly readOnlyBecause: 'fork' | 'dependabot' | 'permissions'
}

/** What of the other inputs it depends on. */
export interface ForgeContext {
  readonly api: Api
  readonly endpoints: Endpoints
  readonly targets: Targets
  /** What is started, and with what; `null` where nothing is. */
  readonly start: Pick<StartOrder, 'ref' | 'variables'> | null
  /** Lines of `pipeline_names` and of `advisory`. */
  readonly lines: readonly string[]
  readonly commit: CommitRule | null
  readonly underTest: CommitRule | null
  readonly isReportOnly: boolean
  /** A sweep writes statuses whatever `commit_status` says, which only chooses how many. */
  readonly isSweep: boolean
  readonly failOn: readonly string[]
  /** A post step settles statuses: it needs the way to GitHub, and no commit. */
  readonly phase: 'main' | 'post'
}

const DEFAULT_PREFIX = 'codearts/'
const LONGEST_PREFIX = 100
/** At most this many statuses of its own for each pipeline: twice as many requests as GitHub takes in a minute. */
export const MOST_STATUSES = 40
const MODES = ['false', 'true', 'each', 'one'] as const
const DEFAULT_API = 'https://api.github.com'

/** What the step writes on GitHub, `null` for nothing. */
export function parseForge(
  env: Env,
  event: EventFile,
  context: ForgeContext,
  issues: InputIssues
): ForgeInput | null {
  const raw = { input: 'commit_status', value: inputValue(env, 'commit_status') }
  const choice = parseChoice(raw, MODES, 'false', issues)
  const hasComment = parseBoolean({ input: 'comment', value: inputValue(env, 'comment') }, false, issues)
  const prefix = parsePrefix({ input: 'status_prefix', value: inputValue(env, 'status_prefix') }, issues)
  const token = inputValue(env, 'github_token')
  if (choice === 'false' && !hasComment && !context.isSweep) return null
  const mode = choice === 'one' ? 'one' : choice !== 'false' || context.isSweep ? 'each' : null
  const commit = fullHash(context.commit)
  const asked = context.isSweep ? { input: 'sweep', value: inputValue(env, 'sweep') } : raw
  if (mode !== null && context.phase === 'main') refuseUnfit(asked, mode, context, issues)
  return {
    statuses:
      mode === null
        ? null
        : { mode, prefix, commit: commit ?? '', ...workflowOf(env), ...requested(mode, context) },
    comment: hasComment
      ? { prefix, pullRequest: pullRequestOf(event), commit: commit ?? fullHash(context.underTest) }
      : null,
    ...parsePlace(env, token, askedFor(choice !== 'false', hasComment, context), issues),
    token,
    readOnlyBecause: readOnlyBecause(env, event)
  }
}

/** Statuses are for a commit that every pipeline is judged for. */
function refuseUnfit(
  raw: RawInput,
  mode: StatusMode,
  { api, targets, commit, isReportOnly, isSweep }: ForgeContext,
  issues: InputIssues
): void {
  if (api.version === 'v3') issues.add(raw, 'status_v3')
  // The commits of a sweep are those of the heads.
  else if (!isSweep) refuseWithoutCommit(raw, targets, commit, issues)
  if (isReportOnly) issues.add(raw, 'status_fail_on')
  if (mode === 'each' && targets.size > MOST_STATUSES)
    issues.add(raw, 'status_many', { n: targets.size, most: MOST_STATUSES })
}

function refuseWithoutCommit(
  raw: RawInput,
  targets: Targets,
  commit: CommitRule | null,
  issues: InputIssues
): void {
  const isPinned = [...targets.values()].some(pin => pin !== null)
  if (isPinned) issues.add(raw, 'status_pin')
  else if (commit === null) issues.add(raw, 'status_any')
  else if (fullHash(commit) === null) issues.add(raw, 'status_short', { commit: commit.commit })
}

function fullHash(rule: CommitRule | null): string | null {
  return rule !== null && rule.commit.length === 40 ? rule.commit : null
}

/** The beginning of every context. Characters that GitHub refuses, or that nobody can see, are none for a name. */
function parsePrefix(raw: RawInput, issues: InputIssues): string {
  if (raw.value === '') return DEFAULT_PREFIX
  if (raw.value.length > LONGEST_PREFIX) issues.add(raw, 'status_prefix_long', { most: LONGEST_PREFIX })
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u{10000}-\u{10FFFF}]/u.test(raw.value))
    issues.add(raw, 'status_prefix')
  return raw.value
}

/** The inputs that something is read or written on GitHub for, as a list. */
function askedFor(hasStatuses: boolean, hasComment: boolean, { isSweep }: ForgeContext): string {
  const inputs = [isSweep && 'sweep', hasStatuses && 'commit_status', hasComment && 'comment']
  return inputs.flatMap(input => (input === false ? [] : [`\`${input}\``])).join(', ')
}

/** @param by the inputs that need it */
function parsePlace(
  env: Env,
  token: string,
  by: string,
  issues: InputIssues
): Pick<ForgeInput, 'apiUrl' | 'repository'> {
  const repository = (env.GITHUB_REPOSITORY ?? '').trim()
  const told = (env.GITHUB_API_URL ?? '').trim()
  const apiUrl = (told === '' ? DEFAULT_API : told).replace(/\/+$/, '')
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  const isBare = url !== null && [url.username, url.password, url.search, url.hash].every(part => part === '')
  if (!isSafe || !isBare)
    issues.add(withoutSecrets({ input: 'GITHUB_API_URL', value: told }), 'github_api_url')
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    issues.add({ input: 'GITHUB_REPOSITORY', value: repository }, 'github_repository', { by })
  const given = { input: 'github_token', value: '' }
  if (token === '') issues.add(given, 'github_token', { by })
  else if (/[^!-~]/.test(token)) issues.add(given, 'credential_characters')
  return { apiUrl, repository }
}

function workflowOf(env: Env): { readonly workflow: WorkflowRun | null } {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env
  const { GITHUB_RUN_ID: runId = '', GITHUB_RUN_ATTEMPT: attempt = '' } = env
  if (!/^\d{1,20}$/.test(runId) || !/^https?:\/\/[\w.:-]+$/.test(server)) return { workflow: null }
  const page = `${server}/${repository}/actions/runs/${runId}`
  return { workflow: { runId, url: `${page}/attempts/${/^\d{1,6}$/.test(attempt) ? attempt : '1'}` } }
}

/** What distinguishes a step from the others of its workflow run: what it asks for, and how it judges. */
function requested(
  mode: StatusMode,
  { api, endpoints, targets, lines, failOn, start }: ForgeContext
): Pick<StatusInput, 'digest' | 'consoleUrl'> {
  const project = api.version === 'v5' ? api.projectId : ''
  const { region } = endpoints
  const asked = [
    mode,
    project,
    region,
    [...targets.keys()].toSorted(),
    lines.toSorted(),
    [...failOn].toSorted(),
    start === null ? null : [start.ref, shortDigest(JSON.stringify(start.variables), 4)]
  ]
  const digest = shortDigest(JSON.stringify(asked), 12)
  return {
    digest,
    consoleUrl: project === '' ? null : consoleFolder(projectAt(endpoints, project), 'history')
  }
}

/** So few hex digits of the variables that a secret among them cannot be guessed from it. */
function shortDigest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

/** What distinguishes the comment of a prefix from all others; it is invisible. */
export function commentMark(prefix: string): string {
  const digest = createHash('sha256').update(prefix).digest('hex').slice(0, 16)
  return `<!-- codearts-pipeline-gate:${digest} -->`
}

/** The number of the pull request that an event is about. */
function pullRequestOf(event: EventFile): number | null {
  const payload = event.state === 'read' ? event.payload : undefined
  const number = at(payload, 'pull_request', 'number')
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null
}

function readOnlyBecause(env: Env, event: EventFile): ForgeInput['readOnlyBecause'] {
  const because = causeOfEmptySecrets(env, event)
  return because === 'fork' || because === 'dependabot' ? because : 'permissions'
}
