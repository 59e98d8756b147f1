import { announcedRun, cloudEffects, openCloud } from './codearts/cloud.js'
import type { UnfinishedRun } from './domain/conclusion.js'
import { failure, unreachable, type Failure } from './domain/failure.js'
import type { NamedPipeline } from './domain/pipeline-names.js'
import { foundLate, initialState } from './domain/pipeline-state.js'
import { decide } from './domain/verdict.js'
import { settleSaved } from './gate/settle.js'
import { savedStatuses, type SavedStatus } from './gate/status-state.js'
import type { Config, ParsedInputs } from './inputs/config.js'
import { resolveConfig } from './inputs/resolve.js'
import { AbortedError, DeadlineError, FailureError } from './errors.js'
import { parseInputs } from './inputs/parse.js'
import type { Effects } from './ports.js'
import { leftPendingText } from './report/forge-text.js'
import { messagesIn, type Messages } from './report/messages/index.js'
import { unfinishedRunLines } from './report/unfinished-runs.js'
import { withRequestLog } from './report/request-log.js'
import { secretsOf, type Secrets } from './secrets.js'
import { leavesRuns, leftAlone, stopperFor } from './starting/cleanup.js'
import {
  hasEntries,
  readJournal,
  savedPipelines,
  type JournalEntry,
  type SavedJournal
} from './starting/journal.js'

/** A post step has more time than a cancelled one, but should be quick: with its start and end a minute. */
const BUDGET_MS = 55_000

/**
 * Stops the runs that a step has started and, being killed, could no longer stop, names those that continue, and
 * settles statuses that it has left pending. With nothing to do, it logs nothing.
 */
export async function post(given: Effects): Promise<void> {
  const { runner, clock } = given
  const state = runner.state()
  const statuses = savedStatuses(state)
  if (!hasEntries(state) && statuses.length === 0) return
  const inputs = parseInputs(runner.env, runner.event(), clock.epoch(), 'post')
  // The main step has warned about what is too short to mask.
  const secrets = secretsOf(inputs, runner, () => undefined)
  const effects = withRequestLog(given, text => secrets.redact(text))
  const messages = messagesIn(inputs.base.language, inputs.base.timeZone)
  await Promise.all([
    stopLeftRuns(state, inputs, messages, effects, secrets),
    statuses.length === 0 ? null : settleStatuses(statuses, inputs, messages, effects, secrets)
  ])
}

/** @param state what the step has kept */
async function stopLeftRuns(
  state: Readonly<Record<string, string>>,
  inputs: ParsedInputs,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<void> {
  const { runner } = effects
  const { names, targets } = inputs.base
  // Without usable inputs nothing is stopped, and what is kept is named, whatever it is of.
  const isAnyNamed = names.length > 0 || 'issues' in inputs
  const saved = readJournal(state, [
    ...new Set([...targets.keys(), ...(isAnyNamed ? savedPipelines(state) : [])])
  ])
  if (saved === null) return
  const unfinishedRuns = secrets.redact(
    'issues' in inputs || !isOf(inputs.config, saved)
      ? withoutInputs(saved)
      : await stopRequested(saved, inputs.config, effects, secrets)
  )
  const { lines, warnings } = unfinishedRunLines(
    { unfinishedRuns, verdict: verdictOf(unfinishedRuns, saved) },
    messages
  )
  for (const line of lines) runner.info(line)
  for (const warning of warnings) runner.warning(warning)
}

/** A later step may have changed the environment that the inputs came from: then it is unknown where to write. */
async function settleStatuses(
  saved: readonly SavedStatus[],
  inputs: ParsedInputs,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<void> {
  const { runner } = effects
  const forge = 'issues' in inputs ? null : inputs.config.forge
  if (forge === null) {
    const contexts = saved.map(({ context }) => context)
    runner.warning(leftPendingText(secrets.redact(contexts), 'inputs lost', messages))
    return
  }
  for (const warning of await settleSaved(saved, forge, messages, effects, secrets)) runner.warning(warning)
}

/** Whether the runs are where the inputs say. */
function isOf({ api, endpoints }: Config, { project }: SavedJournal): boolean {
  return api.version === 'v5' && api.projectId === project.projectId && endpoints.region === project.region
}

/** A later step may have changed the environment that the inputs came from. */
function withoutInputs({ entries }: SavedJournal): UnfinishedRun[] {
  return unstopped(entries, failure('inputs', { detail: { code: 'bad_inputs', params: {} } }))
}

function unstopped(entries: readonly JournalEntry[], lastError: Failure): UnfinishedRun[] {
  return entries.map(entry => ({
    ...leftAlone(entry),
    disposition: entry.runId === null ? 'not_there' : 'unstopped',
    lastError
  }))
}

/** Stops what is of a requested pipeline: those that were requested by name are looked up again. */
async function stopRequested(
  saved: SavedJournal,
  config: Config,
  effects: Effects,
  secrets: Secrets
): Promise<UnfinishedRun[]> {
  const until = effects.clock.now() + BUDGET_MS / 2
  try {
    const { targets } = (await resolveConfig(config, () => listOf(config, effects, secrets, until))).config
    const entries = saved.entries.filter(({ pipelineId }) => targets.has(pipelineId))
    return entries.length === 0 ? [] : await stopSaved({ ...saved, entries }, config, effects, secrets)
  } catch (error) {
    if (error instanceof AbortedError) return unstopped(saved.entries, failure('cancelled'))
    if (error instanceof DeadlineError) return unstopped(saved.entries, unreachable(error.lastError))
    if (error instanceof FailureError) return unstopped(saved.entries, error.failure)
    throw error
  }
}

function listOf(
  config: Config,
  effects: Effects,
  secrets: Secrets,
  until: number
): Promise<readonly NamedPipeline[]> {
  const cloud = openCloud(
    { ...config, login: config.credential.login },
    cloudEffects(effects, secrets, until)
  )
  if (cloud.version === 'v3') throw new Error('The inputs refuse names on v3.')
  return cloud.pipelines()
}

async function stopSaved(
  { entries, project }: SavedJournal,
  config: Config,
  effects: Effects,
  secrets: Secrets
): Promise<UnfinishedRun[]> {
  const { clock } = effects
  const until = clock.now() + BUDGET_MS
  const stop = stopperFor(config, project, cloudEffects(effects, secrets, until))
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
