import type { CommitStatus, NewStatus } from '../domain/commit-status.js'

/** How long a request may take, pauses that GitHub asks for included; and what ends it before. */
export interface Bounds {
  /** On the monotonic clock; read again before each pause and each attempt. */
  readonly until: () => number
  /** Aborted when `until` has come nearer: a pause then ends if it would end too late. */
  readonly hurry: AbortSignal
  /** Ends requests and pauses at once, with `AbortedError`; without it, what has begun is completed. */
  readonly signal?: AbortSignal
  /** Asked before each attempt: what is not wanted any more is not sent, and fails. */
  readonly isStale?: () => boolean
}

/** A comment of our own. */
export interface FoundComment {
  readonly id: string
  readonly body: string
}

/** What the gate asks of the place that the code is on. Everything throws `ForgeError`, and `AbortedError`. */
export interface Forge {
  /** Adds a status to a commit; the last one of a context counts. */
  setStatus(commit: string, status: NewStatus, bounds: Bounds): Promise<void>
  /**
   * The statuses of a commit: all that are newer than `sinceId`, as far as they are among the last two thousand, and
   * beyond them at least the last one of each context; of each context newest first.
   * @param contexts that are looked for
   */
  statuses(
    commit: string,
    contexts: readonly string[],
    sinceId: number,
    bounds: Bounds
  ): Promise<CommitStatus[]>
  /** The number of the open pull request whose head a commit is, `null` without one. */
  pullRequestOf(commit: string, bounds: Bounds): Promise<number | null>
  /** The comments of a pull request that this token has written and that hold a mark, oldest first. */
  ownComments(pullRequest: number, mark: string, bounds: Bounds): Promise<FoundComment[]>
  /** @returns the ID of the new comment */
  addComment(pullRequest: number, body: string, bounds: Bounds): Promise<string>
  /** @returns whether it was still there */
  changeComment(id: string, body: string, bounds: Bounds): Promise<boolean>
  removeComment(id: string, bounds: Bounds): Promise<void>
}
