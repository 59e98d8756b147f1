import type { PipelineState } from '../domain/pipeline-state.js'
import { resolutionsText } from '../report/resolutions.js'
import { nameOf } from '../report/conclusion.js'
import { markdown, plain, type Escape } from '../report/escape.js'
import { forgeText, readOnlyText } from '../report/forge-text.js'
import type { Messages } from '../report/messages/index.js'
import {
  durationText,
  failureText,
  insteadText,
  matchedText,
  outcomeText,
  runLabel,
  labelOf,
  sourceText
} from '../report/text.js'
import type { About, Check, CheckResult, Forecast } from './check.js'
import { isCancelled } from './checks.js'
import { nextStep } from '../report/next-step.js'

const SYMBOLS: Readonly<Record<CheckResult, string>> = { ok: '✓', warn: '⚠', bad: '✗', skipped: '–' }
/** GitHub shows this many annotations of a step. */
const ANNOTATIONS = 10
/** The time of CodeArts comes cut to whole seconds, and late. */
const CLOCK_PRECISION_MS = 2_000
/** With this many rows the page stays below GitHub's limit. */
const ROWS = 500

/** Whether everything was checked, and nothing has to be repaired. */
export function isHealthy(checks: readonly Check[]): boolean {
  return !isCancelled(checks) && checks.every(({ result }) => result !== 'bad')
}

/** What is said in the log. */
interface DoctorLines {
  readonly headline: string
  readonly lines: readonly string[]
  readonly complaints: readonly string[]
}

/** What the gate would do now, in one sentence. */
export function forecastText(forecast: Forecast, messages: Messages): string {
  if (forecast.code === 'wait')
    return messages.sayAny(forecast.failed > 0 ? 'doctor.now.wait_fail' : 'doctor.now.wait', { ...forecast })
  const result = 'result' in forecast ? outcomeText(forecast.result, messages) : ''
  return messages.sayAny(`doctor.now.${forecast.code}`, { ...forecast, result })
}

/** The findings as lines of the log, and once more what is wrong. */
export function doctorLines(checks: readonly Check[], messages: Messages): DoctorLines {
  const line = ({ name, result, about }: Check): string =>
    messages.say('doctor.line', {
      symbol: SYMBOLS[result],
      check: messages.say(`doctor.check.${name}`),
      finding: aboutText(about, messages)
    })
  const bad = checks.filter(({ result }) => result === 'bad')
  const more = bad.length - ANNOTATIONS
  return {
    headline: headline(checks, messages),
    lines: checks.map(line),
    complaints:
      more <= 0
        ? bad.map(line)
        : [...bad.slice(0, ANNOTATIONS - 1).map(line), messages.say('log.more', { n: more + 1 })]
  }
}

/** The same as a page of GitHub's Markdown. */
export function doctorPage(checks: readonly Check[], now: Forecast, messages: Messages): string {
  const rows = checks.slice(0, ROWS).map(({ name, result, about }) => {
    const finding = aboutText(about, messages, markdown).replaceAll('\n', '<br>')
    return `| ${SYMBOLS[result]} | ${messages.say(`doctor.check.${name}`)} | ${finding} |`
  })
  const more = checks.length - rows.length
  return [
    `## ${isHealthy(checks) ? '✅' : '❌'} ${headline(checks, messages)}`,
    '',
    `| | ${messages.say('doctor.column.check')} | ${messages.say('doctor.column.finding')} |`,
    '|---|---|---|',
    ...rows,
    ...(more > 0 ? ['', messages.say('summary.left_out', { n: more })] : []),
    '',
    forecastText(now, messages),
    ''
  ].join('\n')
}

function headline(checks: readonly Check[], messages: Messages): string {
  const count = (wanted: CheckResult): number => checks.filter(({ result }) => result === wanted).length
  if (isCancelled(checks)) return messages.say('doctor.cancelled')
  const [bad, warned] = [count('bad'), count('warn')]
  if (bad > 0) return messages.say('doctor.ill', { n: bad })
  return warned > 0 ? messages.say('doctor.warned', { n: warned }) : messages.say('doctor.healthy')
}

