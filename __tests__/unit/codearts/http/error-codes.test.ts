import { describe, expect, it } from '@jest/globals'
import {
  isDenied,
  isExpired,
  isFromService,
  isIdentityRefusal,
  isRetryable,
  meaningIn,
  meaningOf
} from '../../../../src/codearts/http/error-codes.js'
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

describe('the error in a failure', () => {
  it('means what its code means, or its words', () => {
    expect(meaningIn(failure('rejected', { cloudCode: 'APIG.0302' }))).toBe('blocked')
    expect(meaningIn(failure('refused', { cloudMessage: 'Permission denied' }))).toBe('no_permission')
    expect(meaningIn(failure('rejected'))).toBeNull()
    expect(meaningOf(null, 'permission to deny')).toBeNull()
    expect(meaningOf('APIGW.0301', 'Access failed to reach the limit, forbidden')).toBe('locked')
    expect([meaningOf(null), meaningOf('XAPIG.0301')]).toEqual([null, null])
  })
})

describe('what is denied', () => {
  it.each([
    ['rejected', {}, true],
    ['refused', { cloudCode: 'DEVPIPE.30011011' }, true],
    ['refused', { cloudMessage: '权限不足' }, true],
    ['refused', { cloudCode: 'APIGW.0301' }, false],
    ['refused', {}, false],
    ['server_error', {}, false],
    ['throttled', { cloudCode: 'APIGW.0308' }, false]
  ] as const)('%s %j: %s', (code, words, denied) => {
    expect(isDenied(failure(code, words))).toBe(denied)
  })
})

describe('a credential that the gateway rejects', () => {
  it.each([
    ['refused', 401, null, true],
    ['refused', 400, 'APIGW.0301', true],
    ['refused', 400, 'DEV.00000001', true],
    ['refused', 403, null, false],
    ['refused', 403, 'DEVPIPE.30011011', false],
    ['rejected', 401, 'APIGW.0301', false],
    ['throttled', 401, null, false]
  ] as const)('%s, HTTP %i, %s: %s', (code, status, cloudCode, rejected) => {
    expect(isIdentityRefusal(failure(code, { status, cloudCode }))).toBe(rejected)
  })
})

describe('the service itself', () => {
  it.each([
    ['DEVPIPE.00011401', true],
    ['devcp.1', true],
    ['DEV_21_100169', true],
    ['APIGW.0301', false],
    ['XDEVPIPE.1', false],
    [null, false]
  ])('has said %s: %s', (cloudCode, isOwn) => {
    expect(isFromService(failure('rejected', { cloudCode }))).toBe(isOwn)
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
      'locked',
      'refused',
      'rejected',
      'redirected',
      'not_understood'
    ] as const
    expect(codes.filter(code => isRetryable(failure(code)))).toEqual(['throttled', 'server_error', 'locked'])
  })
})

describe('a credential that has ended', () => {
  it('is none where the clock is wrong', () => {
    expect(isExpired(failure('refused', { hint: 'clock', cloudMessage: 'Signature expired' }))).toBe(false)
    expect(isExpired(failure('refused', { hint: 'clock', cloudCode: 'APIGW.0307' }))).toBe(false)
  })

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
