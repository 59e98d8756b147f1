import { mayBeOwn, type EarlierAttempt, type OwnRetry, type Retry } from '../domain/retry.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { sentences } from './phrases.js'
import { failedLocation } from './reasons.js'
import { errorText, outcomeText, runLabel, whereText } from './text.js'

/** At most this many earlier attempts are shown; there are more only where people retry manually. */
const ATTEMPTS_SHOWN = 10

/** How many attempts of its run the step has seen; `null` where none is known. */
export function attemptCount({ run, attempts, lastObservation }: PipelineState): number | null {
  if (run === null || attempts === null || lastObservation === 'moved_on') return null
  return attempts.earlier.length + 1
}

/** Whether its run took more than one attempt: what ended otherwise before may end otherwise again. */
export function isRetried({ attempts }: PipelineState): boolean {
  return attempts !== null && attempts.earlier.length > 0
}

/** A pipeline as it was when an earlier attempt of its run had ended. */
export function asItWas(pipeline: PipelineState, { run, explanation }: EarlierAttempt): PipelineState {
  return { ...pipeline, run, outcome: run.outcome, explanation }
}

/**
 * What a poll, or the answer to a retry, has changed of the attempts; `null` for nothing.
 * @param most retries that are allowed
 */
export function attemptLine(
  then: PipelineState,
  now: PipelineState,
  most: number,
  messages: Messages
): string | null {
  if (now.attempts === null || then.run === null || then.run.runId !== now.run?.runId) return null
  const name = { name: plain(nameOf(now), 120), run: runLabel(now) ?? '–' }
  if (now.attempts.earlier.length > (then.attempts?.earlier.length ?? 0))
    return messages.say(now.run.ended ? 'log.attempt.ended' : 'log.attempt', {
      ...name,
      n: now.attempts.earlier.length + 1
    })
  const { retry, retries } = now.attempts
  const before = then.attempts?.retry ?? null
  if (retry === null || isWhereItWas(before, retry)) return null
  const about = {
    ...name,
    n: retries,
    most,
    lastError: 'lastError' in retry ? why(retry.lastError, messages, plain) : ''
  }
  switch (retry.kind) {
    case 'due':
      return retry.refusals === 1 ? messages.say('log.retry.not_now', about) : null
    case 'sent': {
      const key = before?.kind === 'queued' ? 'left_queue' : retry.how
      return messages.say(`log.retry.${key}`, { ...about, where: whereOf(now, messages) })
    }
    case 'queued':
    case 'run_queued':
      return messages.say(`log.${queuedKey(retry)}`, { ...about, where: whereOf(now, messages) })
    case 'refused':
      return messages.say('log.retry.refused', about)
    case 'given_up':
      return messages.say('log.retry.given_up', { ...name, note: noteOf(retry, messages, plain) })
  }
}

/** Whether nothing that was not said has changed of a retry. Copies without secrets are compared. */
function isWhereItWas(before: Retry | null, now: Retry): boolean {
  const then = before === null ? null : ownOf(before)
  // That the run of a queued retry is shown in the queue is not news.
  if (now.kind === 'run_queued') return before?.kind === 'run_queued' || then?.kind === 'queued'
  if (then?.kind === 'due' && now.kind === 'due') return then.refusals === now.refusals
  return then?.kind === now.kind
}

function ownOf(retry: Retry): OwnRetry {
  return retry.kind === 'run_queued' ? retry.own : retry
}

/** Why a failure that was to be retried remains, and how often its run was tried; empty for one plain attempt. */
export function attemptsText(pipeline: PipelineState, messages: Messages, escape: Escape = plain): string {
  const { attempts } = pipeline
  if (attempts === null) return ''
  const { earlier, retry } = attempts
  const shown = earlier.slice(-ATTEMPTS_SHOWN)
  const place = whereOf(pipeline, messages, escape)
  const told = shown.map((attempt, index) => {
    const n = earlier.length - shown.length + index + 1
    const { outcome } = attempt.run
    const where = whereOf(asItWas(pipeline, attempt), messages, escape)
    if (outcome === pipeline.outcome && where !== '' && where === place)
      return messages.say('attempts.same', { n })
    return messages.say('attempts.ended', { n, outcome: outcomeText(outcome, messages), where })
  })
  const last =
    earlier.length > 0 && pipeline.outcome === 'success'
      ? messages.say('attempts.passed', { n: earlier.length + 1 })
      : ''
  return sentences([last, ...told, retry === null ? '' : noteOf(retry, messages, escape)], messages)
}

function noteOf(retry: Retry, messages: Messages, escape: Escape): string {
  const lastError = 'lastError' in retry ? why(retry.lastError, messages, escape) : ''
  switch (retry.kind) {
    case 'given_up':
      return messages.say(`retry.${retry.because}`, { lastError })
    case 'queued':
    case 'run_queued':
      return messages.say(queuedKey(retry))
    case 'due':
    case 'sent':
    case 'refused':
      return messages.say(`retry.${retry.kind}`, { lastError })
  }
}

/** This step has sent no retry that could be the one in the queue: then somebody else has. */
function queuedKey(retry: Retry): 'retry.queued' | 'retry.queued.by_others' {
  return mayBeOwn(ownOf(retry)) ? 'retry.queued' : 'retry.queued.by_others'
}

function why(lastError: Parameters<typeof errorText>[0] | null, messages: Messages, escape: Escape): string {
  return lastError === null ? messages.say('log.no_answer') : errorText(lastError, messages, escape)
}

function whereOf(pipeline: PipelineState, messages: Messages, escape: Escape = plain): string {
  const explained = pipeline.explanation ?? pipeline.attempts?.explanation ?? null
  const whole = { ...pipeline, explanation: explained }
  return failedLocation(whole) === null ? '' : whereText(whole, messages, escape)
}
