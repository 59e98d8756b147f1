import { openStarter } from './cloud.js'
import { serverClock } from './codearts/server-clock.js'
import { announcedRun } from './codearts/v5-run.js'
import { started, track } from './domain/tracking.js'
import { decide } from './domain/verdict.js'
import { parseInputs } from './inputs.js'
import { secretsOf } from './inputs/credential.js'
import { readLedger } from './ledger.js'
import type { Effects } from './ports.js'
import { leftoverLines } from './report/leftovers.js'
import { messagesIn } from './report/messages/index.js'
import { redacting, secretKeeper } from './secrets.js'
import { stopRuns } from './stop.js'

/** A post step has more time than a cancelled one, but nobody wants to wait for it. */
const PATIENCE_MS = 60_000

/** Stops the runs that a step has started and, being killed, could not stop any more. Nothing to do, nothing said. */
export async function post(effects: Effects): Promise<void> {
  const { clock, signal } = effects
  const entries = readLedger(effects.runner.state())
  if (entries.length === 0) return
  const inputs = parseInputs(effects.runner.env, effects.runner.event(), clock.epoch())
  if ('problems' in inputs || inputs.config.api.version === 'v3') return
  const { config } = inputs
  const messages = messagesIn(config.language)
  const secrets = secretKeeper(secret => effects.runner.mask(secret))
  for (const secret of secretsOf(config.found.login)) secrets.hide(secret)
  const runner = redacting(effects.runner, secrets)
  const deadline = clock.now() + PATIENCE_MS
  const starter = openStarter(config, {
    ...effects,
    env: runner.env,
    deadline,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(() => undefined),
    onTrouble: () => undefined
  })
  // A run whose start was not answered is listed by now, or hardly ever will be.
  const searchUntil = clock.now() + PATIENCE_MS / 2
  const leftovers = await stopRuns(entries, starter, clock, signal, searchUntil)
  const project = { region: config.place.region, projectId: inputs.config.api.projectId }
  const pipelines = leftovers.map(({ pipelineId: id, runId }) =>
    runId === null ? track(id) : started(track(id), announcedRun(project, id, id, runId))
  )
  const { lines, warnings } = leftoverLines({ leftovers, verdict: decide(pipelines, new Set()) }, messages)
  for (const line of lines) runner.info(line)
  for (const warning of warnings) runner.warning(warning)
}
