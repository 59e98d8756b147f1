import { sendable, type StatusState } from '../domain/commit-status.js'
import type { Failure } from '../domain/failure.js'
import { durationSeconds } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { gatingOf, type Verdict } from '../domain/verdict.js'
import { attemptCount, isRetried } from './attempts.js'
import { nameOf } from './conclusion.js'
import { plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined } from './phrases.js'
import { failedLocation, locationText } from './reasons.js'
import { durationText, failureText, outcomeText, runLabel } from './text.js'

/**
 * As long as GitHub takes descriptions of statuses.
 * https://docs.github.com/en/rest/commits/statuses#create-a-commit-status
 */
const LONGEST = 140

/** Why a status that was pending is settled as an error. */
export type SettledBecause = 'cancelled' | 'killed' | 'shared' | 'unread' | 'not_awaited'

/** What the status of one pipeline says. @param failure what kept the step from judging, if anything did */
export function pipelineStatusText(
  pipeline: PipelineState,
  state: StatusState,
  failure: Failure | null,
  messages: Messages
): string {
  const run = runLabel(pipeline)
  const seconds = pipeline.run === null ? null : durationSeconds(pipeline.run)
  const facts = [
    run === null ? '' : messages.say('status.run', { run: plain(run, 40) }),
    seconds === null ? '' : durationText(seconds * 1000, messages),
    isRetried(pipeline) ? messages.say('summary.attempt', { n: attemptCount(pipeline) ?? 1 }) : ''
  ]
  const about = joined(facts, messages)
  const shown = about === '' ? '' : messages.say('facts', { list: about })
  if (state === 'pending') {
    if (run === null) return fitted(messages.say('status.waiting'))
    return fitted(
      messages.say('status.outcome', { outcome: outcomeText(pipeline.outcome, messages), facts: shown })
    )
  }
  if (state === 'success') return fitted(messages.say('status.passed', { facts: shown }))
  if (state === 'error' && failure !== null) return fitted(blockedText(failure, messages))
  if (state === 'failure')
    return fitted(messages.say('status.failed', { where: whereFailed(pipeline, messages), facts: shown }))
  if (pipeline.outcome === 'running') return settledText('not_awaited', messages)
  const reason = messages.say(`status.error.${errorKey(pipeline.outcome)}`)
  return fitted(messages.say('status.error', { reason, facts: shown }))
}

function errorKey(
  outcome: PipelineState['outcome']
): 'aborted' | 'timed_out' | 'not_found' | 'stale' | 'unknown' | 'paused' {
  return outcome === 'success' || outcome === 'error' || outcome === 'running' ? 'unknown' : outcome
}

/** The place as the explanation has it, else the first stage that failed. */
function whereFailed(pipeline: PipelineState, messages: Messages): string {
  const location = failedLocation(pipeline)
  const stage = pipeline.run?.stages.find(({ outcome }) => outcome === 'error')?.name ?? null
  const text = location === null ? (stage === null ? '' : plain(stage, 60)) : locationText(location)
  return text === '' ? '' : messages.say('where.stage', { stage: text })
}

/** What the one status of a step says. @param failure what kept the step from judging, if anything did */
export function stepStatusText(
  verdict: Verdict,
  state: StatusState,
  failure: Failure | null,
  messages: Messages
): string {
  const n = verdict.pipelines.length
  if (state === 'pending')
    return fitted(n === 0 ? messages.say('status.one.begun') : messages.say('status.one.pending', { n }))
  if (state === 'error' && failure !== null) return fitted(blockedText(failure, messages))
  if (state === 'success') return fitted(passedText(verdict, messages))
  const bad =
    verdict.failed.length > 0
      ? verdict.failed
      : gatingOf(verdict.pipelines).filter(({ outcome }) => outcome !== 'success')
  const names = bad.map(pipeline => {
    const facts = messages.say('facts', { list: outcomeText(pipeline.outcome, messages) })
    return `${plain(nameOf(pipeline), 40)}${facts}`
  })
  return fitted(messages.say('status.one.failed', { failed: bad.length, n, names: joined(names, messages) }))
}

/** What has passed, with what has not, and with what needed more than one attempt: a flake must be seen. */
function passedText({ pipelines }: Verdict, messages: Messages): string {
  const bad = pipelines.filter(({ outcome }) => outcome !== 'success')
  const retried = pipelines.filter(pipeline => pipeline.outcome === 'success' && isRetried(pipeline))
  const shown = (pipeline: PipelineState, note: string): string =>
    messages.say('log.note', { name: plain(nameOf(pipeline), 40), note })
  const list = joined(
    [
      ...bad.map(pipeline => shown(pipeline, outcomeText(pipeline.outcome, messages))),
      ...retried.map(pipeline =>
        shown(pipeline, messages.say('summary.attempt', { n: attemptCount(pipeline) ?? 1 }))
      )
    ],
    messages
  )
  return messages.say(bad.length === 0 ? 'status.one.passed' : 'status.one.allowed', {
    n: pipelines.length,
    passed: pipelines.length - bad.length,
    facts: list === '' ? '' : messages.say('facts', { list })
  })
}

function blockedText(failure: Failure, messages: Messages): string {
  if (failure.code === 'cancelled') return messages.say('status.settled.cancelled')
  return messages.say('status.blocked', { reason: failureText({ ...failure, hint: null }, messages) })
}

/** Why a status does not say how a run ended. */
export function settledText(because: SettledBecause, messages: Messages): string {
  return fitted(messages.say(`status.settled.${because}`))
}

/** A description that GitHub takes. */
function fitted(text: string): string {
  const line = sendable(text)
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).trimEnd()}…` : line
}
