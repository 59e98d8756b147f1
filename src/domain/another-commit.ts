import { matchingCommit, type CommitRule } from './selection.js'
import { isOfOneCommit, type PipelineState } from './pipeline-state.js'

/** A judged run that is of another commit than the one under test. */
export interface AnotherCommit {
  readonly pipeline: PipelineState
  /** The commit of the run. */
  readonly commit: string
}

/**
 * The pipelines whose judged run is of another commit than the one under test, where that is allowed: any commit
 * counts, or the run is pinned.
 * @param underTest `null` where the event is about no commit, or the user has named one
 */
export function ofAnotherCommit(
  pipelines: readonly PipelineState[],
  underTest: CommitRule | null
): readonly AnotherCommit[] {
  if (underTest === null) return []
  return pipelines.flatMap(pipeline => {
    const { run } = pipeline
    const commit = run?.commit ?? run?.sources[0]?.commit ?? null
    const isAllowed =
      run === null || commit === null || isOfOneCommit(pipeline) || matchingCommit(run, underTest) !== null
    return isAllowed ? [] : [{ pipeline, commit }]
  })
}
