import { waysOut, type Absence } from '../domain/absence.js'
import type { Condition } from '../domain/selection.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined, sentences, type NextStep } from './phrases.js'
import { durationText, instantText, outcomeText, labelOf } from './text.js'

/** Why a pipeline has no run that counts, as far as that is known, and the ways out that fit. */
export function absenceParts(
  pipeline: PipelineState,
  absence: Absence,
  messages: Messages,
  escape: Escape
): NextStep {
  if (absence.unknown !== null && pipeline.instead === null)
    return {
      facts: missingText(pipeline, absence, messages, escape),
      action: messages.say(`hint.${absence.unknown}`)
    }
  const causes = causeTexts(absence, messages, escape)
  const { outcome } = pipeline
  const ways = waysOut(pipeline, absence).map(way => messages.sayAny(`way.${way}`, { outcome }))
  const facts = [
    missingText(pipeline, absence, messages, escape),
    ...(causes.length > 0 ? causes : [latestText(pipeline, messages, escape)]),
    absence.isPartial ? messages.say('absent.partial') : null
  ]
  const check = pipeline.target.kind === 'condition' ? null : messages.say(checkOf(pipeline))
  return { facts: sentences(facts, messages), action: sentences([check, ...ways], messages) }
}

/** The same where nothing more is known. */
export function noRunParts(pipeline: PipelineState, messages: Messages, escape: Escape): NextStep {
  return { facts: noRunText(pipeline, messages, escape), action: messages.say(checkOf(pipeline)) }
}

function noRunText({ target }: PipelineState, messages: Messages, escape: Escape): string {
  if (target.kind !== 'pin') return messages.say('absent.any')
  const run = target.runId ?? `#${target.runNumber ?? ''}`
  return messages.say('absent.pinned', { run: escape(run, 40) })
}

/** What did not come: "No run of commit 4f0c2d1b9a appeared within 5m." */
function missingText(
  pipeline: PipelineState,
  { waitedMs }: Absence,
  messages: Messages,
  escape: Escape
): string {
  const { target } = pipeline
  if (target.kind !== 'condition') return noRunText(pipeline, messages, escape)
  const what = conditionText(target.condition, messages, escape)
  if (waitedMs === null) return messages.say('absent.now', { what })
  return messages.say('absent.within', { what, time: durationText(waitedMs, messages) })
}

function conditionText({ commit, startedAfter }: Condition, messages: Messages, escape: Escape): string {
  const run =
    commit === null
      ? messages.say('absent.run')
      : messages.say('absent.run_of', { commit: escape(commit.commit.slice(0, 10), 10) })
  if (startedAfter === null) return run
  return 'agoMs' in startedAfter
    ? messages.say('absent.started_within', { run, time: durationText(startedAfter.agoMs, messages) })
    : messages.say('absent.started_after', { run, since: instantText(startedAfter.epochMs, messages) })
}

/** What CodeArts says of triggers and queue. */
function causeTexts(
  { failedTrigger, waiting, isDropped }: Absence,
  messages: Messages,
  escape: Escape
): string[] {
  const causes: string[] = []
  if (waiting !== null) {
    const others = waiting.n - 1
    const since = waiting.since === null ? '' : instantText(waiting.since, messages)
    const code = others === 0 ? 'absent.queued' : 'absent.queued.behind'
    causes.push(
      since === '' ? messages.say(`${code}.undated`, { n: others }) : messages.say(code, { n: others, since })
    )
  } else if (isDropped) causes.push(messages.say('absent.dropped'))
  if (failedTrigger !== null) {
    const { at, reason } = failedTrigger
    const when = at === null ? '' : messages.say('absent.at', { time: instantText(at, messages) })
    const words = reason === null ? '' : escape(reason, 300).replace(/[\s.。]{1,20}$/, '')
    causes.push(
      words === ''
        ? messages.say('absent.trigger.silent', { when })
        : messages.say('absent.trigger', { when, words })
    )
  }
  return causes
}

/** The run that is there instead. */
function latestText({ instead }: PipelineState, messages: Messages, escape: Escape): string | null {
  if (instead === null) return null
  const { commit, branch, startedAt, outcome } = instead
  const facts = [
    startedAt === null ? '' : messages.say('fact.started', { started: instantText(startedAt, messages) }),
    outcomeText(outcome, messages),
    branch === null ? '' : messages.say('fact.branch', { branch: escape(branch, 60) })
  ]
  const run = escape(labelOf(instead) ?? '–')
  const about = { run, facts: joined(facts, messages) }
  if (commit === null) return messages.say('absent.latest', about)
  return messages.say('absent.latest_of', { ...about, commit: escape(commit.slice(0, 10), 10) })
}

/** What may be wrong where there is no condition. */
function checkOf({ target }: PipelineState): 'next.no_run_pinned' | 'next.not_found' {
  return target.kind === 'pin' ? 'next.no_run_pinned' : 'next.not_found'
}
