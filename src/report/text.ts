import type { Outcome, PipelineRun } from '../domain/pipeline-run.js'
import { matchedBy, type PipelineState } from '../domain/pipeline-state.js'
import { gatingOf, type Verdict } from '../domain/verdict.js'
import { nameOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import type { Messages } from './messages/index.js'
import { cleaned, joined, withoutFullStop } from './phrases.js'
import { childText, failedChild, failedLocation, locationText } from './reasons.js'
import type { Failure } from '../domain/failure.js'
import type { InputIssue } from '../domain/input-issue.js'
import type { Conclusion, ServiceLocation } from '../domain/conclusion.js'

/** Sentences that several reports share. */

/** Has a name of its own in Chinese. */
const BEIJING = 'Asia/Shanghai'

/** A length of time in words, from milliseconds: its two largest units, without what is zero. */
export function durationText(ms: number, messages: Messages): string {
  if (ms > 0 && ms < 1000) return messages.say('duration.ms', { ms: Math.round(ms) })
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (h > 0) return m === 0 ? messages.say('duration.h', { h }) : messages.say('duration.h.m', { h, m })
  if (m > 0) return s === 0 ? messages.say('duration.m', { m }) : messages.say('duration.m.s', { m, s })
  return messages.say('duration.s', { s })
}

export function outcomeText(outcome: Outcome, messages: Messages): string {
  return messages.say(`outcome.${outcome}`)
}

/** What the log calls a pipeline, with whether it is advisory. */
export function loggedName(pipeline: PipelineState, messages: Messages): string {
  const name = plain(nameOf(pipeline), 120)
  return pipeline.advisory ? messages.say('log.advisory', { name }) : name
}

/** ` in X › Y › Z`, or `, run 25`, or nothing. */
export function whereText(pipeline: PipelineState, messages: Messages, escape: Escape = plain): string {
  const location = failedLocation(pipeline)
  if (location !== null) {
    const more = (pipeline.explanation?.failed.length ?? 1) - 1
    const child = failedChild(pipeline)
    const bottom = child === null ? location : child.location
    const stage =
      bottom === null && child !== null
        ? childText(child.run, escape)
        : locationText(bottom ?? location, escape)
    return messages.say('where.stage', { stage }) + (more > 0 ? messages.say('where.more', { n: more }) : '')
  }
  const run = runLabel(pipeline)
  return run === null ? '' : messages.say('where.run', { run: escape(run) })
}

/** Commit, branch and trigger of a run, as far as they are known. */
export function sourceText(run: PipelineRun, messages: Messages, escape: Escape = plain): string {
  const { commit, branch, trigger } = run
  const facts = [
    commit === null ? '' : messages.say('fact.commit', { commit: escape(commit.slice(0, 10)) }),
    branch === null ? '' : messages.say('fact.branch', { branch: escape(branch, 60) }),
    trigger === null ? '' : messages.say('fact.trigger', { trigger: escape(trigger, 40) })
  ]
  return joined(facts, messages)
}

/** The latest run, where it does not match. */
export function insteadText(
  { instead }: PipelineState,
  messages: Messages,
  escape: Escape = plain
): string | null {
  if (instead === null) return null
  const started = instead.startedAt === null ? '' : instantText(instead.startedAt, messages)
  const facts = [
    outcomeText(instead.outcome, messages),
    sourceText(instead, messages, escape),
    started === '' ? '' : messages.say('fact.started', { started })
  ]
  return messages.say('instead', { run: escape(labelOf(instead) ?? '–'), facts: joined(facts, messages) })
}

/** An instant as people read it, and the zone that it is in. */
export function instantText(epochMs: number, messages: Messages): string {
  const time = messages.timeZone.wallClock(epochMs)
  const { name } = messages.timeZone
  return name === BEIJING
    ? messages.say('instant.beijing', { time })
    : messages.say('instant', { time, zone: name })
}

/** What the zone of the times is called. */
export function zoneText(messages: Messages): string {
  const { name } = messages.timeZone
  return name === BEIJING ? messages.say('zone.beijing') : name
}

/** Where the service was asked: its region, or the endpoint that was set instead. */
export function placeText(
  { region, customEndpoint }: ServiceLocation,
  messages: Messages,
  escape: Escape = plain
): string {
  const parts = [
    customEndpoint === null
      ? ''
      : messages.say('log.place.endpoint', { endpoint: escape(customEndpoint, 300) }),
    region === null ? '' : messages.say('log.place.region', { region: escape(region) })
  ]
  return joined(parts, messages)
}

/** Which rule picked the run. */
export function matchedText(pipeline: PipelineState, messages: Messages, escape: Escape = plain): string {
  const rule = matchedBy(pipeline)
  if (rule === null) return '–'
  const commit = rule === 'commit' ? (pipeline.run?.commit?.slice(0, 10) ?? '') : ''
  return `${messages.say(`matched.${rule}`)} ${escape(commit)}`.trim()
}

/** The same for the run of a pipeline. */
export function runLabel({ run }: PipelineState): string | null {
  return run === null ? null : labelOf(run)
}

/** How a run is called in text: its number, else its ID; `null` where neither is known. */
export function labelOf(run: PipelineRun): string | null {
  if (run.runNumber !== null) return `#${run.runNumber}`
  return run.runId === null ? null : plain(run.runId, 40)
}

/** The verdict in one line, and what it does not count. */
export function headline(conclusion: Conclusion, messages: Messages): string {
  const verdict = verdictText(conclusion, messages)
  const advisory = conclusion.verdict.pipelines.filter(pipeline => pipeline.advisory)
  const failed = advisory.filter(({ outcome }) => outcome !== 'success').length
  if (conclusion.failure !== null || failed === 0) return verdict
  return messages.say('headline.advisory', { verdict, failed, n: advisory.length })
}

function verdictText({ verdict, failure }: Conclusion, messages: Messages): string {
  const n = gatingOf(verdict.pipelines).length
  const result = outcomeText(verdict.result, messages)
  if (failure?.code === 'cancelled') return messages.say('headline.cancelled')
  if (failure !== null) return messages.say('headline.blocked')
  if (verdict.failsStep) return messages.say('headline.failed', { result, failed: verdict.failed.length, n })
  const open = verdict.carriedOn.length
  if (open > 0) return messages.say('carried_on.headline', { open, n })
  if (isStartOnly(verdict)) return messages.say('headline.started', { n })
  if (!verdict.passed) return messages.say('headline.open', { result })
  if (verdict.result === 'success') return messages.say('headline.passed', { n })
  return messages.say('headline.passed.allowed', { n, result })
}

/** Whether runs were started, and a snapshot judges only that they were. */
function isStartOnly({ result, pipelines }: Verdict): boolean {
  return result === 'running' && gatingOf(pipelines).every(({ target }) => target.kind === 'start')
}

/** Who decides what a snapshot has left open; empty where it has left nothing. */
export function carriedOnText({ verdict, failure }: Conclusion, messages: Messages): string {
  return failure === null && verdict.carriedOn.length > 0 ? messages.say('carried_on.note') : ''
}

/**
 * What happened, with CodeArts' code and request ID, and what to do. What CodeArts and the user said is
 * made harmless by `escape`; our own words keep their marks.
 */
export function failureText(failure: Failure, messages: Messages, escape: Escape = plain): string {
  if (failure.code === 'inputs' || failure.code === 'plan') {
    const issues = failure.issues.map(issue => issueText(issue, messages, escape))
    return [messages.say(`failure.${failure.code}`), ...issues].join('\n')
  }
  const service = messages.say(`service.${failure.service}`)
  const facts = factsText(failure, messages, escape)
  const isForbidden = failure.code === 'refused' && failure.hint === 'forbidden'
  const code = isForbidden ? 'failure.forbidden' : (`failure.${failure.code}` as const)
  const text = messages.sayAny(code, { service, facts })
  const { pipeline } = failure
  const sentence =
    pipeline === null ? text : messages.say('failure.of', { pipeline: escape(pipeline, 120), text })
  if (failure.hint === null) return sentence
  const hint = messages.sayAny(`hint.${failure.hint}`, { subject: escape(failure.subject ?? '–', 300) })
  return messages.language === 'zh' ? `${sentence}${hint}` : `${sentence} ${hint}`
}

function factsText(failure: Failure, messages: Messages, escape: Escape): string {
  const list = errorText(failure, messages, escape)
  return list === '' ? '' : messages.say('facts', { list })
}

/** The bare facts of a failure, separated by commas. */
export function errorText(failure: Failure, messages: Messages, escape: Escape = plain): string {
  const { status, cloudCode, cloudMessage, requestId, detail, attempts } = failure
  const words = cloudMessage === null ? null : withoutFullStop(escape(cloudMessage))
  const cloud = [cloudCode === null ? null : escape(cloudCode), words].filter(part => part !== null)
  const facts = [
    status === null ? '' : messages.say('fact.status', { status }),
    cloud.join(': '),
    detail === null ? '' : messages.sayAny(`detail.${detail.code}`, cleaned(detail.params, escape)),
    requestId === null ? '' : messages.say('fact.request', { id: escape(requestId, 80) }),
    attempts > 1 ? messages.say('fact.attempts', { n: attempts }) : ''
  ]
  return joined(facts, messages)
}

function issueText({ input, given, code, params }: InputIssue, messages: Messages, escape: Escape): string {
  const expected = messages.sayAny(`issue.${code}`, cleaned(params, escape))
  if (given === null) return messages.say('issue.line', { input: escape(input, 60), expected })
  return messages.say('issue.line.given', { input: escape(input, 60), given: escape(given, 400), expected })
}
