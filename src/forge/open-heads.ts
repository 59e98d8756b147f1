import { distinctHeads, newestHeadsFirst, type OpenHead } from '../domain/open-head.js'
import { isNamedBy, isPattern } from '../domain/pipeline-names.js'
import { ForgeError } from '../errors.js'
import { createForgeClient, type ForgeClient } from './client.js'
import { notUnderstood } from './failures.js'
import { isObject, objectsIn } from '../common/json.js'
import type { Bounds } from './forge.js'
import type { GitHubOptions } from './github.js'
import { askGraphql, at, isTooLarge, nextPage } from './graphql.js'
import { accountOf, baseOfGroup, headOf, headOfPullRequest, withOwner, type ReadHead } from './head-nodes.js'

/** What was read of the open pull requests and of the merge queue. */
export interface OpenHeads {
  /** Each commit once, the newest first. */
  readonly heads: readonly OpenHead[]
  /** Open pull requests that were not read, because there are too many. */
  readonly unread: number
  /** Open pull requests that were skipped, because GitHub is still processing their last push. */
  readonly behind: number
  /** The base branches that were asked for, the default branch where none was. */
  readonly bases: readonly string[]
  /** GitHub's time, epoch milliseconds; `null` where it is unknown. */
  readonly readAt: number | null
}

/** Reads the heads of open pull requests in bulk. Everything throws `ForgeError`. */
export interface HeadReader {
  /** @param bases names of base branches or patterns, `null` for the default branch */
  read(bases: readonly string[] | null, bounds: Bounds): Promise<OpenHeads>
  /** Whether there is a branch that a line means. */
  hasBranch(line: string, bounds: Bounds): Promise<boolean>
}

/** The right to read statuses comes with the right to write them. */
const PULL_REQUESTS = 'pull-requests: read'
const CONTENTS = 'contents: read'
/** At most this many pull requests are read, the most recently updated ones. */
const MOST_PULL_REQUESTS = 1_000
/** Heads with many long statuses may be more than one answer holds. */
const PAGE_SIZES = [100, 25, 5] as const
const QUEUE_PAGES = 10

