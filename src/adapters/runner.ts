import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventFile, Runner, Unwritten } from '../ports.js'
import { command, fileEntry, line } from './commands.js'

/** Any of these says that something reads workflow commands; elsewhere `::add-mask::` would print the secret. */
const SIGNS_OF_GITHUB = ['GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'] as const

/**
 * The step's surroundings: GitHub's runner, or any shell, where outputs and summary go to the log.
 * @param env the environment of the process
 */
export function systemRunner(env: NodeJS.ProcessEnv): Runner {
  holdSpare()
  const onGitHub = SIGNS_OF_GITHUB.some(name => (env[name] ?? '') !== '')
  return {
    env,
    event: () => readEvent(env.GITHUB_EVENT_PATH),
    proxyFor,
    info: line,
    warning: message => (onGitHub ? command('warning', message) : line(message)),
    error: (message, title) => (onGitHub ? command('error', message, { title }) : line(message)),
    group: (title, lines) => {
      if (onGitHub) command('group', title)
      else line(title)
      lines.forEach(line)
      if (onGitHub) command('endgroup')
    },
    mask: secret => {
      if (onGitHub) command('add-mask', secret)
    },
    outputs: values => writeOutputs(values, env.GITHUB_OUTPUT ?? ''),
    summary: markdown => Promise.resolve(writeSummary(markdown, env.GITHUB_STEP_SUMMARY ?? '')),
    report: json => writeReport(json, env.RUNNER_TEMP ?? ''),
    saveState: state => saveState(state, env.GITHUB_STATE ?? ''),
    state: () => env.STATE_started ?? '',
    end: failed => {
      process.exitCode = failed ? 1 : 0
    }
  }
}

/** As the HTTP client of the toolkit chooses it. */
function proxyFor(url: string): string | null {
  try {
    return getProxyUrl(new URL(url))?.host ?? null
  } catch {
    return '?'
  }
}

function readEvent(path: string | undefined): EventFile {
  if (path === undefined || path === '') return { state: 'absent' }
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof payload === 'object' && payload !== null ? { state: 'read', payload } : { state: 'broken' }
  } catch {
    return { state: 'broken' }
  }
}

function writeOutputs(values: Readonly<Record<string, string>>, path: string): Unwritten | null {
  const entries = Object.entries(values)
  if (path === '') {
    for (const [name, value] of entries) line(`${name}=${value}`)
    return null
  }
  // All in one go: either every output is there or none.
  const text = entries.map(([name, value]) => fileEntry(name, value)).join('')
  return attempt(path, () => appendFileSync(path, text))
}

function writeSummary(markdown: string, path: string): Unwritten | null {
  if (path === '') {
    line(`\n${markdown}`)
    return null
  }
  return attempt(path, () => appendFileSync(path, markdown))
}

function writeReport(json: string, temporary: string): { path: string } | Unwritten {
  const folder = temporary === '' ? tmpdir() : temporary
  let path = ''
  const fault = attempt(folder, () => {
    path = join(mkdtempSync(join(folder, 'codearts-gate-')), 'report.json')
    writeFileSync(path, json)
  })
  return fault ?? { path }
}

/** Elsewhere than on GitHub there is no post step, and nothing to keep for it. */
function saveState(state: string, path: string): Unwritten | null {
  return path === '' ? null : attempt(path, () => appendFileSync(path, fileEntry('started', state)))
}

/** A file descriptor that is held back, so that the outputs can be written when there are no others left. */
let spare: number | null = null

function holdSpare(): void {
  try {
    spare ??= openSync(devNull, 'r')
  } catch {
    // Without it everything goes as before.
  }
}

function freeSpare(): void {
  if (spare !== null) closeSync(spare)
  spare = null
}

function attempt(path: string, write: () => void): Unwritten | null {
  freeSpare()
  try {
    write()
    return null
  } catch (error) {
    return unwritten(path, error)
  } finally {
    holdSpare()
  }
}

function unwritten(path: string, error: unknown): Unwritten {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { path, reason: code === '' && error instanceof Error ? error.message : code }
}
