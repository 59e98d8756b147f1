import type { Random } from '../lib/random.js'

const OWN_REPOSITORY = 'acme/shop'
/** Ways to write the address of the repository that the workflow runs in. */
export const OWN_URLS = [
  'https://github.com/acme/shop.git',
  'https://github.com/Acme/Shop',
  'git@github.com:acme/shop.git'
] as const

/** What the step asks for, what it gets from GitHub, and what it therefore has to judge by. */
export interface Occasion {
  readonly name: string
  /** @param begun when the step begins, by CodeArts' clock */
  readonly inputs: (begun: Date) => Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  /** The webhook payload, `undefined` for none. */
  readonly payload: unknown
  readonly promise: Promise
}

/** What a gate owes: which runs count, by what the contract says of these inputs and this event. */
export type Promise =
  /** Bad inputs: nothing is asked, and nothing passes. */
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'runs'
      /** `own`: of the source that is this repository, where one is. */
      readonly commit: 'own' | 'any_source' | null
      /** Milliseconds before the first poll, `null` without `started_after`. */
      readonly startedWithinMs: number | null
    }

interface Event {
  readonly name: string
  /** Which commit is under test: known, of the branch only, or none. */
  readonly about: 'commit' | 'branch' | 'nothing'
  readonly payload: (commit: string, other: string) => unknown
  /** `GITHUB_SHA` where it is the commit; else it is another one. */
  readonly isSha?: true
}

const head = (commit: string, other: string): object => ({
  pull_request: { head: { sha: commit }, base: { sha: other }, merge_commit_sha: other }
})
const workflowRun =
  (event: string) =>
  (commit: string, other: string): object => ({
    workflow_run: { event, head_sha: commit, head_commit: { id: other } }
  })

/** By contract and by GitHub's documentation of the events; each has a second commit that must not be used. */
const EVENTS: readonly Event[] = [
  { name: 'pull_request', about: 'commit', payload: head },
  { name: 'pull_request_target', about: 'commit', payload: head },
  { name: 'pull_request_review', about: 'commit', payload: head },
  { name: 'pull_request_review_comment', about: 'commit', payload: head },
  {
    name: 'merge_group',
    about: 'commit',
    payload: (commit, other) => ({ merge_group: { head_sha: commit, base_sha: other } })
  },
  {
    name: 'push',
    about: 'commit',
    payload: (commit, other) => ({
      ref: 'refs/heads/main',
      before: other,
      after: commit,
      head_commit: { id: commit }
    })
  },
  {
    name: 'push',
    about: 'commit',
    payload: (commit, other) => ({ ref: 'refs/tags/v1', after: other, head_commit: { id: commit } })
  },
  { name: 'workflow_run', about: 'commit', payload: workflowRun('push') },
  { name: 'workflow_run', about: 'commit', payload: workflowRun('pull_request') },
  {
    name: 'check_run',
    about: 'commit',
    payload: (commit, other) => ({ check_run: { head_sha: commit, check_suite: { head_sha: other } } })
  },
  {
    name: 'check_suite',
    about: 'commit',
    payload: (commit, other) => ({ check_suite: { head_sha: commit, before: other } })
  },
  { name: 'status', about: 'commit', payload: commit => ({ sha: commit }) },
  { name: 'deployment', about: 'commit', payload: commit => ({ deployment: { sha: commit } }) },
  { name: 'deployment_status', about: 'commit', payload: commit => ({ deployment: { sha: commit } }) },
  { name: 'release', about: 'commit', payload: () => ({}), isSha: true },
  { name: 'create', about: 'commit', payload: () => ({ ref: 'v1', ref_type: 'tag' }), isSha: true },
  { name: 'schedule', about: 'branch', payload: () => ({}), isSha: true },
  { name: 'workflow_dispatch', about: 'branch', payload: () => ({}), isSha: true }
]

const WITHOUT_COMMIT: readonly Event[] = [
  { name: 'issue_comment', about: 'nothing', payload: () => ({ issue: {} }), isSha: true },
  {
    name: 'repository_dispatch',
    about: 'nothing',
    payload: commit => ({ client_payload: { sha: commit } }),
    isSha: true
  },
  { name: 'workflow_run', about: 'nothing', payload: workflowRun('pull_request_target') },
  { name: 'workflow_run', about: 'nothing', payload: workflowRun('issue_comment') },
  { name: 'workflow_run', about: 'nothing', payload: workflowRun('check_suite') },
  {
    name: 'push',
    about: 'nothing',
    payload: (_, other) => ({ ref: 'refs/heads/old', before: other, after: '0'.repeat(40), deleted: true })
  },
  { name: 'pull_request', about: 'nothing', payload: () => undefined },
  { name: 'merge_group', about: 'nothing', payload: () => ({}) }
]

type CommitInput = 'auto' | 'event' | '' | 'any' | 'hash'

/** A step of a workflow, of any event and with any condition. */
export function randomOccasion(random: Random, commit: string): Occasion {
  const event = random.chance(0.96) ? pickOf(random, EVENTS) : pickOf(random, WITHOUT_COMMIT)
  const asked = random.pick(['auto', 'auto', 'auto', 'event', '', 'hash', 'hash', 'any'] as const)
  const other = random.hex(40)
  const bound = random.chance(0.75) ? null : random.pick(['time', 'duration'] as const)
  const withinMs = bound === null ? null : random.whole(30, 240) * 1000
  const promise = promiseOf(event, asked, withinMs)
  const given = asked === 'hash' ? commit.slice(0, random.whole(12, 40)) : asked
  const isLeftOut = asked === 'auto' && random.chance(0.5)
  return {
    name: promise.kind === 'refused' ? 'refused inputs' : nameOf(promise),
    inputs: begun => ({
      ...(isLeftOut ? {} : { commit: given }),
      ...(withinMs === null
        ? {}
        : {
            started_after:
              bound === 'time' ? new Date(begun.getTime() - withinMs).toISOString() : `${withinMs}ms`
          })
    }),
    env: {
      GITHUB_EVENT_NAME: event.name,
      GITHUB_SHA: event.isSha === true ? commit : other,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: OWN_REPOSITORY
    },
    payload: event.payload(commit, other),
    promise
  }
}

function promiseOf({ about }: Event, asked: CommitInput, startedWithinMs: number | null): Promise {
  const runs = (commit: 'own' | 'any_source' | null): Promise => ({ kind: 'runs', commit, startedWithinMs })
  if (asked === 'hash') return runs('any_source')
  if (asked === 'any') return runs(null)
  if (about === 'nothing') return { kind: 'refused' }
  return asked === 'auto' && about === 'branch' ? runs(null) : runs('own')
}

function nameOf({ commit, startedWithinMs }: Extract<Promise, { kind: 'runs' }>): string {
  const rule = { own: 'commit of the event', any_source: 'commit by hash', none: 'any commit' }[
    commit ?? 'none'
  ]
  return startedWithinMs === null ? rule : `${rule}, started_after`
}

function pickOf<T>(random: Random, items: readonly T[]): T {
  const picked = items[random.whole(0, items.length - 1)]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}
