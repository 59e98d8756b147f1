import { debug, endGroup, error, isDebug, setSecret, startGroup, warning } from '@actions/core'
import { readEventFile } from './event-file.js'
import type { Runner, StepEnd } from '../ports.js'
import { line } from './log.js'
import { proxyOf } from './proxy.js'
import { stepFiles } from './step-files.js'
import type { Terminal } from './terminal.js'

/** Any of these says that something reads workflow commands; elsewhere `::add-mask::` would print the secret. */
const SIGNS_OF_GITHUB = ['GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'] as const

/** What a shell can tell apart; GitHub's runner knows 0 and anything else. */
const EXIT_STATUS: Readonly<Record<StepEnd, number>> = { passed: 0, failed: 1, not_judged: 2 }

/**
 * The step's surroundings: GitHub's runner, or any shell, where outputs and summary go to the log.
 * @param env the environment of the process
 * @param terminal where a shell shows what is printed
 */
export function systemRunner(env: NodeJS.ProcessEnv, terminal: Terminal): Runner {
  return {
    env,
    event: () => readEventFile(env.GITHUB_EVENT_PATH),
    proxyFor,
    ...(isGitHub(env) ? gitHubLog() : plainLog(terminal)),
    ...stepFiles(env),
    state: () => readState(env),
    end: how => {
      process.exitCode = exitStatus(how, env)
    }
  }
}

/** The exit status of a step: 0 or 1 on GitHub's runners and their relatives, elsewhere 2 as well. */
export function exitStatus(how: StepEnd, env: NodeJS.ProcessEnv): number {
  return isGitHub(env) ? Math.min(1, EXIT_STATUS[how]) : EXIT_STATUS[how]
}

function isGitHub(env: NodeJS.ProcessEnv): boolean {
  return SIGNS_OF_GITHUB.some(name => (env[name] ?? '') !== '')
}

type Log = Pick<
  Runner,
  'info' | 'debug' | 'warning' | 'error' | 'group' | 'mask' | 'columns' | 'paint' | 'live'
>

/** A log on a page: nothing moves there, and the page has its own colours. */
function gitHubLog(): Log {
  return {
    columns: 100,
    paint: text => text,
    live: null,
    info: line,
    debug: isDebug() ? debug : null,
    warning: message => warning(message),
    error: (message, title) => error(message, { title }),
    group(title, lines) {
      startGroup(title)
      lines.forEach(line)
      endGroup()
    },
    mask: setSecret
  }
}

function plainLog({ columns, paint, live, print }: Terminal): Log {
  return {
    ...{ columns, paint, live },
    info: text => print(() => line(text)),
    debug: isDebug() ? text => print(() => line(text)) : null,
    warning: text => print(() => line(paint(text, 'warning'))),
    error: text => print(() => line(paint(text, 'bad'))),
    group: (title, lines) => print(() => [title, ...lines].forEach(line)),
    mask: () => undefined
  }
}

/** What the main step has kept comes back in variables. */
function readState(env: NodeJS.ProcessEnv): Record<string, string> {
  const saved = Object.entries(env).filter(([name]) => name.startsWith('STATE_'))
  return Object.fromEntries(saved.map(([name, value]) => [name.slice('STATE_'.length), value ?? '']))
}

/** Host and port, as messages name a proxy; one that cannot be used fails the request that needs it. */
function proxyFor(url: string): string | null {
  try {
    return proxyOf(new URL(url))?.host ?? null
  } catch {
    return '?'
  }
}
