import type { ForgeFailure } from '../domain/forge-failure.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Resolution } from '../inputs/pipeline-names.js'
import { resolutionsText } from '../report/log.js'
import { nameOf } from '../report/conclusion.js'
import { markdown, plain, type Escape } from '../report/escape.js'
import { forgeText, readOnlyText, type ReadOnlyBecause } from '../report/forge-text.js'
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
import type { Failure } from '../domain/failure.js'
import { nextStep } from '../report/next-step.js'

/** `warn`: nothing to repair, but the gate would not be green. */
export type CheckResult = 'ok' | 'warn' | 'bad' | 'skipped'

/** What the setup check checks, in this order. */
export type CheckName =
  | 'inputs'
  | 'credential'
  | 'permissions'
  | 'proxy'
  | 'endpoint'
  | 'clock'
  | 'sign_in'
  | 'api'
  | 'project'
  | 'names'
  | 'pipeline'
  | 'pipelines'
  | 'retry'
  | 'statuses'
  | 'comment'
  | 'sweep'

/** What was found. */
export type About =
  | { readonly code: 'failed'; readonly failure: Failure }
  | { readonly code: 'inputs'; readonly n: number; readonly api: string }
  | { readonly code: 'credential'; readonly source: string }
  | { readonly code: 'permissions' | 'not_keyless' | 'no_proxy' | 'no_date' | 'accepted' | 'v3_project' }
  | { readonly code: 'not_reached'; readonly because: CheckName }
  | { readonly code: 'proxy'; readonly proxy: string }
  | { readonly code: 'endpoint'; readonly host: string; readonly region: string; readonly isCustom: boolean }
  /** What this machine's clock is ahead of CodeArts, negative when it is behind. */
  | { readonly code: 'clock'; readonly offMs: number; readonly tolerated: boolean }
  | { readonly code: 'api'; readonly api: string }
  | { readonly code: 'project'; readonly id: string }
  | { readonly code: 'would_start'; readonly name: string }
  /** What the lines of `pipeline_names` mean. */
  | { readonly code: 'names'; readonly resolutions: readonly Resolution[] }
  /** A pipeline of the project, for who has given none yet. */
  | { readonly code: 'listed'; readonly id: string; readonly name: string; readonly run: PipelineRun | null }
  | { readonly code: 'list'; readonly shown: number; readonly total: number }
  /** As one poll saw it. */
  | { readonly code: 'pipeline'; readonly pipeline: PipelineState }
  | { readonly code: 'retry'; readonly n: number }
  | { readonly code: 'no_pull_request' }
  | { readonly code: 'heads'; readonly n: number; readonly bases: readonly string[] }
  /** What GitHub lets be read. Whether it may be written, only a write shows. */
  | {
      readonly code: 'readable'
      /** The commit, or the pull request. */
      readonly where: string
      readonly permission: string
      readonly readOnlyBecause: ReadOnlyBecause
    }
  | {
      readonly code: 'unwritable'
      readonly what: 'statuses' | 'comment'
      readonly failure: ForgeFailure
      readonly readOnlyBecause: ReadOnlyBecause
    }
  | { readonly code: 'pipeline_failed'; readonly name: string; readonly failure: Failure }

export interface Check {
  readonly name: CheckName
  readonly result: CheckResult
  readonly about: About
}

/** What the gate would do now. */
export type Forecast =
  /** Nothing can be said before what is wrong has been put right. */
  | { readonly code: 'blocked' }
  /** No pipeline was given. */
  | { readonly code: 'nothing' }
  | { readonly code: 'start'; readonly n: number }
  | { readonly code: 'pass' }
  /** It would not be green, and would not fail the step either. */
  | { readonly code: 'open'; readonly result: PipelineState['outcome'] }
  | {
      readonly code: 'fail'
      readonly result: PipelineState['outcome']
      readonly failed: number
      readonly n: number
    }
  /** @property failed pipelines that would fail it in the end */
  /** @property retried runs that have failed and would be retried */
  | { readonly code: 'retry'; readonly retried: number; readonly n: number }
  /** A snapshot leaves them to the commit statuses. */
  | { readonly code: 'left'; readonly open: number; readonly n: number }
  | { readonly code: 'wait'; readonly open: number; readonly failed: number; readonly n: number }

const SYMBOLS: Readonly<Record<CheckResult, string>> = { ok: '✓', warn: '⚠', bad: '✗', skipped: '–' }
/** GitHub shows this many annotations of a step. */
const ANNOTATIONS = 10
/** The time of CodeArts comes cut to whole seconds, and late. */
const CLOCK_PRECISION_MS = 2_000
/** So many rows keep the page below GitHub's limit. */
const ROWS = 500

export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ result }) => result !== 'bad')
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
      return messages.say(about.total === 0 ? 'doctor.list.empty' : 'doctor.list', about)
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
