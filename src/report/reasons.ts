import type { Missing, Place } from '../domain/explanation.js'
import type { Tracked } from '../domain/tracking.js'
import type { Failure } from '../errors.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'

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
export function classOf(tracked: Tracked, failure: Failure | null): FailureClass | null {
  const { outcome, run, seen } = tracked
  if (outcome === 'success') return null
  if (seen === 'nothing_yet' && run === null && failure !== null)
    return SETTINGS.has(failure.code) ? 'configuration' : 'service'
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

/** Where a run failed, or was cancelled: the first place by time; on v3 the failed stage. */
export function failedPlace({ explanation, run, outcome }: Tracked): Place | null {
  const [first] = explanation?.failed ?? []
  if (first !== undefined) return first
  if (outcome !== 'error') return null
  const stage = run?.stages.find(stage => stage.outcome === 'error')
  return stage === undefined
    ? null
    : { ...NOWHERE, stage: stage.name, startedAt: stage.startedAt, endedAt: stage.endedAt }
}

/** Where a run is, or was when the time was up. */
export function presentPlace({ explanation, run }: Tracked): Place | null {
  const [first] = explanation?.doing ?? []
  if (first !== undefined) return first
  const stage = run?.stages.find(({ outcome }) => outcome === 'paused' || outcome === 'running')
  return stage === undefined
    ? null
    : { ...NOWHERE, stage: stage.name, startedAt: stage.startedAt, endedAt: null }
}

const NOWHERE: Place = {
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
export function placeText({ stage, job, step }: Place, escape: Escape = plain): string {
  const names = [stage, job, step].filter(name => name !== null && name !== '')
  return names
    .filter((name, index) => name !== names[index - 1])
    .map(name => escape(name ?? '', 60))
    .join(' → ')
}

/** What could not be fetched, in one sentence each. */
export function missingTexts({ explanation }: Tracked, messages: Messages, escape: Escape = plain): string[] {
  return (explanation?.missing ?? []).map(missing => {
    const why = messages.say('facts', { list: reasonText(missing, messages, escape) })
    if (missing.what === 'detail') return messages.say('missing.detail', { why })
    return messages.say('missing.log', { why, step: placeText(missing.place ?? NOWHERE, escape) })
  })
}

function reasonText({ status, code, message }: Missing, messages: Messages, escape: Escape): string {
  const facts = [
    status === null ? '' : messages.say('fact.status', { status }),
    [code, message]
      .filter(part => part !== null)
      .map(part => escape(part))
      .join(': ')
  ].filter(fact => fact !== '')
  return facts.length === 0 ? messages.say('log.no_answer') : facts.join(', ')
}
