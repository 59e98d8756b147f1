import type { Conclusion } from '../domain/conclusion.js'
import type { Failure } from '../domain/failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst } from '../domain/verdict.js'
import { attemptsText, isRetried } from './attempts.js'
import { commitWarnings } from './commit-warnings.js'
import { allowedOf, redOf, unexplained, urlOf } from './conclusion.js'
import { plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { nextParts } from './next-step.js'
import { sentences } from './phrases.js'
import { missingTexts } from './reasons.js'
import { carriedOnText, failureText, headline, loggedName, outcomeText, whereText } from './text.js'
import { unfinishedRunLines } from './unfinished-runs.js'

/** GitHub shows this many annotations of a step. */
const ANNOTATIONS = 10
/** At most this many notes on what could not be fetched are logged. */
const NOTES = 30

/** What is logged at the end: the verdict in plain lines, and annotations for what failed. */
export interface Closing {
  /** The verdict: the first line of all. */
  readonly headline: string
  /** What is logged after the errors. */
  readonly lines: readonly string[]
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

export function closing(conclusion: Conclusion, messages: Messages): Closing {
  const { verdict, failure } = conclusion
  const first = headline(conclusion, messages)
  const left = unfinishedRunLines(conclusion, messages)
  const otherCommits = commitWarnings(conclusion, messages)
  const blocker = failure === null ? [] : [failureText(failure, messages)]
  const notes = [
    ...flakyLines(conclusion, messages),
    ...noteLines(conclusion, messages),
    ...[carriedOnText(conclusion, messages)].filter(Boolean)
  ]
  if (!verdict.failsStep) {
    const notGreen = worstFirst(verdict.pipelines.filter(({ outcome }) => outcome !== 'success'))
    const lines = capped(
      notGreen.map(pipeline => lineOf(pipeline, messages)),
      ANNOTATIONS,
      n => messages.say('log.more', { n })
    )
    const passing = failure === null ? [] : [messages.say('failure.passing')]
    return {
      headline: first,
      lines: [...lines, ...notes, ...left.lines],
      errors: [],
      warnings: [[...blocker, ...passing].join(' '), ...otherCommits, ...left.warnings].filter(Boolean)
    }
  }
  const pipelines = redOf(conclusion).map(pipeline => annotation(pipeline, failure, messages))
  const errors = capped(pipelines, ANNOTATIONS - blocker.length, n => messages.say('annotation.more', { n }))
  const advisory = verdict.pipelines.filter(({ advisory, outcome }) => advisory && outcome !== 'success')
  const others = worstFirst(advisory).map(pipeline => lineOf(pipeline, messages))
  return {
    headline: first,
    lines: [...capped(others, ANNOTATIONS, n => messages.say('log.more', { n })), ...notes, ...left.lines],
    errors: [...blocker, ...errors],
    warnings: [...otherCommits, ...left.warnings]
  }
}

/** What passed only after it had ended otherwise. */
function flakyLines({ verdict }: Conclusion, messages: Messages): string[] {
  const lines = verdict.pipelines
    .filter(pipeline => pipeline.outcome === 'success' && isRetried(pipeline))
    .map(pipeline =>
      messages.say('log.note', {
        name: loggedName(pipeline, messages),
        note: attemptsText(pipeline, messages)
      })
    )
  return capped(lines, ANNOTATIONS, n => messages.say('log.more', { n }))
}

/** What could not be fetched, and what was not looked into. */
function noteLines(conclusion: Conclusion, messages: Messages): string[] {
  const notes = [...redOf(conclusion), ...allowedOf(conclusion)].flatMap(pipeline =>
    missingTexts(pipeline, messages).map(note =>
      messages.say('log.note', { name: loggedName(pipeline, messages), note })
    )
  )
  const n = unexplained(conclusion)
  return [
    ...capped(notes, NOTES, n => messages.say('log.more', { n })),
    ...(n > 0 ? [messages.say('missing.runs', { n })] : [])
  ]
}

function lineOf(pipeline: PipelineState, messages: Messages): string {
  return messages.say('log.line', {
    name: loggedName(pipeline, messages),
    outcome: outcomeText(pipeline.outcome, messages),
    where: whereText(pipeline, messages)
  })
}

function annotation(pipeline: PipelineState, failure: Failure | null, messages: Messages): string {
  const { facts, action } = nextParts(pipeline, messages, plain, failure)
  const text = messages.say('annotation.pipeline', {
    name: loggedName(pipeline, messages),
    outcome: outcomeText(pipeline.outcome, messages),
    where: whereText(pipeline, messages),
    next: sentences([facts, attemptsText(pipeline, messages), action], messages)
  })
  return `${text} ${plain(urlOf(pipeline) ?? '', 400)}`.trim()
}

/** At most `limit` lines; where there are more, the last one counts the rest. */
function capped(lines: readonly string[], limit: number, more: (n: number) => string): string[] {
  if (lines.length <= limit) return [...lines]
  return [...lines.slice(0, limit - 1), more(lines.length - limit + 1)]
}
