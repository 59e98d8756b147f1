import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { AbortedError, DeadlineError, FailureError } from '../../../src/errors.js'
import { because, orMissing } from '../../../src/explaining/notes.js'

const detail = { code: 'html', params: {} } as const
const refused = failure('rejected', { status: 403, cloudCode: 'X', cloudMessage: 'no', detail })
const nothing = { status: null, cloudCode: null, cloudMessage: null }

describe('what cannot be had', () => {
  it('is noted, with what came instead, and whether there is time for more', async () => {
    const cases: readonly (readonly [error: unknown, note: object, isOver: boolean])[] = [
      [new FailureError(refused), { status: 403, cloudCode: 'X', cloudMessage: 'no', detail }, false],
      [new AbortedError(), because('cancelled'), true],
      [new DeadlineError(null), because('no_time'), true],
      [new DeadlineError(refused), { ...nothing, detail }, true],
      [new TypeError('x'), { ...nothing, detail: { code: 'raw', params: { text: 'TypeError: x' } } }, false]
    ]
    for (const [error, note, isOver] of cases) {
      const notes: unknown[] = []
      const value = await orMissing(Promise.reject(error as Error), (...noted) => notes.push(noted))
      expect([value, notes]).toEqual([null, [[note, isOver]]])
    }
  })

  it('what can be had is given, without a note', async () => {
    const note = (): never => {
      throw new Error('noted')
    }
    expect(await orMissing(Promise.resolve(7), note)).toBe(7)
  })
})
