import type { Conclusion } from '../domain/conclusion.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { AbortedError, ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { openOwnComment, type OwnComment } from '../forge/own-comment.js'
import type { CommentInput } from '../inputs/forge.js'
import type { Clock } from '../ports.js'

export interface CommentOptions {
  readonly input: CommentInput
  readonly forge: Forge
  readonly bounds: Bounds
  readonly clock: Clock
  /** In the comment, invisible. */
  readonly mark: string
  readonly waitingText: (pipelines: readonly PipelineState[]) => string
  readonly finalText: (conclusion: Conclusion) => string
  /** Waits for work, but not longer than the bounds allow. */
  readonly within: (work: Promise<unknown>) => Promise<void>
}

/** A comment on the pull request, from the beginning of a step to its end. */
export interface CommentAnnouncer {
  begin(pipelines: readonly PipelineState[]): void
  polled(pipelines: readonly PipelineState[]): void
  conclude(conclusion: Conclusion): Promise<void>
  failure(): ForgeFailure | null
  /** Whether there is no pull request to write on. */
  isHomeless(): boolean
}

/** The step ends before the comment is written. */
const LATE: ForgeFailure = {
  problem: 'unreachable',
  status: null,
  words: null,
  permission: 'pull-requests: write'
}
/** While the step waits, the comment is written no more often than this. */
const INTERVAL_MS = 15_000

/** Keeps the comment on the pull request up to date while the step runs. */
export function openCommentAnnouncer(options: CommentOptions): CommentAnnouncer {
  const { input, forge, bounds, clock, mark, waitingText, finalText, within } = options
  let pullRequest = input.pullRequest
  let isHomeless = false
  let failure: ForgeFailure | null = null
  let comment: OwnComment | null = null
  let written = ''
  let wanted = ''
  let writtenAt = Number.NEGATIVE_INFINITY
  let isFinal = false
  let work: Promise<void> | null = null

  const locate = async (): Promise<boolean> => {
    if (pullRequest === null && input.commit !== null && !isHomeless)
      pullRequest = await forge.pullRequestOf(input.commit, bounds)
    isHomeless = pullRequest === null
    return !isHomeless
  }
  const write = async (body: string): Promise<void> => {
    if (!(await locate()) || pullRequest === null) return
    comment ??= openOwnComment(forge, pullRequest, mark, bounds)
    await comment.write(body)
    written = body
  }
  const writeAll = async (): Promise<void> => {
    while (wanted !== written && !isHomeless) {
      const pause = isFinal ? 0 : writtenAt + INTERVAL_MS - clock.now()
      if (pause > 0) await clock.sleep(pause, bounds.hurry).catch(ignoreAbort)
      if (pause > 0 && !isFinal && bounds.hurry.aborted) return
      const body = wanted
      writtenAt = clock.now()
      try {
        await write(body)
        failure = null
      } catch (error) {
        failure = failureOf(error)
        return
      }
    }
  }
  const pump = (): void => {
    if (failure !== null && isLasting(failure)) return
    work ??= writeAll().finally(() => (work = null))
  }
  return {
    begin(pipelines) {
      wanted = waitingText(pipelines)
      pump()
    },
    polled(pipelines) {
      if (isFinal) return
      wanted = waitingText(pipelines)
      pump()
    },
    async conclude(conclusion) {
      isFinal = true
      wanted = finalText(conclusion)
      await within((work ?? Promise.resolve()).then(pump).then(() => work ?? undefined))
      if (work !== null) failure ??= LATE
    },
    failure: () => failure,
    isHomeless: () => isHomeless
  }
}

function failureOf(error: unknown): ForgeFailure {
  if (error instanceof ForgeError) return error.failure
  return { problem: 'refused', status: null, words: String(error), permission: 'pull-requests: write' }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof AbortedError)) throw error
}
