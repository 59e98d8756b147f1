import { heartbeatDue } from '../domain/schedule.js'
import type { PipelineState } from '../domain/tracking.js'
import type { LaunchLog } from '../starting/launch.js'
import type { Clock, Runner, Unwritten } from '../ports.js'
import { plain } from '../report/escape.js'
import { changeLines } from '../report/log.js'
import type { Messages } from '../report/messages/index.js'
import { durationText, errorText } from '../report/text.js'
import type { Failure } from '../domain/failure.js'
import type { Login } from '../codearts/auth/login.js'
import type { Config } from '../inputs/config.js'

/** Instants on the monotonic clock, and the pause between two polls, in milliseconds. */
export interface Times {
  readonly begun: number
  readonly deadline: number
  readonly interval: number
}

/** Speaks while the gate waits. */
export interface Progress {
  begin(): void
  /** @param whole whether every answer came */
  polled(before: readonly PipelineState[], after: readonly PipelineState[], whole: boolean): void
  lastError(lastError: Failure): void
  /** @param offsetMs what this machine's clock lacks, negative when it is ahead */
  clockIsOff(offsetMs: number): void
  /** What has been started cannot be kept for the post step. */
  unsaved(fault: Unwritten): void
  readonly launch: LaunchLog
}

/** Tells only what changes, once what healed, and at most once a minute that the wait goes on. */
export function progress(
  config: Config,
  times: Times,
  messages: Messages,
  clock: Clock,
  runner: Pick<Runner, 'info' | 'warning'>
): Progress {
  let lastLineAt = clock.now()
  let errors: Failure[] = []
  let recoveredAt = Number.NEGATIVE_INFINITY
  let open = config.targets.size
  const pauses = { pauseMs: times.interval, mayAppear: config.condition !== null || config.start !== null }
  const say = (line: string): void => {
    lastLineAt = clock.now()
    runner.info(line)
  }
  const progress = (): { elapsed: string; left: string } => ({
    elapsed: durationText(clock.now() - times.begun, messages),
    left: durationText(Math.max(0, times.deadline - clock.now()), messages)
  })
  return {
    begin() {
      for (const input of config.credential.trimmed) runner.warning(messages.say('log.padded', { input }))
      for (const line of beginLines(config, messages)) say(line)
    },
    polled(before, after, whole) {
      // Trouble that comes and goes is told at once, and then gathered for a minute.
      if (whole && errors.length > 0 && heartbeatDue(clock.now(), recoveredAt)) {
        say(messages.say('log.recovered', { n: errors.length, errors: gathered(errors, messages) }))
        recoveredAt = clock.now()
        errors = []
      }
      for (const line of changeLines(before, after, pauses, messages)) say(line)
      open = after.filter(({ decided }) => !decided).length
      if (!whole) return
      if (open > 0 && heartbeatDue(clock.now(), lastLineAt))
        say(messages.say('log.heartbeat', { open, n: after.length, ...progress() }))
    },
    lastError(lastError) {
      errors.push(lastError)
      if (heartbeatDue(clock.now(), lastLineAt))
        say(
          messages.say('log.heartbeat.error', {
            lastError: errorText(lastError, messages),
            open,
            n: config.targets.size,
            ...progress()
          })
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
    unsaved({ path, reason }) {
      runner.warning(messages.say('log.unsaved', { path: plain(path), reason: plain(reason) }))
    },
    launch: launchLog(
      () => Math.min(config.startTimeoutMs, Math.max(0, times.deadline - clock.now())),
      messages,
      say,
      message => runner.warning(message)
    )
  }
}

/** What is told while runs are started: each once. @param patience how long a start may still take, in milliseconds */
function launchLog(
  budgetMs: () => number,
  messages: Messages,
  say: (line: string) => void,
  warn: (message: string) => void
): LaunchLog {
  const left = (): string => durationText(budgetMs(), messages)
  const called = (name: string): string => plain(name, 120)
  const why = (lastError: Failure | null): string =>
    lastError === null ? messages.say('log.no_answer') : errorText(lastError, messages)
  return {
    started({ pipelineId, pipelineName, runId, url }, adopted) {
      const about = {
        name: called(pipelineName ?? '') || pipelineId,
        run: plain(runId ?? '–', 40),
        link: plain(url ?? '', 400)
      }
      say(messages.say(adopted ? 'log.adopted' : 'log.started', about))
    },
    notNow: (name, lastError) =>
      say(messages.say('log.not_now', { name: called(name), lastError: why(lastError), left: left() })),
    queued: (name, lastError) =>
      say(messages.say('log.queued', { name: called(name), lastError: why(lastError), left: left() })),
    lost: (name, lastError) =>
      say(messages.say('log.start_lost', { name: called(name), lastError: why(lastError), left: left() })),
    withoutCode: name => say(messages.say('log.without_code', { name: called(name) })),
    fixedVariables: (name, names) =>
      warn(messages.say('log.fixed_variables', { name: called(name), names: names.join(', ') }))
  }
}

function beginLines(
  { credential, targets, endpoints, wait, timeoutMs, start }: Config,
  messages: Messages
): string[] {
  const { source } = credential
  const about = { n: targets.size, region: endpoints.region }
  return [
    messages.say(`log.credential.${kindOf(credential.login)}`, { source }),
    wait
      ? messages.say(start === null ? 'log.begin.wait' : 'log.begin.start', {
          ...about,
          timeout: durationText(timeoutMs, messages)
        })
      : messages.say(start === null ? 'log.begin.snapshot' : 'log.begin.start.only', about)
  ]
}

function kindOf(login: Login): 'access_key' | 'temporary_key' | 'token' | 'iam_user' | 'sts' | 'idp' {
  if (login.kind !== 'given') return login.kind
  if (login.credential.kind === 'token') return 'token'
  return login.credential.securityToken === null ? 'access_key' : 'temporary_key'
}

/** The troubles of one outage, equal ones counted together. */
function gathered(errors: readonly Failure[], messages: Messages): string {
  const counts = new Map<string, number>()
  for (const lastError of errors) {
    const text = errorText({ ...lastError, requestId: null, attempts: 1 }, messages)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, n]) => (n > 1 ? `${n} × ${text}` : text)).join('; ')
}
