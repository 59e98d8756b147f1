import type { Failure } from '../domain/failure.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Clock, Runner } from '../ports.js'
import { plain } from '../report/escape.js'
import type { Messages } from '../report/messages/index.js'
import { durationText, errorText, failureText, instantText } from '../report/text.js'
import type { StartLog } from '../starting/launch-options.js'

/** What the lines on starts need to know. */
interface StartLogOptions {
  readonly messages: Messages
  /** Writes a line of progress. */
  readonly say: (line: string) => void
  readonly runner: Pick<Runner, 'warning'>
  readonly clock: Clock
  /** Takes secrets out of the texts of a value. */
  readonly redact: <T>(value: T) => T
  readonly startTimeoutMs: number
  /** On the monotonic clock. */
  readonly deadline: number
}

/** What is logged while runs are started: each once. */
export function startLog({
  messages,
  say,
  runner,
  clock,
  redact,
  startTimeoutMs,
  deadline
}: StartLogOptions): StartLog {
  const left = (): string =>
    durationText(Math.min(startTimeoutMs, Math.max(0, deadline - clock.now())), messages)
  const called = (name: string): string => plain(redact(name), 120)
  const why = (lastError: Failure | null): string =>
    lastError === null ? messages.say('log.no_answer') : errorText(redact(lastError), messages)
  const about = (
    name: string,
    lastError: Failure | null
  ): { name: string; lastError: string; left: string } => ({
    name: called(name),
    lastError: why(lastError),
    left: left()
  })
  const linked = ({ runId, url }: PipelineRun): { run: string; link: string } => ({
    run: plain(runId ?? '–', 40),
    link: plain(url ?? '', 400)
  })
  return {
    started(announced, how) {
      const run = redact(announced)
      const about = { name: called(run.pipelineName ?? '') || run.pipelineId, ...linked(run) }
      say(messages.say(how === 'found' ? 'log.adopted' : 'log.started', about))
    },
    notNow(name, lastError) {
      // It is no matter of one pipeline, and not bounded by `start_timeout`.
      if (lastError.code === 'locked') say(failureText(redact(lastError), messages))
      else say(messages.say('log.not_now', about(name, lastError)))
    },
    queued(name, lastError, run, record) {
      if (run === null) {
        say(messages.say('log.queued.search', about(name, lastError)))
        return
      }
      const facts = { ...about(name, lastError), ...linked(run) }
      if (record === null || record.since === null) say(messages.say('log.queued.unplaced', facts))
      else
        say(
          messages.say('log.queued', {
            ...facts,
            since: instantText(record.since, messages),
            place: record.place
          })
        )
    },
    dequeued(shown) {
      const run = redact(shown)
      say(messages.say('log.dequeued', { name: called(run.pipelineName ?? run.pipelineId), ...linked(run) }))
    },
    lost: (name, lastError) => say(messages.say('log.start_lost', about(name, lastError))),
    withoutCode: name => say(messages.say('log.without_code', { name: called(name) })),
    fixedVariables: (name, names) =>
      runner.warning(messages.say('log.fixed_variables', { name: called(name), names: names.join(', ') })),
    unsaved: ({ path, reason }) =>
      runner.warning(messages.say('log.unsaved', { path: plain(path), reason: plain(reason) }))
  }
}
