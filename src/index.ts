import { inspect } from 'node:util'
import { systemClock } from './adapters/clock.js'
import { endProcess, exitNow } from './adapters/exit.js'
import { httpAdapter } from './adapters/http.js'
import { asOnGitHub } from './adapters/relatives.js'
import { exitStatus, systemRunner } from './adapters/runner.js'
import { post } from './post.js'
import { run } from './run.js'

/** Wires the real world to the use case, and nothing else. */
async function main(): Promise<void> {
  const signal = cancellation()
  // The toolkit reads the same names from there.
  Object.assign(process.env, asOnGitHub(process.env))
  const isPost = process.argv[2] === 'post'
  // Red until the verdict says otherwise, however the process ends.
  const unfinished = isPost ? 0 : exitStatus('not_judged', process.env)
  process.exitCode = unfinished
  // Nobody reads the log any more: that must not change how the step ends.
  process.stdout.on('error', () => undefined)
  // Node would pass over every certificate. A gate that believes any server is green for any server.
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  const adapter = httpAdapter()
  try {
    await (isPost ? post : run)({
      http: adapter.http,
      clock: systemClock(),
      runner: systemRunner(process.env),
      random: Math.random,
      signal
    })
  } catch (error) {
    process.exitCode = unfinished
    process.stderr.write(`${inspect(error)}\n`)
  } finally {
    adapter.close()
    await endProcess()
  }
}

/** The first signal ends the step with what is known, the second, of either kind, at once. */
function cancellation(): AbortSignal {
  const cancelled = new AbortController()
  const hear = (): void => {
    if (cancelled.signal.aborted) exitNow()
    cancelled.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, hear)
  return cancelled.signal
}

void main()
