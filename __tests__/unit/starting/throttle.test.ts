import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { throttle, type Throttle } from '../../../src/starting/throttle.js'

const never = new AbortController().signal

function throttled(): { writes: number[]; clock: VirtualClock; given: Throttle } {
  const clock = new VirtualClock(0)
  const writes: number[] = []
  return { writes, clock, given: throttle(() => void writes.push(clock.now()), clock) }
}

describe('what changes often', () => {
  it('is written at once, and then no more than once a second', async () => {
    const { writes, clock, given } = throttled()
    for (let change = 0; change < 25; change++) {
      given.tell()
      await clock.sleep(100, never)
    }
    expect(writes).toEqual([0, 1_000, 2_000])
  })

  it('is written a last time at the end, and never after it', async () => {
    const { writes, clock, given } = throttled()
    given.tell()
    await clock.sleep(100, never)
    given.tell()
    given.end()
    expect(writes).toEqual([0, 100])
    given.tell()
    await clock.sleep(5_000, never)
    expect(writes).toHaveLength(2)
  })

  it('is not written at the end where nothing has changed since', () => {
    const { writes, given } = throttled()
    given.end()
    expect(writes).toEqual([])
  })
})
