import { isExplainable } from '../domain/explanation.js'
import { plain } from './escape.js'
import type { Outcome, Stage } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst } from '../domain/verdict.js'
import type { Conclusion } from '../domain/conclusion.js'

/** A sign for each outcome, where people read Markdown. */
export const SYMBOLS: Readonly<Record<Outcome, string>> = {
  success: '✅',
  error: '❌',
  aborted: '🚫',
  running: '⏳',
  paused: '⏸️',
  timed_out: '⏱️',
  not_found: '⚠️',
  stale: '⚠️',
  unknown: '⚠️'
}

/** The sign of a stage: one that has not begun has no outcome. */
export function stageSymbol({ outcome }: Pick<Stage, 'outcome'>): string {
  return outcome === null ? '⚪' : SYMBOLS[outcome]
}

/** The name that CodeArts returned, `null` if none. */
export function knownName({ name, run, instead }: PipelineState): string | null {
  return name ?? run?.pipelineName ?? instead?.pipelineName ?? null
}

/** What a pipeline is called: its name, or its ID where CodeArts returned none, or an invisible one. */
export function nameOf(pipeline: PipelineState): string {
  const name = knownName(pipeline)
  return name === null || plain(name) === '' ? pipeline.id : name
}

/** Next to the name of an advisory pipeline in the summary. */
export const ADVISORY_MARK = 'ℹ️'

/** Where to look at it: its run, else its own page. A run that does not count must not be taken for it. */
export function urlOf({ run, page }: PipelineState): string | null {
  return run === null ? page : run.url
}

/**
 * The red pipelines that have something to say beside the failure that kept CodeArts from being asked, the worst
 * first.
 */
export function redOf({ verdict, failure }: Conclusion): readonly PipelineState[] {
  return worstFirst(
    failure === null
      ? verdict.failed
      : verdict.failed.filter(({ lastObservation }) => lastObservation !== 'nothing_yet')
  )
}

/**
 * What did not succeed and fails nothing, the worst first: with `fail_on: none` a report is for reading. A run that
 * is simply running has nothing to say, unless its state is no longer known.
 */
export function allowedOf({ verdict, failure }: Conclusion): readonly PipelineState[] {
  const red = new Set(verdict.failed)
  const isTold = ({ outcome, lastObservation }: PipelineState): boolean =>
    outcome !== 'success' && lastObservation !== 'nothing_yet' && (outcome !== 'running' || failure !== null)
  return worstFirst(verdict.pipelines.filter(pipeline => !red.has(pipeline) && isTold(pipeline)))
}

/** How many runs were not read, because their number is limited. */
export function unexplained({ verdict }: Conclusion): number {
  const red = new Set(verdict.failed)
  const worth = verdict.pipelines.filter(pipeline => isExplainable(pipeline, red.has(pipeline)))
  const left = worth.filter(({ explanation }) => explanation === null)
  return left.length < worth.length ? left.length : 0
}
