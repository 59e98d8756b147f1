import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  answerFailure,
  findCloudError,
  hasEnded,
  mayHeal,
  parseBody
} from '../../../src/codearts/envelope.js'
import { failure, type HintCode, type Service } from '../../../src/errors.js'

const judged = (
  status: number,
  cloud: Parameters<typeof answerFailure>[1] = null,
  service: Service = 'v3'
): ReturnType<typeof answerFailure> => answerFailure({ status, headers: {}, body: '' }, cloud, service)

describe('the error in a body', () => {
  const error = { code: 'X.1', message: 'no' }
  it.each([
    [{ error_code: 'X.1', error_msg: 'no' }],
    [{ errorCode: 'X.1', errorMsg: 'no' }],
    [{ code: 'X.1', message: 'no' }],
    [{ error: { code: 'X.1', message: 'no' } }],
    [{ anything: { error_code: 'X.1', error_msg: 'no' }, other: null }],
    [{ result: 'x', error: { errorCode: 'X.1', errorMsg: 'no' } }],
    [[{ error_code: 'X.1', error_msg: 'no' }]],
    [[{ pipeline_id: 'a', status: 'completed', result: 'success', error_code: 'X.1', error_msg: 'no' }]],
    [[{ pipeline_id: 'b' }, { pipeline_id: 'a', errorCode: 'X.1', errorMsg: 'no' }]],
    [{ pipeline_id: 'a', id: 'r', status: 'COMPLETED', error_code: 'X.1', error_msg: 'no' }]
  ])('is found in %j', body => {
    expect(findCloudError(body, false)).toEqual(error)
    expect(findCloudError(body, true)).toEqual(error)
  })

  it('may have a number for its code', () => {
    expect(findCloudError({ error: { code: 401, message: 'no' } }, true)).toEqual({
      code: '401',
      message: 'no'
    })
  })

  it.each([{ message: 'no' }, { error_msg: 'no' }])(
    'may be words only, when the status says that it is one: %j',
    body => {
      expect(findCloudError(body, true)).toEqual({ code: null, message: 'no' })
      expect(findCloudError(body, false)).toBeNull()
    }
  )

  it.each([
    null,
    [],
    'X.1',
    7,
    {},
    { error_code: null },
    { code: '' },
    { code: 7 },
    [{ pipeline_id: 'x', code: 'X.1', message: 'no' }],
    [{ pipeline_id: 'x', error_code: null, errorCode: '' }],
    { a: [error] }
  ])('is not in %j', body => {
    expect(findCloudError(body, false)).toBeNull()
  })

  it('property: whatever JSON comes, looking for it does not throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (body, isFailure) => {
        findCloudError(body, isFailure)
      })
    )
  })
})

describe('a body', () => {
  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['\uFEFF', 'empty'],
    ['<html></html>', 'html'],
    ['\n <!DOCTYPE html>', 'html'],
    ['[{', 'not_json'],
    ['upstream error', 'not_json']
  ])('%j is %s', (body, not) => {
    expect(parseBody(body)).toEqual({ not })
  })

  it.each(['null', '{}', '[]', '\uFEFF[]'])('%j is JSON', body => {
    expect(parseBody(body)).toHaveProperty('json')
  })
})

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
        expect([status, failed !== null && mayHeal(failed)]).toEqual([status, heals])
      })
    )
  })

  it.each(['APIGW.0308', 'APIG.0308', 'apig.0308'])('%s is throttling at any status', code => {
    for (const status of [200, 400, 403, 429, 503])
      expect(judged(status, { code, message: null })).toMatchObject({ code: 'throttled', hint: 'service' })
  })

  const hints: readonly (readonly [string, string, HintCode])[] = [
    ['DEVPIPE.00011136', '', 'not_owned'],
    ['DEVPIPE.00011401', '', 'no_such_pipeline'],
    ['DEVPIPE.00011412', '', 'no_such_project'],
    ['DEV_21_100169', '', 'no_such_project'],
    ['DEVPIPE.00011104', '', 'too_many_runs'],
    ['DEVPIPE.00011105', '', 'too_many_runs'],
    ['APIGW.0101', '', 'v3_offline'],
    ['APIG.0101', '', 'v3_offline'],
    ['APIGW.0302', '', 'blocked'],
    ['APIGW.0307', '', 'token_renewal'],
    ['APIGW.0301', 'Incorrect IAM authentication information: verify aksk signature fail', 'wrong_key'],
    ['APIG.0301', 'Incorrect IAM authentication information: decrypt token fail', 'wrong_token'],
    ['DEV.00000001', '', 'no_identity']
  ]
  it.each(hints)('%s %s: %s', (code, message, hint) => {
    expect(judged(400, { code, message })?.hint).toBe(hint)
    expect(judged(400, { code: code.toLowerCase(), message })?.hint).toBe(hint)
  })

  it.each(['DEVPIPE.00011136', 'DEVPIPE.00011401', 'DEVPIPE.00011412', 'DEVPIPE.00011104', 'DEV_21_100169'])(
    '403 with %s speaks of what was asked for, and not of the credential',
    code => {
      expect(judged(403, { code, message: null })?.code).toBe('rejected')
      expect(judged(401, { code, message: null })?.code).toBe('refused')
    }
  )
  it('403 without a known code refuses the credential', () => {
    for (const code of ['X', 'DEVPIPE.00011403', 'XDEVPIPE.00011412', 'DEVPIPE.000114120'])
      expect(judged(403, { code, message: null })?.code).toBe('refused')
    expect(judged(403)?.code).toBe('refused')
  })

  it('v5 is not told that v3 may be offline', () => {
    expect(judged(404, { code: 'APIGW.0101', message: null }, 'v5')?.hint).toBe('no_such_api')
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

describe('a credential that has ended', () => {
  it.each([
    ['APIGW.0307', 'x', true],
    ['APIGW.0301', 'decrypt token fail', true],
    ['APIGW.0301', 'The token has expired', true],
    ['APIGW.0301', 'verify aksk signature fail', false],
    ['X', 'no', false]
  ])('%s %s: %s', (cloudCode, cloudMessage, ended) => {
    expect(hasEnded(failure('refused', { cloudCode, cloudMessage }))).toBe(ended)
  })
})
