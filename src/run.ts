import { initialState, type PipelineState } from './domain/tracking.js'
import { decide, type Verdict } from './domain/verdict.js'
import { parseInputs } from './inputs/parse.js'
import { rawSecrets, secretsOf } from './inputs/credential.js'
import { examine, examineInputs } from './doctor/doctor.js'
import { runGate } from './gate/gate.js'
import type { Clock, Effects } from './ports.js'
import { publish } from './publish.js'
import { messagesIn, type Messages } from './report/messages/index.js'
import { redacting, secretRedactor, type Secrets } from './secrets.js'
import { failure, internalFailure, type Failure } from './domain/failure.js'
import type { Conclusion } from './domain/conclusion.js'
import type { Config, BaseConfig } from './inputs/config.js'

/** The gate: inputs, looks, verdict, reports. Tells the runner how the step ends, on every path. */
export async function run(effects: Effects): Promise<void> {
  const { clock } = effects
  const inputs = parseInputs(effects.runner.env, effects.runner.event(), clock.epoch())
  const messages = messagesIn(inputs.base.language)
  const secrets = secretRedactor(secret => effects.runner.mask(secret))
  const runner = redacting(effects.runner, secrets)
  if ('issues' in inputs) {
    const refused = failure('inputs', { issues: inputs.issues })
    const verdict = decide(unobserved(inputs.base), new Set(), 'bad_inputs')
    // A secret may stand in the wrong input.
    for (const secret of rawSecrets(effects.runner.env)) secrets.hide(secret)
    if (inputs.base.dryRun) await examineInputs(refused, inputs.base, messages, { clock, runner })
    else await publish(unpolled(verdict, refused, clock), inputs.base, messages, runner)
    return
  }
  const { config } = inputs
  for (const secret of secretsOf(config.credential.login)) secrets.hide(secret)
  if (config.dryRun) {
    await examine(config, messages, { ...effects, runner }, secrets)
    return
  }
  const conclusion = await runOrFail(config, messages, { ...effects, runner }, secrets)
  await publish(conclusion, config, messages, runner)
}

/** A mistake of our own must not cost the outputs, nor pass. */
async function runOrFail(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<Conclusion> {
  try {
    return await runGate(config, messages, effects, secrets)
  } catch (error) {
    const verdict = decide(unobserved(config), config.failOn, 'could_not_judge')
    return unpolled(verdict, internalFailure(error), effects.clock)
  }
}

function unobserved({ targets }: BaseConfig): PipelineState[] {
  return [...targets].map(([id, runId]) => initialState(id, runId))
}

function unpolled(verdict: Verdict, failure: Failure, clock: Clock): Conclusion {
  return {
    verdict,
    failure,
    region: null,
    polls: 0,
    elapsedMs: 0,
    begunAt: clock.epoch(),
    unfinishedRuns: []
  }
}
