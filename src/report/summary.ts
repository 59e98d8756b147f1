import { type Outcome } from '../domain/pipeline-run.js'
import type { Tracked } from '../domain/tracking.js'
import { CHART_PIPELINES, CHART_STAGES, chartOf } from './chart.js'
import { allowedOf, MARKS, nameOf, redOf, unexplained, urlOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import { leftoverLines } from './leftovers.js'
import type { Messages } from './messages/index.js'
import { missingTexts } from './reasons.js'
import { tailFold } from './tails.js'
import { durationText, failureText, headline, outcomeText, whereText } from './text.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion } from '../domain/conclusion.js'
import { nextStep } from './next-step.js'
import { NBSP, tableSection, fold, shortUrl } from './summary-table.js'

const LOGS_LIMIT_BYTES = 200 * 1024
const REASONS_LIMIT = 50
/** Outcomes of what has not ended. */
const OPEN: ReadonlySet<Outcome> = new Set<Outcome>(['running', 'paused', 'timed_out'])

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
