import { describe, expect, it } from '@jest/globals'
import {
  GitHub,
  JOB_ACCOUNT,
  Simulator,
  type GitHubOptions,
  type Rule,
  type SimPullRequest
} from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import { gitHubHeads, type HeadReader } from '../../../src/forge/open-heads.js'
import type { Http } from '../../../src/ports.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { failureOf } from './play.js'

const bounds = { until: () => 600_000, hurry: new AbortController().signal }
const START = Date.UTC(2026, 0, 1)
const commit = (n: number): string => n.toString(16).padStart(40, '0')
const pull = (number: number, more: Partial<SimPullRequest> = {}): SimPullRequest => ({
  ...{ number, head: commit(number), createdAt: START, committedAt: START + number * 1000 },
  ...more
})

function play(
  options: GitHubOptions,
  rules: readonly Rule[] = [],
  wrap: (http: Http) => Http = http => http
) {
  const clock = new VirtualClock(START)
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } }).misbehave(...rules)
  const site = new GitHub({ now, ...options })
  simulator.services.push(site.service)
  const reader: HeadReader = gitHubHeads({
    ...{ http: wrap(simulatedHttp(simulator, clock)), clock, random: () => 0.5 },
    ...{ apiUrl: 'https://api.github.example', token: JOB_ACCOUNT.token, repository: site.repository }
  })
  return { reader, site, simulator }
}

const numbersOf = ({ heads }: Awaited<ReturnType<HeadReader['read']>>): (number | null)[] =>
  heads.map(({ pullRequest }) => pullRequest)

describe('the heads of open pull requests', () => {
  it('into the default branch, whatever it is called, and of its merge queue', async () => {
    const { reader } = play({
      defaultBranch: 'trunk',
      pullRequests: [pull(1), pull(2, { base: 'main' }), pull(3, { state: 'closed' }), pull(4)],
      queue: [
        { base: 'trunk', number: 1, head: commit(8) },
        { base: 'main', number: 2, head: commit(9) }
      ]
    })
    const read = await reader.read(null, bounds)
    expect(numbersOf(read)).toEqual([null, 4, 1])
    expect(read).toMatchObject({ bases: ['trunk'], unread: 0, readAt: expect.any(Number) as unknown })
    expect(read.heads[0]?.commit).toBe(commit(8))
  })

  it('a pull request whose last push GitHub is still processing is skipped, and counted', async () => {
    const lags: Rule = {
      on: 'github.graphql',
      does: honest => {
        const answer = honest()
        return {
          ...answer,
          body: answer.body.toString().replace(`"oid":"${commit(2)}"`, `"oid":"${commit(7)}"`)
        }
      }
    }
    const { reader } = play({ pullRequests: [pull(1), pull(2), pull(3)] }, [lags])
    const read = await reader.read(null, bounds)
    expect(numbersOf(read)).toEqual([3, 1])
    expect(read.behind).toBe(1)
  })

  it('patterns', async () => {
    const { reader } = play({
      pullRequests: [pull(1), pull(2, { base: 'release/1' }), pull(3, { base: 'x' })]
    })
    expect(numbersOf(await reader.read(['main', 'release/*'], bounds))).toEqual([2, 1])
    expect(await reader.hasBranch('rel*', bounds)).toBe(true)
    expect(await reader.hasBranch('nowhere', bounds)).toBe(false)
  })

  it('150 are two pages; statuses are read with them, and whose they are', async () => {
    const { reader, site, simulator } = play({
      pullRequests: Array.from({ length: 150 }, (_, n) => pull(n + 1))
    })
    for (const creator of [JOB_ACCOUNT.login, 'mallory'])
      site.statuses.push({
        ...{ id: 1, sha: commit(150), state: 'success', description: '', targetUrl: null, createdAt: START },
        ...{ context: `ci/${creator}`, creator }
      })
    const { heads } = await reader.read(null, bounds)
    expect(heads).toHaveLength(150)
    expect(heads[0]?.statuses.map(({ context, isOwn, state }) => [context, isOwn, state])).toEqual([
      ['ci/github-actions[bot]', true, 'success'],
      ['ci/mallory', false, 'success']
    ])
    // The merge queue, two pages, and who is asking.
    expect(simulator.requests).toHaveLength(4)
  })

  it('1,000 at most, those that were updated last', async () => {
    const all = Array.from({ length: 1010 }, (_, n) => pull(n + 1, { updatedAt: START + n }))
    const { reader, simulator } = play({ pullRequests: all })
    const read = await reader.read(null, bounds)
    expect([read.heads.length, read.unread, simulator.requests.length]).toEqual([1000, 10, 11])
    expect(numbersOf(read)).not.toContain(10)
  })

  it('pages become smaller where an answer is too large', async () => {
    const tooLarge =
      (http: Http): Http =>
      async (request, signal) => {
        if ((request.body ?? '').includes('"first":100') && (request.body ?? '').includes('pullRequests('))
          throw new ConnectionError('BODY_TOO_LARGE', '8 MiB')
        return http(request, signal)
      }
    const { reader } = play({ pullRequests: [pull(1), pull(2)] }, [], tooLarge)
    expect(numbersOf(await reader.read(null, bounds))).toEqual([2, 1])
  })

  it('without the right to read them it is a failure that names it', async () => {
    const accounts = [{ ...JOB_ACCOUNT, permissions: { contents: 'read' } as const }]
    const { reader } = play({ pullRequests: [pull(1)], accounts })
    expect(await failureOf(reader.read(null, bounds))).toMatchObject({
      problem: 'permission',
      permission: 'pull-requests: read'
    })
  })
})
