import { unpolled, type Conclusion } from './domain/conclusion.js'
import { failure, internalFailure } from './domain/failure.js'
import type { InputIssue } from './domain/input-issue.js'
import { decide } from './domain/verdict.js'
import { examine, examineInputs } from './doctor/doctor.js'
import { openAnnouncer } from './gate/announce.js'
import { SILENT, type Announcer } from './gate/announcer.js'
import { runGate } from './gate/gate.js'
import { initialStates, type BaseConfig, type Config, type ParsedInputs } from './inputs/config.js'
import { parseInputs } from './inputs/parse.js'
import type { SweepInput } from './inputs/sweep.js'
import type { Effects } from './ports.js'
import { publish, publishSweep, tellNotices } from './publish.js'
import { withRequestLog } from './report/request-log.js'
import { messagesIn, type Messages } from './report/messages/index.js'
import { secretsOf, type Secrets } from './secrets.js'
import { runSweep } from './sweep/sweep.js'

/**
 * The gate: inputs, polls, verdict, reports. Reports to the runner how the step ends, on every path.
 * @param argumentIssues what is wrong with the arguments that the inputs came from
 */
export async function run(given: Effects, argumentIssues: readonly InputIssue[] = []): Promise<void> {
  const { clock, runner } = given
  const inputs = withIssues(argumentIssues, parseInputs(runner.env, runner.event(), clock.epoch()))
  const messages = messagesIn(inputs.base.language, inputs.base.timeZone)
  const secrets = secretsOf(inputs, runner, name =>
    runner.warning(messages.say('log.short_secret', { name }))
  )
  const effects = withRequestLog(given, text => secrets.redact(text))
  const tell = (conclusion: Conclusion, base: BaseConfig): Promise<void> =>
    publish(secrets.redact(conclusion), base, messages, runner)
  if ('issues' in inputs) {
    const refused = failure('inputs', { issues: inputs.issues })
    // A sweep judges nothing.
    const asked = inputs.base.sweep === null ? initialStates(inputs.base) : []
    const verdict = decide(asked, new Set(), 'bad_inputs')
    if (inputs.base.dryRun) await examineInputs(refused, inputs.base, messages, effects, secrets)
    else await tell(unpolled(verdict, refused, clock.epoch(), 0), inputs.base)
    tellNotices(inputs.base, messages, runner)
    return
  }
  const { config } = inputs
  if (config.dryRun) {
    await examine(config, messages, effects, secrets)
    tellNotices(config, messages, runner)
    return
  }
  tellNotices(config, messages, runner)
  if (config.sweep !== null) {
    await sweepAndTell(config, config.sweep, messages, effects, secrets)
    return
  }
  const announcer = announcerOf(config, messages, effects, secrets)
  const conclusion = await gateOrFailure(config, messages, effects, secrets, announcer)
  await tell(conclusion, config)
  // The verdict has been reported by now: what is still to be written on GitHub can neither change nor delay it.
  const { warnings, notices } = await announcer.conclude(conclusion)
  for (const warning of warnings) runner.warning(warning)
  for (const notice of notices) runner.info(notice)
}

/** All problems are reported together. */
function withIssues(first: readonly InputIssue[], inputs: ParsedInputs): ParsedInputs {
  if (first.length === 0) return inputs
  return { base: inputs.base, issues: [...first, ...('issues' in inputs ? inputs.issues : [])] }
}

/** The same for a sweep, which judges nothing itself. */
async function sweepAndTell(
  config: Config,
  sweep: SweepInput,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<void> {
  const begunAt = effects.clock.epoch()
  const report = await runSweep(config, sweep, messages, effects, secrets)
  await publishSweep(report, { config, begunAt }, messages, effects)
}

/** Nothing of GitHub's is set up where nothing is written there. */
function announcerOf(config: Config, messages: Messages, effects: Effects, secrets: Secrets): Announcer {
  if (config.forge === null) return SILENT
  return openAnnouncer(config, config.forge, messages, effects, secrets)
}

/** A mistake of our own must not cost the outputs, nor pass. */
async function gateOrFailure(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets,
  announcer: Announcer
): Promise<Conclusion> {
  try {
    return await runGate(config, messages, effects, secrets, announcer)
  } catch (error) {
    const verdict = decide(initialStates(config), config.failOn, 'could_not_judge')
    return unpolled(verdict, internalFailure(error), effects.clock.epoch(), 0)
  } finally {
    effects.runner.live?.(null)
  }
}
