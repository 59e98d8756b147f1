import { describe, expect, it } from '@jest/globals'
import { graphqlRateLimited, GitHub, Simulator } from '../../../simulator/index.js'
import { createForgeClient, type ForgeClient } from '../../../src/forge/client.js'
import { askGraphql, at, isTooLarge, nextPage } from '../../../src/forge/graphql.js'
import { simulatedHttp } from '../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { failureOf } from './play.js'

const bounds = { until: () => 60_000, hurry: new AbortController().signal }
const VIEWER = { query: 'query { viewer { login } }', variables: {}, permission: 'statuses: read' }

function play(apiUrl = 'https://api.github.example') {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const now = (): number => clock.epoch()
  const simulator = new Simulator({ clock: { now } })
  simulator.services.push(new GitHub({ now, base: apiUrl.endsWith('/api/v3') ? '/api/v3' : '' }).service)
  const http = simulatedHttp(simulator, clock)
  const token = 'ghs_tokenOfTheJob0123456789'
  return { client: createForgeClient({ http, clock, random: () => 0.5, apiUrl, token }), simulator, apiUrl }
}

describe('askGraphql', () => {
  it.each(['https://api.github.example', 'https://ghes.example/api/v3'])(
    'asks %s where GraphQL is',
    async url => {
      const { client, apiUrl, simulator } = play(url)
      const { data, date } = await askGraphql(client, apiUrl, VIEWER, bounds)
      expect(at(data, 'viewer', 'login')).toBe('github-actions[bot]')
      expect(date).toBe(Date.UTC(2026, 0, 1))
      expect(simulator.requests[0]?.kind).toBe('github.graphql')
    }
  )

  it('a limit comes in an answer of status 200', async () => {
    const { client, apiUrl, simulator } = play()
    simulator.misbehave({ does: graphqlRateLimited })
    expect(await failureOf(askGraphql(client, apiUrl, VIEWER, bounds))).toMatchObject({
      problem: 'limit',
      status: 200
    })
  })

  it('an answer without data is not understood', async () => {
    const client: ForgeClient = { ask: () => Promise.resolve({ status: 200, json: [], date: null }) }
    expect(await failureOf(askGraphql(client, '', VIEWER, bounds))).toMatchObject({
      problem: 'not_understood'
    })
  })
})

it('the next page', () => {
  expect(nextPage({ pageInfo: { hasNextPage: true, endCursor: 'x' } })).toBe('x')
  expect(nextPage({ pageInfo: { hasNextPage: false, endCursor: 'x' } })).toBeNull()
  expect(nextPage({})).toBeNull()
  expect(isTooLarge(new Error('8 MiB'))).toBe(false)
})
