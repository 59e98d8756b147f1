import { durationSeconds, OUTCOMES, type Outcome } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { worstFirst } from '../domain/verdict.js'
import { CHART_PIPELINES, CHART_STAGES, chartOf } from './chart.js'
import { allowedOf, MARKS, nameOf, redOf, unexplained, urlOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import { leftoverLines } from './leftovers.js'
import type { Messages } from './messages/index.js'
import { missingTexts } from './reasons.js'
import { tailFold } from './tails.js'
import {
  durationText,
  failureText,
  headline,
  instantText,
  matchedText,
  nextStep,
  outcomeText,
  runLabel,
  whereText
} from './text.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion } from '../domain/conclusion.js'

/** GitHub refuses a summary of more than 1 MiB. */
const TABLE_LIMIT_BYTES = 600 * 1024
const LOGS_LIMIT_BYTES = 200 * 1024
const REASONS_LIMIT = 50
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
/** Outcomes of what has not ended. */
const OPEN: ReadonlySet<Outcome> = new Set<Outcome>(['running', 'paused', 'timed_out'])
const STAGES_SHOWN = 30
/** Keeps a sign and its word on one line. */
const NBSP = '\u00A0'
/** Keeps two Chinese characters on one line. */
const JOINER = '\u2060'

/** The job summary as GitHub's Markdown. */
export function summaryOf(conclusion: Conclusion, messages: Messages): string {
  const { verdict, failure } = conclusion
  return [
    `## ${mark(conclusion)} ${headline(conclusion, messages)}`,
    failure === null ? '' : quoted(failureText(failure, messages, markdown)),
    verdict.pipelines.length === 0 ? '' : tableSection(conclusion, messages),
    reasonsSection(conclusion, messages),
    chartSection(conclusion, messages),
    leftoverSection(conclusion, messages),
    foot(conclusion, messages)
  ]
    .filter(part => part !== '')
    .join('\n\n')
    .concat('\n')
}

function mark({ verdict, failure }: Conclusion): string {
  if (failure !== null) return '⚠️'
  if (verdict.failsStep) return '❌'
  if (verdict.passed) return '✅'
  return verdict.pipelines.some(({ outcome }) => OPEN.has(outcome)) ? '⏳' : '🟠'
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ')
}

/** What is red first. Many green ones are folded, so that nobody scrolls past them to the reasons. */
function tableSection({ verdict: { pipelines, failed } }: Conclusion, messages: Messages): string {
  const red = new Set(failed)
  const ordered = [...worstFirst(failed), ...pipelines.filter(tracked => !red.has(tracked))]
  const rows = withinLimit(ordered, messages)
  const isFolded = failed.length > 0 && pipelines.length > UNFOLDED
  const folded = isFolded ? rows.filter(([{ outcome }]) => outcome === 'success') : []
  const shown = rows.filter(row => !folded.includes(row))
  const leftOut = pipelines.length - rows.length
  return [
    table(shown, messages),
    legend(pipelines, messages),
    folded.length === 0
      ? ''
      : fold(messages.say('summary.green', { n: folded.length }), table(folded, messages)),
    leftOut > 0 ? messages.say('summary.left_out', { n: leftOut }) : ''
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

type Row = readonly [Tracked, string]

function table(rows: readonly Row[], messages: Messages): string {
  const head = COLUMNS.map(column => unbroken(messages.say(`summary.column.${column}`)))
  return [line(head), line(COLUMNS.map(() => '---')), ...rows.map(([, text]) => text)].join('\n')
}

function fold(title: string, content: string): string {
  return ['<details>', `<summary>${title}</summary>`, '', content, '', '</details>'].join('\n')
}

/** The rows in their order, as long as there is room. */
function withinLimit(pipelines: readonly Tracked[], messages: Messages): Row[] {
  const rows: Row[] = []
  let bytes = 0
  for (const tracked of pipelines) {
    const text = row(tracked, messages)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > TABLE_LIMIT_BYTES) break
    rows.push([tracked, text])
  }
  return rows
}

function row(tracked: Tracked, messages: Messages): string {
  const { run, outcome } = tracked
  const seconds = run === null ? null : durationSeconds(run)
  return line([
    link(markdown(nameOf(tracked), 80), shortUrl(urlOf(tracked))),
    unbroken(`${MARKS[outcome]} ${outcomeText(outcome, messages)}`),
    runCell(tracked),
    stageChain(tracked),
    run === null || run.startedAt === null ? '–' : instantText(run.startedAt).replace(' ', '<br>'),
    seconds === null ? '–' : unbroken(durationText(seconds * 1000, messages)),
    markdown(run?.executor ?? run?.trigger ?? '–', 40),
    matchedText(tracked, messages)
  ])
}

function stageChain({ run }: Tracked): string {
  const stages = run?.stages ?? []
  const chain = stages
    .slice(0, STAGES_SHOWN)
    .map(
      stage =>
        `${stage.outcome === null ? '○' : MARKS[stage.outcome]}${NBSP}${joinedHan(markdown(stage.name, 30) || '–')}`
    )
    .join(`${NBSP}→ `)
  if (chain === '') return '–'
  return stages.length > STAGES_SHOWN ? `${chain}${NBSP}→ +${stages.length - STAGES_SHOWN}` : chain
}

/** Number and commit, and below them branch and trigger: two short lines leave room for the other columns. */
function runCell(tracked: Tracked): string {
  const { commit = null, branch = null, trigger = null } = tracked.run ?? {}
  const chain = (facts: readonly (string | null)[], dot: string): string =>
    facts
      .filter(fact => fact !== null)
      .map(fact => joinedHan(markdown(fact, 60)))
      .join(dot)
  const lines = [
    chain([runLabel(tracked), commit?.slice(0, 10) ?? null], `${NBSP}·${NBSP}`),
    chain([branch, trigger], `${NBSP}· `)
  ]
  return lines.filter(line => line !== '').join('<br>') || '–'
}

/** What the signs in the table mean, those that are in it. */
function legend(pipelines: readonly Tracked[], messages: Messages): string {
  const seen = new Set(
    pipelines.flatMap(({ outcome, run }) => [outcome, ...(run?.stages ?? []).map(stage => stage.outcome)])
  )
  const known = OUTCOMES.filter(outcome => seen.has(outcome)).map(
    outcome => `${MARKS[outcome]} ${outcomeText(outcome, messages)}`
  )
  return [...known, ...(seen.has(null) ? [`○ ${messages.say('log.stage.waiting')}`] : [])].join(' · ')
}

/** A short text that stays on one line in a narrow cell. */
function unbroken(text: string): string {
  return joinedHan(text.replaceAll(' ', NBSP))
}

function joinedHan(text: string): string {
  return text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, JOINER)
}

function shortUrl(url: string | null): string | null {
  return url !== null && url.length <= 500 ? url : null
}

/** Why it is not green: what fails the gate, and what does not. */
function reasonsSection(conclusion: Conclusion, messages: Messages): string {
  const items = reasonItems(conclusion, messages)
  const [red, allowed] = [redOf(conclusion).length, allowedOf(conclusion).length]
  const shownRed = items.slice(0, red)
  const shownAllowed = items.slice(red)
  const more = red + allowed - items.length
  const unseen = unexplained(conclusion)
  return [
    ...(shownRed.length === 0 ? [] : [`### ${messages.say('summary.red')}`, ...shownRed]),
    ...(shownAllowed.length === 0 ? [] : [`### ${messages.say('summary.not_green')}`, ...shownAllowed]),
    ...(more > 0 ? [messages.say('summary.left_out.red', { n: more })] : []),
    ...(unseen > 0 ? [messages.say('missing.runs', { n: unseen })] : [])
  ].join('\n\n')
}

/** A paragraph for each of them, as many as there is room for, with the logs behind it. */
function reasonItems(conclusion: Conclusion, messages: Messages): string[] {
  const { failure } = conclusion
  let logBytes = 0
  return [...redOf(conclusion), ...allowedOf(conclusion)].slice(0, REASONS_LIMIT).map(tracked => {
    const folds = (tracked.explanation?.logs ?? []).map(log => tailFold(log, messages))
    const size = folds.reduce((sum, fold) => sum + Buffer.byteLength(fold), 0)
    const fits = logBytes + size <= LOGS_LIMIT_BYTES
    if (fits) logBytes += size
    return [reason(tracked, failure, messages), ...(fits ? folds : [messages.say('tail.left_out')])].join(
      '\n\n'
    )
  })
}

function reason(tracked: Tracked, failure: Failure | null, messages: Messages): string {
  const url = shortUrl(urlOf(tracked))
  const text = messages.say('annotation.pipeline', {
    name: `${MARKS[tracked.outcome]}${NBSP}**${markdown(nameOf(tracked), 80)}**`,
    outcome: outcomeText(tracked.outcome, messages),
    where: whereText(tracked, messages, markdown),
    next: nextStep(tracked, messages, markdown, failure)
  })
  const notes = missingTexts(tracked, messages, markdown)
  const open = url === null ? [] : [link(messages.say('summary.open_run'), url)]
  return [text, ...notes, ...open].join(' ')
}

function chartSection({ verdict, begunAt, elapsedMs }: Conclusion, messages: Messages): string {
  const chart = chartOf(verdict.pipelines, begunAt + elapsedMs)
  if (chart === null) return ''
  if ('leftOut' in chart) return messages.sayAny(`summary.chart.${chart.leftOut}`, { limit: CHART_PIPELINES })
  return [
    [`### ${messages.say('summary.chart')}`, '', '```mermaid', chart.text, '```'].join('\n'),
    ...(chart.isCut ? [messages.say('summary.chart.cut', { limit: CHART_STAGES })] : [])
  ].join('\n\n')
}

function leftoverSection(conclusion: Conclusion, messages: Messages): string {
  const { lines, warnings } = leftoverLines(conclusion, messages, markdown)
  const items = [...warnings, ...lines].map(text => `- ${text}`)
  return items.length === 0 ? '' : [`### ${messages.say('summary.leftovers')}`, '', ...items].join('\n')
}

function foot({ looks, elapsedMs, region }: Conclusion, messages: Messages): string {
  if (looks === 0 || region === null) return ''
  return messages.say('summary.foot', {
    looks,
    elapsed: durationText(elapsedMs, messages),
    region: markdown(region)
  })
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
