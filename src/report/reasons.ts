import type { Missing, StepLocation } from '../domain/explanation.js'
import type { PipelineState } from '../domain/tracking.js'
import { plain, type Escape } from './escape.js'
import { isMessageKey, type Messages } from './messages/index.js'
import { cleaned, joined } from './phrases.js'
import type { Failure } from '../domain/failure.js'

/** Whose matter a red pipeline is. */
export const FAILURE_CLASSES = [
  /** Its own build or test failed. */
  'failed',
  'cancelled',
  /** It waits for a person. */
  'approval',
  'never_ran',
  /** There are runs, but not the one that was asked for. */
  'other_run',
  /** It was still going when the time was up. */
  'timeout',
  'not_ended',
  /** Inputs, credential or endpoint. */
  'configuration',
  /** The cloud did not answer as it should. */
  'service',
  'unclear'
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** Failures of the step that somebody has to put right in its settings; all others are the service's. */
const SETTINGS: ReadonlySet<string> = new Set([
  'inputs',
  'plan',
  'refused',
  'rejected',
  'redirected',
  'not_understood'
])

/** Why a pipeline is not green, `null` for one that is. @param failure what kept the step from judging, if anything did */
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

const NOWHERE: StepLocation = {
  stage: '',
  job: null,
  step: null,
  message: null,
  jobId: null,
  stepId: null,
  startedAt: null,
  endedAt: null
}

/** A place as a chain: stage → job → step, without what only repeats the name before it. */
export function locationText({ stage, job, step }: StepLocation, escape: Escape = plain): string {
  const names = [stage, job, step].map(name => plain(name ?? '')).filter(name => name !== '')
  const shown = names.filter((name, index) => name !== names[index - 1]).map(name => escape(name, 60))
  return shown.join(' → ') || '–'
}

/** What could not be fetched, or was not asked for, in one sentence each. */
export function missingTexts(
  { explanation, outcome }: PipelineState,
  messages: Messages,
  escape: Escape = plain
): string[] {
  if (explanation === null) return []
  const { missing, unasked } = explanation
  const notes = missing.map(missing => {
    const why = messages.say('facts', { list: missingText(missing, messages, escape) })
    if (missing.what === 'detail') return messages.say(`missing.detail.${questionOf(outcome)}`, { why })
    if (missing.location === null) return messages.say('missing.logs', { why })
    return messages.say('missing.log', { why, step: locationText(missing.location, escape) })
  })
  return unasked === 0 ? notes : [...notes, messages.say('missing.unasked', { n: unasked })]
}

/** What the detail of a run would have told. */
function questionOf(outcome: PipelineState['outcome']): 'failed' | 'stopped' | 'doing' {
  if (outcome === 'error') return 'failed'
  return outcome === 'aborted' ? 'stopped' : 'doing'
}

function missingText(missing: Missing, messages: Messages, escape: Escape): string {
  const { status, cloudCode, cloudMessage, detail } = missing
  const key = `detail.${detail?.code ?? ''}`
  const cloud = [cloudCode, cloudMessage].filter(part => part !== null).map(part => escape(part))
  const facts = [
    status === null ? '' : messages.say('fact.status', { status }),
    cloud.join(': '),
    detail !== null && isMessageKey(key) ? messages.sayAny(key, cleaned(detail.params, escape)) : ''
  ].filter(fact => fact !== '')
  return facts.length === 0 ? messages.say('log.no_answer') : joined(facts, messages)
}
