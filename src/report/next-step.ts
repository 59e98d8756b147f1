import type { PipelineState } from '../domain/pipeline-state.js'
import { absenceText } from './absence-text.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined, sentences, withoutFullStop } from './phrases.js'
import { classOf, currentLocation, failedChild, failedLocation, locationText } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import { insteadText, instantText, labelOf, outcomeText } from './text.js'

/**
 * What a person does next about a pipeline that is not green.
 * @param failure what kept the step from judging, if anything did
 */
export function nextStep(
  pipeline: PipelineState,
  messages: Messages,
  escape: Escape = plain,
  failure: Failure | null = null
): string {
  const kind = classOf(pipeline, failure)
  if (kind === null) return ''
  if (kind === 'service' || kind === 'configuration') return lostText(pipeline, kind, messages, escape)
  if (pipeline.lastObservation === 'nothing_yet') return messages.say('next.unseen')
  if (pipeline.lastObservation === 'unconfirmed') return messages.say('next.unconfirmed')
  if (pipeline.lastObservation === 'contradiction') return messages.say('next.contradiction')
  if (pipeline.lastObservation === 'not_started') return messages.say('next.not_started')
  if (pipeline.lastObservation === 'start_lost' && pipeline.run !== null)
    return messages.say('next.start_found')
  if (pipeline.lastObservation === 'start_lost') {
    const correlationId = pipeline.target.kind === 'start' ? pipeline.target.correlationId : null
    return messages.say('next.start_lost', { correlationId: escape(correlationId ?? '', 60) })
  }
  if (pipeline.lastObservation === 'moved_on') return movedOnText(pipeline, messages, escape)
  if (pipeline.lastObservation === 'left_queue') return messages.say('next.left_queue')
  if (pipeline.run?.status === 'QUEUED_TIME_OUT') return messages.say('next.queue_timed_out')
  if (pipeline.target.kind === 'pin' && pipeline.target.runNumber !== null && pipeline.run === null)
    return messages.say('next.no_run_number', { number: pipeline.target.runNumber })
  if (pipeline.target.kind === 'start' && pipeline.outcome === 'not_found')
    return messages.say('next.never_appeared')
  if (pipeline.absence !== null) return absenceText(pipeline, pipeline.absence, messages, escape)
  switch (kind) {
    case 'unclear':
      return messages.say('next.unknown', { status: escape(pipeline.run?.status ?? 'null', 60) })
    case 'approval':
      return approvalText(pipeline, messages, escape)
    case 'other_run':
      return sentences([insteadText(pipeline, messages, escape), messages.say('next.stale')], messages)
    case 'timeout':
      return sentences([presentText(pipeline, messages, escape), messages.say('next.timed_out')], messages)
    case 'cancelled':
      return (
        supersededText(pipeline, messages, escape) ??
        saidText(pipeline, messages, escape) ??
        messages.say('next.aborted')
      )
    case 'failed':
      return sentences([saidText(pipeline, messages, escape), messages.say('next.error')], messages)
    case 'never_ran':
      return messages.say('next.not_found')
    case 'not_ended':
      return messages.say('next.running')
  }
}

/** What the cloud says about the place where it failed or was cancelled: by whom, at times. */
function saidText(pipeline: PipelineState, messages: Messages, escape: Escape): string | null {
  const said = failedChild(pipeline)?.location?.message ?? failedLocation(pipeline)?.message ?? null
  if (said === null) return null
  const words = withoutFullStop(escape(said, 300))
  return messages.say(pipeline.outcome === 'aborted' ? 'next.aborted.said' : 'next.said', { words })
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

/** Nobody answers any more: what was seen last, and when. */
function lostText(
  pipeline: PipelineState,
  kind: 'service' | 'configuration',
  messages: Messages,
  escape: Escape
): string {
  const next = messages.say(`next.lost.${kind}`)
  const { run, observedAt } = pipeline
  if (run === null || pipeline.lastObservation !== 'run') return next
  const location = currentLocation(pipeline)
  const about = {
    outcome: outcomeText(run.outcome, messages),
    where: location === null ? '' : messages.say('where.stage', { stage: locationText(location, escape) }),
    when:
      observedAt === null
        ? ''
        : messages.say('next.last_seen.at', { time: instantText(observedAt, messages) })
  }
  return sentences([messages.say('next.last_seen', about), next], messages)
}

/** Who is waited for, as far as the cloud tells, and since when. */
function approvalText(pipeline: PipelineState, messages: Messages, escape: Escape): string {
  const location = currentLocation(pipeline)
  const words = location?.message ?? null
  return sentences(
    [
      presentText(pipeline, messages, escape),
      words === null
        ? null
        : messages.say('next.paused.said', { words: withoutFullStop(escape(words, 300)) }),
      reviewText(location?.reviewers ?? [], messages, escape)
    ],
    messages
  )
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
function presentText(pipeline: PipelineState, messages: Messages, escape: Escape): string | null {
  const location = currentLocation(pipeline)
  if (location === null) return null
  const chain = locationText(location, escape)
  if (location.startedAt === null) return messages.say('next.doing', { location: chain })
  return messages.say('next.doing.since', {
    location: chain,
    since: instantText(location.startedAt, messages)
  })
}

/** The run that was started is not of the commit that was asked for: both are named. */
function movedOnText({ run, target }: PipelineState, messages: Messages, escape: Escape): string {
  const asked = escape((target.kind === 'start' ? target.commit?.commit : null) ?? '', 40)
  if (run === null || run.commit === null) return messages.say('next.commit_untold', { wanted: asked })
  return messages.say('next.moved_on', { wanted: asked, commit: escape(run.commit, 40) })
}
