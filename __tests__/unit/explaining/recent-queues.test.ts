import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { recentQueues } from '../../../src/explaining/recent-queues.js'

describe('a queue that was read during the wait', () => {
  it('is known while it is fresh, and no longer', async () => {
    const clock = new VirtualClock(0)
    const queues = recentQueues(clock)
    expect(queues.of('p')).toBeNull()
    queues.keep('p', [])
    expect(queues.of('p')).toEqual({ records: [], total: 0 })
    await clock.sleep(10_000, new AbortController().signal)
    expect(queues.of('p')).toBeNull()
  })
})
