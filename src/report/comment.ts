import { unpolled, type Conclusion } from '../domain/conclusion.js'
import type { Outcome } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { decide } from '../domain/verdict.js'
import type { Messages } from './messages/index.js'
import { blockerText, verdictSymbol } from './summary.js'
import { failuresSection } from './summary-failures.js'
import { tableOf } from './summary-table.js'
import { carriedOnText, headline } from './text.js'

/**
 * GitHub takes 65,536 characters, and the mark has to fit in as well.
 * https://docs.github.com/en/rest/issues/comments
 */
const LONGEST = 65_000
/** At most this many bytes are for what failed: the table needs room. Less where marks make the text longer. */
const ROOMS = [45_000, 20_000, 8_000, 2_000]

/** The comment of a step that has ended: verdict, what failed with the ends of its logs, table. */
export function commentOf(conclusion: Conclusion, messages: Messages): string {
  const head = `### ${verdictSymbol(conclusion)} ${headline(conclusion, messages)}`
  const blocker = clipped(blockerText(conclusion, messages), LONGEST / 4)
  const texts = ROOMS.map(bytes => () => {
    const failures = failuresSection(conclusion, { bytes, opensFirst: false, heading: '####' }, messages)
    return proseOf([head, blocker, carriedOnText(conclusion, messages), failures])
  })
  return withTable(texts, conclusion, 'ended', messages)
}

/** The comment while the step waits. */
export function waitingComment(
  pipelines: readonly PipelineState[],
  failOn: ReadonlySet<Outcome>,
  messages: Messages
): string {
  const conclusion = unpolled(decide(pipelines, failOn), null, 0, 0)
  const open = pipelines.filter(({ decided }) => !decided).length
  const n = pipelines.length
  const text = n === 0 ? messages.say('comment.begun') : messages.say('comment.waiting', { open, n })
  const head = `### ⏳ ${text}`
  return withTable([() => proseOf([head])], conclusion, 'waiting', messages)
}

function proseOf(parts: readonly string[]): string {
  return parts
    .filter(part => part !== '')
    .map(unlinked)
    .join('\n\n')
}

/** The first of the texts that fits, and as many rows of the table as there is room for. */
function withTable(
  texts: readonly (() => string)[],
  { verdict }: Conclusion,
  when: 'waiting' | 'ended',
  messages: Messages
): string {
  let text = ''
  for (const made of texts) {
    text = made()
    if (text.length <= LONGEST) break
  }
  if (verdict.pipelines.length === 0) return clipped(text, LONGEST)
  for (let rows = verdict.pipelines.length; rows > 0; rows = Math.floor(rows / 2)) {
    const table = unlinked(tableOf(verdict, rows, when, messages))
    if (text.length + table.length + 2 <= LONGEST) return `${text}\n\n${table}`
  }
  return clipped(text, LONGEST)
}

/**
 * Text from CodeArts mentions nobody and refers to no issue: in comments GitHub makes links of `#1`, `GH-1` and
 * addresses, and notifies people who are mentioned. What is between backquotes, or is the address of a link, is left as
 * it is.
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
            .replace(/@(?=[\p{L}\p{N}])/gu, '@<!-- -->')
    )
    .join('')
}

function clipped(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
