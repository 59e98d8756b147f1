import { describe, expect, it } from '@jest/globals'
import { answersHtml, onTheWire, rateLimited, type Misbehaviour } from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import { createForgeClient, type ForgeRequest } from '../../../src/forge/client.js'
import type { Http } from '../../../src/ports.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { COMMIT, failureOf, playForge } from './play.js'

const status = { context: 'c', state: 'pending', description: '', targetUrl: null } as const
const limit =
  (seconds: number): Misbehaviour =>
  () =>
    rateLimited('secondary', seconds * 1000, 0)

describe('the client', () => {
  it('waits as long as GitHub asks for', async () => {
    const { forge, bounds, clock, site } = playForge({}, [{ times: 1, does: limit(40) }])
    await forge.setStatus(COMMIT, status, bounds)
    expect(clock.now()).toBeGreaterThanOrEqual(40_000)
    expect(site.statuses).toHaveLength(1)
  })

  it('gives up at once where that would take too long', async () => {
    const { forge, bounds, clock } = playForge({}, [{ does: limit(40) }], 30_000)
    expect(await failureOf(forge.setStatus(COMMIT, status, bounds))).toMatchObject({ problem: 'limit' })
    expect(clock.now()).toBeLessThan(1000)
  })

  it('a pause ends when the end of the step comes nearer', async () => {
    const { forge, clock } = playForge({}, [{ does: limit(40) }])
    const hurry = new AbortController()
    let until = Number.POSITIVE_INFINITY
    const call = failureOf(forge.setStatus(COMMIT, status, { until: () => until, hurry: hurry.signal }))
    await clock.sleep(5000, new AbortController().signal)
    until = clock.now() + 10_000
    hurry.abort()
    expect(await call).toMatchObject({ problem: 'limit' })
    expect(clock.now()).toBeLessThan(10_000)
  })

  it('asks a service that is down four times', async () => {
    const { forge, bounds, simulator } = playForge({}, [{ does: answersHtml(502) }])
    expect(await failureOf(forge.setStatus(COMMIT, status, bounds))).toMatchObject({
      problem: 'unreachable',
      status: 502
    })
    expect(simulator.requests).toHaveLength(4)
  })

  it('does not send a comment twice whose answer was lost', async () => {
    const { forge, bounds, simulator } = playForge({}, [
      { on: 'github.add_comment', does: onTheWire({ kind: 'drop' }) }
    ])
    expect(await failureOf(forge.addComment(7, 'text', bounds))).toMatchObject({ problem: 'unreachable' })
    expect(simulator.requests).toHaveLength(1)
  })

  it('asks nothing while GitHub wants to be left alone, whoever was told so', async () => {
    const { forge, bounds, clock, simulator } = playForge({}, [{ times: 1, does: limit(40) }])
    const first = forge.setStatus(COMMIT, status, bounds)
    await clock.sleep(1000, new AbortController().signal)
    await Promise.all([first, forge.setStatus(COMMIT, status, bounds), forge.pullRequestOf(COMMIT, bounds)])
    const [refused, ...others] = simulator.requests.map(({ at }) => at)
    expect(others).toHaveLength(3)
    for (const at of others) expect(at - (refused ?? 0)).toBeGreaterThanOrEqual(40_000)
  })

  it('writes no more than 80 times a minute', async () => {
    const { forge, bounds, clock, site } = playForge()
    for (let n = 0; n < 100; n++) await forge.setStatus(COMMIT, { ...status, context: `c${n}` }, bounds)
    expect(site.statuses).toHaveLength(100)
    expect(clock.now()).toBeGreaterThanOrEqual(60_000)
  })

  it('sends nothing when the time is up, and follows no redirect', async () => {
    const sent: string[] = []
    const http: Http = ({ url }) => {
      sent.push(url)
      return Promise.resolve({ status: 307, headers: { location: 'https://elsewhere.example/' }, body: '' })
    }
    const client = createForgeClient({
      http,
      clock: new VirtualClock(0),
      random: () => 0,
      apiUrl: 'https://api.example',
      token: 'secret-token'
    })
    const request: ForgeRequest = { method: 'GET', path: '/x', permission: 'p', repeats: 'always' }
    const hurry = new AbortController().signal
    expect(await failureOf(client.ask(request, { until: () => 0, hurry }))).toMatchObject({
      problem: 'unreachable'
    })
    expect(sent).toEqual([])
    expect(await failureOf(client.ask(request, { until: () => 1000, hurry }))).toMatchObject({
      problem: 'redirected'
    })
    expect(sent).toEqual(['https://api.example/x'])
  })

  it("keeps the system's word for a connection that fails", async () => {
    const http: Http = () => Promise.reject(new ConnectionError('ENOTFOUND', 'ENOTFOUND api.example'))
    const clock = new VirtualClock(0)
    const client = createForgeClient({
      http,
      clock,
      random: () => 0,
      apiUrl: 'https://api.example',
      token: 't'
    })
    const request: ForgeRequest = { method: 'GET', path: '/x', permission: 'p', repeats: 'always' }
    const hurry = new AbortController().signal
    const failure = await failureOf(client.ask(request, { until: () => 60_000, hurry }))
    expect(failure).toEqual({
      problem: 'unreachable',
      status: null,
      words: 'ENOTFOUND api.example',
      permission: 'p'
    })
  })
})
