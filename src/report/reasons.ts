import { NOWHERE, type ChildRun, type Missing, type StepLocation } from '../domain/explanation.js'
import { deepestOf, type Deepest } from '../domain/sub-pipelines.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { plain, type Escape } from './escape.js'
import { isMessageKey, type Messages } from './messages/index.js'
import { cleaned, joined, withoutFullStop } from './phrases.js'
import type { Failure } from '../domain/failure.js'

/** Whose matter a red pipeline is. */
export const FAILURE_CLASSES = [
  /** Its own build or test failed. */
  'failed',
  'cancelled',
  /** It waits for a person. */
  'approval',
  'never_ran',
  /** There are runs, but none that matches. */
  'other_run',
  /** It was still going when the time was up. */
  'timeout',
  'not_ended',
  /** Inputs, credential or endpoint. */
  'configuration',
  /** CodeArts did not answer as it should. */
  'service',
  'unclear'
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** Failures that have to be fixed in the settings of the step; all others are the service's. */
const SETTINGS: ReadonlySet<string> = new Set([
  'inputs',
  'plan',
  'refused',
  'rejected',
  'redirected',
  'not_understood'
])

/**
 * Why a pipeline is not green, `null` for one that is. @param failure what kept the step from judging, if anything
 * did
 */
export function classOf(pipeline: PipelineState, failure: Failure | null): FailureClass | null {
  const { outcome, run } = pipeline
  if (outcome === 'success') return null
  if (failure !== null && !isHeard(pipeline)) return blockerClass(failure)
  switch (outcome) {
    case 'error':
      return 'failed'
    case 'aborted':
      return 'cancelled'
    case 'paused':
      return 'approval'
    case 'timed_out':
      return run?.outcome === 'paused' ? 'approval' : 'timeout'
    case 'not_found':
      return 'never_ran'
    case 'stale':
      return 'other_run'
    case 'running':
      return 'not_ended'
    case 'unknown':
      return 'unclear'
  }
}

/** Whether an answer decided it: a failure of the step says nothing against that. */
function isHeard({ outcome, run, lastObservation, decided }: PipelineState): boolean {
  if (run?.ended === true) return true
  return decided && lastObservation !== 'nothing_yet' && outcome !== 'timed_out'
}

function blockerClass({ code }: Failure): FailureClass {
  if (code === 'cancelled') return 'not_ended'
  if (code === 'internal') return 'unclear'
  return SETTINGS.has(code) ? 'configuration' : 'service'
}

/** Where a run failed, or was cancelled: the first place by time; on v3 the failed stage. */
export function failedLocation({ explanation, run, outcome }: PipelineState): StepLocation | null {
  const [first] = explanation?.failed ?? []
  if (first !== undefined) return first
  if (outcome !== 'error') return null
  const stage = run?.stages.find(stage => stage.outcome === 'error')
  return stage === undefined
    ? null
    : { ...NOWHERE, stage: stage.name, startedAt: stage.startedAt, endedAt: stage.endedAt }
}

/** Where a run is, or was when the time was up. */
export function currentLocation({ explanation, run }: PipelineState): StepLocation | null {
  const [first] = explanation?.doing ?? []
  if (first !== undefined) return first
  const stage = run?.stages.find(({ outcome }) => outcome === 'paused' || outcome === 'running')
  return stage === undefined
    ? null
    : { ...NOWHERE, stage: stage.name, startedAt: stage.startedAt, endedAt: null }
}

/** How far down the failed sub-pipeline is known in which a run failed; `null` where it failed by itself. */
export function failedChild(pipeline: PipelineState): Deepest | null {
  const { explanation } = pipeline
  const [first] = explanation?.failed ?? []
  return explanation === null || first === undefined ? null : deepestOf(explanation.children, first)
}

/**
 * A place as a chain: `stage › job › step`, without what only repeats the name before it. In a sub-pipeline's run the
 * place that has started it goes before: `deploy › compile ⟶ child-pipeline #12 › build › make`.
 */
export function locationText(location: StepLocation, escape: Escape = plain): string {
  const { stage, job, step, within } = location
  const names = named([stage, job, step], escape)
  if (within !== null) return [childText(within, escape), ...names].join(SEPARATOR)
  return names.length === 0 ? '–' : names.join(SEPARATOR)
}

const SEPARATOR = ' › '

/** The run of a sub-pipeline, after the job that started it: its step has nothing to add. */
export function childText(
  { startedBy, name, pipelineId, runNumber }: ChildRun,
  escape: Escape = plain
): string {
  const { stage, job, step, within } = startedBy
  const parent = named(job === null ? [stage, step] : [stage, job], escape)
  const above = within === null ? parent : [childText(within, escape), ...parent]
  const label = escape(name ?? pipelineId, 60) + (runNumber === null ? '' : ` #${runNumber}`)
  return `${above.join(SEPARATOR)} ⟶ ${label}`
}

function named(names: readonly (string | null)[], escape: Escape): string[] {
  const shown = names.map(name => plain(name ?? '')).filter(name => name !== '')
  return shown.filter((name, index) => name !== shown[index - 1]).map(name => escape(name, 60))
}

/** What could not be fetched, or was not asked for, in one sentence each. */
export function missingTexts(
  { explanation, outcome }: PipelineState,
  messages: Messages,
  escape: Escape = plain
): string[] {
  if (explanation === null) return []
  const { missing, unasked, unfollowed } = explanation
  const notes = missing.map(missing => {
    const why = messages.say('facts', { list: missingText(missing, messages, escape) })
    if (missing.what === 'child') return missingChildText(missing, why, messages, escape)
    if (missing.what === 'detail') return messages.say(`missing.detail.${questionOf(outcome)}`, { why })
    if (missing.location === null) return messages.say('missing.logs', { why })
    return messages.say('missing.log', { why, step: locationText(missing.location, escape) })
  })
  return [
    ...notes,
    ...(unfollowed === 0 ? [] : [messages.say('missing.unfollowed', { n: unfollowed })]),
    ...(unasked === 0 ? [] : [messages.say('missing.unasked', { n: unasked })])
  ]
}

function missingChildText(
  { location, child }: Missing,
  why: string,
  messages: Messages,
  escape: Escape
): string {
  if (location === null) return messages.say('missing.children', { why })
  const step = locationText(location, escape)
  if (child === null) return messages.say('missing.child.unknown', { step, why })
  const { pipelineId: pipeline, runId: run } = child
  return messages.say('missing.child', { step, pipeline: escape(pipeline), run: escape(run), why })
}

/** What the detail of a run would have shown. */
function questionOf(outcome: PipelineState['outcome']): 'failed' | 'stopped' | 'doing' {
  if (outcome === 'error') return 'failed'
  return outcome === 'aborted' ? 'stopped' : 'doing'
}

function missingText(missing: Missing, messages: Messages, escape: Escape): string {
  const { status, cloudCode, cloudMessage, detail } = missing
  const key = `detail.${detail?.code ?? ''}`
  const words = cloudMessage === null ? null : withoutFullStop(escape(cloudMessage))
  const cloud = [cloudCode === null ? null : escape(cloudCode), words].filter(part => part !== null)
  const facts = [
    status === null ? '' : messages.say('fact.status', { status }),
    cloud.join(': '),
    detail !== null && isMessageKey(key) ? messages.sayAny(key, cleaned(detail.params, escape)) : ''
  ].filter(fact => fact !== '')
  return facts.length === 0 ? messages.say('log.no_answer') : joined(facts, messages)
}
