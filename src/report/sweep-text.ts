import type { StatusState } from '../domain/commit-status.js'
import type { Failure } from '../domain/failure.js'
import type { ForgeFailure } from '../domain/forge-failure.js'
import { link, markdown, plain, type Escape } from './escape.js'
import { forgeText, type Refused } from './forge-text.js'
import type { Messages } from './messages/index.js'
import { failureText } from './text.js'

/** A status that a sweep has written. */
export interface StatusChange {
  readonly commit: string
  /** `null` for a group in a merge queue. */
  readonly pullRequest: number | null
  readonly context: string
  /** What stood there, `null` for nothing. */
  readonly from: string | null
  readonly to: StatusState
  readonly description: string
  readonly targetUrl: string | null
}

/** What kept a sweep from doing its job. */
export type SweepFailure =
  | { readonly of: 'codearts'; readonly failure: Failure }
  | { readonly of: 'github'; readonly what: Refused; readonly failure: ForgeFailure }

/** All that is reported of a sweep. */
export interface SweepReport {
  readonly bases: readonly string[]
  /** Heads that were checked. */
  readonly swept: number
  /** Statuses that are pending now. */
  readonly open: number
  readonly changes: readonly StatusChange[]
  /** What was left for the next sweep. */
  readonly left: {
    /** Statuses that are to be written, and go beyond what one sweep writes or has time for. */
    readonly writes: number
    /** Statuses in doubt that there was no time to prove. */
    readonly unchecked: number
    /** Statuses that GitHub has not taken. */
    readonly refused: number
    /** Statuses that have changed, or whose runs have, since they were read. */
    readonly moved: number
    /** Heads that there was no time for. */
    readonly heads: number
    /** Pull requests beyond those that are read. */
    readonly unread: number
    /** Pull requests whose last push GitHub is still processing. */
    readonly behind: number
  }
  /** Results that are kept although their runs may have left the list. */
  readonly kept: number
  readonly failures: readonly SweepFailure[]
  readonly notices: readonly string[]
  readonly warnings: readonly string[]
}

/** At most this many changes are listed one by one. */
const LINES = 100
const ROWS = 500

/** The first line at the end of a sweep: what it did, or that it could not do its job. */
export function sweepHeadline({ swept, changes, open, failures }: SweepReport, messages: Messages): string {
  if (failures.some(isCancelled)) return messages.say('sweep.headline.cancelled')
  if (failures.length > 0) return messages.say('sweep.headline.failed')
  return messages.say('sweep.headline', { heads: swept, settled: changes.length, open })
}

/** What the log says when a sweep begins. @param bases the branches whose pull requests it covers */
export function sweepBegin(
  heads: number,
  pipelines: number,
  bases: readonly string[],
  messages: Messages
): string {
  return messages.say('sweep.begin', { heads, pipelines, bases: basesText(bases, plain) })
}

/** It was cancelled while it asked CodeArts, or GitHub. */
function isCancelled(failure: SweepFailure): boolean {
  return failure.of === 'codearts' && failure.failure.code === 'cancelled'
}

function basesText(bases: readonly string[], escape: Escape): string {
  return bases.map(base => escape(base, 80)).join(', ')
}

/** The statuses that were written, and what was left, in plain lines. */
export function sweepLines(report: SweepReport, messages: Messages): string[] {
  const { changes } = report
  const lines = changes.slice(0, LINES).map(change => changeText(change, messages))
  const more = changes.length - lines.length
  return [
    ...lines,
    ...(more > 0 ? [messages.say('log.more', { n: more })] : []),
    ...leftTexts(report, messages)
  ]
}

/** One status that was written, in a line. */
export function changeText(change: StatusChange, messages: Messages): string {
  return messages.say('sweep.change', {
    head: headText(change, messages),
    context: plain(change.context, 120),
    from: change.from === null ? messages.say('sweep.no_status') : plain(change.from, 20),
    to: change.to,
    description: plain(change.description)
  })
}

function headText({ commit, pullRequest }: StatusChange, messages: Messages): string {
  const short = commit.slice(0, 10)
  return pullRequest === null
    ? messages.say('sweep.head.queue', { commit: short })
    : messages.say('sweep.head', { number: String(pullRequest), commit: short })
}

function leftTexts({ left, kept }: SweepReport, messages: Messages): string[] {
  return [
    left.writes > 0 ? messages.say('sweep.left.writes', { n: left.writes }) : '',
    left.unchecked > 0 ? messages.say('sweep.left.unchecked', { n: left.unchecked }) : '',
    left.refused > 0 ? messages.say('sweep.left.refused', { n: left.refused }) : '',
    left.moved > 0 ? messages.say('sweep.left.moved', { n: left.moved }) : '',
    left.heads > 0 ? messages.say('sweep.left.heads', { n: left.heads }) : '',
    left.unread > 0 ? messages.say('sweep.left.unread', { n: left.unread }) : '',
    left.behind > 0 ? messages.say('sweep.left.behind', { n: left.behind }) : '',
    kept > 0 ? messages.say('sweep.kept', { n: kept }) : ''
  ].filter(text => text !== '')
}

/** What kept a sweep from doing its job, one text for each failure. */
export function sweepErrors({ failures }: SweepReport, messages: Messages, escape: Escape = plain): string[] {
  return failures.map(failure => {
    if (isCancelled(failure)) return messages.say('sweep.cancelled')
    return failure.of === 'codearts'
      ? failureText(failure.failure, messages, escape)
      : forgeText(failure.what, failure.failure, 'permissions', messages)
  })
}

/** The job summary in GitHub's Markdown. */
export function sweepPage(report: SweepReport, messages: Messages): string {
  const { changes, failures, warnings, notices } = report
  const errors = sweepErrors(report, messages, markdown).map(text => text.replace(/^/gm, '> '))
  const notes = [...leftTexts(report, messages), ...warnings, ...notices].map(text => `- ${text}`)
  return [
    `## ${failures.length > 0 ? '❌' : '🧹'} ${sweepHeadline(report, messages)}`,
    ...errors,
    table(changes, messages),
    notes.join('\n'),
    ''
  ]
    .filter((part, index, all) => part !== '' || index === all.length - 1)
    .join('\n\n')
}

function table(changes: readonly StatusChange[], messages: Messages): string {
  if (changes.length === 0) return ''
  const rows = changes.slice(0, ROWS).map(change => {
    const status = link(markdown(change.context, 120), change.targetUrl)
    const from = change.from === null ? '–' : markdown(change.from, 20)
    return `| ${markdown(headText(change, messages))} | ${status} | ${from} → ${change.to} | ${markdown(change.description)} |`
  })
  const columns = (['head', 'status', 'change', 'description'] as const).map(column =>
    messages.say(`sweep.column.${column}`)
  )
  return [`| ${columns.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')
}

/** The same where nothing reads Markdown. */
export function plainSweepPage(report: SweepReport, messages: Messages): string {
  const texts = [
    sweepHeadline(report, messages),
    ...sweepErrors(report, messages),
    ...sweepLines(report, messages),
    ...report.warnings,
    ...report.notices
  ]
  return `${texts.join('\n')}\n`
}
