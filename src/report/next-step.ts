import type { PipelineState } from '../domain/pipeline-state.js'
import { absenceParts, noRunParts } from './absence-text.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined, sentences, withoutFullStop, type NextStep } from './phrases.js'
import { classOf, currentLocation, failedChild, failedLocation, locationText } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import { insteadText, instantText, labelOf, outcomeText } from './text.js'

/**
 * What is known of a pipeline that is not green, and what a person does next about it, in one text.
 * @param failure what kept the step from judging, if anything did
 */
export function nextStep(
  pipeline: PipelineState,
  messages: Messages,
  escape: Escape = plain,
  failure: Failure | null = null
): string {
  const { facts, action } = nextParts(pipeline, messages, escape, failure)
  return sentences([facts, action], messages)
}

/** The same in two parts, for places that state the action for many pipelines once. */
export function nextParts(
  pipeline: PipelineState,
  messages: Messages,
  escape: Escape,
  failure: Failure | null
): NextStep {
  const kind = classOf(pipeline, failure)
  if (kind === null) return { facts: '', action: '' }
  if (kind === 'service' || kind === 'configuration') return lostParts(pipeline, kind, messages, escape)
  const unclear = unclearParts(pipeline, messages, escape)
  if (unclear !== null) return unclear
  if (pipeline.absence !== null) return absenceParts(pipeline, pipeline.absence, messages, escape)
  switch (kind) {
    case 'unclear':
      return fact(messages.say('next.unknown', { status: escape(pipeline.run?.status ?? 'null', 60) }))
    case 'approval':
      return approvalParts(pipeline, messages, escape)
    case 'other_run':
      return { facts: insteadText(pipeline, messages, escape) ?? '', action: messages.say('next.stale') }
    case 'timeout':
      return { facts: presentText(pipeline, messages, escape), action: messages.say('next.timed_out') }
    case 'cancelled':
      return cancelledParts(pipeline, messages, escape)
    case 'failed':
      return { facts: saidText(pipeline, messages, escape), action: messages.say('next.error') }
    case 'never_ran':
      return noRunParts(pipeline, messages, escape)
    case 'not_ended':
      return { facts: '', action: messages.say('next.running') }
  }
}

const fact = (facts: string): NextStep => ({ facts, action: '' })

/** What the last poll saw instead of a run that can be judged; `null` where it saw one, or none at all. */
function unclearParts(pipeline: PipelineState, messages: Messages, escape: Escape): NextStep | null {
  const { lastObservation, run, target } = pipeline
  const todo = (action: string): NextStep => ({ facts: '', action })
  switch (lastObservation) {
    case 'nothing_yet':
      return todo(messages.say('next.unseen'))
    case 'unconfirmed':
      return todo(messages.say('next.unconfirmed'))
    case 'contradiction':
      return todo(messages.say('next.contradiction'))
    case 'not_started':
      return fact(messages.say('next.not_started'))
    case 'start_lost': {
      if (run !== null) return fact(messages.say('next.start_found'))
      const correlationId = target.kind === 'start' ? target.correlationId : null
      return fact(messages.say('next.start_lost', { correlationId: escape(correlationId ?? '', 60) }))
    }
    case 'moved_on':
      return fact(movedOnText(pipeline, messages, escape))
    case 'left_queue':
      return todo(messages.say('next.left_queue'))
    case 'announced':
    case 'no_match':
    case 'no_run':
    case 'other_pipelines_only':
    case 'run':
      return runlessParts(pipeline, messages)
  }
}

/** What is special of a run that was dropped, pinned or started, and did not come. */
function runlessParts({ run, target, outcome }: PipelineState, messages: Messages): NextStep | null {
  const todo = (action: string): NextStep => ({ facts: '', action })
  if (run?.status === 'QUEUED_TIME_OUT') return todo(messages.say('next.queue_timed_out'))
  if (target.kind === 'pin' && target.runNumber !== null && run === null)
    return fact(messages.say('next.no_run_number', { number: target.runNumber }))
  if (target.kind === 'start' && outcome === 'not_found') return todo(messages.say('next.never_appeared'))
  return null
}

