import type { NamedPipeline } from '../domain/pipeline-names.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst } from '../domain/verdict.js'
import { attemptLine, attemptsText, isRetried } from './attempts.js'
import { allowedOf, nameOf, redOf, unexplained, urlOf } from './conclusion.js'
import { plain, type Escape } from './escape.js'
import { commitWarnings } from './commit-warnings.js'
import { unfinishedRunLines } from './unfinished-runs.js'
import type { Messages } from './messages/index.js'
import { joined, sentences } from './phrases.js'
import { missingTexts } from './reasons.js'
import {
  durationText,
  failureText,
  carriedOnText,
  headline,
  insteadText,
  outcomeText,
  runLabel,
  sourceText,
  whereText
} from './text.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion } from '../domain/conclusion.js'
import { nextParts } from './next-step.js'

/** GitHub shows this many annotations of a step. */
const ANNOTATIONS = 10
/** So many notes on what could not be fetched are logged. */
const NOTES = 30

/** What a pipeline is called, and whether it is advisory. */
function clean(pipeline: PipelineState, messages: Messages): string {
  const name = plain(nameOf(pipeline), 120)
  return pipeline.advisory ? messages.say('log.advisory', { name }) : name
}

export interface Pauses {
  /** Before the look that confirms a missing run, in milliseconds. */
  readonly pauseMs: number
  /** Whether a run that is not there may still appear. */
  readonly mayAppear: boolean
  /** Retries of one pipeline at most. */
  readonly retries: number
}

/** So many lines of `pipeline_names`, and pipelines of one, are shown. */
const RESOLUTIONS = 20

/** What lines of `pipeline_names` mean: `build-* → build-api, build-web`; an exact name gets its ID. */
export function resolutionsText(
  resolutions: readonly { readonly line: string; readonly pipelines: readonly NamedPipeline[] }[],
  messages: Messages,
  escape: Escape = plain
): string {
  const called = ({ id, name }: NamedPipeline): string => escape(name, 80) || id
  const texts = resolutions.map(({ line, pipelines }) => {
    const [only] = pipelines
    return pipelines.length === 1 && only?.name === line
      ? `${escape(line, 80)}${messages.say('facts', { list: escape(only.id) })}`
      : `${escape(line, 80)} → ${some(pipelines.map(called), ', ')}`
  })
  return some(texts, messages.language === 'zh' ? '；' : '; ')
}

function some(texts: readonly string[], separator: string): string {
  const more = texts.length - RESOLUTIONS
  const shown = texts.slice(0, RESOLUTIONS)
  return [...shown, ...(more > 0 ? [`… (+${more})`] : [])].join(separator)
}

/**
 * A line for each thing that a poll changed; none when nothing did.
 * @param pauses what is to come where no run was found
 */
export function changeLines(
  before: readonly PipelineState[],
  after: readonly PipelineState[],
  pauses: Pauses,
  messages: Messages
): string[] {
  return after.flatMap((now, index) => {
    const then = before[index]
    return then === undefined || then === now
      ? []
      : [
          ...pipelineLines(announcedBefore(then, now), now, pauses, messages),
          ...[attemptLine(then, now, pauses.retries, messages) ?? []].flat()
        ]
  })
}

/** That a run was started has been logged already, so finding it is not news. */
function announcedBefore(then: PipelineState, now: PipelineState): PipelineState {
  if (then.run !== null || now.run === null || now.target.kind !== 'start') return then
  return { ...then, outcome: 'running', run: { ...now.run, stages: [] } }
}

