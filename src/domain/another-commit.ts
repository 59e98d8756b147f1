import type { PipelineState, Target } from './tracking.js'

/** A judged run that is of another commit than the one under test. */
export interface AnotherCommit {
  readonly pipeline: PipelineState
  /** The commit that the run tells. */
  readonly commit: string
}

/**
 * The pipelines whose judged run tells another commit than the one under test, where that is allowed: any commit
 * counts, or the run is pinned.
 * @param underTest 40 hex digits, `null` where the event is about no commit, or the user has named one
 */
export function ofAnotherCommit(
  pipelines: readonly PipelineState[],
  underTest: string | null
): readonly AnotherCommit[] {
  if (underTest === null) return []
  return pipelines.flatMap(pipeline => {
    const commit = pipeline.run?.commit?.toLowerCase() ?? null
    const isAllowed = commit === null || requiresCommit(pipeline.target) || isSame(commit, underTest)
    return isAllowed ? [] : [{ pipeline, commit }]
  })
}

function requiresCommit(target: Target): boolean {
  if (target.kind === 'condition') return target.condition.commit !== null
  return target.kind === 'start' && target.commit !== null
}

/** A run may tell the beginning of the hash only. */
function isSame(commit: string, other: string): boolean {
  return other.startsWith(commit) || commit.startsWith(other)
}
