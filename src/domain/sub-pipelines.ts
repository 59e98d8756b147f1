import type { ChildFailure, ChildRun, StepLocation } from './explanation.js'

/** How far down the failure of a sub-pipeline could be followed. */
export interface Deepest {
  readonly run: ChildRun
  /** Where that run failed; `null` where the place is unknown. */
  readonly location: StepLocation | null
}

/**
 * The deepest run that a failed sub-pipeline step leads to: from run to run, each time through the place that leads. A
 * step whose run could not be read is passed over for the next one.
 * @returns `null` for a place that is no sub-pipeline, or whose run could not be read
 */
export function deepestOf(children: readonly ChildFailure[], place: StepLocation): Deepest | null {
  const child = children.find(({ run }) => run.startedBy === place)
  if (child === undefined) return null
  for (const inner of child.failed) {
    // What failed by itself explains the run; what comes after it need not.
    if (!inner.isSubPipeline) break
    const deeper = deepestOf(children, inner)
    if (deeper !== null) return deeper
  }
  return { run: child.run, location: child.failed[0] ?? null }
}

/**
 * The failed steps at the bottom, which may have a log: those of sub-pipelines in the place of the steps that ran them.
 */
export function bottomSteps(
  children: readonly ChildFailure[],
  failed: readonly StepLocation[]
): StepLocation[] {
  return failed.flatMap(place => {
    if (!place.isSubPipeline) return [place]
    const child = children.find(({ run }) => run.startedBy === place)
    return child === undefined ? [] : bottomSteps(children, child.failed)
  })
}
