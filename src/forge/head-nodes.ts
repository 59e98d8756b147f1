import type { OpenHead, StandingStatus } from '../domain/open-head.js'
import { isObject, objectsIn } from '../common/json.js'
import { at } from './graphql.js'

/** Who has written a status is known before it is known who reads. */
interface WrittenStatus extends Omit<StandingStatus, 'isOwn'> {
  readonly writer: string | null
}
/** A head as it is read. */
export type ReadHead = Omit<OpenHead, 'statuses'> & { readonly statuses: readonly WrittenStatus[] }

/** The base of a branch of a merge queue: `BASE/pr-NUMBER-HASH`, below the folder of the queue. */
export function baseOfGroup(name: string): string | null {
  return /^(?:gh-readonly-queue\/)?(.+)\/pr-\d+-[0-9a-f]{40}$/.exec(name)?.[1] ?? null
}

/** The head of a pull request, `null` where it cannot be read or GitHub is still processing the last push. */
export function headOfPullRequest(node: Readonly<Record<string, unknown>>): ReadHead | null {
  const { number, baseRefName: base, headRefOid: oid, createdAt, commits } = node
  const [last] = objectsIn(at(commits, 'nodes'))
  const commit = last?.commit
  if (typeof number !== 'number' || typeof base !== 'string' || !isObject(commit)) return null
  // Between a push and what GitHub makes of it; the next sweep sees it whole.
  if (oid !== undefined && oid !== commit.oid) return null
  return headOf(commit, { base, pullRequest: number, openedAt: timeIn(createdAt) })
}

/** The head that a commit of GraphQL is, with the statuses on it; `null` where it has no hash. */
export function headOf(
  commit: Readonly<Record<string, unknown>>,
  about: Pick<ReadHead, 'base' | 'pullRequest' | 'openedAt'>
): ReadHead | null {
  const { oid, committedDate } = commit
  if (typeof oid !== 'string' || !/^[0-9a-f]{40}$/i.test(oid)) return null
  const statuses = objectsIn(at(commit, 'status', 'contexts')).flatMap(
    ({ context, state, targetUrl, createdAt, creator }) => {
      // What GitHub itself expects of a required status has not been written by anybody.
      if (typeof context !== 'string' || typeof state !== 'string' || /^expected$/i.test(state)) return []
      const login = at(creator, 'login')
      return {
        context,
        state: state.toLowerCase(),
        targetUrl: typeof targetUrl === 'string' && targetUrl !== '' ? targetUrl : null,
        writtenAt: timeIn(createdAt),
        writer: typeof login === 'string' ? accountOf(login) : null
      }
    }
  )
  return { ...about, commit: oid.toLowerCase(), committedAt: timeIn(committedDate), statuses }
}

/** A head with whose its statuses are. @param viewer who reads, `null` where that is unknown */
export function withOwner(head: ReadHead, viewer: string | null): OpenHead {
  return {
    ...head,
    statuses: head.statuses.map(({ writer, ...status }) => ({
      ...status,
      // Where author or viewer is unknown, what a status says counts.
      isOwn: writer === null || viewer === null || writer === viewer
    }))
  }
}

/** An app is `NAME[bot]` as a viewer, and `NAME` as an author. */
export function accountOf(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '')
}

function timeIn(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}
