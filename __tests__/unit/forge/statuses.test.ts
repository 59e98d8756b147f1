import { describe, expect, it } from '@jest/globals'
import { answersJson } from '../../../simulator/index.js'
import { COMMIT, failureOf, playForge } from './play.js'

const status = (context: string) =>
  ({ context, state: 'pending', description: 'x', targetUrl: null }) as const

describe('statuses', () => {
  it('are read back to the last one of each context, newest first', async () => {
    const { forge, bounds, clock, simulator } = playForge({ writesPerMinute: 1000, writesPerHour: 1000 })
    await forge.setStatus(COMMIT, status('first'), bounds)
    for (let n = 0; n < 150; n++) await forge.setStatus(COMMIT, status(`c${n % 3}`), bounds)
    expect(clock.now()).toBeGreaterThan(0)
    simulator.reset()
    const list = await forge.statuses(COMMIT, ['FIRST'], Number.MAX_SAFE_INTEGER, bounds)
    expect(simulator.requests).toHaveLength(2)
    expect(list).toHaveLength(151)
    expect(list.at(-1)).toMatchObject({ context: 'first', state: 'pending', targetUrl: null })
    simulator.reset()
    await forge.statuses(COMMIT, ['c0', 'c1'], Number.MAX_SAFE_INTEGER, bounds)
    expect(simulator.requests).toHaveLength(1)
    simulator.reset()
    // Of what is newer than that, nothing is left out.
    await forge.statuses(COMMIT, ['c0'], 0, bounds)
    expect(simulator.requests).toHaveLength(2)
  })

  it('what is no list is told', async () => {
    const { forge, bounds } = playForge({}, [{ does: answersJson(200, { message: 'hello' }) }])
    expect(await failureOf(forge.statuses(COMMIT, ['c'], 0, bounds))).toMatchObject({
      problem: 'not_understood'
    })
  })

  it('a last one that lies behind thousands of others is found among the last of each context', async () => {
    const { forge, bounds, site, simulator } = playForge()
    for (let n = 0; n < 2_500; n++)
      site.statuses.push({
        ...{ id: n + 1, sha: COMMIT, state: 'failure', description: null, targetUrl: null },
        ...{ context: n === 0 ? 'Ours' : `other ${n % 250}`, createdAt: 0, creator: 'bot' }
      })
    const list = await forge.statuses(COMMIT, ['ours', 'nobody'], Number.MAX_SAFE_INTEGER, bounds)
    expect(list.find(({ context }) => context === 'Ours')).toMatchObject({ id: 1, state: 'failure' })
    // Twenty pages of all, and three of the last ones.
    expect(simulator.requests).toHaveLength(23)
  })

  it('what cannot be read to its end is no answer', async () => {
    const page = Array.from({ length: 100 }, (_, n) => ({ id: n, context: `other ${n}`, state: 'success' }))
    const { forge, bounds } = playForge({}, [
      { on: 'github.statuses', does: answersJson(200, page) },
      { on: 'github.combined_status', does: answersJson(200, { statuses: page }) }
    ])
    expect(await failureOf(forge.statuses(COMMIT, ['ours'], 0, bounds))).toMatchObject({
      problem: 'not_understood'
    })
  })
})
