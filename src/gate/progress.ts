import type { Login } from '../codearts/auth/login.js'
import { serviceLocation } from '../codearts/cloud.js'
import type { Failure } from '../domain/failure.js'
import { heartbeatDue } from '../domain/schedule.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import type { Config } from '../inputs/config.js'
import type { Resolution } from '../inputs/pipeline-names.js'
import type { Clock, Runner } from '../ports.js'
import { nameOf } from '../report/conclusion.js'
import { plain } from '../report/escape.js'
import { changeLines } from '../report/changes.js'
import { resolutionsText } from '../report/resolutions.js'
import type { Messages } from '../report/messages/index.js'
import { columnsOf, fitted } from '../report/terminal.js'
import { durationText, errorText, failureText, placeText } from '../report/text.js'
import type { StartLog } from '../starting/launch-options.js'
import { startLog } from './start-log.js'

/** Instants on the monotonic clock, and the pause between two polls, in milliseconds. */
export interface Times {
  readonly begun: number
  readonly deadline: number
  readonly interval: number
}

/** Speaks while the gate waits. */
export interface Progress {
  begin(): void
  /** It is known how many pipelines there are. @param resolutions what the lines of `pipeline_names` mean */
  requested(n: number, resolutions: readonly Resolution[]): void
  /** @param answers whether every one came */
  polled(before: readonly PipelineState[], after: readonly PipelineState[], answers: 'all' | 'some'): void
  /** Runs that wait in its queue keep `start_timeout` from running out. */
  heldByQueue(pipeline: PipelineState, n: number): void
  /** A request failed and will be sent again. */
  retrying(lastError: Failure): void
  /** @param offsetMs what this machine's clock lacks, negative when it is ahead */
  clockIsOff(offsetMs: number): void
  readonly starts: StartLog
}

interface Surroundings {
  readonly messages: Messages
  readonly clock: Clock
  readonly runner: Pick<Runner, 'info' | 'warning' | 'live'>
  /** Takes secrets out of the texts of a value. */
  readonly redact: <T>(value: T) => T
}

/** Logs only what changes, once what has recovered, and at most once a minute that the wait continues. */
export function openProgress(
  config: Config,
  times: Times,
  { messages, clock, runner, redact }: Surroundings
): Progress {
  let lastLineAt = clock.now()
  let n = config.targets.size
  let open = n
  const say = (line: string): void => {
    lastLineAt = clock.now()
    runner.info(line)
  }
  const sayHeartbeat = (line: () => string): void => {
    if (heartbeatDue(clock.now(), lastLineAt)) say(line())
  }
  /** All of it where there is room, else the figures. */
  const liveLine = (columns: number): string => {
    const whole = messages.say('live.waiting', about())
    return columnsOf(whole) <= columns ? whole : fitted(messages.say('live.short', about()), columns)
  }
  const about = () => ({
    open,
    n,
    elapsed: durationText(clock.now() - times.begun, messages),
    left: durationText(Math.max(0, times.deadline - clock.now()), messages)
  })
  const pauses = {
    pauseMs: times.interval,
    mayAppear: config.condition !== null || config.start !== null,
    retries: config.retry
  }
  const outage = openOutage(messages, clock)
  let isLocked = false
  return {
    begin() {
      for (const input of config.credential.trimmed) runner.warning(messages.say('log.padded', { input }))
      const { login, source } = config.credential
      say(messages.say(`log.credential.${kindOf(login)}`, { source }))
    },
    requested(all, resolutions) {
      n = all
      open = all
      if (resolutions.length > 0)
        say(messages.say('log.names', { list: resolutionsText(redact(resolutions), messages) }))
      say(beginLine(n, config, messages))
      if (config.wait) runner.live?.(columns => liveLine(columns))
    },
    polled(before, after, answers) {
      if (answers === 'all') {
        outage.endLines().forEach(say)
        isLocked = false
      }
      const isNews = (_: unknown, index: number): boolean => before[index] !== after[index]
      const [then, now] = [before.filter(isNews), after.filter(isNews)].map(redact)
      changeLines(then ?? [], now ?? [], pauses, messages).forEach(say)
      open = after.filter(({ decided }) => !decided).length
      // The live line says the same.
      if (answers === 'all' && open > 0 && runner.live === null)
        sayHeartbeat(() => messages.say('log.heartbeat', about()))
    },
    heldByQueue: (pipeline, n) =>
      say(messages.say('log.queue.holds', { name: plain(nameOf(redact(pipeline)), 120), n })),
    retrying(error) {
      const lastError = redact(error)
      outage.add(lastError)
      // The cause may be outside of this job, and the wait is long: reported at once.
      if (lastError.code === 'locked' && !isLocked) {
        isLocked = true
        say(failureText(lastError, messages))
      }
      sayHeartbeat(() =>
        messages.say('log.heartbeat.error', { lastError: errorText(lastError, messages), ...about() })
      )
    },
    clockIsOff(offsetMs) {
      if (offsetMs === 0) {
        runner.info(messages.say('log.clock.right'))
        return
      }
      const difference = durationText(Math.abs(offsetMs), messages)
      runner.warning(messages.say(offsetMs > 0 ? 'log.clock.behind' : 'log.clock.ahead', { difference }))
    },
    starts: startLog({ messages, say, runner, clock, redact, ...config, deadline: times.deadline })
  }
}

/** Passing errors are logged once they are over: the first at once, later ones a minute's worth together. */
function openOutage(
  messages: Messages,
  clock: Clock
): { add(error: Failure): void; endLines(): readonly string[] } {
  let errors: Failure[] = []
  let recoveredAt = Number.NEGATIVE_INFINITY
  return {
    add: error => void errors.push(error),
    endLines() {
      if (errors.length === 0 || !heartbeatDue(clock.now(), recoveredAt)) return []
      const line = messages.say('log.recovered', { n: errors.length, errors: gathered(errors, messages) })
      recoveredAt = clock.now()
      errors = []
      return [line]
    }
  }
}

function beginLine(n: number, { endpoints, wait, timeoutMs, start }: Config, messages: Messages): string {
  const place = placeText(serviceLocation(endpoints), messages)
  const about = { n, place }
  if (!wait) return messages.say(start === null ? 'log.begin.snapshot' : 'log.begin.start.only', about)
  const timeout = durationText(timeoutMs, messages)
  return messages.say(start === null ? 'log.begin.wait' : 'log.begin.start', { ...about, timeout })
}

function kindOf(login: Login): 'access_key' | 'temporary_key' | 'token' | 'iam_user' | 'sts' | 'idp' {
  if (login.kind !== 'given') return login.kind
  if (login.credential.kind === 'token') return 'token'
  return login.credential.securityToken === null ? 'access_key' : 'temporary_key'
}

/** The errors of one outage, equal ones counted together. */
function gathered(errors: readonly Failure[], messages: Messages): string {
  const counts = new Map<string, number>()
  for (const lastError of errors) {
    const text = errorText({ ...lastError, requestId: null, attempts: 1 }, messages)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, n]) => (n > 1 ? `${n} × ${text}` : text)).join('; ')
}
