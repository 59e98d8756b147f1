import { unpolled, type Conclusion } from './domain/conclusion.js'
import { decide } from './domain/verdict.js'
import type { Effects, Runner } from './ports.js'
import { plain } from './report/escape.js'
import { closing } from './report/log.js'
import type { Messages } from './report/messages/index.js'
import { cleaned } from './report/phrases.js'
import { outputsOf } from './report/outputs.js'
import { plainSummary } from './report/plain-summary.js'
import { reportJson } from './report/report-file.js'
import { summaryOf } from './report/summary.js'
import {
  plainSweepPage,
  sweepErrors,
  sweepHeadline,
  sweepLines,
  sweepPage,
  type SweepReport
} from './report/sweep-text.js'
import { tailsOf } from './report/tails.js'
import type { BaseConfig } from './inputs/config.js'

/** Ten names of variables, in full. */
const LONGEST_NOTICE = 2_500

const TRIMMED = {
  stages: 'log.trimmed.stages',
  all_stages: 'log.trimmed.all_stages',
  details: 'log.trimmed.details',
  most: 'log.trimmed.most'
} as const

/** Publishes the one verdict in all places; the exit status is set first, so that no later error can change it. */
export async function publish(
  conclusion: Conclusion,
  base: BaseConfig,
  messages: Messages,
  runner: Runner
): Promise<void> {
  const { verdict, failure } = conclusion
  runner.end(verdict.failsStep ? (failure === null ? 'failed' : 'not_judged') : 'passed')
  const { headline, lines, errors, warnings } = closing(conclusion, messages)
  runner.info(runner.paint(headline, verdict.failsStep ? 'bad' : verdict.passed ? 'good' : 'warning'))
  for (const error of errors) runner.error(error, messages.say('annotation.title'))
  for (const warning of warnings) runner.warning(warning)
  for (const line of lines) runner.info(line)
  for (const { title, lines } of tailsOf(verdict.pipelines, messages)) runner.group(title, lines)

  const more = base.sweep === null ? {} : countsOf(NOTHING_SWEPT)
  await writeOutputs(conclusion, pageOf(conclusion, base, messages, runner), messages, runner, more)
}

/** What a sweep that has not begun has done. */
const NOTHING_SWEPT = { swept: 0, open: 0, changes: [] }

function countsOf({ swept, open, changes }: Pick<SweepReport, 'swept' | 'open' | 'changes'>) {
  return { swept: String(swept), open: String(open), settled: String(changes.length) }
}

/** Publishes what a sweep has done. It has judged nothing: its own end says only whether it could do its job. */
export async function publishSweep(
  report: SweepReport,
  { config, begunAt }: { readonly config: BaseConfig; readonly begunAt: number },
  messages: Messages,
  { clock, runner }: Pick<Effects, 'clock' | 'runner'>
): Promise<void> {
  const [first] = report.failures
  runner.end(first === undefined ? 'passed' : 'not_judged')
  runner.info(sweepHeadline(report, messages))
  for (const error of sweepErrors(report, messages)) runner.error(error, messages.say('annotation.title'))
  for (const warning of report.warnings) runner.warning(warning)
  for (const line of [...sweepLines(report, messages), ...report.notices]) runner.info(line)
  const verdict = decide([], new Set(), first === undefined ? 'none' : 'bad_inputs')
  const failure = first?.of === 'codearts' ? first.failure : null
  const conclusion = unpolled(verdict, failure, begunAt, clock.epoch() - begunAt)
  const page = runner.reads === 'markdown' ? sweepPage : plainSweepPage
  const text = config.summary ? page(report, messages) : null
  await writeOutputs(conclusion, text, messages, runner, countsOf(report))
}

function pageOf(
  conclusion: Conclusion,
  { summary }: BaseConfig,
  messages: Messages,
  runner: Runner
): string | null {
  if (!summary) return null
  const page =
    runner.reads === 'markdown' ? summaryOf(conclusion, messages) : plainSummary(conclusion, messages, runner)
  return page === '' ? null : page
}

/**
 * Outputs, report file and job summary; what cannot be written is a warning and changes nothing.
 * @param page `null` for no summary
 * @param more outputs
 */
export async function writeOutputs(
  conclusion: Conclusion,
  page: string | null,
  messages: Messages,
  runner: Runner,
  more: Readonly<Record<string, string>> = {}
): Promise<void> {
  const { values, trimmed } = outputsOf(conclusion)
  // Last, so that a disk that gets full cannot leave a `true` without what it stands for.
  const { passed, ...others } = values
  if (trimmed !== null) runner.info(messages.say('log.trimmed', { left_out: messages.say(TRIMMED[trimmed]) }))
  const report = runner.report(reportJson(conclusion))
  const reportPath = 'reason' in report ? '' : report.path
  const faults = [
    ['report', 'reason' in report ? report : null],
    ['outputs', runner.outputs({ ...others, ...more, report_path: reportPath, passed })],
    ['summary', page === null ? null : await runner.summary(page)]
  ] as const
  for (const [what, fault] of faults)
    if (fault !== null)
      runner.warning(
        messages.say('log.unwritten', {
          what: messages.say(`log.unwritten.${what}`),
          path: plain(fault.path, 400),
          reason: plain(fault.reason)
        })
      )
}

/** Says what a user should know of the inputs. */
export function tellNotices(
  { notices }: BaseConfig,
  messages: Messages,
  runner: Pick<Runner, 'info' | 'warning'>
): void {
  for (const { code, isWarning, params } of notices) {
    const text = messages.sayAny(
      `notice.${code}`,
      cleaned(params, text => plain(text, LONGEST_NOTICE))
    )
    if (isWarning) runner.warning(text)
    else runner.info(text)
  }
}
