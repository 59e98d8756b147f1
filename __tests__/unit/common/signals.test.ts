import { describe, expect, it } from '@jest/globals'
import { getEventListeners } from 'node:events'
import { following, joinedSignal } from '../../../src/common/signals.js'

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

describe('work with a signal of its own', () => {
  it('is one listener of the other, whatever listens in it, and none once it has ended', async () => {
    const source = new AbortController()
    const counts = await following(source.signal, own => {
      for (let n = 0; n < 5; n++) own.addEventListener('abort', () => undefined)
      return Promise.resolve([source.signal, own].map(signal => getEventListeners(signal, 'abort').length))
    })
    expect(counts).toEqual([1, 5])
    expect(getEventListeners(source.signal, 'abort')).toEqual([])
  })

  it('is cancelled with the other, and throws what the work throws', async () => {
    const source = new AbortController()
    const failing = following(source.signal, own => {
      source.abort()
      return Promise.reject(new Error(String(own.aborted)))
    })
    await expect(failing).rejects.toThrow('true')
    expect(getEventListeners(source.signal, 'abort')).toEqual([])
  })
})
