import { inspect } from 'node:util'
import { readBeside } from './adapters/beside.js'
import { systemClock } from './adapters/clock.js'
import { endProcess, exitNow } from './adapters/exit.js'
import { httpAdapter } from './adapters/http.js'
import { asOnGitHub } from './adapters/relatives.js'
import { exitStatus, systemRunner } from './adapters/runner.js'
import { terminalOf, type Terminal } from './adapters/terminal.js'
import { takeArguments } from './command/command.js'
import type { InputIssue } from './domain/input-issue.js'
import { post } from './post.js'
import type { CommandTable } from './command/help.js'
import { run } from './run.js'

/** Wires the real world to the use case, and nothing else. */
async function main(): Promise<void> {
  const terminal = terminalOf(process.stdout, process.env)
  const signal = cancellation(terminal)
  // The toolkit reads the same names from there.
  Object.assign(process.env, asOnGitHub(process.env))
  const words = process.argv.slice(2)
  const isPost = words.length === 1 && words[0] === 'post'
  // Red until the verdict says otherwise, however the process ends.
  const unfinished = isPost ? 0 : exitStatus('not_judged', process.env)
  process.exitCode = unfinished
  // The log is no longer read: that must not change how the step ends.
  process.stdout.on('error', () => undefined)
  // Node would accept every certificate. A gate that trusts any server is green for any server.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  const adapter = httpAdapter()
  try {
    const issues = isPost || words.length === 0 ? [] : takeWords(words, terminal)
    if (issues === null) return
    const effects = {
      http: adapter.http,
      clock: systemClock(),
      runner: systemRunner(process.env, terminal),
      random: Math.random,
      signal
    }
    await (isPost ? post(effects) : run(effects, issues))
  } catch (error) {
    process.exitCode = unfinished
    process.stderr.write(`${inspect(error)}\n`)
  } finally {
    adapter.close()
    await endProcess()
  }
}

/**
 * Makes the arguments inputs, over those of the environment. Nothing of it is set up where there are none.
 * @returns what is wrong with them, `null` where only help was requested
 */
function takeWords(words: readonly string[], { columns }: Terminal): readonly InputIssue[] | null {
  const taken = takeArguments(words, process.env, {
    columns,
    readTable: () => readBeside('command.json') as CommandTable
  })
  if ('issues' in taken) {
    Object.assign(process.env, taken.variables)
    return taken.issues
  }
  process.exitCode = 0
  process.stdout.write(`${taken.answer}\n`)
  return null
}

/** The first signal ends the step with what is known, the second, of either kind, at once. */
function cancellation({ clear }: Terminal): AbortSignal {
  const cancelled = new AbortController()
  const hear = (): void => {
    if (cancelled.signal.aborted) {
      clear()
      exitNow()
    }
    cancelled.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, hear)
  return cancelled.signal
}

void main()
