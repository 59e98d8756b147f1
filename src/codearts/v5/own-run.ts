import { isNothing, text } from '../http/values.js'
import type { JsonObject } from '../../common/json.js'
import { isOwn, type Project } from './api.js'
import { readRunStatus } from './run.js'

/** What distinguishes a run that was started here from all others. */
export interface StartMark {
  /** In brackets at the end of the description. */
  readonly correlationId: string
  /** The description that was sent with the start. */
  readonly description: string
  /** How long ago the start was sent, in milliseconds. */
  readonly ageMs: number
  /** What a run without a description has instead: the answer to the start, or nothing. */
  readonly isAnswered: boolean
}

/**
 * Whether the detail of a run can be that of a run which was started here: it is of this pipeline, and carries the
 * description that was sent. A run without one is accepted where the service has named it in its response, and while
 * it is running: one that has ended may have ended before.
 */
export function isOwnStart(
  detail: JsonObject,
  project: Project,
  pipelineId: string,
  mark: StartMark
): boolean {
  if (!isOwn(detail, project, pipelineId)) return false
  const { description } = detail
  if (isNothing(description) && description !== '')
    return mark.isAnswered && !readRunStatus(detail.status).ended
  return carriesMark(description, mark)
}

/** Whether the mark is where it was put, in a text that is not longer than the one that was sent. */
export function carriesMark(
  told: unknown,
  { correlationId, description: sent }: Pick<StartMark, 'correlationId' | 'description'>
): boolean {
  const description = text(told) ?? ''
  const mark = `[${correlationId}]`
  const isAtEnd = description === mark || description.endsWith(` ${mark}`)
  return isAtEnd && description.length <= sent.length
}
