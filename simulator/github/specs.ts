/** A commit status that was written. */
export interface SimStatus {
  readonly id: number
  readonly sha: string
  readonly state: string
  readonly description: string | null
  readonly targetUrl: string | null
  readonly context: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly creator: string
}

export interface SimComment {
  readonly id: number
  /** The number of its pull request. */
  readonly issue: number
  readonly author: string
  readonly body: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

export interface SimPullRequest {
  readonly number: number
  /** The commit of its head. */
  readonly head: string
  /** Earlier commits of it. */
  readonly commits?: readonly string[]
  readonly state?: 'open' | 'closed'
  readonly isLocked?: boolean
  /** The branch that it is to be merged into; the default branch if not given. */
  readonly base?: string
  /** Its head is in another repository. */
  readonly isFork?: boolean
  /** Epoch milliseconds. */
  readonly createdAt?: number
  readonly updatedAt?: number
  /** When the commit of its head was made. */
  readonly committedAt?: number
}

/** A group of a merge queue, which has a branch below `gh-readonly-queue/`. */
export interface SimQueueGroup {
  readonly base: string
  /** The number of its last pull request. */
  readonly number: number
  readonly head: string
  /** Epoch milliseconds. */
  readonly committedAt?: number
}
