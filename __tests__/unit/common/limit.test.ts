import { describe, expect, it } from '@jest/globals'
import { inFlight, limiter } from '../../../src/common/limit.js'
import { AbortedError, DeadlineError } from '../../../src/errors.js'

const settled = () => new Promise(resolve => setImmediate(resolve))
/** Tasks that end on request, and what has begun so far. */
function tasks() {
  const begun: string[] = []
  const ends = new Map<string, { resolve: () => void; reject: (error: unknown) => void }>()
  const task = (name: string) => {
    begun.push(name)
    return new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }))
  }
  return {
    begun,
    task,
    end: async (name: string) => {
      ends.get(name)?.resolve()
      await settled()
    },
    fail: async (name: string, error: unknown) => {
      ends.get(name)?.reject(error)
      await settled()
    }
  }
}

describe('a limit', () => {
  it('lets so many begin, and each next one when one has ended, in order', async () => {
    const { begun, task, end } = tasks()
    const limit = limiter(2)
    const all = Promise.all(['a', 'b', 'c', 'd'].map(name => limit(() => task(name))))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('a')
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
    await end('c')
    await end('d')
    await all
  })

  it('gives a place back when nobody waits for it, and no more than there are', async () => {
    const { begun, task, end } = tasks()
    const limit = limiter(1)
    const first = limit(() => task('a'))
    await settled()
    await end('a')
    await first
    const others = Promise.all(['b', 'c'].map(name => limit(() => task(name))))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    await end('c')
    await others
  })

  it('gives the place of a task that fails to the next one, and tells what the task gave', async () => {
    const limit = limiter(1)
    const failed = limit(() => Promise.reject(new Error('no')))
    const next = limit(() => Promise.resolve(7))
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe(7)
  })

  it('is four where nobody says otherwise', async () => {
    const { begun, task } = tasks()
    const limit = limiter()
    for (const name of ['a', 'b', 'c', 'd', 'e']) void limit(() => task(name))
    await settled()
    expect(begun).toHaveLength(4)
  })
})

describe('a task over many items', () => {
  it('has at most so many on their way, four where nobody says otherwise', async () => {
    for (const slots of [1, 3, undefined]) {
      const { begun, task } = tasks()
      void inFlight(['a', 'b', 'c', 'd', 'e'], task, slots)
      await settled()
      expect(begun).toHaveLength(slots ?? 4)
    }
  })

  it('after an error begins nothing more, lets what is on its way end, and then tells it', async () => {
    const { begun, task, end, fail } = tasks()
    let ended: unknown = null
    const all = inFlight(['a', 'b', 'c'], task, 2).catch((error: unknown) => (ended = error))
    await settled()
    await fail('a', new Error('no'))
    expect(ended).toBeNull()
    await end('b')
    await all
    expect(ended).toEqual(new Error('no'))
    expect(begun).toEqual(['a', 'b'])
  })

  it('tells what is thrown as an error, whatever it is', async () => {
    const thrown: unknown = 'words'
    await expect(inFlight(['a'], () => Promise.reject(thrown as Error))).rejects.toEqual(new Error('words'))
  })

  const deadline = new DeadlineError(null)
  const aborted = new AbortedError()
  const refused = new Error('refused')
  it.each([
    ['a refusal rather than a deadline', [deadline, refused], refused],
    ['a refusal rather than an end that was asked for', [aborted, refused], refused],
    ['a refusal, whenever it comes', [refused, deadline, aborted], refused],
    ['an end that was asked for rather than a deadline', [deadline, aborted], aborted],
    ['the deadline, where there is nothing else', [deadline, deadline], deadline]
  ])('tells %s', async (_, errors, told) => {
    const { task, fail } = tasks()
    const names = errors.map((_error, index) => String(index))
    const all = inFlight(names, task).catch((error: unknown) => error)
    await settled()
    for (const [index, error] of errors.entries()) await fail(String(index), error)
    expect(await all).toBe(told)
  })
})
