import { systemClock } from './adapters/clock.js'
import { httpAdapter } from './adapters/http.js'
import { systemRunner } from './adapters/runner.js'
import { run } from './run.js'

/** Wires the real world to the use case, and nothing else. */
async function main(): Promise<void> {
  // Red until the verdict says otherwise, however the process ends.
  process.exitCode = 1
  const cancelled = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancelled.abort())
  const adapter = httpAdapter()
  try {
    await run({
      http: adapter.http,
      clock: systemClock(),
      runner: systemRunner(process.env),
      random: Math.random,
      signal: cancelled.signal
    })
  } finally {
    adapter.close()
  }
}

await main()
