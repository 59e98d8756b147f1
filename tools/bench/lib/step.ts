import { openAnnouncer } from '../../../src/gate/announce.js'
import { runGate } from '../../../src/gate/gate.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { Effects } from '../../../src/ports.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import type { SweepReport } from '../../../src/report/sweep-text.js'
import { secretsOf } from '../../../src/secrets.js'
import { runSweep } from '../../../src/sweep/sweep.js'

/**
 * A step that writes statuses, without its entry: that loads code, while a virtual clock would advance.
 * @returns the report of a sweep, `null` for a gate
 */
export async function step(effects: Effects): Promise<SweepReport | null> {
  const { runner, clock } = effects
  const inputs = parseInputs(runner.env, runner.event(), clock.epoch())
  if ('issues' in inputs) throw new Error(JSON.stringify(inputs.issues))
  const { config } = inputs
  const messages = messagesIn('en')
  const secrets = secretsOf(inputs, runner, () => undefined)
  if (config.sweep !== null) return runSweep(config, config.sweep, messages, effects, secrets)
  if (config.forge === null) throw new Error('nothing is to be written')
  const announcer = openAnnouncer(config, config.forge, messages, effects, secrets)
  await announcer.conclude(await runGate(config, messages, effects, secrets, announcer))
  return null
}
