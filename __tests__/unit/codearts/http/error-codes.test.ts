import { describe, expect, it } from '@jest/globals'
import { isExpired, isRetryable, meaningOf } from '../../../../src/codearts/http/error-codes.js'
import { failure, type HintCode } from '../../../../src/domain/failure.js'

describe('a code', () => {
  it.each([
    ['devpipe.00011169', 'queued'],
    ['DEVPIPE.00011170', 'queued'],
    ['DEVPIPE.00011105', 'too_many_runs'],
    ['APIG.0308', 'throttled'],
    ['APIG.0301', 'unidentified'],
    ['XAPIG.0301', null],
    ['constructor', null],
    [null, null]
  ] as const)('%s means %s', (code, meaning) => {
    expect(meaningOf(code)).toBe(meaning)
  })
})

describe('whether asking again can help', () => {
  const connection = (hint: HintCode) => isRetryable(failure('connection', { hint }))
  it('not with a connection that somebody has to mend', () => {
    const lasting = [
      'certificate',
      'proxy_unreadable',
      'proxy_credentials',
      'proxy_refuses',
      'unsendable'
    ] as const
    expect(new Set(lasting.map(connection))).toEqual(new Set([false]))
    expect((['wrong_endpoint', 'descriptors'] as const).map(connection)).toEqual([true, true])
  })
  it('with trouble of the server only', () => {
    const codes = [
      'throttled',
      'server_error',
      'refused',
      'rejected',
      'redirected',
      'not_understood'
    ] as const
    expect(codes.filter(code => isRetryable(failure(code)))).toEqual(['throttled', 'server_error'])
  })
})

describe('a credential that has ended', () => {
  it.each([
    ['apig.0307', '', true],
    ['XAPIGW.0307', '', false],
    ['APIGW.03070', '', false],
    [null, 'security token is bad', true],
    [null, 'SecurityToken', true],
    [null, null, false],
    ['APIGW.0307', 'x', true],
    ['APIGW.0301', 'decrypt token fail', true],
    ['APIGW.0301', 'The token has expired', true],
    ['APIGW.0301', 'verify aksk signature fail', false],
    ['X', 'no', false]
  ])('%s %s: %s', (cloudCode, cloudMessage, ended) => {
    expect(isExpired(failure('refused', { cloudCode, cloudMessage }))).toBe(ended)
  })
})
