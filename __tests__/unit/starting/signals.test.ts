import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { AbortedError } from '../../../src/errors.js'
import { abortOf, after, momentOf } from '../../../src/starting/signals.js'

const never = new AbortController().signal
const aborted = AbortSignal.abort()

describe('the moment of a signal', () => {
  it('is when it was aborted, on the monotonic clock', async () => {
    const clock = new VirtualClock(0)
    const controller = new AbortController()
    const moment = momentOf(controller.signal, clock)
    await clock.sleep(500, never)
    expect(moment()).toBeNull()
    controller.abort()
    await clock.sleep(500, never)
    expect(moment()).toBe(500)
    expect(momentOf(aborted, clock)()).toBe(1_000)
  })
})

describe('a signal that follows another one', () => {
  it.each([
    ['later', false],
    ['also where that was aborted before', true]
  ])('comes %s', async (_, isBefore) => {
    const clock = new VirtualClock(0)
    const controller = new AbortController()
    if (isBefore) controller.abort()
    const late = after(controller.signal, 2_000, clock, never)
    controller.abort()
    await clock.sleep(1_999, never)
    expect(late.aborted).toBe(false)
    await clock.sleep(1, never)
    await clock.sleep(1, never)
    expect(late.aborted).toBe(true)
  })

  it('does not come where it is needless by then', async () => {
    const clock = new VirtualClock(0)
    const needless = new AbortController()
    const late = after(aborted, 2_000, clock, needless.signal)
    needless.abort()
    await clock.sleep(5_000, never)
    expect(late.aborted).toBe(false)
  })
})

describe('the end of a signal', () => {
  it('is an error once it is aborted, and no one that nobody waits for', async () => {
    const controller = new AbortController()
    const end = abortOf(controller.signal)
    controller.abort()
    await expect(end).rejects.toThrow(AbortedError)
    await expect(abortOf(aborted)).rejects.toThrow(AbortedError)
    void abortOf(aborted)
  })
})