/** What CodeArts says about the place where it failed or was cancelled: by whom, at times. */
function saidText(pipeline: PipelineState, messages: Messages, escape: Escape): string {
  const said = failedChild(pipeline)?.location?.message ?? failedLocation(pipeline)?.message ?? null
  return said === null ? '' : messages.say('next.said', { words: withoutFullStop(escape(said, 300)) })
}

function cancelledParts(pipeline: PipelineState, messages: Messages, escape: Escape): NextStep {
  const superseded = supersededText(pipeline, messages, escape)
  if (superseded !== null) return fact(superseded)
  return { facts: saidText(pipeline, messages, escape), action: messages.say('next.aborted') }
}

/** A newer run has taken the place of the cancelled one; what CodeArts says about the end goes before. */
function supersededText(
  { explanation, ...pipeline }: PipelineState,
  messages: Messages,
  escape: Escape
): string | null {
  const successor = explanation?.supersededBy ?? null
  if (successor === null) return null
  const { run, sharing } = successor
  const { commit } = run
  const facts = [
    outcomeText(run.outcome, messages),
    commit === null ? '' : messages.say('fact.commit', { commit: escape(commit.slice(0, 10)) })
  ]
  const about = { run: escape(labelOf(run) ?? '–'), facts: joined(facts, messages) }
  const said = failedLocation({ explanation, ...pipeline })?.message ?? null
  return sentences(
    [
      said === null ? null : messages.say('next.said', { words: withoutFullStop(escape(said, 300)) }),
      messages.say(`next.superseded.${sharing}`, about)
    ],
    messages
  )
}

/** The service does not respond any more: the last known status, and when. */
function lostParts(
  pipeline: PipelineState,
  kind: 'service' | 'configuration',
  messages: Messages,
  escape: Escape
): NextStep {
  const action = messages.say(`next.lost.${kind}`)
  const { run, observedAt } = pipeline
  if (run === null || pipeline.lastObservation !== 'run') return { facts: '', action }
  const location = currentLocation(pipeline)
  const about = {
    outcome: outcomeText(run.outcome, messages),
    where: location === null ? '' : messages.say('where.stage', { stage: locationText(location, escape) }),
    when:
      observedAt === null
        ? ''
        : messages.say('next.last_seen.at', { time: instantText(observedAt, messages) })
  }
  return { facts: messages.say('next.last_seen', about), action }
}

/** Whose review is awaited, as far as CodeArts says, and since when. */
function approvalParts(pipeline: PipelineState, messages: Messages, escape: Escape): NextStep {
  const location = currentLocation(pipeline)
  const words = location?.message ?? null
  const facts = [
    presentText(pipeline, messages, escape),
    words === null ? null : messages.say('next.paused.said', { words: withoutFullStop(escape(words, 300)) })
  ]
  return {
    facts: sentences(facts, messages),
    action: reviewText(location?.reviewers ?? [], messages, escape)
  }
}

/** Whom it waits for, where that is known. */
function reviewText(reviewers: readonly string[], messages: Messages, escape: Escape): string {
  if (reviewers.length === 0) return messages.say('next.paused')
  const names = joined(
    reviewers.map(name => escape(name, 60)),
    messages
  )
  return messages.say('next.paused.by', { names })
}

/** Where the run is, or was when the time was up. */
function presentText(pipeline: PipelineState, messages: Messages, escape: Escape): string {
  const location = currentLocation(pipeline)
  if (location === null) return ''
  const chain = locationText(location, escape)
  if (location.startedAt === null) return messages.say('next.doing', { location: chain })
  return messages.say('next.doing.since', {
    location: chain,
    since: instantText(location.startedAt, messages)
  })
}

/** The run that was started is of another commit than required: both are named. */
function movedOnText({ run, target }: PipelineState, messages: Messages, escape: Escape): string {
  const asked = escape((target.kind === 'start' ? target.commit?.commit : null) ?? '', 40)
  if (run === null || run.commit === null) return messages.say('next.commit_untold', { wanted: asked })
  return messages.say('next.moved_on', { wanted: asked, commit: escape(run.commit, 40) })
}
