import type { StepLog } from '../domain/explanation.js'
import type { Tracked } from '../domain/tracking.js'
import { nameOf } from './conclusion.js'
import { html, logLine, plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { placeText } from './reasons.js'

/** The end of a step's log, ready to be shown. */
export interface Tail {
  /** One line of plain text. */
  readonly title: string
  readonly lines: readonly string[]
}

/** The ends of the logs of all red pipelines. */
export function tailsOf(pipelines: readonly Tracked[], messages: Messages): Tail[] {
  return pipelines.flatMap(tracked =>
    (tracked.explanation?.logs ?? []).map(log => ({
      title: messages.say('tail.title', {
        name: plain(nameOf(tracked), 80),
        n: log.lines.length,
        step: placeText(log.place)
      }),
      lines: linesOf(log, messages)
    }))
  )
}

/** A fold of GitHub's Markdown with the end of a log in it. */
export function tailFold(log: StepLog, messages: Messages): string {
  const lines = linesOf(log, messages)
  const longest = Math.max(2, ...lines.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length)))
  const fence = '`'.repeat(longest + 1)
  const title = messages.say('tail.fold', { n: log.lines.length, step: placeText(log.place) })
  return [
    '<details>',
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
