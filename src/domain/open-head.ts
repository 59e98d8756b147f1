import type { CommitStatus } from './commit-status.js'

/** A current status on the head of a pull request, as a sweep reads it. */
export interface StandingStatus extends Omit<CommitStatus, 'id'> {
  /** By GitHub's clock, epoch milliseconds; `null` where it is unknown. */
  readonly writtenAt: number | null
  /** Whether this token has written it. */
  readonly isOwn: boolean
}

/** The head of an open pull request, or of a group in a merge queue. Times are epoch milliseconds. */
export interface OpenHead {
  /** 40 hex digits, lower case. */
  readonly commit: string
  /** The branch that it is to be merged into. */
  readonly base: string
  /** `null` for a group in a merge queue. */
  readonly pullRequest: number | null
  /** Other pull requests that have the same head. */
  readonly alsoIn?: readonly number[]
  /** When the commit was made, as whoever made it says. */
  readonly committedAt: number | null
  readonly openedAt: number | null
  readonly statuses: readonly StandingStatus[]
}

/** The pull requests whose head it is. */
export function pullRequestsOf({ pullRequest, alsoIn = [] }: OpenHead): readonly number[] {
  return pullRequest === null ? alsoIn : [pullRequest, ...alsoIn]
}

/** The heads from the newest on: groups in a merge queue, which somebody waits for, before pull requests. */
export function newestHeadsFirst(heads: readonly OpenHead[]): OpenHead[] {
  const rank = ({ pullRequest }: OpenHead): number => (pullRequest === null ? 0 : 1)
  return heads.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.committedAt ?? 0) - (a.committedAt ?? 0) ||
      (b.pullRequest ?? 0) - (a.pullRequest ?? 0)
  )
}

/** Each commit once: several pull requests can have one head. The earliest opening counts. */
export function distinctHeads(heads: readonly OpenHead[]): OpenHead[] {
  const known = new Map<string, OpenHead>()
  for (const head of heads) {
    const other = known.get(head.commit)
    known.set(head.commit, other === undefined ? head : merged(other, head))
  }
  return [...known.values()]
}

function merged(one: OpenHead, other: OpenHead): OpenHead {
  const openedAt = [one.openedAt, other.openedAt].filter(at => at !== null)
  return {
    ...one,
    alsoIn: [...(one.alsoIn ?? []), ...pullRequestsOf(other)],
    openedAt: openedAt.length === 0 ? null : Math.min(...openedAt)
  }
}
