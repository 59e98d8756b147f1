import { unpolled, type Conclusion } from '../domain/conclusion.js'
import type { Outcome } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { decide } from '../domain/verdict.js'
import { allowedOf, redOf } from './conclusion.js'
import { markdown } from './escape.js'
import type { Messages } from './messages/index.js'
import { reasonOf, verdictSymbol } from './summary.js'
import { tableOf } from './summary-table.js'
import { tailFold } from './tails.js'
import { failureText, headline } from './text.js'

/**
 * GitHub takes 65,536 characters, and the mark has to fit in as well.
 * https://docs.github.com/en/rest/issues/comments
 */
const LONGEST = 65_000
/** So much of it is for reasons and logs: the table has to have a place. */
const LONGEST_REASONS = 45_000
const REASONS = 20

/** The comment of a step that has ended: verdict, what failed with the ends of its logs, table. */
export function commentOf(conclusion: Conclusion, messages: Messages): string {
  const { failure } = conclusion
  const head = `### ${verdictSymbol(conclusion)} ${headline(conclusion, messages)}`
  const blocker = failure === null ? '' : failureText(failure, messages, markdown).replace(/^/gm, '> ')
  const reasons = reasonsWithin(conclusion, LONGEST_REASONS, messages)
  return whole([head, clipped(blocker, LONGEST / 4), reasons], conclusion, messages)
}

/** The comment while the step waits. */
export function waitingComment(
  pipelines: readonly PipelineState[],
  failOn: ReadonlySet<Outcome>,
  messages: Messages
): string {
  const conclusion = unpolled(decide(pipelines, failOn), null, 0, 0)
  const open = pipelines.filter(({ decided }) => !decided).length
  const head = `### ⏳ ${messages.say('comment.waiting', { open, n: pipelines.length })}`
  return whole([head], conclusion, messages)
}

/** The parts, and as many rows of the table as there is room for. */
function whole(parts: readonly string[], { verdict }: Conclusion, messages: Messages): string {
  const text = parts
    .filter(part => part !== '')
    .map(unlinked)
    .join('\n\n')
  if (verdict.pipelines.length === 0) return text
  for (let rows = verdict.pipelines.length; rows > 0; rows = Math.floor(rows / 2)) {
    const table = unlinked(tableOf(verdict, rows, messages))
    if (text.length + table.length + 2 <= LONGEST) return `${text}\n\n${table}`
  }
  return text
}

/** Why it is not green, the worst first; logs as long as there is room for them. */
function reasonsWithin(conclusion: Conclusion, room: number, messages: Messages): string {
  const all = [...redOf(conclusion), ...allowedOf(conclusion)]
  const items: string[] = []
  let left = room
  for (const pipeline of all.slice(0, REASONS)) {
    const reason = reasonOf(pipeline, conclusion.failure, messages)
    if (reason.length > left) break
    left -= reason.length
    items.push(reason)
    for (const log of pipeline.explanation?.logs ?? []) {
      const fold = tailFold(log, messages)
      // What is to come still needs a place for its first words.
      if (fold.length > left / 2) continue
      left -= fold.length
      items.push(fold)
    }
  }
  const more = all.length - Math.min(all.length, REASONS)
  return [...items, ...(more > 0 ? [messages.say('summary.left_out.red', { n: more })] : [])].join('\n\n')
}

/**
 * Text from CodeArts calls nobody and refers to no issue: in comments GitHub makes links of `#1`, `GH-1` and addresses,
 * and tells those who are meant. What stands between backquotes, or is the address of a link, is left as it is.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
function unlinked(text: string): string {
  return text
    .split(/(^(`{3,})text\n[\s\S]*?^\2$)/gm)
    .map((part, index) => (index % 3 === 0 ? unlinkedProse(part) : index % 3 === 1 ? part : ''))
    .join('')
}

function unlinkedProse(text: string): string {
  return text
    .split(/(\]\([^)\s]*\))/g)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/#(?=\d)/g, '#<!-- -->')
            .replace(/\bGH-(?=\d)/gi, match => `${match}<!-- -->`)
            .replace(/:&#47;&#47;/g, ':<!-- -->&#47;&#47;')
            .replace(/@\u2060?(?=[\p{L}\p{N}])/gu, '@<!-- -->')
    )
    .join('')
}

function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
