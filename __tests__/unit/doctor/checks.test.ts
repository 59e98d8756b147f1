import { describe, expect, it } from '@jest/globals'
import { bad, badPipeline, orFailure, skipped } from '../../../src/doctor/checks.js'
import { failure } from '../../../src/domain/failure.js'
import { AbortedError, DeadlineError, FailureError } from '../../../src/errors.js'

const refused = failure('refused')

describe('a check', () => {
  it('that failed says why, one that was not made because of what', () => {
    expect(bad('sign_in', refused)).toMatchObject({ name: 'sign_in', result: 'bad' })
    expect(badPipeline('build', refused)).toMatchObject({ name: 'pipeline', about: { name: 'build' } })
    expect(skipped('api', 'sign_in')).toEqual({
      name: 'api',
      result: 'skipped',
      about: { code: 'not_reached', because: 'sign_in' }
    })
  })

  it.each([
    ['a failure', new FailureError(refused), 'refused'],
    ['the time being up', new DeadlineError(null), 'unreachable'],
    ['a cancellation', new AbortedError(), 'cancelled']
  ])('ends with %s', async (_, error, code) => {
    expect(await orFailure(Promise.reject(error))).toMatchObject({ failed: { code } })
  })

  it('ends with its value, and not with a mistake of our own', async () => {
    expect(await orFailure(Promise.resolve(7))).toEqual({ value: 7 })
    await expect(orFailure(Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError)
  })
})
