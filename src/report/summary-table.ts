import { durationSeconds, OUTCOMES } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { worstFirst, type Verdict } from '../domain/verdict.js'
import { attemptCount, isRetried } from './attempts.js'
import { ADVISORY_MARK, SYMBOLS, nameOf, urlOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import type { Messages } from './messages/index.js'
import { durationText, matchedText, outcomeText, runLabel, zoneText } from './text.js'
import type { Conclusion } from '../domain/conclusion.js'

/** GitHub refuses a summary of more than 1 MiB. */
const TABLE_LIMIT_BYTES = 600 * 1024

/** With more rows than this the green ones are folded. */
const UNFOLDED = 10

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

const STAGES_SHOWN = 30

/** Keeps a sign and its word on one line. */
export const NBSP = '\u00A0'

/** Keeps two Chinese characters on one line. */
const JOINER = '\u2060'

/** What is red first. Many green ones are folded, so that nobody scrolls past them to the reasons. */
export function tableSection({ verdict: { pipelines, failed } }: Conclusion, messages: Messages): string {
  const red = new Set(failed)
  const ordered = [...worstFirst(failed), ...pipelines.filter(pipeline => !red.has(pipeline))]
  const rows = withinLimit(ordered, messages)
  const isFolded = failed.length > 0 && pipelines.length > UNFOLDED
  const isUnderFold = ([{ outcome }]: Row): boolean => isFolded && outcome === 'success'
  const folded = rows.filter(isUnderFold)
  const shown = rows.filter(row => !isUnderFold(row))
  const leftOut = pipelines.length - rows.length
  return [
    table(shown, messages),
    legend(pipelines, messages),
    folded.length === 0
      ? ''
      : fold(messages.say('summary.green', { n: folded.length }), table(folded, messages)),
    pipelines.some(({ advisory }) => advisory)
      ? messages.say('summary.advisory', { mark: ADVISORY_MARK })
      : '',
    leftOut > 0 ? messages.say('summary.left_out', { n: leftOut }) : ''
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** The table alone, what is red first, with at most so many rows; what is left out is counted. */
export function tableOf({ pipelines, failed }: Verdict, most: number, messages: Messages): string {
  const red = new Set(failed)
  const ordered = [...worstFirst(failed), ...pipelines.filter(pipeline => !red.has(pipeline))].slice(0, most)
  const leftOut = pipelines.length - ordered.length
  const shown = table(
    ordered.map(pipeline => [pipeline, row(pipeline, messages)] as const),
    messages
  )
  return leftOut > 0 ? `${shown}\n\n${messages.say('summary.left_out', { n: leftOut })}` : shown
}

type Row = readonly [PipelineState, string]

function table(rows: readonly Row[], messages: Messages): string {
  const zone = zoneText(messages)
  const head = COLUMNS.map(column => messages.sayAny(`summary.column.${column}`, { zone }))
  return [line(head), line(COLUMNS.map(() => '---')), ...rows.map(([, text]) => text)].join('\n')
}

export function fold(title: string, content: string): string {
  return ['<details>', `<summary>${title}</summary>`, '', content, '', '</details>'].join('\n')
}

/** The rows in their order, as long as there is room. */
function withinLimit(pipelines: readonly PipelineState[], messages: Messages): Row[] {
  const rows: Row[] = []
  let bytes = 0
  for (const pipeline of pipelines) {
    const text = row(pipeline, messages)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > TABLE_LIMIT_BYTES) break
    rows.push([pipeline, text])
  }
  return rows
}

function row(pipeline: PipelineState, messages: Messages): string {
  const { run, outcome } = pipeline
  const seconds = run === null ? null : durationSeconds(run)
  return line([
    marked(link(markdown(nameOf(pipeline), 80), shortUrl(urlOf(pipeline))), pipeline),
    unbroken(`${SYMBOLS[outcome]} ${outcomeText(outcome, messages)}`),
    runCell(pipeline, messages),
    stageChain(pipeline),
    run === null || run.startedAt === null
      ? '–'
      : messages.timeZone.wallClock(run.startedAt).replace(' ', '<br>'),
    seconds === null ? '–' : unbroken(durationText(seconds * 1000, messages)),
    markdown(run?.executor ?? run?.trigger ?? '–', 40),
    matchedText(pipeline, messages, markdown)
  ])
}

/** The name of a pipeline with its mark, if it has one. */
export function marked(name: string, { advisory }: Pick<PipelineState, 'advisory'>): string {
  return advisory ? `${name}${NBSP}${ADVISORY_MARK}` : name
}

function stageChain({ run }: PipelineState): string {
  const stages = run?.stages ?? []
  const chain = stages
    .slice(0, STAGES_SHOWN)
    .map(
      stage =>
        `${stage.outcome === null ? '○' : SYMBOLS[stage.outcome]}${NBSP}${joinedHan(markdown(stage.name, 30) || '–')}`
    )
    .join(`${NBSP}→ `)
  if (chain === '') return '–'
  return stages.length > STAGES_SHOWN ? `${chain}${NBSP}→ +${stages.length - STAGES_SHOWN}` : chain
}

/** Number and commit, and below them branch and trigger: two short lines leave room for the other columns. */
function runCell(pipeline: PipelineState, messages: Messages): string {
  const { commit = null, branch = null, trigger = null } = pipeline.run ?? {}
  const chain = (facts: readonly (string | null)[], dot: string): string =>
    facts
      .filter(fact => fact !== null)
      .map(fact => joinedHan(markdown(fact, 60)))
      .join(dot)
  const lines = [
    chain([runLabel(pipeline), commit?.slice(0, 10) ?? null], `${NBSP}·${NBSP}`),
    chain([branch, trigger], `${NBSP}· `),
    isRetried(pipeline) ? unbroken(messages.say('summary.attempt', { n: attemptCount(pipeline) ?? 1 })) : ''
  ]
  return lines.filter(line => line !== '').join('<br>') || '–'
}

/** What the signs in the table mean, those that are in it. */
function legend(pipelines: readonly PipelineState[], messages: Messages): string {
  const lastObservation = new Set(
    pipelines.flatMap(({ outcome, run }) => [outcome, ...(run?.stages ?? []).map(stage => stage.outcome)])
  )
  const known = OUTCOMES.filter(outcome => lastObservation.has(outcome)).map(
    outcome => `${SYMBOLS[outcome]} ${outcomeText(outcome, messages)}`
  )
  return [...known, ...(lastObservation.has(null) ? [`○ ${messages.say('log.stage.waiting')}`] : [])].join(
    ' · '
  )
}

/** A short text that stays on one line in a narrow cell. */
function unbroken(text: string): string {
  return joinedHan(text.replaceAll(' ', NBSP))
}

function joinedHan(text: string): string {
  return text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, JOINER)
}

export function shortUrl(url: string | null): string | null {
  return url !== null && url.length <= 500 ? url : null
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
