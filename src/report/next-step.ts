import type { Tracked } from '../domain/tracking.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { sentences } from './phrases.js'
import { classOf, failedPlace, placeText, presentPlace } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import { insteadText, outcomeText, instantText } from './text.js'

/**
 * What a person does next about a pipeline that is not green.
 * @param failure what kept the step from judging, if anything did
 */
export function nextStep(
  tracked: Tracked,
  messages: Messages,
  escape: Escape = plain,
  failure: Failure | null = null
): string {
  const kind = classOf(tracked, failure)
  if (kind === null) return ''
  if (kind === 'service' || kind === 'configuration') return lostText(tracked, kind, messages, escape)
  if (tracked.seen === 'nothing_yet') return messages.say('next.unseen')
  if (tracked.seen === 'contradiction') return messages.say('next.contradiction')
  if (tracked.seen === 'not_started') return messages.say('next.not_started')
  if (tracked.seen === 'start_lost' && tracked.run !== null) return messages.say('next.start_found')
  if (tracked.seen === 'start_lost')
    return messages.say('next.start_lost', { mark: escape(tracked.mark ?? '', 60) })
  if (tracked.seen === 'moved_on') return movedOnText(tracked, messages, escape)
  if (tracked.matchedBy === 'started' && tracked.outcome === 'not_found')
    return messages.say('next.never_appeared')
  switch (kind) {
    case 'unclear':
      return messages.say('next.unknown', { status: escape(tracked.run?.status ?? 'null', 60) })
    case 'approval':
      return approvalText(tracked, messages, escape)
    case 'other_run':
      return sentences([insteadText(tracked, messages, escape), messages.say('next.stale')], messages)
    case 'timeout':
      return sentences([presentText(tracked, messages, escape), messages.say('next.timed_out')], messages)
    case 'cancelled':
      return saidText(tracked, messages, escape) ?? messages.say('next.aborted')
    case 'failed':
      return sentences([saidText(tracked, messages, escape), messages.say('next.error')], messages)
    case 'never_ran':
      return messages.say('next.not_found')
    case 'not_ended':
      return messages.say('next.running')
  }
}

/** What the cloud says about the place where it failed or was cancelled: by whom, at times. */
function saidText(tracked: Tracked, messages: Messages, escape: Escape): string | null {
  const said = failedPlace(tracked)?.message ?? null
  if (said === null) return null
  const words = escape(said, 300)
  return messages.say(tracked.outcome === 'aborted' ? 'next.aborted.said' : 'next.said', { words })
}

/** Nobody answers any more: what was seen last, and when. */
function lostText(
  tracked: Tracked,
  kind: 'service' | 'configuration',
  messages: Messages,
  escape: Escape
): string {
  const next = messages.say(`next.lost.${kind}`)
  const { run, seenAt } = tracked
  if (run === null || tracked.seen !== 'run') return next
  const place = presentPlace(tracked)
  const about = {
    outcome: outcomeText(run.outcome, messages),
    where: place === null ? '' : messages.say('where.stage', { stage: placeText(place, escape) }),
    when: seenAt === null ? '' : messages.say('next.last_seen.at', { time: instantText(seenAt) })
  }
  return sentences([messages.say('next.last_seen', about), next], messages)
}

/** Who is waited for, as far as the cloud tells, and since when. */
function approvalText(tracked: Tracked, messages: Messages, escape: Escape): string {
  const place = presentPlace(tracked)
  const words = place?.message ?? null
  return sentences(
    [
      presentText(tracked, messages, escape),
      words === null ? null : messages.say('next.said', { words: escape(words, 300) }),
      messages.say('next.paused')
    ],
    messages
  )
}

/** Where the run is, or was when the time was up. */
function presentText(tracked: Tracked, messages: Messages, escape: Escape): string | null {
  const place = presentPlace(tracked)
  if (place === null) return null
  const chain = placeText(place, escape)
  if (place.startedAt === null) return messages.say('next.doing', { place: chain })
  return messages.say('next.doing.since', { place: chain, since: instantText(place.startedAt) })
}

/** The run that was started is not of the commit that was asked for: both are named. */
function movedOnText({ run, wanted }: Tracked, messages: Messages, escape: Escape): string {
  const asked = escape(wanted ?? '', 40)
  if (run === null || run.commit === null) return messages.say('next.commit_untold', { wanted: asked })
  return messages.say('next.moved_on', { wanted: asked, commit: escape(run.commit, 40) })
}
