import type { Outcome } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { gatingOf } from '../domain/verdict.js'
import { attemptsText, isRetried } from './attempts.js'
import { CHART_PIPELINES, CHART_STAGES, chartOf } from './chart.js'
import { commitWarnings } from './commit-warnings.js'
import { allowedOf, SYMBOLS, nameOf, redOf, unexplained, urlOf } from './conclusion.js'
import { link, markdown } from './escape.js'
import { unfinishedRunLines } from './unfinished-runs.js'
import type { Messages } from './messages/index.js'
import { failedChild, missingTexts } from './reasons.js'
import { sentences } from './phrases.js'
import { tailFold } from './tails.js'
import { durationText, failureText, headline, outcomeText, placeText, whereText, zoneText } from './text.js'
import type { Failure } from '../domain/failure.js'
import type { Conclusion } from '../domain/conclusion.js'
import { nextStep } from './next-step.js'
import { marked, NBSP, tableSection, shortUrl } from './summary-table.js'

const LOGS_LIMIT_BYTES = 200 * 1024
const REASONS_LIMIT = 50
/** Outcomes of what has not ended. */
const OPEN: ReadonlySet<Outcome> = new Set<Outcome>(['running', 'paused', 'timed_out'])

/** The job summary as GitHub's Markdown. */
export function summaryOf(conclusion: Conclusion, messages: Messages): string {
  const { verdict, failure } = conclusion
  return [
    `## ${verdictSymbol(conclusion)} ${headline(conclusion, messages)}`,
    failure === null ? '' : quoted(failureText(failure, messages, markdown)),
    verdict.pipelines.length === 0 ? '' : tableSection(conclusion, messages),
    ...commitWarnings(conclusion, messages, markdown).map(text => quoted(`⚠️ ${text}`)),
    reasonsSection(conclusion, messages),
    flakySection(conclusion, messages),
    chartSection(conclusion, messages),
    unfinishedRunsSection(conclusion, messages),
    foot(conclusion, messages)
  ]
    .filter(part => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** The sign of the verdict. */
export function verdictSymbol({ verdict, failure }: Conclusion): string {
  if (failure !== null) return '⚠️'
  if (verdict.failsStep) return '❌'
  if (verdict.passed) return '✅'
  return gatingOf(verdict.pipelines).some(({ outcome }) => OPEN.has(outcome)) ? '⏳' : '🟠'
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
  const unobserved = unexplained(conclusion)
  return [
    ...(shownRed.length === 0 ? [] : [`### ${messages.say('summary.red')}`, ...shownRed]),
    ...(shownAllowed.length === 0 ? [] : [`### ${messages.say('summary.not_green')}`, ...shownAllowed]),
    ...(more > 0 ? [messages.say('summary.left_out.red', { n: more })] : []),
    ...(unobserved > 0 ? [messages.say('missing.runs', { n: unobserved })] : [])
  ].join('\n\n')
}

/** A paragraph for each of them, as many as there is room for, with the logs behind it. */
function reasonItems(conclusion: Conclusion, messages: Messages): string[] {
  const { failure } = conclusion
  let logBytes = 0
  return [...redOf(conclusion), ...allowedOf(conclusion)].slice(0, REASONS_LIMIT).map(pipeline => {
    const folds = (pipeline.explanation?.logs ?? []).map(log => tailFold(log, messages))
    const size = folds.reduce((sum, fold) => sum + Buffer.byteLength(fold), 0)
    const fits = logBytes + size <= LOGS_LIMIT_BYTES
    if (fits) logBytes += size
    return [reasonOf(pipeline, failure, messages), ...(fits ? folds : [messages.say('tail.left_out')])].join(
      '\n\n'
    )
  })
}

/** Why a pipeline is not green, in a paragraph. */
export function reasonOf(pipeline: PipelineState, failure: Failure | null, messages: Messages): string {
  const url = shortUrl(urlOf(pipeline))
  const text = messages.say('annotation.pipeline', {
    name: marked(`${SYMBOLS[pipeline.outcome]}${NBSP}**${markdown(nameOf(pipeline), 80)}**`, pipeline),
    outcome: outcomeText(pipeline.outcome, messages),
    where: whereText(pipeline, messages, markdown),
    next: sentences(
      [attemptsText(pipeline, messages, markdown), nextStep(pipeline, messages, markdown, failure)],
      messages
    )
  })
  const notes = missingTexts(pipeline, messages, markdown)
  const page = pipeline.run === null ? 'summary.open_pipeline' : 'summary.open_run'
  const open = url === null ? [] : [link(messages.say(page), url)]
  const childUrl = shortUrl(failedChild(pipeline)?.run.url ?? null)
  const openChild = childUrl === null ? [] : [link(messages.say('summary.open_child'), childUrl)]
  return [text, ...notes, ...open, ...openChild].join(' ')
}

/** What passed only after it had ended otherwise: a flake must be seen. */
function flakySection({ verdict }: Conclusion, messages: Messages): string {
  const flaky = verdict.pipelines.filter(pipeline => pipeline.outcome === 'success' && isRetried(pipeline))
  if (flaky.length === 0) return ''
  const items = flaky
    .slice(0, REASONS_LIMIT)
    .map(pipeline => `- **${markdown(nameOf(pipeline), 80)}**: ${attemptsText(pipeline, messages, markdown)}`)
  const more = flaky.length - items.length
  return [
    `### ${messages.say('summary.flaky')}`,
    items.join('\n'),
    ...(more > 0 ? [messages.say('log.more', { n: more })] : [])
  ].join('\n\n')
}

function chartSection({ verdict, begunAt, elapsedMs }: Conclusion, messages: Messages): string {
  const chart = chartOf(verdict.pipelines, begunAt + elapsedMs, messages.timeZone)
  if (chart === null) return ''
  if ('leftOut' in chart) return messages.sayAny(`summary.chart.${chart.leftOut}`, { limit: CHART_PIPELINES })
  return [
    [
      `### ${messages.say('summary.chart', { zone: zoneText(messages) })}`,
      '',
      '```mermaid',
      chart.text,
      '```'
    ].join('\n'),
    ...(chart.isCut ? [messages.say('summary.chart.cut', { limit: CHART_STAGES })] : [])
  ].join('\n\n')
}

function unfinishedRunsSection(conclusion: Conclusion, messages: Messages): string {
  const { lines, warnings } = unfinishedRunLines(conclusion, messages, {
    escape: markdown,
    address: url => link(messages.say('summary.open_run'), shortUrl(url))
  })
  const items = [...warnings, ...lines].map(text => `- ${text}`)
  return items.length === 0 ? '' : [`### ${messages.say('summary.leftovers')}`, '', ...items].join('\n')
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
