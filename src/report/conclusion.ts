import { isExplainable } from '../domain/explanation.js'
import { plain } from './escape.js'
import type { Outcome } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { worstFirst } from '../domain/verdict.js'
import type { Conclusion } from '../domain/conclusion.js'

/** A sign for each outcome. */
export const MARKS: Readonly<Record<Outcome, string>> = {
  success: '✓',
  error: '✗',
  aborted: '⊘',
  running: '▶',
  paused: '⏸',
  timed_out: '⏱',
  not_found: '∅',
  stale: '≠',
  unknown: '?'
}

/** The name that the cloud told, `null` if it told none. */
export function knownName({ name, run, instead }: Tracked): string | null {
  return name ?? run?.pipelineName ?? instead?.pipelineName ?? null
}

/** What a pipeline is called: its name, or its ID where the cloud told none, or none that can be seen. */
export function nameOf(tracked: Tracked): string {
  const name = knownName(tracked)
  return name === null || plain(name) === '' ? tracked.id : name
}

/** Where to look at it: its run, else the run that is there instead. */
export function urlOf({ run, instead }: Tracked): string | null {
  return run?.url ?? instead?.url ?? null
}

/** The red pipelines that have something to say beside the failure that kept the cloud from being heard, the worst first. */
export function redOf({ verdict, failure }: Conclusion): readonly Tracked[] {
  return worstFirst(
    failure === null ? verdict.failed : verdict.failed.filter(({ seen }) => seen !== 'nothing_yet')
  )
}

/**
 * What is not green and fails nothing, the worst first: with `fail_on: none` a report is for reading. What simply goes on
 * has nothing to say, unless nobody knows any more how it goes on.
 */
export function allowedOf({ verdict, failure }: Conclusion): readonly Tracked[] {
  const red = new Set(verdict.failed)
  const isTold = ({ outcome, seen }: Tracked): boolean =>
    outcome !== 'success' && seen !== 'nothing_yet' && (outcome !== 'running' || failure !== null)
  return worstFirst(verdict.pipelines.filter(tracked => !red.has(tracked) && isTold(tracked)))
}

/** How many runs were not looked into, because only so many are. */
export function unexplained({ verdict }: Conclusion): number {
  const red = new Set(verdict.failed)
  const worth = verdict.pipelines.filter(tracked => isExplainable(tracked, red.has(tracked)))
  const left = worth.filter(({ explanation }) => explanation === null)
  return left.length < worth.length ? left.length : 0
}
