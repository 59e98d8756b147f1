import { describe, expect, it } from '@jest/globals'
import { getEventListeners } from 'node:events'
import { joinedSignal } from '../../src/signals.js'

describe('a signal that follows others', () => {
  it.each([0, 1])('is aborted with each of them (%i)', which => {
    const sources = [new AbortController(), new AbortController()]
    const { signal } = joinedSignal(...sources.map(source => source.signal))
    expect(signal.aborted).toBe(false)
    sources[which]?.abort()
    expect(signal.aborted).toBe(true)
  })

  it('is aborted from the beginning where one of them is', () => {
    expect(joinedSignal(new AbortController().signal, AbortSignal.abort()).signal.aborted).toBe(true)
  })

  it('leaves no listener behind once it is released, and follows nobody any more', () => {
    const source = new AbortController()
    const joined = joinedSignal(source.signal)
    expect(getEventListeners(source.signal, 'abort')).toHaveLength(1)
    joined.release()
    expect(getEventListeners(source.signal, 'abort')).toEqual([])
    source.abort()
    expect(joined.signal.aborted).toBe(false)
  })
})
