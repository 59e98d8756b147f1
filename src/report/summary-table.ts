import { durationSeconds } from '../domain/pipeline-run.js'
import { matchedBy, type PipelineState } from '../domain/pipeline-state.js'
import { worstFirst, type Verdict } from '../domain/verdict.js'
import { attemptCount, isRetried } from './attempts.js'
import { ADVISORY_MARK, SYMBOLS, knownName, nameOf, stageSymbol, urlOf } from './conclusion.js'
import { endedBeforeLine } from './ended-before.js'
import { link, markdown, plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { fitted } from './terminal.js'
import { durationText, matchedText, outcomeText, runLabel, zoneText } from './text.js'
import type { Conclusion } from '../domain/conclusion.js'

/** More rows than this are of no use. */
const TABLE_LIMIT_BYTES = 600 * 1024

/** With more rows than this the green ones are folded. */
const UNFOLDED = 10

/** Heads of two tables, the fold and the sentences below. */
const FRAME_BYTES = 8 * 1024

const COLUMNS = [
  'pipeline',
  'outcome',
  'run',
  'stages',
  'started',
  'duration',
  'executor',
  'matched'
] as const

/**
 * English words below a Chinese title, most of them fields of the output `pipelines`. Browsers break Chinese after each character where a
 * column is narrow; a word that they do not break keeps the column wide enough to be read.
 */
const FIELDS: Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> = {
  pipeline: 'pipeline',
  outcome: 'outcome',
  stages: 'stages',
  duration: 'duration',
  executor: 'executor',
  matched: 'matched_by'
}

const STAGES_SHOWN = 30

/**
 * What failed first. Many green ones are folded, so that they do not have to be scrolled past.
 * @param room bytes that are left for it on the page
 */
export function tableSection(
  { verdict: { pipelines, failed } }: Conclusion,
  room: number,
  messages: Messages
): string {
  if (pipelines.length === 0) return ''
  const red = new Set(failed)
  const ordered = [...worstFirst(failed), ...pipelines.filter(pipeline => !red.has(pipeline))]
  const rows = withinLimit(ordered, Math.min(room - FRAME_BYTES, TABLE_LIMIT_BYTES), messages)
  const isUnderFold = ([{ outcome }]: Row): boolean => pipelines.length > UNFOLDED && outcome === 'success'
  const folded = rows.filter(isUnderFold)
  const shown = rows.filter(row => !isUnderFold(row))
  const leftOut = pipelines.length - rows.length
  return [
    shown.length === 0 ? '' : table(shown, messages),
    folded.length === 0
      ? ''
      : fold(messages.say('summary.green', { n: folded.length }), table(folded, messages)),
    endedBeforeLine(pipelines, messages, markdown),
    advisoryText(pipelines, messages),
    unnamedText(pipelines, messages),
    leftOut > 0 ? messages.say('summary.left_out', { n: leftOut }) : ''
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** What the mark beside a name means, where there is one. */
function advisoryText(pipelines: readonly PipelineState[], messages: Messages): string {
  if (!pipelines.some(({ advisory }) => advisory)) return ''
  return messages.say('summary.advisory', { mark: ADVISORY_MARK })
}

/** Why some are called by their ID, where others have names. What was not found has none to look up. */
function unnamedText(pipelines: readonly PipelineState[], messages: Messages): string {
  const unnamed = pipelines.filter(pipeline => knownName(pipeline) === null)
  const n = unnamed.filter(({ outcome }) => outcome !== 'not_found').length
  return n === 0 || unnamed.length === pipelines.length ? '' : messages.say('summary.unnamed', { n })
}

/**
 * The table alone, what failed first, with a limited number of rows; the others are counted.
 * @param when whether the step still waits: then what has not been found yet is no outcome
 */
export function tableOf(
  { pipelines, failed }: Verdict,
  most: number,
  when: 'waiting' | 'ended',
  messages: Messages
): string {
  const red = new Set(failed)
  const ordered = [...worstFirst(failed), ...pipelines.filter(pipeline => !red.has(pipeline))].slice(0, most)
  const leftOut = pipelines.length - ordered.length
  const shown = table(
    ordered.map(pipeline => [pipeline, row(pipeline, when, messages)] as const),
    messages
  )
  return [
    shown,
    endedBeforeLine(ordered, messages, markdown),
    advisoryText(ordered, messages),
    unnamedText(ordered, messages),
    leftOut > 0 ? messages.say('summary.left_out', { n: leftOut }) : ''
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

type Row = readonly [PipelineState, string]

function table(rows: readonly Row[], messages: Messages): string {
  const head = COLUMNS.map(column => titleOf(column, messages))
  return [line(head), line(COLUMNS.map(() => '---')), ...rows.map(([, text]) => text)].join('\n')
}

/** What is in brackets goes below, as the field does: the narrower the columns, the fewer words are broken in Chinese. */
function titleOf(column: (typeof COLUMNS)[number], messages: Messages): string {
  const title = messages.sayAny(`summary.column.${column}`, { zone: zoneText(messages) })
  const field = messages.language === 'zh' ? FIELDS[column] : undefined
  return field === undefined ? title.replace(/ ?(?=[（(])/, '<br>') : `${title}<br>${field}`
}

export function fold(title: string, content: string): string {
  return ['<details>', `<summary>${title}</summary>`, '', content, '', '</details>'].join('\n')
}

/** The rows in their order, as long as there is room. */
function withinLimit(pipelines: readonly PipelineState[], limit: number, messages: Messages): Row[] {
  const rows: Row[] = []
  let bytes = 0
  for (const pipeline of pipelines) {
    const text = row(pipeline, 'ended', messages)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > limit) break
    rows.push([pipeline, text])
  }
  return rows
}

function row(pipeline: PipelineState, when: 'waiting' | 'ended', messages: Messages): string {
  const { run } = pipeline
  const seconds = run === null ? null : durationSeconds(run)
  return line([
    marked(link(brief(nameOf(pipeline), 60), shortUrl(urlOf(pipeline))), pipeline),
    when === 'waiting' && isAwaited(pipeline)
      ? `⏳ ${messages.say('comment.awaited')}`
      : outcomeCell(pipeline, messages),
    runCell(pipeline),
    stageChain(pipeline),
    run === null || run.startedAt === null ? '–' : startedCell(run.startedAt, messages),
    seconds === null ? '–' : durationText(seconds * 1000, messages),
    brief(run?.executor ?? run?.trigger ?? '–', 24),
    matchedText(pipeline, messages, markdown)
  ])
}

/** Date and time in two lines. Browsers break a date at its hyphens where a column is narrow, and never at a slash. */
function startedCell(epochMs: number, messages: Messages): string {
  return messages.timeZone.wallClock(epochMs).replaceAll('-', '/').replace(' ', '<br>')
}

/** The name of a pipeline with its mark, if it has one. */
export function marked(name: string, { advisory }: Pick<PipelineState, 'advisory'>): string {
  return advisory ? `${name} ${ADVISORY_MARK}` : name
}

/** Whether no run that counts has been seen, and one still may be. */
function isAwaited({ decided, outcome }: PipelineState): boolean {
  return !decided && (outcome === 'unknown' || outcome === 'not_found' || outcome === 'stale')
}

/** A success that took more than one attempt is no plain one. */
function outcomeCell(pipeline: PipelineState, messages: Messages): string {
  const { outcome } = pipeline
  const text = `${SYMBOLS[outcome]} ${outcomeText(outcome, messages)}`
  if (!isRetried(pipeline)) return text
  const n = attemptCount(pipeline) ?? 1
  if (outcome !== 'success') return `${text}<br>${messages.say('summary.attempt', { n })}`
  return `${text}<br>⚠️ ${messages.say('summary.passed_on', { n })}`
}

function stageChain({ run }: PipelineState): string {
  const stages = run?.stages ?? []
  const shown = stages
    .slice(0, STAGES_SHOWN)
    .map(stage => `${stageSymbol(stage)} ${brief(stage.name, 24) || '–'}`)
  const more = stages.length > STAGES_SHOWN ? [`+${stages.length - STAGES_SHOWN}`] : []
  return [...shown, ...more].join(' → ') || '–'
}

/** Number and branch; the commit as well, where it is not what the run was matched by. */
function runCell(pipeline: PipelineState): string {
  const { commit = null, branch = null } = pipeline.run ?? {}
  const isMatched = matchedBy(pipeline) === 'commit'
  const chain = (facts: readonly (string | null)[], dot: string): string =>
    facts.flatMap(fact => (fact === null || fact === '' ? [] : [fact])).join(dot)
  const cleaned = (fact: string | null): string | null => (fact === null ? null : brief(fact, 40))
  const first = chain(
    [runLabel(pipeline), isMatched ? null : (commit?.slice(0, 10) ?? null)].map(cleaned),
    ' · '
  )
  return chain([first, cleaned(branch)], '<br>') || '–'
}

/**
 * A text in a cell, where Chinese characters count twice: one that is long in one column leaves the others no more
 * than a character in a line.
 */
function brief(text: string, columns: number): string {
  return markdown(fitted(plain(text, columns), columns), columns)
}

export function shortUrl(url: string | null): string | null {
  return url !== null && url.length <= 500 ? url : null
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
