import { GitHub, JOB_ACCOUNT, Simulator, type GitHubOptions, type Rule } from '../../../simulator/index.js'
import { ForgeError } from '../../../src/errors.js'
import type { ForgeFailure } from '../../../src/domain/forge-failure.js'
import type { Bounds, Forge } from '../../../src/forge/forge.js'
import { gitHub } from '../../../src/forge/github.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'

export const COMMIT = 'ab'.repeat(20)

/** A GitHub on a virtual clock, and the forge that asks it. */
export interface Play {
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly site: GitHub
  readonly forge: Forge
  readonly bounds: Bounds
}

export function playForge(options: GitHubOptions = {}, rules: readonly Rule[] = [], untilMs = 600_000): Play {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } }).misbehave(...rules)
  const site = new GitHub({ pullRequests: [{ number: 7, head: COMMIT }], now, ...options })
  simulator.services.push(site.service)
  const forge = gitHub({
    http: simulatedHttp(simulator, clock),
    clock,
    random: () => 0.5,
    apiUrl: 'https://api.github.example',
    token: JOB_ACCOUNT.token,
    repository: site.repository
  })
  return {
    ...{ clock, simulator, site, forge },
    bounds: { until: () => untilMs, hurry: new AbortController().signal }
  }
}

/** The failure that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<ForgeFailure | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof ForgeError) return error.failure
    throw error
  }
}
