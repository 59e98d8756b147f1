import { contextKey, isOtherFailure, type CommitStatus } from '../domain/commit-status.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { ForgeError } from '../errors.js'
import type { Bounds, Forge } from '../forge/forge.js'
import type { Slot } from '../domain/status-slots.js'

/** The current statuses on the commit in the contexts of a step, and whether others write there as well. */
export interface StandingStatuses {
  /**
   * Reads the current statuses. Of the first read only these count, of a later one also what others have written
   * since and that was overwritten.
   * @param pipelines as far as they are known by now
   * @returns the statuses, of each context the newest first; `null` where they could not be read
   */
  read(slots: readonly Slot[], pipelines: readonly PipelineState[]): Promise<readonly CommitStatus[] | null>
  /** Whether another step writes in this context, or one about another pipeline. */
  isShared(context: string): boolean
  shared(): readonly string[]
  /** Why the last reading has failed, `null` where it has not. */
  failure(): ForgeFailure | null
}

export interface StandingOptions {
  readonly forge: Pick<Forge, 'statuses'>
  readonly commit: string
  readonly bounds: Bounds
  /** Whether this step starts its runs: then others may start some of the same pipelines beside it. */
  readonly isStarting: boolean
}

export function openStandingStatuses({
  forge,
  commit,
  bounds,
  isStarting
}: StandingOptions): StandingStatuses {
  const shared = new Set<string>()
  let baseline: number | null = null
  let failure: ForgeFailure | null = null
  const isTaken = (
    { context, isForeign, pipelineId }: Slot,
    list: readonly CommitStatus[],
    pipelines: readonly PipelineState[],
    since: number
  ): boolean => {
    const [standing, ...earlier] = list.filter(status => contextKey(status.context) === contextKey(context))
    if (standing === undefined) return false
    const run = pipelines.find(({ id }) => id === pipelineId)?.run ?? null
    const isOther =
      pipelineId !== null && isStarting ? isOtherFailure(pipelineId, run?.runId ?? null) : () => false
    return (
      isForeign(standing) ||
      earlier.some(status => status.id > since && isForeign(status)) ||
      [standing, ...earlier].some(status => status.id > since && isOther(status))
    )
  }
  return {
    async read(slots, pipelines) {
      let list: readonly CommitStatus[]
      try {
        const contexts = slots.map(({ context }) => context)
        list = await forge.statuses(commit, contexts, baseline ?? Number.POSITIVE_INFINITY, bounds)
        failure = null
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error
        failure = error.failure
        // Where it is unknown what stood there, everything that is there later may be of others.
        baseline ??= 0
        return null
      }
      baseline ??= Math.max(0, ...list.map(({ id }) => id))
      for (const slot of slots) if (isTaken(slot, list, pipelines, baseline)) shared.add(slot.context)
      return list
    },
    isShared: context => shared.has(context),
    shared: () => [...shared],
    failure: () => failure
  }
}
