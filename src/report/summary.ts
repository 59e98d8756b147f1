import { durationSeconds, OUTCOMES } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { chartOf } from './chart.js'
import { explained, MARKS, nameOf, type Conclusion } from './conclusion.js'
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

/** GitHub refuses a summary of more than 1 MiB. */
const TABLE_LIMIT_BYTES = 600 * 1024
const LOGS_LIMIT_BYTES = 200 * 1024
const RED_LIMIT = 50
const STAGES_SHOWN = 30
/** Keeps a sign and its word on one line. */
const NBSP = '\u00A0'

/** The job summary as GitHub's Markdown. */
export function summaryOf(conclusion: Conclusion, messages: Messages): string {
  const { verdict, failure } = conclusion
  return [
    `## ${mark(conclusion)} ${headline(conclusion, messages)}`,
    failure === null ? '' : quoted(failureText(failure, messages, markdown)),
    verdict.pipelines.length === 0 ? '' : table(verdict.pipelines, new Set(verdict.failed), messages),
    redSection(explained(conclusion), messages),
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
  return verdict.passed ? '✅' : '⏳'
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ')
}

function table(pipelines: readonly Tracked[], red: ReadonlySet<Tracked>, messages: Messages): string {
  const columns = [
    'pipeline',
    'outcome',
    'run',
    'stages',
    'started',
    'duration',
    'executor',
    'matched'
  ] as const
  const head = columns.map(column => messages.say(`summary.column.${column}`))
  const rows = new Map(pipelines.map(tracked => [tracked, row(tracked, messages)]))
  const kept = withinLimit(rows, red)
  const redFirst = [...pipelines].sort((a, b) => Number(red.has(b)) - Number(red.has(a)))
  const lines = redFirst.filter(tracked => kept.has(tracked)).map(tracked => rows.get(tracked) ?? '')
  const leftOut = pipelines.length - kept.size
  return [
    line(head),
    line(columns.map(() => '---')),
    ...lines,
    '',
    legend(pipelines, messages),
    ...(leftOut > 0 ? ['', messages.say('summary.left_out', { n: leftOut })] : [])
  ].join('\n')
}

/** What is red comes into the table first; the rest as long as there is room. */
function withinLimit(rows: ReadonlyMap<Tracked, string>, red: ReadonlySet<Tracked>): ReadonlySet<Tracked> {
  const order = [...rows].sort(([a], [b]) => Number(red.has(b)) - Number(red.has(a)))
  const kept = new Set<Tracked>()
  let bytes = 0
  for (const [tracked, text] of order) {
    bytes += Buffer.byteLength(text) + 1
    if (bytes > TABLE_LIMIT_BYTES) break
    kept.add(tracked)
  }
  return kept
}

function row(tracked: Tracked, messages: Messages): string {
  const { run, outcome } = tracked
  const seconds = run === null ? null : durationSeconds(run)
  return line([
    link(markdown(nameOf(tracked), 80), shortUrl(run?.url ?? null)),
    `${MARKS[outcome]} ${outcomeText(outcome, messages)}`,
    runCell(tracked),
    stageChain(tracked),
    run === null || run.startedAt === null ? '–' : instantText(run.startedAt),
    seconds === null ? '–' : durationText(seconds * 1000, messages),
    markdown(run?.executor ?? run?.trigger ?? '–', 40),
    matchedText(tracked, messages)
  ])
}

function stageChain({ run }: Tracked): string {
  const stages = run?.stages ?? []
  const chain = stages
    .slice(0, STAGES_SHOWN)
    .map(stage => `${stage.outcome === null ? '○' : MARKS[stage.outcome]}${NBSP}${markdown(stage.name, 30)}`)
    .join(' → ')
  if (chain === '') return '–'
  return stages.length > STAGES_SHOWN ? `${chain} → +${stages.length - STAGES_SHOWN}` : chain
}

function runCell(tracked: Tracked): string {
  const label = markdown(runLabel(tracked) ?? '–')
  const { commit = null, branch = null, trigger = null } = tracked.run ?? {}
  const source = [commit?.slice(0, 10) ?? null, branch, trigger].filter(fact => fact !== null)
  return source.length === 0 ? label : `${label} (${source.map(fact => markdown(fact, 60)).join(' · ')})`
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

function shortUrl(url: string | null): string | null {
  return url !== null && url.length <= 500 ? url : null
}

function redSection(failed: readonly Tracked[], messages: Messages): string {
  if (failed.length === 0) return ''
  let logBytes = 0
  const items = failed.slice(0, RED_LIMIT).map(tracked => {
    const folds = (tracked.explanation?.logs ?? []).map(log => tailFold(log, messages))
    const size = folds.reduce((sum, fold) => sum + Buffer.byteLength(fold), 0)
    const fits = logBytes + size <= LOGS_LIMIT_BYTES
    if (fits) logBytes += size
    return [redItem(tracked, messages), ...(fits ? folds : [messages.say('tail.left_out')])].join('\n\n')
  })
  const more = failed.length - items.length
  return [
    `### ${messages.say('summary.red')}`,
    ...items,
    ...(more > 0 ? [messages.say('summary.left_out.red', { n: more })] : [])
  ].join('\n\n')
}

function redItem(tracked: Tracked, messages: Messages): string {
  const url = shortUrl(tracked.run?.url ?? null)
  const text = messages.say('annotation.pipeline', {
    name: `${MARKS[tracked.outcome]} **${markdown(nameOf(tracked), 80)}**`,
    outcome: outcomeText(tracked.outcome, messages),
    where: whereText(tracked, messages, markdown),
    next: nextStep(tracked, messages, markdown)
  })
  const notes = missingTexts(tracked, messages, markdown)
  const open = url === null ? [] : [link(messages.say('summary.open_run'), url)]
  return [text, ...notes, ...open].join(' ')
}

function chartSection({ verdict, begunAt, elapsedMs }: Conclusion, messages: Messages): string {
  const chart = chartOf(verdict.pipelines, begunAt + elapsedMs)
  return chart === null
    ? ''
    : [`### ${messages.say('summary.chart')}`, '', '```mermaid', chart, '```'].join('\n')
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
