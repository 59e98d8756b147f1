import { describe, expect, it } from '@jest/globals'
import type { HintCode, Service } from '../../../../src/domain/failure.js'
import { judged } from './judged.js'

describe('the hint of a code', () => {
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

  it('v5 is not told that v3 may be offline', () => {
    expect(judged(404, { code: 'APIGW.0101', message: null }, 'v5')?.hint).toBe('no_such_api')
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

describe('the hint of a status', () => {
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
