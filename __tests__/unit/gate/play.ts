import type { Moment, Rule } from '../../../simulator/index.js'
import { SILENT } from '../../../src/gate/announcer.js'
import { runGate } from '../../../src/gate/gate.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { green, noSecrets, setup } from '../doctor/play.js'

const moments = (...states: Moment['state'][]): Moment[] =>
  states.map((state, index) => ({ at: index * 60_000, state }))

/** The gate against one pipeline that goes through these states, a minute each, on a virtual clock. */
export async function playGate(
  states: Moment['state'][],
  inputs: Readonly<Record<string, string>> = {},
  ...rules: Rule[]
) {
  const spec = green({ runs: [{ number: 7, moments: moments(...states) }] })
  const { config, effects, simulator } = setup([spec], inputs, rules)
  const conclusion = await runGate(config, messagesIn('en'), effects, noSecrets, SILENT)
  return { ...conclusion, asked: (kind: string) => simulator.requests.filter(it => it.kind === kind).length }
}
