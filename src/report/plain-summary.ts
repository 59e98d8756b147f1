import { durationSeconds } from '../domain/pipeline-run.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst } from '../domain/verdict.js'
import { nameOf, SYMBOLS, urlOf } from './conclusion.js'
import { plain } from './escape.js'
import type { Messages } from './messages/index.js'
import { columnsOf, fitted } from './terminal.js'
import { durationText, outcomeText, runLabel } from './text.js'

/** What a terminal shows beside each other. */
const WIDTH = 100
const LONGEST_NAME = 36
const LONGEST_RUN = 12
/** A log is no place for more rows. */
const ROWS = 300
const GAP = '  '

/**
 * The summary where nothing reads Markdown: a table for a terminal, the worst first, each with its address. What is red
 * and why has been told in the log above it.
 */
export function plainSummary({ verdict, failure }: Conclusion, messages: Messages): string {
  const { pipelines } = verdict
  if (pipelines.length === 0 || (failure !== null && pipelines.every(({ run }) => run === null))) return ''
  const ordered = worstFirst(pipelines)
  const shown = ordered.slice(0, ROWS)
  const head = (['pipeline', 'outcome', 'run', 'duration', 'stages'] as const).map(column =>
    messages.say(`summary.column.${column}`)
  )
  const rows = shown.map(pipeline => cells(pipeline, messages))
  const widths = head.map((title, index) =>
    Math.max(columnsOf(title), ...rows.map(row => columnsOf(row[index] ?? '')))
  )
  const lines = shown.flatMap((pipeline, index) => {
    const url = urlOf(pipeline)
    const row = rowText(rows[index] ?? [], widths)
    return url === null ? [row] : [row, `${GAP}${plain(url, 400)}`]
  })
  const more = ordered.length - shown.length
  return [
    rowText(head, widths),
    '-'.repeat(Math.min(WIDTH, columnsOf(rowText(head, widths)))),
    ...lines,
    ...(more > 0 ? [messages.say('log.more', { n: more })] : [])
  ].join('\n')
}

function cells(pipeline: PipelineState, messages: Messages): string[] {
  const { run, outcome } = pipeline
  const seconds = run === null ? null : durationSeconds(run)
  return [
    fitted(plain(nameOf(pipeline), 120), LONGEST_NAME),
    `${SYMBOLS[outcome]} ${outcomeText(outcome, messages)}`,
    fitted(runLabel(pipeline) ?? '–', LONGEST_RUN),
    seconds === null ? '–' : durationText(seconds * 1000, messages),
    (run?.stages ?? [])
      .map(
        stage => `${stage.outcome === null ? '○' : SYMBOLS[stage.outcome]} ${plain(stage.name, 40) || '–'}`
      )
      .join(' → ') || '–'
  ]
}

/** Cells below each other; the last one takes what is left of the line. */
function rowText(cells: readonly string[], widths: readonly number[]): string {
  const aligned = cells
    .slice(0, -1)
    .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - columnsOf(cell))))
    .join(GAP)
  const left = Math.max(8, WIDTH - columnsOf(aligned) - GAP.length)
  return `${aligned}${GAP}${fitted(cells.at(-1) ?? '', left)}`.trimEnd()
}
