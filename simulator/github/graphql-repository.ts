import type { GraphqlView, Readable } from './graphql.js'
import { commitDateOf } from './commits.js'
import type { SimComment, SimPullRequest, SimStatus } from './specs.js'

type Args = Readonly<Record<string, unknown>>
export type Node = Readonly<Record<string, (args: Args) => unknown>>

const time = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`

/** https://docs.github.com/en/graphql/reference/objects#repository */
export function repositoryNode(view: GraphqlView, errors: object[]): Node {
  const refuse = (field: string, what: Readable): boolean => {
    if (view.mayRead(what)) return false
    const path = ['repository', field]
    errors.push({ type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' })
    return true
  }
  return {
    defaultBranchRef: () =>
      refuse('defaultBranchRef', 'contents') ? null : { name: () => view.defaultBranch },
    refs: args => (refuse('refs', 'contents') ? null : refs(args, view)),
    pullRequest: ({ number }) => {
      if (refuse('pullRequest', 'pull-requests')) return null
      const pull = view.pullRequests.find(pull => pull.number === number)
      if (pull !== undefined) return pullRequestNode(pull, view)
      errors.push({
        type: 'NOT_FOUND',
        path: ['repository', 'pullRequest'],
        message: `Could not resolve to a PullRequest with the number of ${String(number)}.`
      })
      return null
    },
    pullRequests: args => (refuse('pullRequests', 'pull-requests') ? null : pullRequests(args, view))
  }
}

/** Names are returned without the requested prefix. */
function refs(args: Args, view: GraphqlView): Node {
  const prefix = String(args.refPrefix)
  const part = typeof args.query === 'string' ? args.query : ''
  const groups = view.queue.map(({ base, number, head }) => ({
    name: `refs/heads/gh-readonly-queue/${base}/pr-${number}-${'0'.repeat(40)}`,
    head
  }))
  const bases = view.pullRequests.map(({ base = view.defaultBranch }) => base)
  const branches = [...new Set([view.defaultBranch, ...view.branches, ...bases])].map(name => ({
    name: `refs/heads/${name}`,
    head: '0'.repeat(40)
  }))
  const found = [...branches, ...groups]
    .filter(({ name }) => name.startsWith(prefix))
    .map(ref => ({ ...ref, name: ref.name.slice(prefix.length) }))
    .filter(({ name }) => name.includes(part))
  return connection(found, args, ref => ({
    name: () => ref.name,
    target: () => commitNode(ref.head, view)
  }))
}

function pullRequests(args: Args, view: GraphqlView): Node {
  const { baseRefName: base = null, states = null } = args
  const wanted = Array.isArray(states) ? states.map(String) : null
  const found = view.pullRequests
    .filter(pull => base === null || (pull.base ?? view.defaultBranch) === base)
    .filter(({ state = 'open' }) => wanted === null || wanted.includes(state.toUpperCase()))
    .toSorted((a, b) => (b.updatedAt ?? b.createdAt ?? 0) - (a.updatedAt ?? a.createdAt ?? 0))
  return connection(found, args, pull => pullRequestNode(pull, view))
}

function pullRequestNode(pull: SimPullRequest, view: GraphqlView): Node {
  const own = view.comments.filter(({ issue }) => issue === pull.number)
  return {
    number: () => pull.number,
    state: () => (pull.state ?? 'open').toUpperCase(),
    createdAt: () => time(pull.createdAt ?? 0),
    baseRefName: () => pull.base ?? view.defaultBranch,
    headRefOid: () => pull.head,
    isCrossRepository: () => pull.isFork ?? false,
    commits: args =>
      connection([...(pull.commits ?? []), pull.head], args, commit => ({
        commit: () => commitNode(commit, view, pull.committedAt)
      })),
    comments: args => connection(own, args, comment => commentNode(comment, view.viewer))
  }
}

/** Statuses of a fork's head stand in the repository of the pull request. */
function commitNode(commit: string, view: GraphqlView, committedAt?: number): Node {
  const standing = view.standing(commit)
  return {
    oid: () => commit,
    committedDate: () => time(committedAt ?? commitDateOf(commit, view)),
    status: () =>
      standing.length === 0 || !view.mayRead('statuses') ? null : { contexts: () => standing.map(statusNode) }
  }
}

function statusNode(status: SimStatus): Node {
  return {
    context: () => status.context,
    state: () => status.state.toUpperCase(),
    description: () => status.description,
    targetUrl: () => status.targetUrl,
    createdAt: () => time(status.createdAt),
    creator: () => ({ login: () => status.creator.replace(/\[bot\]$/, '') })
  }
}

function commentNode(comment: SimComment, viewer: string): Node {
  return {
    id: () => `IC_${comment.id}`,
    fullDatabaseId: () => String(comment.id),
    // The schema says: "not able to represent 64-bit".
    databaseId: () => (comment.id > 2 ** 31 - 1 ? null : comment.id),
    body: () => comment.body,
    viewerDidAuthor: () => comment.author === viewer
  }
}

function connection<T>(items: readonly T[], { first, last, after }: Args, node: (item: T) => Node): Node {
  const size = Math.min(100, Number(first ?? last ?? 0))
  const from =
    first === undefined && last !== undefined
      ? Math.max(0, items.length - size)
      : typeof after === 'string'
        ? Number(after.replace('cursor-', ''))
        : 0
  const shown = items.slice(from, from + size)
  const end = from + shown.length
  return {
    totalCount: () => items.length,
    nodes: () => shown.map(node),
    pageInfo: () => ({
      hasNextPage: () => end < items.length,
      endCursor: () => (shown.length === 0 ? null : `cursor-${end}`)
    })
  }
}
