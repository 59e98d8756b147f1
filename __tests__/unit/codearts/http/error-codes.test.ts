import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  answerFailure,
  isExpired,
  isRetryable,
  meaningOf
} from '../../../../src/codearts/http/error-codes.js'
import { failure, type HintCode, type Service } from '../../../../src/domain/failure.js'

const judged = (
  status: number,
  cloud: Parameters<typeof answerFailure>[1] = null,
  service: Service = 'v3'
): ReturnType<typeof answerFailure> => answerFailure({ status, headers: {}, body: '' }, cloud, service)

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
    [
      'APIGW.0301',
      'Incorrect IAM authentication information: verify aksk signature fail',
      'wrong_secret_key'
    ],
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

  it.each([407, 413, 414, 422, 431])('%i has a hint of its own where nothing else is told', status => {
    const own = {
      407: 'proxy_credentials',
      413: 'too_long',
      414: 'too_long',
      422: 'rejected',
      431: 'too_long'
    }
    expect(judged(status)?.hint).toBe(own[status as keyof typeof own])
  })

  it.each([300, 302, 404])('%i is of the wrong place', status => {
    expect(judged(status)?.hint).toBe('wrong_endpoint')
    expect(judged(status, { code: 'X', message: 'no' })?.hint).toBe('wrong_endpoint')
  })

  it.each(['v3', 'v5', 'github', 'iam', 'idp', 'sts'] as const)(
    'trouble is trouble, of %s as well',
    service => {
      for (const status of [408, 429, 500]) expect(judged(status, null, service)?.hint).toBe('service')
    }
  )

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

  it.each([
    'APIGW.0300',
    'APIGW.0309',
    'XAPIGW.0301',
    'APIGW.03011',
    'XAPIGW.0308',
    'APIGW.03080',
    'XDEV.00000001',
    'DEV.000000012'
  ])('%s does not', code => {
    expect(judged(400, { code, message: null })).toMatchObject({ code: 'rejected', hint: 'rejected' })
  })

  it.each([
    'DEVPIPE.00011136',
    'DEVPIPE.00011401',
    'DEVPIPE.00011412',
    'DEV_21_100169',
    'DEVPIPE.00011104',
    'APIGW.0101',
    'APIGW.0302',
    'APIGW.0307',
    'DEV.00000001'
  ])('a code that only holds %s means something else', code => {
    for (const other of [`X${code}`, `${code}0`])
      expect(judged(400, { code: other, message: null })?.hint).toBe('rejected')
  })
})

describe('the words of a refusal', () => {
  it.each<[string, HintCode]>([
    ['date is too far from the time of the server', 'clock'],
    ['Clock skew', 'clock'],
    ['the key is disabled', 'key_disabled'],
    ['AK inactive', 'key_disabled'],
    ['account frozen', 'key_disabled'],
    ['AK AKX does not exist', 'wrong_access_key'],
    ['access key not found', 'wrong_access_key'],
    ['the ak is invalid', 'wrong_access_key'],
    ['The AK does not exist', 'wrong_access_key'],
    ['No such access key', 'wrong_access_key'],
    ['verify aksk fail', 'wrong_key'],
    ['Signature mismatch', 'wrong_key'],
    ['decrypt token fail', 'wrong_token'],
    ['a break does not exist', 'no_identity'],
    ['', 'no_identity']
  ])('%j: %s', (message, hint) => {
    expect(judged(401, { code: 'X', message })?.hint).toBe(hint)
    expect(judged(403, { code: 'X', message })?.hint).toBe(hint === 'no_identity' ? 'forbidden' : hint)
  })

  it('of anything but a refusal say nothing', () => {
    expect(judged(400, { code: 'X', message: 'token' })?.hint).toBe('rejected')
  })
})

describe('what stands against a sign-in', () => {
  const cases: readonly (readonly [Service, number, string | null, HintCode])[] = [
    ['github', 403, null, 'id_token'],
    ['github', 404, null, 'id_token'],
    ['iam', 302, null, 'wrong_identity_endpoint'],
    ['iam', 404, null, 'wrong_identity_endpoint'],
    ['sts', 404, null, 'wrong_identity_endpoint'],
    ['idp', 307, 'moved', 'wrong_identity_endpoint'],
    ['iam', 401, 'wrong user or password', 'iam_user'],
    ['iam', 401, null, 'iam_user'],
    ['sts', 403, null, 'sts_trust'],
    ['iam', 404, 'no such project', 'iam_refused'],
    ['iam', 403, 'no', 'iam_refused'],
    ['iam', 401, 'MFA is on', 'iam_policy'],
    ['iam', 403, 'multi-factor needed', 'iam_policy'],
    ['iam', 403, 'a verification code is due', 'iam_policy'],
    ['iam', 403, 'against the policy', 'iam_policy'],
    ['iam', 403, 'by ACL', 'iam_policy'],
    ['iam', 403, 'restricted', 'iam_policy'],
    ['idp', 404, 'Identity provider not found', 'idp_provider'],
    ['idp', 400, 'the provider does not exist', 'idp_provider'],
    ['idp', 400, 'invalid provider', 'idp_provider'],
    ['idp', 400, 'no such provider', 'idp_provider'],
    ['idp', 400, 'the provider has said no', 'idp_refused'],
    ['idp', 400, 'token not found', 'idp_refused'],
    ['idp', 400, 'no mapping', 'idp_mapping'],
    ['idp', 401, 'no', 'idp_refused'],
    ['sts', 404, 'provider not found', 'sts_provider'],
    ['sts', 403, 'no mapping', 'sts_trust'],
    ['sts', 403, 'no', 'sts_trust']
  ]
  it.each(cases)('%s, %i, %j: %s', (service, status, message, hint) => {
    expect(judged(status, message === null ? null : { code: 'X', message }, service)?.hint).toBe(hint)
  })

  it.each(['iam', 'idp', 'sts'] as const)('%s: a gateway that has no such API is another place', service => {
    const noSuchApi = { code: 'APIGW.0101', message: 'The API does not exist' }
    expect(judged(404, noSuchApi, service)?.hint).toBe('wrong_identity_endpoint')
  })

  it('may stand in the code alone, too', () => {
    expect(judged(403, { code: 'MFA.1', message: null }, 'iam')?.hint).toBe('iam_policy')
    expect(judged(403, { code: null, message: 'MFA' }, 'iam')?.hint).toBe('iam_policy')
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
