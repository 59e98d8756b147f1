import { describe, expect, it } from '@jest/globals'
import { answersHtml, gitHubMessage, rateLimited, type Misbehaviour } from '../../../simulator/index.js'
import { writeStatuses } from '../../../src/forge/write-statuses.js'
import { COMMIT, playForge } from './play.js'

const write = (context: string) => ({
  commit: COMMIT,
  status: { context, state: 'error', description: '', targetUrl: null } as const
})
const writes = Array.from({ length: 10 }, (_, n) => write(`ci/${n}`))

/** Ten statuses, of which GitHub meets the first with this. @param times how often */
async function written(does: Misbehaviour, times: number, untilMs = 20_000) {
  const first = ({ body }: { readonly body: string }): boolean => body.includes('"ci/0"')
  const rule = { on: 'github.set_status', when: first, times, does }
  const { forge, bounds, simulator, site } = playForge({}, [rule], untilMs)
  const { done, failure } = await writeStatuses(writes, forge, bounds)
  expect(site.statuses).toHaveLength(done.length)
  return { done: done.length, problem: failure?.problem ?? null, asked: simulator.requests.length }
}

describe('statuses that are written one after the other', () => {
  it('what GitHub does not take now does not stop the others', async () => {
    expect(await written(answersHtml(502), 99)).toEqual({ done: 9, problem: 'unreachable', asked: 13 })
    expect(await written(() => gitHubMessage(422, 'No'), 99)).toMatchObject({ done: 9, problem: 'refused' })
  })

  it('a limit that ends in time is waited out', async () => {
    expect(await written(() => rateLimited('secondary', 5_000, 0), 2)).toMatchObject({
      done: 10,
      problem: null
    })
  })

  it('a limit that ends too late stops the others, and so does what lasts', async () => {
    const limited = await written(() => rateLimited('secondary', 60_000, 0), 99)
    expect(limited.problem).toBe('limit')
    expect(limited.done).toBeLessThan(9)
    const forbidden = await written(() => gitHubMessage(403, 'Resource not accessible by integration'), 99)
    expect(forbidden.problem).toBe('permission')
    expect(forbidden.done).toBeLessThan(9)
    // Those that were on their way are all that was asked.
    expect(forbidden.asked).toBeLessThan(10)
  })
})
