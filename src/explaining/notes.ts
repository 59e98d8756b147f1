import type { Missing } from '../domain/explanation.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'

/** Why something that explains a run could not be had. */
export type Note = Pick<Missing, 'status' | 'cloudCode' | 'cloudMessage' | 'detail'>

type Reason = 'no_lines' | 'no_time' | 'cancelled' | 'no_child_ids' | 'circle'

/** A reason of our own. */
export function because(code: Reason): Note {
  return { status: null, cloudCode: null, cloudMessage: null, detail: { code, params: {} } }
}

/**
 * The value, or `null` after noting why there is none.
 * @param note `isOver`: there is no time for anything else either
 */
export async function orMissing<T>(
  value: Promise<T>,
  note: (note: Note, isOver: boolean) => unknown
): Promise<T | null> {
  try {
    return await value
  } catch (error) {
    note(noteOf(error), error instanceof DeadlineError || error instanceof AbortedError)
    return null
  }
}

function noteOf(error: unknown): Note {
  if (error instanceof FailureError) {
    const { status, cloudCode, cloudMessage, detail } = error.failure
    return { status, cloudCode, cloudMessage, detail }
  }
  if (error instanceof AbortedError) return because('cancelled')
  const noTime = because('no_time')
  if (error instanceof DeadlineError)
    return error.lastError === null ? noTime : { ...noTime, detail: error.lastError.detail }
  // A mistake of our own must not cost the verdict.
  return { ...noTime, detail: { code: 'raw', params: { text: String(error) } } }
}
