import { inFlight } from '../codearts/cloud.js'
import { unpolled } from '../domain/conclusion.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import type { Outcome } from '../domain/pipeline-run.js'
import { ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { openOwnComment } from '../forge/own-comment.js'
import { commentOf, waitingComment } from '../report/comment.js'
import type { Messages } from '../report/messages/index.js'
import type { StatusChange } from '../report/sweep-text.js'
import type { JudgedHead } from './judge.js'
import type { Due } from './plan.js'

/** What writes statuses and comments. */
export interface Writing {
  readonly forge: Forge
  readonly bounds: Bounds
  readonly messages: Messages
}

/** What came of writing: one that fails does not stop the others, unless it would fail them too. */
export interface Written {
  readonly done: readonly Due[]
  readonly failure: ForgeFailure | null
}

/** Writes statuses in their order, a few at once; no two of them are of one context of one commit. */
export async function writeStatuses(due: readonly Due[], { forge, bounds }: Writing): Promise<Written> {
  const done: Due[] = []
  let failure: ForgeFailure | null = null
  await inFlight(due, async write => {
    if (failure !== null && (isLasting(failure) || failure.problem === 'limit')) return
    try {
      await forge.setStatus(write.judged.head.commit, write.status, bounds)
      done.push(write)
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error
      failure = error.failure
    }
  })
  return { done, failure }
}

/** A written status as the report of the sweep shows it. */
export function changeOf({ judged: { head }, slot, standing, status }: Due): StatusChange {
  return {
    commit: head.commit,
    pullRequest: head.pullRequest,
    context: slot.context,
    from: standing?.state ?? null,
    to: status.state,
    description: status.description,
    targetUrl: status.targetUrl
  }
}

/** Brings the comments of heads up to date. @returns what kept one from being written */
export async function writeComments(
  heads: readonly JudgedHead[],
  mark: string,
  failOn: ReadonlySet<Outcome>,
  epochNow: number,
  { forge, bounds, messages }: Writing
): Promise<ForgeFailure | null> {
  for (const { head, verdict } of heads) {
    if (head.pullRequest === null) continue
    const isOpen = verdict.pipelines.some(({ decided }) => !decided)
    const text = isOpen
      ? waitingComment(verdict.pipelines, failOn, messages)
      : commentOf(unpolled(verdict, null, epochNow, 0), messages)
    try {
      await openOwnComment(forge, head.pullRequest, mark, bounds).write(`${mark}\n${text}`)
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error
      if (isLasting(error.failure) && error.failure.problem !== 'locked') return error.failure
      if (error.failure.problem === 'limit') return error.failure
    }
  }
  return null
}