/** https://docs.github.com/en/graphql/reference/objects#repository */
const QUEUE_QUERY = `query($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef { name }
    refs(refPrefix: "refs/heads/gh-readonly-queue/", first: $first, after: $after) {
      nodes { name target { oid ... on Commit { committedDate status { contexts { context state targetUrl createdAt creator { login } } } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

/** https://docs.github.com/en/graphql/reference/objects#pullrequest */
const PULL_REQUESTS_QUERY = `query($owner: String!, $name: String!, $first: Int!, $after: String, $base: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: [OPEN], first: $first, after: $after, baseRefName: $base, orderBy: {field: UPDATED_AT, direction: DESC}) {
      totalCount
      nodes { number createdAt baseRefName headRefOid commits(last: 1) { nodes { commit { oid committedDate status { contexts { context state targetUrl createdAt creator { login } } } } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

const BRANCHES_QUERY = `query($owner: String!, $name: String!, $part: String) {
  repository(owner: $owner, name: $name) {
    refs(refPrefix: "refs/heads/", first: 100, query: $part) { nodes { name } pageInfo { hasNextPage endCursor } }
  }
}`

const VIEWER_QUERY = `query { viewer { login } }`

/** GitHub, or GitHub Enterprise Server. */
export function gitHubHeads(options: GitHubOptions): HeadReader {
  const asking = { client: createForgeClient(options), options }
  let viewer: Promise<string | null> | null = null
  return {
    async read(bases, bounds) {
      const queue = await readQueue(asking, bounds)
      const wanted = bases ?? [queue.defaultBranch]
      const pulls = await readPullRequests(wanted, asking, bounds)
      const heads = [...queue.heads, ...pulls.heads].filter(({ base }) =>
        wanted.some(line => isNamedBy(line, base))
      )
      // Without statuses there are no authors to distinguish.
      const isWritten = heads.some(({ statuses }) => statuses.length > 0)
      if (isWritten) viewer ??= readViewer(asking, bounds)
      const reader = await viewer
      return {
        heads: newestHeadsFirst(distinctHeads(heads.map(head => withOwner(head, reader)))),
        unread: pulls.unread,
        behind: pulls.behind,
        bases: wanted,
        readAt: pulls.readAt
      }
    },
    async hasBranch(line, bounds) {
      const part = line.split('*').toSorted((a, b) => b.length - a.length)[0] ?? ''
      const { data } = await ask(
        BRANCHES_QUERY,
        { part: part === '' ? null : part },
        CONTENTS,
        asking,
        bounds
      )
      const refs = at(data, 'repository', 'refs')
      if (!isObject(refs)) throw notUnderstood(CONTENTS)
      // Of more than one page it is not known.
      return (
        objectsIn(refs.nodes).some(({ name }) => isNamedBy(line, String(name))) || nextPage(refs) !== null
      )
    }
  }
}

interface Asking {
  readonly client: ForgeClient
  readonly options: GitHubOptions
}

function ask(
  query: string,
  variables: Readonly<Record<string, string | number | null>>,
  permission: string,
  { client, options }: Asking,
  bounds: Bounds
): ReturnType<typeof askGraphql> {
  const [owner = '', name = ''] = options.repository.split('/')
  return askGraphql(
    client,
    options.apiUrl,
    { query, variables: { owner, name, ...variables }, permission },
    bounds
  )
}

async function readQueue(
  asking: Asking,
  bounds: Bounds
): Promise<{ readonly defaultBranch: string; readonly heads: readonly ReadHead[] }> {
  const heads: ReadHead[] = []
  let defaultBranch: unknown = null
  let after: string | null = null
  for (let page = 0; page < QUEUE_PAGES; page++) {
    const { data } = await ask(QUEUE_QUERY, { first: PAGE_SIZES[0], after }, CONTENTS, asking, bounds)
    defaultBranch = at(data, 'repository', 'defaultBranchRef', 'name')
    const refs = at(data, 'repository', 'refs')
    if (typeof defaultBranch !== 'string' || !isObject(refs)) throw notUnderstood(CONTENTS)
    for (const { name, target } of objectsIn(refs.nodes)) {
      const base = baseOfGroup(String(name))
      const head = isObject(target)
        ? headOf(target, { base: base ?? '', pullRequest: null, openedAt: null })
        : null
      if (base !== null && head !== null) heads.push(head)
    }
    after = nextPage(refs)
    if (after === null) break
  }
  return { defaultBranch: String(defaultBranch), heads }
}

async function readPullRequests(
  bases: readonly string[],
  asking: Asking,
  bounds: Bounds
): Promise<{ readonly heads: readonly ReadHead[] } & Pick<OpenHeads, 'unread' | 'behind' | 'readAt'>> {
  const [only = '', ...others] = bases
  const base = others.length === 0 && !isPattern(only) ? only : null
  const heads: ReadHead[] = []
  let [after, total, read, size]: [string | null, number, number, number] = [null, 0, 0, 0]
  let [behind, readAt]: [number, number | null] = [0, null]
  while (read < MOST_PULL_REQUESTS) {
    const first: number = PAGE_SIZES[size] ?? 1
    let answer: Awaited<ReturnType<typeof ask>>
    try {
      answer = await ask(PULL_REQUESTS_QUERY, { first, after, base }, PULL_REQUESTS, asking, bounds)
    } catch (error) {
      if (!isTooLarge(error) || size === PAGE_SIZES.length - 1) throw error
      size++
      continue
    }
    const pulls = at(answer.data, 'repository', 'pullRequests')
    if (!isObject(pulls)) throw notUnderstood(PULL_REQUESTS)
    // The earliest one: a status may have been written since.
    readAt ??= answer.date
    total = typeof pulls.totalCount === 'number' ? pulls.totalCount : 0
    const nodes = objectsIn(pulls.nodes)
    for (const node of nodes) {
      const head = headOfPullRequest(node)
      if (head !== null) heads.push(head)
      else if (bases.some(line => isNamedBy(line, String(node.baseRefName)))) behind++
    }
    read += nodes.length
    after = nextPage(pulls)
    if (after === null || nodes.length === 0) break
  }
  return { heads, unread: Math.max(0, total - read), behind, readAt }
}

/** Who this token is, `null` where it may not ask. */
async function readViewer(asking: Asking, bounds: Bounds): Promise<string | null> {
  try {
    const { data } = await askGraphql(
      asking.client,
      asking.options.apiUrl,
      { query: VIEWER_QUERY, variables: {}, permission: PULL_REQUESTS },
      bounds
    )
    const login = at(data, 'viewer', 'login')
    return typeof login === 'string' && login !== '' ? accountOf(login) : null
  } catch (error) {
    const isRefused = error instanceof ForgeError && ['permission', 'refused'].includes(error.failure.problem)
    if (isRefused) return null
    throw error
  }
}