function pipelineLines(
  then: PipelineState,
  now: PipelineState,
  pauses: Pauses,
  messages: Messages
): string[] {
  const name = clean(now, messages)
  const to = outcomeText(now.outcome, messages)
  if (
    now.lastObservation === 'no_match' ||
    (now.lastObservation === 'no_run' && pauses.mayAppear && now.run === null)
  )
    return waitingLines(then, now, name, messages)
  if (now.lastObservation !== 'run') {
    if (now.lastObservation === 'no_run' && !now.decided && then.lastObservation === 'no_run') return []
    if (now.lastObservation !== 'no_run' || now.decided)
      return then.outcome === now.outcome && then.decided === now.decided
        ? []
        : [messages.say('log.line', { name, outcome: to, where: '' })]
    const pause = durationText(pauses.pauseMs, messages)
    return [messages.say(then.run === null ? 'log.no_run' : 'log.lost', { name, pause })]
  }
  const run = runLabel(now) ?? '–'
  if (then.run === null) return [foundLine(now, name, run, messages)]
  if (then.run.runId !== now.run?.runId) return [messages.say('log.changed.run', { name, run, to })]
  const stages = stageLines(then, now, name, messages)
  if (then.outcome === now.outcome) return stages
  return [...stages, messages.say('log.changed', { name, from: outcomeText(then.outcome, messages), to })]
}

/** A run that matches is still to come. */
function waitingLines(then: PipelineState, now: PipelineState, name: string, messages: Messages): string[] {
  const isNews =
    then.outcome !== now.outcome || then.decided !== now.decided || then.instead?.runId !== now.instead?.runId
  if (!isNews) return []
  const instead = insteadText(now, messages) ?? messages.say('log.never_ran')
  const outcome = outcomeText(now.outcome, messages)
  return [messages.say(now.decided ? 'log.no_match.final' : 'log.no_match', { name, instead, outcome })]
}

function foundLine(now: PipelineState, name: string, run: string, messages: Messages): string {
  const outcome = outcomeText(now.outcome, messages)
  const source = now.run === null ? '' : sourceText(now.run, messages)
  const found = source === '' ? run : messages.say('log.run_of', { run, source })
  const stages = (now.run?.stages ?? [])
    .filter(stage => stage.outcome !== null)
    .slice(0, 20)
    .map(stage =>
      messages.say('log.note', {
        name: plain(stage.name, 40) || '–',
        note: stageWord(stage.outcome, messages)
      })
    )
  if (stages.length === 0) return messages.say('log.found', { name, run: found, outcome })
  return messages.say('log.found.stages', { name, run: found, outcome, stages: joined(stages, messages) })
}

function stageLines(then: PipelineState, now: PipelineState, name: string, messages: Messages): string[] {
  const known = then.run?.stages ?? []
  return (now.run?.stages ?? [])
    .filter((stage, index) => stage.outcome !== known[index]?.outcome)
    .map(stage =>
      messages.say('log.stage', {
        name,
        stage: plain(stage.name, 80) || '–',
        to: stageWord(stage.outcome, messages)
      })
    )
}

function stageWord(outcome: PipelineState['outcome'] | null, messages: Messages): string {
  return outcome === null ? messages.say('log.stage.waiting') : outcomeText(outcome, messages)
}

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
      messages.say('log.note', { name: clean(pipeline, messages), note: attemptsText(pipeline, messages) })
    )
  return capped(lines, ANNOTATIONS, n => messages.say('log.more', { n }))
}

/** What could not be fetched, and what was not looked into. */
function noteLines(conclusion: Conclusion, messages: Messages): string[] {
  const notes = [...redOf(conclusion), ...allowedOf(conclusion)].flatMap(pipeline =>
    missingTexts(pipeline, messages).map(note =>
      messages.say('log.note', { name: clean(pipeline, messages), note })
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
    name: clean(pipeline, messages),
    outcome: outcomeText(pipeline.outcome, messages),
    where: whereText(pipeline, messages)
  })
}

function annotation(pipeline: PipelineState, failure: Failure | null, messages: Messages): string {
  const { facts, action } = nextParts(pipeline, messages, plain, failure)
  const text = messages.say('annotation.pipeline', {
    name: clean(pipeline, messages),
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
