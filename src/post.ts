import { announcedRun } from './codearts/v5/run.js'
import { serverClock } from './codearts/http/server-clock.js'
import { foundLate, track } from './domain/tracking.js'
import { decide } from './domain/verdict.js'
import { parseInputs } from './inputs/parse.js'
import { rawSecrets, secretsOf } from './inputs/credential.js'
import { readLedger, type Entry, type Kept } from './starting/journal.js'
import type { Effects } from './ports.js'
import { leftoverLines } from './report/leftovers.js'
import { messagesIn } from './report/messages/index.js'
import { redacting, secretKeeper, type Secrets } from './secrets.js'
import { leavesRuns, leftAlone, stopperFor } from './starting/cleanup.js'
import { failure } from './domain/failure.js'
import type { Leftover } from './domain/conclusion.js'
import type { Config } from './inputs/config.js'

/** A post step has more time than a cancelled one, but nobody wants to wait for it. */
const PATIENCE_MS = 60_000

/**
 * Stops the runs that a step has started and, being killed, could not stop any more, and names those that are to
 * go on. Nothing to do, nothing said.
 */
export async function post(effects: Effects): Promise<void> {
  const kept = readLedger(effects.runner.state())
  if (kept.entries.length === 0) return
  const secrets = secretKeeper(secret => effects.runner.mask(secret))
  const runner = redacting(effects.runner, secrets)
  const inputs = parseInputs(runner.env, runner.event(), effects.clock.epoch())
  const messages = messagesIn(inputs.frame.language)
  const leftovers =
    'problems' in inputs
      ? withoutInputs(kept, effects, secrets)
      : await stopKept(kept, inputs.config, { ...effects, runner }, secrets)
  const { lines, warnings } = leftoverLines({ leftovers, verdict: verdictOf(leftovers, kept) }, messages)
  for (const line of lines) runner.info(line)
  for (const warning of warnings) runner.warning(warning)
}

/** A later step may have changed the environment that the inputs came from. */
function withoutInputs({ entries }: Kept, { runner }: Effects, secrets: Secrets): Leftover[] {
  for (const secret of rawSecrets(runner.env)) secrets.hide(secret)
  const trouble = failure('inputs', { detail: { code: 'bad_inputs', params: {} } })
  return entries.map(entry => ({
    ...leftAlone(entry),
    fate: entry.runId === null ? 'not_there' : 'unstopped',
    trouble
  }))
}

async function stopKept(
  { entries }: Kept,
  config: Config,
  effects: Effects,
  secrets: Secrets
): Promise<Leftover[]> {
  for (const secret of secretsOf(config.found.login)) secrets.hide(secret)
  const { clock } = effects
  const until = clock.now() + PATIENCE_MS
  const stop = stopperFor(config, {
    ...effects,
    env: effects.runner.env,
    deadline: until,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(() => undefined),
    onTrouble: () => undefined
  })
  const isLeft = ({ isStray }: Entry): boolean => !isStray && leavesRuns(config)
  const stopped = await stop(
    entries.filter(entry => !isLeft(entry)),
    // A run whose start was not answered is listed by now, or hardly ever will be.
    { searchUntil: clock.now() + PATIENCE_MS / 2, silentUntil: until, until }
  )
  return [...stopped, ...entries.filter(isLeft).map(leftAlone)]
}

/** The runs as far as they are known, for their names and links. */
function verdictOf(leftovers: readonly Leftover[], { project }: Kept): ReturnType<typeof decide> {
  const pipelines = leftovers.map(({ pipelineId: id, runId }) =>
    runId === null ? track(id) : foundLate(track(id), announcedRun(project, id, id, runId))
  )
  return decide(pipelines, new Set())
}
