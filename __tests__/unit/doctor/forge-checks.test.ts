import { describe, expect, it } from '@jest/globals'
import {
  GitHub,
  JOB_ACCOUNT,
  Simulator,
  type Permissions,
  type SimPullRequest
} from '../../../simulator/index.js'
import { forgeChecks, sweepChecks } from '../../../src/doctor/forge-checks.js'
import type { Check } from '../../../src/doctor/check.js'
import type { ForgeInput } from '../../../src/inputs/forge.js'
import type { SweepInput } from '../../../src/inputs/sweep.js'
import { memoryRunner } from '../../../tools/bench/lib/memory-runner.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'

const COMMIT = 'ab'.repeat(20)
const INPUT: ForgeInput = {
  statuses: { mode: 'one', prefix: 'ci/', commit: COMMIT, workflow: null, digest: 'd', consoleUrl: null },
  comment: { prefix: 'ci/', pullRequest: null, commit: COMMIT },
  ...{ apiUrl: 'https://api.github.example', repository: 'octo/app', token: JOB_ACCOUNT.token },
  readOnlyBecause: 'permissions'
}

function effectsOf(
  permissions: Permissions,
  pullRequests: readonly SimPullRequest[] = [{ number: 7, head: COMMIT }]
) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  simulator.services.push(new GitHub({ pullRequests, accounts: [{ ...JOB_ACCOUNT, permissions }] }).service)
  const { signal } = new AbortController()
  const effects = {
    http: simulatedHttp(simulator, clock),
    clock,
    random: () => 0.5,
    runner: memoryRunner({}),
    signal
  }
  return { effects, simulator }
}

async function checked(
  permissions: Permissions,
  input: Partial<ForgeInput> = {},
  { isSnapshot = false, pullRequests = [{ number: 7, head: COMMIT }] as readonly SimPullRequest[] } = {}
): Promise<{ checks: readonly Check[]; methods: readonly string[] }> {
  const { effects, simulator } = effectsOf(permissions, pullRequests)
  const checks = await forgeChecks({ ...INPUT, ...input }, isSnapshot, effects)
  return { checks, methods: simulator.requests.map(({ kind }) => kind) }
}
const resultsOf = (checks: readonly Check[]): unknown => checks.map(({ name, result }) => [name, result])
const WRITES = { statuses: 'write', 'pull-requests': 'write' } as const

describe('what GitHub can be asked without writing', () => {
  it('is whether statuses and comments can be read', async () => {
    const { checks, methods } = await checked(WRITES)
    expect(resultsOf(checks)).toEqual([
      ['statuses', 'ok'],
      ['comment', 'ok']
    ])
    expect(checks).toMatchObject([
      { about: { where: COMMIT, permission: 'statuses: write' } },
      { about: { where: '#7', permission: 'pull-requests: write' } }
    ])
    expect([...methods].sort()).toEqual(['github.graphql', 'github.pulls_of_commit', 'github.statuses'])
  })

  it('a token without the right to read will not write: a warning, and red for a snapshot', async () => {
    const unreadable = { code: 'unwritable', failure: { problem: 'permission' } }
    const { checks } = await checked({})
    expect(checks).toMatchObject([
      { name: 'statuses', result: 'warn', about: unreadable },
      { name: 'comment', result: 'warn', about: unreadable }
    ])
    expect(resultsOf((await checked({}, { comment: null }, { isSnapshot: true })).checks)).toEqual([
      ['statuses', 'bad']
    ])
  })

  it('a token that is known to be read-only is a warning', async () => {
    const { checks } = await checked(WRITES, { readOnlyBecause: 'fork', comment: null })
    expect(resultsOf(checks)).toEqual([['statuses', 'warn']])
  })

  it('outside a pull request there is nothing to check of a comment', async () => {
    const { checks } = await checked(WRITES, { statuses: null }, { pullRequests: [] })
    expect(checks).toMatchObject([{ name: 'comment', result: 'skipped', about: { code: 'no_pull_request' } }])
  })

  it('of a sweep: the heads that there are, and red where they cannot be read', async () => {
    const sweep: SweepInput = { bases: null, named: null, repository: null }
    const check = (permissions: Permissions) => sweepChecks(INPUT, sweep, effectsOf(permissions).effects)
    const reads = { contents: 'read', 'pull-requests': 'read', statuses: 'write' } as const
    expect(await check(reads)).toMatchObject([
      { name: 'sweep', result: 'ok', about: { n: 1, bases: ['main'] } }
    ])
    expect(resultsOf(await check({ contents: 'read' }))).toEqual([['sweep', 'bad']])
  })
})
