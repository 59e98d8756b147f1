import { endGroup, error, setSecret, startGroup, warning } from '@actions/core'
import { readEventFile } from './event-file.js'
import type { Runner } from '../ports.js'
import { line } from './log.js'
import { proxyOf } from './proxy.js'
import { stepFiles } from './step-files.js'

/** Any of these says that something reads workflow commands; elsewhere `::add-mask::` would print the secret. */
const SIGNS_OF_GITHUB = ['GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'] as const

/**
 * The step's surroundings: GitHub's runner, or any shell, where outputs and summary go to the log.
 * @param env the environment of the process
 */
export function systemRunner(env: NodeJS.ProcessEnv): Runner {
  const onGitHub = SIGNS_OF_GITHUB.some(name => (env[name] ?? '') !== '')
  return {
    env,
    event: () => readEventFile(env.GITHUB_EVENT_PATH),
    proxyFor,
    info: line,
    ...(onGitHub ? gitHubLog : plainLog),
    ...stepFiles(env),
    state: () => readState(env),
    end: failed => {
      process.exitCode = failed ? 1 : 0
    }
  }
}

type Log = Pick<Runner, 'warning' | 'error' | 'group' | 'mask'>

const gitHubLog: Log = {
  warning: message => warning(message),
  error: (message, title) => error(message, { title }),
  group(title, lines) {
    startGroup(title)
    lines.forEach(line)
    endGroup()
  },
  mask: setSecret
}

const plainLog: Log = {
  warning: line,
  error: line,
  group: (title, lines) => [title, ...lines].forEach(line),
  mask: () => undefined
}

/** What the main step has kept comes back in variables. */
function readState(env: NodeJS.ProcessEnv): Record<string, string> {
  const saved = Object.entries(env).filter(([name]) => name.startsWith('STATE_'))
  return Object.fromEntries(saved.map(([name, value]) => [name.slice('STATE_'.length), value ?? '']))
}

/** Host and port, as messages name a proxy; one that cannot be used is told by the request that needs it. */
function proxyFor(url: string): string | null {
  try {
    return proxyOf(new URL(url))?.host ?? null
  } catch {
    return '?'
  }
}
