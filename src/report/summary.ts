import { durationSeconds, type Outcome } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { explained, nameOf, type Conclusion } from './conclusion.js'
import { link, markdown } from './escape.js'
import { leftoverLines } from './leftovers.js'
import type { Messages } from './messages/index.js'
import {
  durationText,
  failureText,
  headline,
  instantText,
  matchedText,
  nextStep,
  outcomeText,
  runLabel,
  sourceText,
  whereText
} from './text.js'

/** GitHub refuses a summary of more than 1 MiB. */
const TABLE_LIMIT_BYTES = 700 * 1024
const RED_LIMIT = 50
const STAGES_SHOWN = 30

const MARKS: Readonly<Record<Outcome, string>> = {
  success: '✓',
  error: '✗',
  aborted: '⊘',
  running: '▶',
  paused: '⏸',
  timed_out: '⏱',
  not_found: '∅',
  stale: '≠',
  unknown: '?'
}

/** The job summary as GitHub's Markdown. */
export function summaryOf(conclusion: Conclusion, messages: Messages): string {
  const { verdict, failure } = conclusion
  return [
    `## ${mark(conclusion)} ${headline(conclusion, messages)}`,
    failure === null ? '' : quoted(failureText(failure, messages, markdown)),
    verdict.pipelines.length === 0 ? '' : table(verdict.pipelines, new Set(verdict.failed), messages),
    redSection(explained(conclusion), messages),
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
  const lines = pipelines.filter(tracked => kept.has(tracked)).map(tracked => rows.get(tracked) ?? '')
  const leftOut = pipelines.length - kept.size
  return [
    line(head),
    line(columns.map(() => '---')),
    ...lines,
    '',
    messages.say('summary.legend'),
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
    runCell(tracked, messages),
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
    .map(stage => `${stage.outcome === null ? '○' : MARKS[stage.outcome]} ${markdown(stage.name, 30)}`)
    .join(' → ')
  if (chain === '') return '–'
  return stages.length > STAGES_SHOWN ? `${chain} → +${stages.length - STAGES_SHOWN}` : chain
}

function runCell(tracked: Tracked, messages: Messages): string {
  const label = markdown(runLabel(tracked) ?? '–')
  const source = tracked.run === null ? '' : sourceText(tracked.run, messages, markdown)
  return source === '' ? label : `${label} (${source})`
}

function shortUrl(url: string | null): string | null {
  return url !== null && url.length <= 500 ? url : null
}

function redSection(failed: readonly Tracked[], messages: Messages): string {
  if (failed.length === 0) return ''
  const items = failed.slice(0, RED_LIMIT).map(tracked => {
    const url = shortUrl(tracked.run?.url ?? null)
    const text = messages.say('annotation.pipeline', {
      name: `**${markdown(nameOf(tracked), 80)}**`,
      outcome: outcomeText(tracked.outcome, messages),
      where: whereText(tracked, messages, markdown),
      next: nextStep(tracked, messages, markdown)
    })
    return url === null ? `- ${text}` : `- ${text} ${link(messages.say('summary.open_run'), url)}`
  })
  const more = failed.length - items.length
  return [
    `### ${messages.say('summary.red')}`,
    '',
    ...items,
    ...(more > 0 ? ['', messages.say('summary.left_out.red', { n: more })] : [])
  ].join('\n')
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
