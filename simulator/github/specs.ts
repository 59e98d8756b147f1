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
}
