import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { answerFailure } from '../../../../src/codearts/http/answer-failure.js'
import { isRetryable } from '../../../../src/codearts/http/error-codes.js'
import { judged } from './judged.js'

describe('what an answer means', () => {
  it('2xx without an error in it is no failure', () => {
    for (const status of [200, 201, 204, 299]) expect(judged(status)).toBeNull()
  })

  it('property: any other status is a failure, and so is any status with an error', () => {
    const status = fc.integer({ min: 100, max: 599 })
    fc.assert(
      fc.property(status, fc.boolean(), (status, told) => {
        const failed = judged(status, told ? { code: 'X', message: null } : null)
        expect(failed === null).toBe(!told && status >= 200 && status < 300)
      })
    )
  })

  it('property: only 408, 429 and 5xx may heal, whatever a code says but for throttling', () => {
    const code = fc.constantFrom('APIGW.0101', 'APIGW.0301', 'APIGW.0307', 'DEVPIPE.00011401', 'X')
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.option(code), (status, code) => {
        const failed = judged(status, code === null ? null : { code, message: null })
        const heals = status === 408 || status === 429 || status >= 500
        expect([status, failed !== null && isRetryable(failed)]).toEqual([status, heals])
      })
    )
  })

  it.each(['APIGW.0308', 'APIG.0308', 'apig.0308'])('%s is throttling at any status', code => {
    for (const status of [200, 400, 403, 429, 503])
      expect(judged(status, { code, message: null })).toMatchObject({ code: 'throttled', hint: 'service' })
  })

  it.each(['DEVPIPE.00011136', 'DEVPIPE.00011401', 'DEVPIPE.00011412', 'DEVPIPE.00011104', 'DEV_21_100169'])(
    '403 with %s speaks of what was asked for, and not of the credential',
    code => {
      expect(judged(403, { code, message: null })?.code).toBe('rejected')
      expect(judged(401, { code, message: null })?.code).toBe('refused')
    }
  )
  it('403 without a known code refuses the credential', () => {
    for (const code of [
      'X',
      'DEVPIPE.00011403',
      'XDEVPIPE.00011412',
      'DEVPIPE.000114120',
      'XDEV_21_100169',
      'DEV_21_1001690'
    ])
      expect(judged(403, { code, message: null })?.code).toBe('refused')
    expect(judged(403)?.code).toBe('refused')
  })

  it.each([
    ['DEVCP.00014031', null],
    ['DEVPIPE.30011011', 'no operation permissions'],
    ['DEVPIPE.7', 'You have no permission to do this'],
    [null, '权限不足，请联系管理员'],
    [null, '用户没有该操作权限'],
    [null, '操作权限不足'],
    [null, 'Insufficient permission'],
    [null, 'The user is not authorized to view this pipeline'],
    [null, 'Permission denied'],
    ['DEVCP.00021018', '']
  ])('%s %s: no permission, whatever the status', (code, message) => {
    for (const status of [200, 400, 403])
      expect(judged(status, { code, message })).toMatchObject({ code: 'refused', hint: 'forbidden' })
  })

  it('a locked key is told from a wrong one by its words', () => {
    const message = 'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden'
    for (const service of ['v3', 'v5', 'iam', 'sts'] as const)
      expect(judged(401, { code: 'APIGW.0301', message }, service)).toMatchObject({
        code: 'locked',
        hint: 'key_locked'
      })
  })

  it('a redirect says where to, and never follows', () => {
    const headers = { location: 'https://evil.example:8443/path?secret' }
    expect(answerFailure({ status: 307, headers, body: '' }, null, 'v3')).toMatchObject({
      code: 'redirected',
      detail: { code: 'redirect_to', params: { host: 'evil.example:8443' } }
    })
  })

  it('the request ID is kept', () => {
    const headers = { 'x-request-id': 'r-1' }
    expect(answerFailure({ status: 500, headers, body: '' }, null, 'v3')?.requestId).toBe('r-1')
  })
})

describe('a status', () => {
  it.each([
    [199, 'rejected'],
    [300, 'redirected'],
    [399, 'redirected'],
    [400, 'rejected'],
    [401, 'refused'],
    [402, 'rejected'],
    [403, 'refused'],
    [408, 'server_error'],
    [429, 'throttled'],
    [499, 'rejected'],
    [500, 'server_error'],
    [599, 'server_error']
  ])('%i is %s', (status, code) => {
    expect(judged(status)?.code).toBe(code)
  })

  it('a redirect that leads nowhere says nothing of where to', () => {
    const to = (headers: Readonly<Record<string, string>>) =>
      answerFailure({ status: 302, headers, body: '' }, null, 'v3')?.detail
    expect(to({})).toBeNull()
    expect(to({ location: '/login' })).toEqual({ code: 'redirect_to', params: { host: '/login' } })
    const elsewhere = answerFailure(
      { status: 404, headers: { location: 'https://x.example' }, body: '' },
      null,
      'v3'
    )
    expect(elsewhere?.detail).toBeNull()
  })
})

describe('codes of the gateway', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('APIGW.030%i refuses the credential at any status', n => {
    for (const code of [`APIGW.030${n}`, `apig.030${n}`])
      for (const status of [200, 400, 404])
        expect(judged(status, { code, message: null })?.code).toBe('refused')
  })
})
