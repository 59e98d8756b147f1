import { describe, expect, it } from '@jest/globals'
import { settleNamed } from '../../../src/sweep/wake-up.js'
import { build, play, prepared, pull, run } from './play.js'

async function settled(endsAfterMs: number, most = 40) {
  const going = run(1, { at: -60_000, state: 'running' }, { at: endsAfterMs, state: 'success' })
  const { opened, clock, site } = play([build(going)], { pullRequests: [pull(1)] })
  const known = await prepared(opened)
  const [head] = known.read.heads
  if (head === undefined) throw new Error('no head')
  const began = clock.now()
  const told: string[] = []
  const result = await settleNamed(head, most, opened, known, (_, written) =>
    told.push(...written.map(({ status }) => status.state))
  )
  return { result, told, tookMs: clock.now() - began, states: site.statuses.map(({ state }) => state) }
}

describe('the head that an event names', () => {
  it('is polled until its run has ended: the stage that asked was its last', async () => {
    const { tookMs, states, told, result } = await settled(7_000)
    expect(states).toEqual(['pending', 'success'])
    expect(told).toEqual(states)
    expect(tookMs).toBeLessThan(12_000)
    expect(result).toMatchObject({ left: 0, failure: null })
  })

  it('for 90 s at most', async () => {
    const { tookMs, states } = await settled(3_600_000)
    expect(states).toEqual(['pending'])
    expect(tookMs).toBeLessThanOrEqual(90_000)
    expect(tookMs).toBeGreaterThan(80_000)
  })

  it('with so many writes and no more', async () => {
    const { states, result } = await settled(7_000, 1)
    expect(states).toEqual(['pending'])
    expect(result.left).toBe(1)
  })
})
