/** The commit that a workflow's event is about. */

/** What GitHub says of an event. */
export interface GitHubEvent {
  /** As in `GITHUB_EVENT_NAME`. */
  readonly name: string
  /** The webhook payload, `undefined` where there is none that can be read. */
  readonly payload: unknown
  /** `GITHUB_SHA`: for many events merely the head of a branch, or a merge commit that only GitHub has. */
  readonly sha: string
}

/** What an event is about: a commit under test, the branch that it runs on at that time, or something else. */
export type EventSubject = 'commit' | 'branch' | 'other'

/** How the commit of an event is found. */
interface EventRule {
  readonly subject: Exclude<EventSubject, 'other'>
  /** Where it comes from: the payload, or the variable `GITHUB_SHA`. */
  readonly place: 'payload' | 'GITHUB_SHA'
  readonly commit: (event: GitHubEvent) => unknown
}

const payload = (...path: readonly string[]): EventRule => ({
  subject: 'commit',
  place: 'payload',
  commit: event => at(event.payload, ...path)
})
const githubSha = (subject: EventRule['subject']): EventRule => ({
  subject,
  place: 'GITHUB_SHA',
  commit: ({ sha }) => sha
})
const PULL_REQUEST: EventRule = {
  ...payload(),
  commit: ({ payload }) => at(payload, 'pull_request', 'head', 'sha') ?? mergeRequestCommit(payload)
}

/**
 * Every event that has a commit, and where it is. Any other event has none: there `GITHUB_SHA` is the head of
 * the default branch, whatever the event is about.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
const EVENTS: ReadonlyMap<string, EventRule> = new Map([
  ['pull_request', PULL_REQUEST],
  ['pull_request_target', PULL_REQUEST],
  ['pull_request_review', PULL_REQUEST],
  ['pull_request_review_comment', PULL_REQUEST],
  // GitCode's name.
  ['merge_request', PULL_REQUEST],
  ['merge_group', payload('merge_group', 'head_sha')],
  ['push', { ...payload(), commit: event => pushedCommit(event.payload) }],
  ['check_run', payload('check_run', 'head_sha')],
  ['check_suite', payload('check_suite', 'head_sha')],
  ['workflow_run', payload('workflow_run', 'head_sha')],
  ['status', payload('sha')],
  ['deployment', payload('deployment', 'sha')],
  ['deployment_status', payload('deployment', 'sha')],
  ['create', githubSha('commit')],
  ['release', githubSha('commit')],
  ['schedule', githubSha('branch')],
  ['workflow_dispatch', githubSha('branch')]
])

/** Runs of these events are on a branch, usually the default one, and their `head_sha` is the branch's. */
const RUN_OF_A_BRANCH: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'check_run',
  'check_suite',
  'status'
])

/** The commit of an event, or why there is none. */
export type EventCommit =
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'none'; readonly reason: 'no_commit' | 'deletion' | 'no_payload' | 'not_told' }
  /** @property trigger the event of the workflow run that the event is about, empty where it is unknown */
  | { readonly kind: 'none'; readonly reason: 'run_of_branch'; readonly trigger: string }

/** The commit that an event is about: 40 hex digits, lower case. */
export function commitOf(event: GitHubEvent): EventCommit {
  const rule = ruleOf(event.name)
  if (rule === undefined) return { kind: 'none', reason: 'no_commit' }
  if (rule.place === 'payload' && event.payload === undefined) return { kind: 'none', reason: 'no_payload' }
  if (event.name === 'push' && isDeletion(event.payload)) return { kind: 'none', reason: 'deletion' }
  if (event.name === 'workflow_run') {
    const trigger = at(event.payload, 'workflow_run', 'event')
    const known = typeof trigger === 'string' ? trigger : ''
    if (RUN_OF_A_BRANCH.has(known) || ruleOf(known) === undefined)
      return { kind: 'none', reason: 'run_of_branch', trigger: known }
  }
  const commit = rule.commit(event)
  if (typeof commit !== 'string' || !isCommit(commit)) return { kind: 'none', reason: 'not_told' }
  return { kind: 'commit', commit: commit.toLowerCase() }
}

/** What an event of this name is about, whether it has its commit or not. */
export function subjectOf(name: string): EventSubject {
  return ruleOf(name)?.subject ?? 'other'
}

function ruleOf(name: string): EventRule | undefined {
  return EVENTS.get(name) ?? (name.startsWith('pull_request_') ? PULL_REQUEST : undefined)
}

/** The commit that a push leaves; for an annotated tag `after` is the hash of the tag itself. */
function pushedCommit(payload: unknown): unknown {
  const ref = at(payload, 'ref')
  const isTag = typeof ref === 'string' && ref.startsWith('refs/tags/')
  return isTag ? at(payload, 'head_commit', 'id') : at(payload, 'after')
}

/**
 * The last commit of a pull request in a payload of GitCode.
 * https://docs.gitcode.com/en/docs/help/home/org_project/webhook/webhook-stepup/merge-request-events
 */
function mergeRequestCommit(payload: unknown): unknown {
  return at(payload, 'object_kind') === 'merge_request'
    ? at(payload, 'object_attributes', 'last_commit', 'id')
    : undefined
}

function isDeletion(payload: unknown): boolean {
  const after = at(payload, 'after')
  return at(payload, 'deleted') === true || (typeof after === 'string' && /^0+$/.test(after))
}

function isCommit(hash: string): boolean {
  return /^[0-9a-f]{40}$/i.test(hash) && !/^0+$/.test(hash)
}

/** The value at `path` in a JSON value, `undefined` where it ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, key)
        ? (node as Record<string, unknown>)[key]
        : undefined,
    value
  )
}
