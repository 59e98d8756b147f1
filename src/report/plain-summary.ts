import { durationSeconds, type Outcome } from '../domain/pipeline-run.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst } from '../domain/verdict.js'
import { nameOf, urlOf } from './conclusion.js'
import { endedBeforeLine } from './ended-before.js'
import { plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { columnsOf, fitted, wrapped } from './terminal.js'
import { durationText, outcomeText, runLabel } from './text.js'

/** Signs of one column each: how wide an emoji is differs from terminal to terminal. */
const SIGNS: Readonly<Record<Outcome, string>> = {
  success: '✓',
  error: '✗',
  aborted: '⊘',
  running: '▶',
  paused: '‖',
  timed_out: '◷',
  not_found: '∅',
  stale: '≠',
  unknown: '?'
}

/** Where the summary is drawn. */
interface Place {
  readonly columns: number
  readonly paint: (text: string, colour: 'good' | 'bad' | 'warning') => string
}

const PAGE: Place = { columns: 100, paint: text => text }
/** In fewer columns, everything is in one column. */
const NARROWEST_TABLE = 70
const LONGEST_NAME = 36
/** What the other columns need at least. */
const BESIDE_NAME = 50
const LONGEST_RUN = 12
/** A log is no place for more rows. */
const ROWS = 300
const GAP = '  '
const OUTCOME = 1

/**
 * The summary where nothing reads Markdown: a table for a terminal, the worst first, each with its address, or where
 * that is too narrow one below the other. What failed and why is in the log above it.
 */
export function plainSummary(
  { verdict, failure }: Conclusion,
  messages: Messages,
  place: Place = PAGE
): string {
  const { pipelines } = verdict
  if (pipelines.length === 0 || (failure !== null && pipelines.every(({ run }) => run === null))) return ''
  const ordered = worstFirst(pipelines)
  const shown = ordered.slice(0, ROWS)
  const more = ordered.length - shown.length
  return [
    ...(place.columns < NARROWEST_TABLE ? blocks : table)(shown, messages, place),
    ...(more > 0 ? [messages.say('log.more', { n: more })] : []),
    ...wrapped(endedBeforeLine(pipelines, messages), place.columns)
  ].join('\n')
}

function table(shown: readonly PipelineState[], messages: Messages, place: Place): string[] {
  const head = (['pipeline', 'outcome', 'run', 'duration', 'stages'] as const).map(column =>
    messages.say(`summary.column.${column}`)
  )
  const rows = shown.map(pipeline => cells(pipeline, messages, place.columns))
  const widths = head.map((title, index) =>
    Math.max(columnsOf(title), ...rows.map(row => columnsOf(row[index] ?? '')))
  )
  const top = rowText(head, widths, place.columns)
  return [
    top,
    '-'.repeat(columnsOf(top)),
    ...shown.flatMap((pipeline, index) => [
      rowText(rows[index] ?? [], widths, place.columns, cell => painted(cell, pipeline, place)),
      ...addressOf(pipeline)
    ])
  ]
}

/** Each pipeline by itself, in as many columns as there are. */
function blocks(shown: readonly PipelineState[], messages: Messages, place: Place): string[] {
  return shown.flatMap(pipeline => {
    const [name = '', outcome = '', ...facts] = cells(pipeline, messages, Number.POSITIVE_INFINITY)
    const indented = (text: string): string[] =>
      wrapped(text, Math.max(8, place.columns - GAP.length)).map(line => GAP + line)
    return [
      fitted(name, place.columns),
      painted(indented(outcome).join('\n'), pipeline, place),
      ...facts.filter(fact => fact !== '–').flatMap(indented),
      ...addressOf(pipeline)
    ]
  })
}

/** Whole, however long it is, so that it can be opened. */
function addressOf(pipeline: PipelineState): string[] {
  const url = urlOf(pipeline)
  return url === null ? [] : [`${GAP}${plain(url, 400)}`]
}

function painted(text: string, { outcome, decided }: PipelineState, { paint }: Place): string {
  if (outcome === 'success') return paint(text, 'good')
  return paint(text, decided ? 'bad' : 'warning')
}

function cells(pipeline: PipelineState, messages: Messages, columns: number): string[] {
  const { run, outcome } = pipeline
  const seconds = run === null ? null : durationSeconds(run)
  return [
    fitted(plain(nameOf(pipeline), 120), Math.min(LONGEST_NAME, columns - BESIDE_NAME)),
    `${SIGNS[outcome]} ${outcomeText(outcome, messages)}`,
    fitted(runLabel(pipeline) ?? '–', LONGEST_RUN),
    seconds === null ? '–' : durationText(seconds * 1000, messages),
    (run?.stages ?? [])
      .map(stage => `${stage.outcome === null ? '○' : SIGNS[stage.outcome]} ${plain(stage.name, 40) || '–'}`)
      .join(' → ') || '–'
  ]
}

/** Cells below each other; the last one takes what is left of the line. @param paint the outcome, once it is aligned */
function rowText(
  cells: readonly string[],
  widths: readonly number[],
  columns: number,
  paint: (cell: string) => string = cell => cell
): string {
  const padded = cells
    .slice(0, -1)
    .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - columnsOf(cell))))
  const left = Math.max(8, columns - columnsOf(padded.join(GAP)) - GAP.length)
  const shown = padded.map((cell, index) => (index === OUTCOME ? paint(cell) : cell))
  return [...shown, fitted(cells.at(-1) ?? '', left)].join(GAP).trimEnd()
}
