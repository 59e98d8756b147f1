import type { PipelineState } from '../domain/pipeline-state.js'
import { attemptLine } from './attempts.js'
import { endedText } from './ended-before.js'
import { plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { joined } from './phrases.js'
import { durationText, insteadText, loggedName, outcomeText, runLabel, sourceText } from './text.js'

export interface Pauses {
  /** Before the poll that confirms a missing run, in milliseconds. */
  readonly pauseMs: number
  /** Whether a run that is not there may still appear. */
  readonly mayAppear: boolean
  /** Retries of one pipeline at most. */
  readonly retries: number
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
    if (then === undefined || then === now) return []
    const lines = pipelineLines(announcedBefore(then, now), now, pauses, messages)
    const attempt = attemptLine(then, now, pauses.retries, messages)
    return attempt === null ? lines : [...lines, attempt]
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
  const name = loggedName(now, messages)
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
  if (then.run.runId !== now.run?.runId)
    return [messages.say('log.changed.run', { name, run, to, ended: endedText(now, messages) })]
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
  const ended = endedText(now, messages)
  const stages = (now.run?.stages ?? [])
    .filter(stage => stage.outcome !== null)
    .slice(0, 20)
    .map(stage =>
      messages.say('log.note', {
        name: plain(stage.name, 40) || '–',
        note: stageWord(stage.outcome, messages)
      })
    )
  if (stages.length === 0) return messages.say('log.found', { name, run: found, outcome, ended })
  return messages.say('log.found.stages', {
    ...{ name, run: found, outcome, ended },
    stages: joined(stages, messages)
  })
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
