import { describe, expect, it } from '@jest/globals'
import { failure } from '../../src/domain/failure.js'
import { AbortedError, ConnectionError, DeadlineError, FailureError } from '../../src/errors.js'

describe('errors', () => {
  it('carry what is known, and can be told apart', () => {
    const refused = failure('refused')
    const errors = [
      new FailureError(refused),
      new ConnectionError('ECONNRESET', 'socket hang up'),
      new DeadlineError(refused),
      new AbortedError()
    ]
    expect(errors.map(({ name, message }) => [name, message])).toEqual([
      ['FailureError', 'refused'],
      ['ConnectionError', 'socket hang up'],
      ['DeadlineError', 'deadline'],
      ['AbortedError', '']
    ])
    expect(errors).toMatchObject([{ failure: refused }, { code: 'ECONNRESET' }, { lastError: refused }, {}])
  })
})
