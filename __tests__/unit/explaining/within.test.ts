import { describe, expect, it } from '@jest/globals'
import { getEventListeners } from 'node:events'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { within } from '../../../src/explaining/within.js'

const never = (): Promise<never> => new Promise(() => undefined)

describe('work within a budget', () => {
  it.each<[string, (clock: VirtualClock, signal: AbortSignal) => Promise<unknown>, number]>([
    ['that is done', (clock, signal) => clock.sleep(10, signal), 10],
    ['that fails', () => Promise.reject(new Error('x')), 0],
    ['that never ends', never, 500]
  ])('%s', async (_, work, expected) => {
    const clock = new VirtualClock(0)
    const { signal } = new AbortController()
    await within(work(clock, signal), { clock, budgetMs: 500, signal })
    expect(clock.now()).toBe(expected)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('ends when the step is cancelled, also before it has begun', async () => {
    const clock = new VirtualClock(0)
    const cancelled = new AbortController()
    const waiting = within(never(), { clock, budgetMs: 500, signal: cancelled.signal })
    cancelled.abort()
    await waiting
    await within(never(), { clock, budgetMs: 500, signal: cancelled.signal })
    expect(clock.now()).toBe(0)
  })
})
