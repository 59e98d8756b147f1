import type { Conclusion } from '../domain/conclusion.js'
import type { Failure } from '../domain/failure.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { attemptsText } from './attempts.js'
import { allowedOf, nameOf, redOf, SYMBOLS, unexplained, urlOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import type { Messages } from './messages/index.js'
import { nextParts } from './next-step.js'
import { joined, sentences } from './phrases.js'
import { failedChild, missingTexts } from './reasons.js'
import { marked, shortUrl } from './summary-table.js'
import { tailFold } from './tails.js'
import { outcomeText, whereText } from './text.js'

/** At most this many pipelines are explained; the others are counted. */
const EXPLAINED = 50
/** At most this many pipelines that share a next step are named. */
const NAMED = 5
/** At most this many next steps are shown: one for each kind of outcome, as a rule. */
const STEPS = 8

/** How much of a page is for what failed. */
export interface Room {
  /** For reasons and logs, as UTF-8; so it never has more characters either. */
  readonly bytes: number
  /** Whether the first log is to be seen without a click. */
  readonly opensFirst: boolean
  /** What its headings begin with. */
  readonly heading: '###' | '####'
}

/**
 * Why the gate is not green, the worst first: what fails it and what does not, each with its place, what CodeArts
 * says and
 * the end of its log; then what to do about it, once for all of which the same is to be done.
 */
export function failuresSection(conclusion: Conclusion, room: Room, messages: Messages): string {
  const { failure } = conclusion
  const red = redOf(conclusion)
  const allowed = allowedOf(conclusion)
  const told = itemsWithin([...red, ...allowed].slice(0, EXPLAINED), failure, room, messages)
  const unobserved = unexplained(conclusion)
  const sectionOf = (
    title: SectionTitle,
    pipelines: readonly PipelineState[],
    items: readonly Item[]
  ): string[] => section({ title, pipelines, items, failure, heading: room.heading }, messages)
  return [
    ...sectionOf('summary.red', red, told.slice(0, red.length)),
    ...sectionOf('summary.not_green', allowed, told.slice(red.length)),
    ...(unobserved > 0 ? [messages.say('missing.runs', { n: unobserved })] : [])
  ].join('\n\n')
}

/** A pipeline, and the paragraphs on it. */
interface Item {
  readonly pipeline: PipelineState
  readonly paragraphs: readonly string[]
}

type SectionTitle = 'summary.red' | 'summary.not_green'

interface Section {
  readonly title: SectionTitle
  readonly pipelines: readonly PipelineState[]
  /** Those of them that there is room for. */
  readonly items: readonly Item[]
  readonly failure: Failure | null
  readonly heading: Room['heading']
}

/** The table has those that are not listed, and what to do is said for all of them. */
function section({ title, pipelines, items, failure, heading }: Section, messages: Messages): string[] {
  if (pipelines.length === 0) return []
  const more = pipelines.length - items.length
  return [
    `${heading} ${messages.say(title)}`,
    ...blocksOf(items),
    ...(more > 0 ? [messages.say('summary.in_table', { n: more })] : []),
    ...nextSteps(pipelines, failure, messages)
  ]
}

/** Those without a log are in a list. */
function blocksOf(items: readonly Item[]): string[] {
  const blocks: string[][] = []
  let list: string[] = []
  for (const { paragraphs } of items) {
    const [reason = '', ...logs] = paragraphs
    if (logs.length === 0) {
      if (list.length === 0) blocks.push(list)
      list.push(reason)
    } else {
      blocks.push([[reason, ...logs].join('\n\n')])
      list = []
    }
  }
  return blocks.map(lines =>
    lines.length === 1 ? lines.join('') : lines.map(line => `- ${line}`).join('\n')
  )
}

/** As many as there is room for; a log that has none is left to the report file. */
function itemsWithin(
  pipelines: readonly PipelineState[],
  failure: Failure | null,
  { bytes, opensFirst }: Room,
  messages: Messages
): Item[] {
  const items: Item[] = []
  let left = bytes
  let isOpen = opensFirst
  for (const pipeline of pipelines) {
    const reason = reasonOf(pipeline, failure, messages)
    left -= Buffer.byteLength(reason)
    if (left < 0) break
    const paragraphs = [reason]
    let isLeftOut = false
    for (const log of pipeline.explanation?.logs ?? []) {
      const fold = tailFold(log, isOpen, messages)
      const size = Buffer.byteLength(fold)
      // What is to come still needs a place for its first words.
      if (size > left / 2) isLeftOut = true
      else {
        left -= size
        isOpen = false
        paragraphs.push(fold)
      }
    }
    if (isLeftOut) paragraphs.push(messages.say('tail.left_out'))
    items.push({ pipeline, paragraphs })
  }
  return items
}

/** Why a pipeline is not green, in a paragraph. */
function reasonOf(pipeline: PipelineState, failure: Failure | null, messages: Messages): string {
  const name = `**${markdown(nameOf(pipeline), 80)}**`
  const text = messages.say('annotation.pipeline', {
    name: `${SYMBOLS[pipeline.outcome]} ${marked(link(name, shortUrl(urlOf(pipeline))), pipeline)}`,
    outcome: outcomeText(pipeline.outcome, messages),
    where: whereText(pipeline, messages, markdown),
    next: sentences(
      [
        nextParts(pipeline, messages, markdown, failure).facts,
        attemptsText(pipeline, messages, markdown),
        ...missingTexts(pipeline, messages, markdown)
      ],
      messages
    )
  })
  const childUrl = shortUrl(failedChild(pipeline)?.run.url ?? null)
  const openChild = childUrl === null ? [] : [link(messages.say('summary.open_child'), childUrl)]
  return [text.trimEnd(), ...openChild].join(' ')
}

/** What to do, in one line; where it is not the same for all, in one line for each. */
function nextSteps(
  pipelines: readonly PipelineState[],
  failure: Failure | null,
  messages: Messages
): string[] {
  const byAction = new Map<string, string[]>()
  for (const pipeline of pipelines) {
    const { action } = nextParts(pipeline, messages, markdown, failure)
    if (action === '') continue
    const name = `**${markdown(nameOf(pipeline), 80)}**`
    byAction.set(action, [...(byAction.get(action) ?? []), name])
  }
  const title = messages.say('summary.next')
  const [first, ...others] = byAction
  if (first === undefined) return []
  const isForAll = others.length === 0 && first[1].length === pipelines.length
  if (isForAll) return [`👉 **${title}**${messages.language === 'zh' ? '：' : ': '}${first[0]}`]
  const lines = [...byAction].map(([action, names]) =>
    messages.say('log.note', { name: some(names, messages), note: action })
  )
  const more = lines.length - STEPS
  const shown = [...lines.slice(0, STEPS), ...(more > 0 ? [messages.say('log.more', { n: more })] : [])]
  return [`👉 **${title}**`, shown.map(text => `- ${text}`).join('\n')]
}

function some(names: readonly string[], messages: Messages): string {
  const more = names.length - NAMED
  return joined([...names.slice(0, NAMED), more > 0 ? `+${more}` : ''], messages)
}
