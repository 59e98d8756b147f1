import type { RunDetailApi } from '../codearts/v5/run-detail.js'
import type { ChildIds } from '../codearts/v5/step-outputs.js'
import { locationsOf, type ChildFailure, type Missing, type StepLocation } from '../domain/explanation.js'
import { because, orMissing, type Note } from './notes.js'

/** A failure is followed down at most this many runs. */
const DEEPEST = 5
/** At most this many sub-pipelines of one requested pipeline are read. */
const MOST_CHILDREN = 10
/** At most this many places where one of them failed are kept. */
const MOST_PLACES = 100

/** What following brings, as it comes. */
export interface Follower {
  readonly runDetails: Pick<RunDetailApi, 'children' | 'detail'>
  /** Makes a place fit to be shown. */
  readonly shown: (location: StepLocation) => StepLocation
  readonly found: (child: ChildFailure) => void
  readonly missing: (missing: Missing) => void
  /** How many were not read. */
  readonly unfollowed: (count: number) => void
}

/** A run whose failed sub-pipelines are followed, and the runs above it. */
interface Level {
  readonly pipelineId: string
  readonly runId: string
  readonly failed: readonly StepLocation[]
  /** Keys of this run and of those above it. */
  readonly chain: readonly string[]
}

/** What has been done so far. */
interface Walk extends Follower {
  /** Keys of the sub-pipelines' runs that were asked for. */
  readonly read: Set<string>
  /** There is no time for anything else. */
  isOver: boolean
}

/**
 * Follows failed sub-pipelines to the bottom: the outputs of their steps name the runs, which are looked for in the same
 * project, because their own is unknown. The first place that failed is followed all the way before the next.
 */
export async function followSubPipelines(top: Omit<Level, 'chain'>, follower: Follower): Promise<void> {
  await followLevel({ ...top, chain: [keyOf(top)] }, { ...follower, read: new Set(), isOver: false })
}

async function followLevel(level: Level, walk: Walk): Promise<void> {
  const steps = level.failed.filter(({ isSubPipeline, stepId }) => isSubPipeline && stepId !== null)
  const isBottom = level.chain.length > DEEPEST
  const followed = isBottom ? [] : steps.slice(0, MOST_CHILDREN - walk.read.size)
  if (steps.length > followed.length) walk.unfollowed(steps.length - followed.length)
  const [first] = followed
  if (first === undefined) return
  const stepIds = followed.map(({ stepId }) => stepId ?? '')
  const asked = walk.runDetails.children(level.pipelineId, level.runId, stepIds)
  const children = await orMissing(asked, missed(first, null, walk))
  if (children === null) return
  for (const step of followed) {
    if (walk.isOver) return
    const ids = children.get(step.stepId ?? '')
    if (ids === undefined) missed(step, null, walk)(because('no_child_ids'))
    else await followStep(step, ids, level, walk)
  }
}

async function followStep(step: StepLocation, ids: ChildIds, level: Level, walk: Walk): Promise<void> {
  const key = keyOf(ids)
  if (level.chain.includes(key)) missed(step, ids, walk)(because('circle'))
  // Two steps can share a run: it is reported once.
  else if (!walk.read.has(key) && walk.read.size === MOST_CHILDREN) walk.unfollowed(1)
  else if (!walk.read.has(key)) {
    walk.read.add(key)
    const asked = walk.runDetails.detail(ids.pipelineId, ids.runId)
    const detail = await orMissing(asked, missed(step, ids, walk))
    if (detail === null) return
    const { pipelineName: name, runNumber, url, outcome } = detail.run
    const run = { ...ids, startedBy: step, name, runNumber, url }
    const outcomes = outcome === 'aborted' ? (['aborted'] as const) : (['error'] as const)
    const failed = locationsOf(detail.stages, outcomes, run).slice(0, MOST_PLACES).map(walk.shown)
    walk.found({ run, failed })
    await followLevel({ ...ids, failed, chain: [...level.chain, key] }, walk)
  }
}

/** Notes why a step could not be followed. */
function missed(
  location: StepLocation,
  child: ChildIds | null,
  walk: Walk
): (note: Note, isOver?: boolean) => void {
  return (note, isOver = false) => {
    walk.isOver ||= isOver
    walk.missing({ what: 'child', location, child, ...note })
  }
}

/** The key of a run: IDs are letters and digits, in whatever case. */
function keyOf({ pipelineId, runId }: ChildIds): string {
  return `${pipelineId}/${runId}`.toLowerCase()
}
