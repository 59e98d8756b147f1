import type { PipelineState } from '../domain/tracking.js'
import { nameOf } from '../report/conclusion.js'
import { markdown, plain, type Escape } from '../report/escape.js'
import type { Messages } from '../report/messages/index.js'
import {
  durationText,
  failureText,
  insteadText,
  matchedText,
  outcomeText,
  runLabel,
  sourceText
} from '../report/text.js'
import type { Failure } from '../domain/failure.js'
import { nextStep } from '../report/next-step.js'

export type CheckResult = 'ok' | 'bad' | 'skipped'

/** What the doctor looks at, in this order. */
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
  | 'pipeline'
  | 'pipelines'

/** What was found. */
export type About =
  | { readonly code: 'failed'; readonly failure: Failure }
  | { readonly code: 'inputs'; readonly n: number; readonly api: string }
  | { readonly code: 'credential'; readonly source: string }
  | { readonly code: 'permissions' | 'not_keyless' | 'no_proxy' | 'no_date' | 'accepted' | 'v3_project' }
  | { readonly code: 'not_reached'; readonly because: CheckName }
  | { readonly code: 'proxy'; readonly proxy: string }
  | { readonly code: 'endpoint'; readonly host: string; readonly region: string }
  /** What this machine's clock is ahead of the cloud, negative when it is behind. */
  | { readonly code: 'clock'; readonly offMs: number; readonly tolerated: boolean }
  | { readonly code: 'api'; readonly api: string }
  | { readonly code: 'project'; readonly id: string }
  | { readonly code: 'would_start' | 'no_run_yet'; readonly name: string }
  /** As one poll saw it. */
  | { readonly code: 'pipeline'; readonly pipeline: PipelineState }
  | { readonly code: 'pipeline_failed'; readonly name: string; readonly failure: Failure }

export interface Check {
  readonly name: CheckName
  readonly result: CheckResult
  readonly about: About
}

const SYMBOLS: Readonly<Record<CheckResult, string>> = { ok: '✓', bad: '✗', skipped: '–' }
/** GitHub shows this many annotations of a step. */
const ANNOTATIONS = 10
/** The time of the cloud comes cut to whole seconds, and late. */
const CLOCK_PRECISION_MS = 2_000
/** So many rows keep the page below GitHub's limit. */
const ROWS = 500

export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ result }) => result !== 'bad')
}

/** The findings as lines of the log, and once more what is wrong. */
export function doctorLines(
  checks: readonly Check[],
  messages: Messages
): { readonly headline: string; readonly lines: readonly string[]; readonly complaints: readonly string[] } {
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
export function doctorPage(checks: readonly Check[], messages: Messages): string {
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
    ''
  ].join('\n')
}

function headline(checks: readonly Check[], messages: Messages): string {
  const bad = checks.filter(({ result }) => result === 'bad').length
  return bad === 0 ? messages.say('doctor.healthy') : messages.say('doctor.ill', { n: bad })
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
      return messages.say('doctor.endpoint', { host: escape(about.host, 200), region: escape(about.region) })
    case 'clock':
      return clockText(about, messages)
    case 'not_reached':
      return messages.say('doctor.not_reached', { check: messages.say(`doctor.check.${about.because}`) })
    case 'api':
      return messages.say('doctor.api', { api: about.api })
    case 'project':
      return messages.say('doctor.project', { id: escape(about.id) })
    case 'would_start':
    case 'no_run_yet':
      return messages.say(`doctor.${about.code}`, { name: escape(about.name, 80) })
    case 'pipeline':
      return pipelineText(about.pipeline, messages, escape)
    case 'permissions':
    case 'not_keyless':
    case 'no_proxy':
    case 'no_date':
    case 'accepted':
    case 'v3_project':
      return messages.say(`doctor.${about.code}`)
  }
}

function clockText({ offMs, tolerated }: Extract<About, { code: 'clock' }>, messages: Messages): string {
  if (Math.abs(offMs) < CLOCK_PRECISION_MS) return messages.say('doctor.clock.agrees')
  const difference = durationText(Math.abs(offMs), messages)
  if (tolerated) return messages.say('doctor.clock', { difference })
  return messages.say(offMs > 0 ? 'doctor.clock.ahead' : 'doctor.clock.behind', { difference })
}

/** Which run would be judged, or why none would be. */
function pipelineText(pipeline: PipelineState, messages: Messages, escape: Escape): string {
  const name = escape(nameOf(pipeline), 80)
  const { run, lastObservation } = pipeline
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
