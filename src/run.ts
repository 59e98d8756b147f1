import { openCloud } from './cloud.js'
import { serverClock } from './codearts/server-clock.js'
import { pollInterval } from './domain/schedule.js'
import { track, type Tracked } from './domain/tracking.js'
import { decide, type Verdict } from './domain/verdict.js'
import { failure, type Failure } from './errors.js'
import { parseInputs, type Config, type Frame } from './inputs.js'
import { secretsOf } from './inputs/credential.js'
import { narrator } from './narrator.js'
import type { Clock, Http, Runner } from './ports.js'
import { publish } from './publish.js'
import type { Conclusion } from './report/conclusion.js'
import { messagesIn, type Messages } from './report/messages/index.js'
import { redacting, secretKeeper, type Secrets } from './secrets.js'
import { watch } from './watch.js'

export interface Effects {
  readonly http: Http
  readonly clock: Clock
  readonly runner: Runner
  /** From 0 to 1. */
  readonly random: () => number
  /** Aborted when the step is cancelled. */
  readonly signal: AbortSignal
}

/** A snapshot that fails is tried again for this long at most: nobody asked it to wait. */
const SNAPSHOT_MS = 120_000

/** The gate: inputs, looks, verdict, reports. Tells the runner how the step ends, on every path. */
export async function run(effects: Effects): Promise<void> {
  const { clock } = effects
  const inputs = parseInputs(effects.runner.env, effects.runner.event(), clock.epoch())
  const messages = messagesIn(inputs.frame.language)
  if ('problems' in inputs) {
    const refused = failure('inputs', { problems: inputs.problems })
    const verdict = decide(unseen(inputs.frame), new Set(), 'bad_inputs')
    await publish(withoutLook(verdict, refused, clock), inputs.frame, messages, effects.runner)
    return
  }
  const { config } = inputs
  const secrets = secretKeeper(secret => effects.runner.mask(secret))
  for (const secret of secretsOf(config.found.login)) secrets.hide(secret)
  const runner = redacting(effects.runner, secrets)
  const conclusion = await judgeOrTell(config, messages, { ...effects, runner }, secrets)
  await publish(conclusion, config, messages, runner)
}

/** A mistake of our own must not cost the outputs, nor pass. */
async function judgeOrTell(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<Conclusion> {
  try {
    return await judge(config, messages, effects, secrets)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const internal = failure('internal', { detail: { code: 'raw', params: { text } }, hint: 'report_bug' })
    return withoutLook(decide(unseen(config), config.failOn, 'could_not_judge'), internal, effects.clock)
  }
}

async function judge(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<Conclusion> {
  const { clock, runner, signal } = effects
  const begunAt = clock.epoch()
  const begun = clock.now()
  const deadline = begun + (config.wait ? config.timeoutMs : Math.min(config.timeoutMs, SNAPSHOT_MS))
  const interval = pollInterval(config.pollInterval)
  const log = narrator(config, { begun, deadline, interval }, messages, clock, runner)
  log.begin()
  const { look, names } = openCloud(config, {
    ...effects,
    env: runner.env,
    deadline,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(offsetMs => log.clockIsOff(offsetMs)),
    onTrouble: trouble => log.trouble(trouble)
  })
  const watched = await watch({
    targets: config.targets,
    look,
    rules: { ...config, startDeadline: config.condition === null ? null : begun + config.startTimeoutMs },
    failFast: config.failFast,
    interval,
    deadline,
    clock,
    signal,
    onLook: (before, after) => log.looked(before, after)
  })
  const known = await names.settle()
  const pipelines = watched.pipelines.map(tracked => ({ ...tracked, name: known.get(tracked.id) ?? null }))
  return {
    verdict: decide(pipelines, config.failOn, watched.failure === null ? 'none' : 'could_not_judge'),
    failure: watched.failure,
    region: config.place.region,
    looks: watched.looks,
    elapsedMs: clock.now() - begun,
    begunAt
  }
}

function unseen({ targets }: Frame): Tracked[] {
  return [...targets].map(([id, runId]) => track(id, runId))
}

function withoutLook(verdict: Verdict, failure: Failure, clock: Clock): Conclusion {
  return { verdict, failure, region: null, looks: 0, elapsedMs: 0, begunAt: clock.epoch() }
}
