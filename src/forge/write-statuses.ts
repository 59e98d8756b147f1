import type { NewStatus } from '../domain/commit-status.js'
import { isLasting, type ForgeFailure } from '../domain/forge-failure.js'
import { AbortedError, ForgeError } from '../errors.js'
import { inFlight } from '../common/limit.js'
import type { Bounds, Forge } from './forge.js'

/** A status that is to be on a commit. */
export interface StatusWrite {
  readonly commit: string
  readonly status: NewStatus
}

/** What came of writing. */
export interface Written<T> {
  readonly done: readonly T[]
  /** What kept one of the others from being written, `null` where nothing did. */
  readonly failure: ForgeFailure | null
  /** Whether it was ended before all of them were tried. */
  readonly isCancelled: boolean
}

/**
 * Writes statuses in their order, a few at once; no two of them may be of one context of one commit. One that GitHub
 * refuses does not stop the others, unless it would refuse them too.
 */
export async function writeStatuses<T extends StatusWrite>(
  writes: readonly T[],
  forge: Pick<Forge, 'setStatus'>,
  bounds: Bounds
): Promise<Written<T>> {
  const done: T[] = []
  let failure: ForgeFailure | null = null
  let isCancelled = false
  await inFlight(writes, async write => {
    if (isCancelled) return
    // A limit that ends in time was waited for.
    if (failure !== null && (isLasting(failure) || failure.problem === 'limit')) return
    try {
      await forge.setStatus(write.commit, write.status, bounds)
      done.push(write)
    } catch (error) {
      if (error instanceof AbortedError) isCancelled = true
      else if (error instanceof ForgeError) failure = error.failure
      else throw error
    }
  })
  return { done, failure, isCancelled }
}
