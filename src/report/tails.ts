import type { StepLog } from '../domain/explanation.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { nameOf } from './conclusion.js'
import { html, logLine, plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { locationText } from './reasons.js'

/** The end of a step's log, ready to be shown. */
export interface Tail {
  /** One line of plain text. */
  readonly title: string
  readonly lines: readonly string[]
}

/** The ends of the logs of all red pipelines. */
export function tailsOf(pipelines: readonly PipelineState[], messages: Messages): Tail[] {
  return pipelines.flatMap(pipeline =>
    (pipeline.explanation?.logs ?? []).map(log => ({
      title: messages.say('tail.title', {
        name: plain(nameOf(pipeline), 80),
        n: log.lines.length,
        step: locationText(log.location)
      }),
      lines: linesOf(log, messages)
    }))
  )
}

/** A fold of GitHub's Markdown with the end of a log in it. @param isOpen whether the lines are seen without a click */
export function tailFold(log: StepLog, isOpen: boolean, messages: Messages): string {
  const lines = linesOf(log, messages)
  const longest = Math.max(2, ...lines.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length)))
  const fence = '`'.repeat(longest + 1)
  const title = messages.say('tail.fold', { n: log.lines.length, step: locationText(log.location) })
  return [
    isOpen ? '<details open>' : '<details>',
    `<summary>${html(title)}</summary>`,
    '',
    `${fence}text`,
    ...lines,
    fence,
    '',
    '</details>'
  ].join('\n')
}

function linesOf({ lines, isCut }: StepLog, messages: Messages): string[] {
  return [...(isCut ? [messages.say('tail.cut')] : []), ...lines.map(line => logLine(line))]
}
