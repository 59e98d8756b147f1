import { pullRequestsOf } from '../domain/open-head.js'
import { unpolled } from '../domain/conclusion.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import type { Outcome } from '../domain/pipeline-run.js'
import { ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import { openOwnComment } from '../forge/own-comment.js'
import { writeStatuses, type Written } from '../forge/write-statuses.js'
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

/** Writes statuses in their order. */
export async function writeDue(due: readonly Due[], { forge, bounds }: Writing): Promise<Written<Due>> {
  const writes = due.map(of => ({ of, commit: of.judged.head.commit, status: of.status }))
  const written = await writeStatuses(writes, forge, bounds)
  return { ...written, done: written.done.map(({ of }) => of) }
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
    const isOpen = verdict.pipelines.some(({ decided }) => !decided)
    const text = isOpen
      ? waitingComment(verdict.pipelines, failOn, messages)
      : commentOf(unpolled(verdict, null, epochNow, 0), messages)
    for (const pullRequest of pullRequestsOf(head))
      try {
        await openOwnComment(forge, pullRequest, mark, bounds).write(`${mark}\n${text}`)
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error
        if (isLasting(error.failure) && error.failure.problem !== 'locked') return error.failure
        if (error.failure.problem === 'limit') return error.failure
      }
  }
  return null
}