function aboutText(about: About, messages: Messages, escape: Escape = plain): string {
  switch (about.code) {
    case 'failed':
      return failureText(about.failure, messages, escape)
    case 'pipeline_failed':
      return `${escape(about.name, 80)}: ${failureText(about.failure, messages, escape)}`
    case 'inputs':
      return messages.say('doctor.inputs', { n: about.n, api: about.api })
    case 'credential':
      return messages.say('doctor.credential', { source: escape(about.source, 60) })
    case 'proxy':
      return messages.say('doctor.proxy', { proxy: escape(about.proxy, 200) })
    case 'endpoint':
      return about.isCustom
        ? messages.say('doctor.endpoint.custom', { host: escape(about.host, 200) })
        : messages.say('doctor.endpoint', { host: escape(about.host, 200), region: escape(about.region) })
    case 'clock':
      return clockText(about, messages)
    case 'not_reached':
      return messages.say('doctor.not_reached', { check: messages.say(`doctor.check.${about.because}`) })
    case 'api':
      return messages.say('doctor.api', { api: about.api })
    case 'project':
      return messages.say('doctor.project', { id: escape(about.id) })
    case 'would_start':
      return messages.say('doctor.would_start', { name: escape(about.name, 80) })
    case 'names':
      return resolutionsText(about.resolutions, messages, escape)
    case 'listed':
      return listedText(about, messages, escape)
    case 'list':
      return listText(about, messages)
    case 'pipeline':
      return pipelineText(about.pipeline, messages, escape)
    case 'retry':
      return messages.say('doctor.retry', { n: about.n })
    case 'heads':
      return messages.say('doctor.heads', { n: about.n, bases: escape(about.bases.join(', ')) })
    case 'readable':
      return readableText(about, messages, escape)
    case 'unwritable':
      return forgeText(about.what, about.failure, about.readOnlyBecause, messages, escape)
    case 'no_pull_request':
    case 'permissions':
    case 'not_keyless':
    case 'no_proxy':
    case 'no_date':
    case 'accepted':
    case 'v3_project':
    case 'not_checked':
      return messages.say(`doctor.${about.code}`)
  }
}

function readableText(
  { where, permission, readOnlyBecause }: Extract<About, { code: 'readable' }>,
  messages: Messages,
  escape: Escape
): string {
  const read = messages.say('doctor.readable', { where: escape(where), permission })
  const readOnly = readOnlyText(readOnlyBecause, permission, messages)
  return readOnlyBecause === 'permissions' ? read : readOnly
}

function clockText({ offMs, tolerated }: Extract<About, { code: 'clock' }>, messages: Messages): string {
  if (Math.abs(offMs) < CLOCK_PRECISION_MS) return messages.say('doctor.clock.agrees')
  const difference = durationText(Math.abs(offMs), messages)
  if (tolerated) return messages.say('doctor.clock', { difference })
  return messages.say(offMs > 0 ? 'doctor.clock.ahead' : 'doctor.clock.behind', { difference })
}

/** How many there are, and how to name those that are not listed. */
function listText({ shown, total }: Extract<About, { code: 'list' }>, messages: Messages): string {
  if (total === 0) return messages.say('doctor.list.empty')
  return shown < total
    ? messages.say('doctor.list.part', { shown, total })
    : messages.say('doctor.list', { total })
}

/** Name, ID and last run, to be copied. */
function listedText(
  { id, name, run }: Extract<About, { code: 'listed' }>,
  messages: Messages,
  escape: Escape
): string {
  const label = run === null ? null : (labelOf(run) ?? '–')
  const last =
    run === null || label === null
      ? messages.say('doctor.listed.never')
      : messages.say('doctor.listed.run', { run: escape(label), outcome: outcomeText(run.outcome, messages) })
  return messages.say('doctor.listed', { name: escape(name, 80) || '–', id: escape(id), last })
}

/** Which run would be judged, or why none would be. */
function pipelineText(pipeline: PipelineState, messages: Messages, escape: Escape): string {
  const bare = escape(nameOf(pipeline), 80)
  const name = pipeline.advisory ? messages.say('log.advisory', { name: bare }) : bare
  const { run, lastObservation } = pipeline
  if (lastObservation === 'no_run' && run === null && pipeline.target.kind === 'condition')
    return messages.say('doctor.no_run_yet', { name })
  if (lastObservation === 'no_match')
    return messages.say('doctor.no_match', { name, instead: insteadText(pipeline, messages, escape) ?? '' })
  if (lastObservation !== 'run' || run === null)
    return messages.say('doctor.no_run', { name, next: nextStep(pipeline, messages, escape) })
  const label = escape(runLabel(pipeline) ?? '–', 40)
  const source = sourceText(run, messages, escape)
  return messages.say('doctor.would_judge', {
    name,
    run: source === '' ? label : messages.say('log.run_of', { run: label, source }),
    outcome: outcomeText(run.outcome, messages),
    matched: matchedText(pipeline, messages, escape)
  })
}
