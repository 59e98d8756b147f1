import type { PipelineSpec, RunSpec } from '../../../simulator/index.js'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const PROJECT = 'c'.repeat(32)
export const REPOSITORY = 'octo/app'

/** A commit while it is the head of something. Times are milliseconds from the beginning of the day. */
export interface Head {
  readonly commit: string
  /** `null` for a group in a merge queue. */
  readonly pullRequest: number | null
  readonly base: 'main' | 'other'
  readonly from: number
  readonly until: number
  readonly isFork: boolean
  readonly openedAt: number
  /** As whoever made it says. */
  readonly committedAt: number
}

/** A step that writes statuses. */
export interface Job {
  readonly kind: 'announce' | 'gate' | 'sweep' | 'wake-up'
  readonly begins: number
  /** Nothing is sent or received from then on; `null` for a step that ends by itself. */
  readonly killedAt: number | null
  /** What the event is about, or names. */
  readonly commit: string | null
}

/** A status that no step has written. */
export interface Forged {
  readonly at: number
  readonly commit: string
  readonly context: string
  readonly state: 'pending' | 'success' | 'failure' | 'error'
  /** Whether it was written with the token that the steps have. */
  readonly isOwnToken: boolean
}

/** A span in which some requests to a service fail. */
export interface Trouble {
  readonly from: number
  readonly to: number
  readonly what: 'codearts' | 'denied' | 'down' | 'limits' | 'graphql' | 'lost answer'
}

/** A day of a repository, with all that may happen in it. */
export interface Day {
  readonly mode: 'each' | 'one'
  readonly pipelines: readonly PipelineSpec[]
  /** The runs of a commit of this repository, whatever the list has of them, by `runsKey`. */
  readonly runs: ReadonlyMap<string, readonly RunSpec[]>
  readonly advisory: readonly string[]
  readonly heads: readonly Head[]
  readonly jobs: readonly Job[]
  readonly forged: readonly Forged[]
  readonly troubles: readonly Trouble[]
  /** Heads whose success is kept although CodeArts no longer has a run of them. */
  readonly kept: ReadonlySet<string>
  readonly comment: boolean
  readonly startTimeoutMs: number
  readonly timeoutMs: number
  /** How far the clocks of CodeArts and of the runners are ahead of GitHub's. */
  readonly cloudAheadMs: number
  readonly runnerAheadMs: number
  /** How long a request takes at most, there and back. */
  readonly latencyMs: number
  /** Nothing happens any more from then on. */
  readonly quietAt: number
  readonly chance: number
}

/** Of which pipeline and commit runs are. */
export function runsKey(pipelineId: string, commit: string): string {
  return `${pipelineId} ${commit}`
}

/** The context of a pipeline's status. */
export function contextOf({ name }: Pick<PipelineSpec, 'name'>): string {
  return `codearts/${name}`
}

/** How long CodeArts keeps runs. */
export const KEPT_MS = 90 * DAY
