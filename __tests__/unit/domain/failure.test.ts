import { describe, expect, it } from '@jest/globals'
import { failure, internalFailure, unreachable } from '../../../src/domain/failure.js'

describe('a failure', () => {
  it('has nothing known of it but what is given', () => {
    expect(failure('refused', { status: 403, service: 'iam' })).toEqual({
      code: 'refused',
      service: 'iam',
      status: 403,
      cloudCode: null,
      cloudMessage: null,
      requestId: null,
      detail: null,
      hint: null,
      attempts: 1,
      issues: [],
      subject: null,
      pipeline: null
    })
  })

  it('is one of CodeArts where nothing else is said', () => {
    expect(failure('unreachable').service).toBe('v5')
  })

  it('of a service that did not respond in time keeps what went wrong last', () => {
    const last = failure('server_error', { status: 503, hint: 'service', attempts: 4 })
    expect(unreachable(last)).toEqual({ ...last, code: 'unreachable' })
    expect(unreachable(null)).toEqual(failure('unreachable', { hint: 'service' }))
    const locked = failure('locked', { hint: 'key_locked' })
    expect(unreachable(locked)).toBe(locked)
  })

  it('of our own says where it was made, whatever was thrown', () => {
    const textOf = (error: unknown): unknown => internalFailure(error).detail?.params.text
    expect(textOf(new TypeError('no such field'))).toMatch(/^TypeError: no such field\n +at /)
    expect(textOf('words')).toBe('words')
    expect(internalFailure(null)).toMatchObject({
      ...{ code: 'internal', detail: { code: 'raw' }, hint: 'report_bug' }
    })
  })
})
