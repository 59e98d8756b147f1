import { announcedRun } from './codearts/v5/run.js'
import { serverClock } from './codearts/http/server-clock.js'
import { foundLate, initialState } from './domain/tracking.js'
import { decide } from './domain/verdict.js'
import { parseInputs } from './inputs/parse.js'
import { rawSecrets, secretsOf } from './inputs/credential.js'
import { readJournal, type JournalEntry, type SavedJournal } from './starting/journal.js'
import type { Effects } from './ports.js'
import { unfinishedRunLines } from './report/unfinished-runs.js'
import { messagesIn } from './report/messages/index.js'
import { redacting, secretRedactor, type Secrets } from './secrets.js'
import { leavesRuns, leftAlone, stopperFor } from './starting/cleanup.js'
import { failure } from './domain/failure.js'
import type { UnfinishedRun } from './domain/conclusion.js'
import type { Config } from './inputs/config.js'

/** A post step has more time than a cancelled one, but nobody wants to wait for it. */
const BUDGET_MS = 60_000

/**
 * Stops the runs that a step has started and, being killed, could not stop any more, and names those that are to
 * go on. Nothing to do, nothing said.
 */
export async function post(effects: Effects): Promise<void> {
  const saved = readJournal(effects.runner.state())
  if (saved.entries.length === 0) return
  const secrets = secretRedactor(secret => effects.runner.mask(secret))
  const runner = redacting(effects.runner, secrets)
  const inputs = parseInputs(runner.env, runner.event(), effects.clock.epoch())
  const messages = messagesIn(inputs.base.language)
  const unfinishedRuns =
    'issues' in inputs
      ? withoutInputs(saved, effects, secrets)
      : await stopKept(saved, inputs.config, { ...effects, runner }, secrets)
  const { lines, warnings } = unfinishedRunLines(
    { unfinishedRuns, verdict: verdictOf(unfinishedRuns, saved) },
    messages
  )
  for (const line of lines) runner.info(line)
  for (const warning of warnings) runner.warning(warning)
}

/** A later step may have changed the environment that the inputs came from. */
function withoutInputs({ entries }: SavedJournal, { runner }: Effects, secrets: Secrets): UnfinishedRun[] {
  for (const secret of rawSecrets(runner.env)) secrets.hide(secret)
  const lastError = failure('inputs', { detail: { code: 'bad_inputs', params: {} } })
  return entries.map(entry => ({
    ...leftAlone(entry),
    disposition: entry.runId === null ? 'not_there' : 'unstopped',
    lastError
  }))
}

async function stopKept(
  { entries }: SavedJournal,
  config: Config,
  effects: Effects,
  secrets: Secrets
): Promise<UnfinishedRun[]> {
  for (const secret of secretsOf(config.credential.login)) secrets.hide(secret)
  const { clock } = effects
  const until = clock.now() + BUDGET_MS
  const stop = stopperFor(config, {
    ...effects,
    env: effects.runner.env,
    deadline: until,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(() => undefined),
    onRetry: () => undefined
  })
  const isLeft = ({ isMismatched }: JournalEntry): boolean => !isMismatched && leavesRuns(config)
  const stopped = await stop(
    entries.filter(entry => !isLeft(entry)),
    // A run whose start was not answered is listed by now, or hardly ever will be.
    { searchUntil: clock.now() + BUDGET_MS / 2, silentUntil: until, until }
  )
  return [...stopped, ...entries.filter(isLeft).map(leftAlone)]
}

/** The runs as far as they are known, for their names and links. */
function verdictOf(
  unfinishedRuns: readonly UnfinishedRun[],
  { project }: SavedJournal
): ReturnType<typeof decide> {
  const pipelines = unfinishedRuns.map(({ pipelineId: id, runId }) =>
    runId === null ? initialState(id) : foundLate(initialState(id), announcedRun(project, id, id, runId))
  )
  return decide(pipelines, new Set())
}
