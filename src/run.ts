import { track, type Tracked } from './domain/tracking.js'
import { decide, type Verdict } from './domain/verdict.js'
import { parseInputs } from './inputs/parse.js'
import { rawSecrets, secretsOf } from './inputs/credential.js'
import { examine, examineInputs } from './doctor/doctor.js'
import { judge } from './gate/gate.js'
import type { Clock, Effects } from './ports.js'
import { publish } from './publish.js'
import { messagesIn, type Messages } from './report/messages/index.js'
import { redacting, secretKeeper, type Secrets } from './secrets.js'
import { failure, internalFailure, type Failure } from './domain/failure.js'
import type { Conclusion } from './domain/conclusion.js'
import type { Config, Frame } from './inputs/config.js'

/** The gate: inputs, looks, verdict, reports. Tells the runner how the step ends, on every path. */
export async function run(effects: Effects): Promise<void> {
  const { clock } = effects
  const inputs = parseInputs(effects.runner.env, effects.runner.event(), clock.epoch())
  const messages = messagesIn(inputs.frame.language)
  const secrets = secretKeeper(secret => effects.runner.mask(secret))
  const runner = redacting(effects.runner, secrets)
  if ('problems' in inputs) {
    const refused = failure('inputs', { problems: inputs.problems })
    const verdict = decide(unseen(inputs.frame), new Set(), 'bad_inputs')
    // A secret may stand in the wrong input.
    for (const secret of rawSecrets(effects.runner.env)) secrets.hide(secret)
    if (inputs.frame.dryRun) await examineInputs(refused, inputs.frame, messages, { clock, runner })
    else await publish(withoutLook(verdict, refused, clock), inputs.frame, messages, runner)
    return
  }
  const { config } = inputs
  for (const secret of secretsOf(config.found.login)) secrets.hide(secret)
  if (config.dryRun) {
    await examine(config, messages, { ...effects, runner }, secrets)
    return
  }
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
    const verdict = decide(unseen(config), config.failOn, 'could_not_judge')
    return withoutLook(verdict, internalFailure(error), effects.clock)
  }
}

function unseen({ targets }: Frame): Tracked[] {
  return [...targets].map(([id, runId]) => track(id, runId))
}

function withoutLook(verdict: Verdict, failure: Failure, clock: Clock): Conclusion {
  return { verdict, failure, region: null, looks: 0, elapsedMs: 0, begunAt: clock.epoch(), leftovers: [] }
}
