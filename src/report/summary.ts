import type { Outcome } from '../domain/pipeline-run.js'
import { gatingOf } from '../domain/verdict.js'
import { attemptsText, isRetried } from './attempts.js'
import { CHART_PIPELINES, CHART_STAGES, chartOf } from './chart.js'
import { commitWarnings } from './commit-warnings.js'
import { nameOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import { unfinishedRunLines } from './unfinished-runs.js'
import type { Messages } from './messages/index.js'
import { carriedOnText, durationText, failureText, headline, placeText, zoneText } from './text.js'
import type { Conclusion } from '../domain/conclusion.js'
import { failuresSection } from './summary-failures.js'
import { fold, shortUrl, tableSection } from './summary-table.js'

/** GitHub refuses a summary of more than 1 MiB. */
const LIMIT_BYTES = 1024 * 1024
/** So much of it is for what failed, and the ends of its logs. */
const FAILURES_BYTES = 400 * 1024
const FAILURE_LENGTH = 60_000
const FLAKY_LIMIT = 50
/** From this many pipelines on, the timeline is folded. */
const FOLDED_TIMELINE = 10
/** Outcomes of what has not ended. */
const OPEN: ReadonlySet<Outcome> = new Set<Outcome>(['running', 'paused', 'timed_out'])

/** The job summary as GitHub's Markdown: the verdict, what failed and what to do, then everything in a table. */
export function summaryOf(conclusion: Conclusion, messages: Messages): string {
  const before = [
    `## ${verdictSymbol(conclusion)} ${headline(conclusion, messages)}`,
    blockerText(conclusion, messages),
    carriedOnText(conclusion, messages),
    ...commitWarnings(conclusion, messages, markdown).map(text => quoted(`⚠️ ${text}`)),
    failuresSection(conclusion, { bytes: FAILURES_BYTES, opensFirst: true, heading: '###' }, messages),
    flakySection(conclusion, messages)
  ]
  const after = [
    timelineSection(conclusion, messages),
    unfinishedRunsSection(conclusion, messages),
    foot(conclusion, messages)
  ]
  const left = LIMIT_BYTES - bytesOf([...before, ...after])
  return whole([...before, tableSection(conclusion, left, messages), ...after]).concat('\n')
}

/** The sign of the verdict. */
export function verdictSymbol({ verdict, failure }: Conclusion): string {
  if (failure !== null) return '⚠️'
  if (verdict.failsStep) return '❌'
  if (verdict.passed) return '✅'
  return gatingOf(verdict.pipelines).some(({ outcome }) => OPEN.has(outcome)) ? '⏳' : '⚠️'
}

/** What kept the step from judging, as a quotation; empty where nothing did. */
export function blockerText({ failure }: Conclusion, messages: Messages): string {
  if (failure === null) return ''
  const text = failureText(failure, messages, markdown)
  return quoted(text.length > FAILURE_LENGTH ? `${text.slice(0, FAILURE_LENGTH)}…` : text)
}

function quoted(text: string): string {
  return text.replace(/^/gm, '> ')
}

function whole(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n\n')
}

/** With room for what is between the parts. */
function bytesOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 16)
}

/** What passed only after it had ended otherwise: a flake must be seen. */
function flakySection({ verdict }: Conclusion, messages: Messages): string {
  const flaky = verdict.pipelines.filter(pipeline => pipeline.outcome === 'success' && isRetried(pipeline))
  if (flaky.length === 0) return ''
  const items = flaky.slice(0, FLAKY_LIMIT).map(pipeline => {
    const name = `**${markdown(nameOf(pipeline), 80)}**`
    return `- ⚠️ ${messages.say('log.note', { name, note: attemptsText(pipeline, messages, markdown) })}`
  })
  const more = flaky.length - items.length
  return whole([
    `### ${messages.say('summary.flaky')}`,
    items.join('\n'),
    more > 0 ? messages.say('log.more', { n: more }) : ''
  ])
}

/** When each stage ran. Of many pipelines it is long, and folded. */
function timelineSection({ verdict, begunAt, elapsedMs }: Conclusion, messages: Messages): string {
  const { pipelines } = verdict
  const chart = chartOf(pipelines, begunAt + elapsedMs, messages.timeZone)
  if (chart === null) return ''
  if ('leftOut' in chart) return messages.sayAny(`summary.chart.${chart.leftOut}`, { limit: CHART_PIPELINES })
  const title = messages.say('summary.chart', { zone: zoneText(messages) })
  const drawn = ['```mermaid', chart.text, '```'].join('\n')
  const cut = chart.isCut ? messages.say('summary.chart.cut', { limit: CHART_STAGES }) : ''
  if (pipelines.length < FOLDED_TIMELINE) return whole([`### ${title}`, drawn, cut])
  return fold(title, whole([drawn, cut]))
}

function unfinishedRunsSection(conclusion: Conclusion, messages: Messages): string {
  const { lines, warnings } = unfinishedRunLines(conclusion, messages, {
    escape: markdown,
    address: url => link(messages.say('summary.open_run'), shortUrl(url))
  })
  const items = [...warnings.map(text => `- ⚠️ ${text}`), ...lines.map(text => `- ${text}`)]
  return items.length === 0 ? '' : whole([`### ${messages.say('summary.leftovers')}`, items.join('\n')])
}

function foot(conclusion: Conclusion, messages: Messages): string {
  const { polls, elapsedMs } = conclusion
  const place = placeText(conclusion.location, messages, markdown)
  if (polls === 0 || place === '') return ''
  return messages.say('summary.foot', {
    polls,
    elapsed: durationText(elapsedMs, messages),
    place
  })
}
