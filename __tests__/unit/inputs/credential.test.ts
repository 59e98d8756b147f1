import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { codes, config, issues } from './given.js'

describe('credentials', () => {
  const none = { access_key: '', secret_key: '' }
  const oidc = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://gh.example/token?x=1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
  }
  it.each([
    ['access_key', {}, {}, 'given', 'access_key'],
    ['auth_token', { ...none, auth_token: 'token' }, {}, 'given', 'auth_token'],
    [
      'an IAM user',
      { ...none, iam_domain: 'd', iam_username: 'u', iam_password: 'p' },
      {},
      'iam_user',
      'iam_domain'
    ],
    ['STS', { ...none, oidc_agency_urn: 'a', oidc_provider_urn: 'p' }, oidc, 'sts', 'oidc_agency_urn'],
    ['a classic provider', { ...none, oidc_idp_id: 'i', oidc_audience: 'x' }, oidc, 'idp', 'oidc_idp_id'],
    [
      'the SDK variables',
      none,
      {
        HUAWEICLOUD_SDK_AK: 'a',
        HUAWEICLOUD_SDK_SK: 's',
        HUAWEI_CLOUD_ACCESS_KEY_ID: 'b',
        HUAWEI_CLOUD_SECRET_ACCESS_KEY: 't'
      },
      'given',
      'HUAWEICLOUD_SDK_AK'
    ],
    [
      'the auth action',
      none,
      { HUAWEI_CLOUD_ACCESS_KEY_ID: 'b', HUAWEI_CLOUD_SECRET_ACCESS_KEY: 't' },
      'given',
      'HUAWEI_CLOUD_ACCESS_KEY_ID'
    ]
  ] as const)('%s', (_, inputs, env, kind, source) => {
    expect(config(inputs, env).credential).toMatchObject({ source, login: { kind } })
  })
  it.each([
    ['none', none, {}, 'access_key, secret_key: credential_none'],
    ['two', { auth_token: 'token' }, {}, 'access_key, secret_key, auth_token: credential_two'],
    [
      'an audience that does not belong',
      { oidc_audience: 'x' },
      {},
      'access_key, secret_key, oidc_audience: credential_two'
    ],
    ['half a key', { secret_key: '' }, {}, 'secret_key: credential_half'],
    [
      'a security token alone',
      { ...none, security_token: 'x' },
      {},
      'access_key, secret_key: credential_half'
    ],
    ['half a user', { ...none, iam_username: 'u' }, {}, 'iam_domain, iam_password: credential_half'],
    ['half an agency', { ...none, oidc_agency_urn: 'a' }, oidc, 'oidc_provider_urn: credential_half'],
    ['half in the environment', none, { HUAWEICLOUD_SDK_AK: 'a' }, 'HUAWEICLOUD_SDK_SK: credential_half'],
    ['no permission', { ...none, oidc_idp_id: 'i' }, {}, 'permissions: credential_id_token'],
    ['a line break', { secret_key: 'a\nb' }, {}, 'secret_key: credential_characters'],
    ['Chinese', { access_key: '密钥' }, {}, 'access_key: credential_characters']
  ] as const)('%s is refused', (_, inputs, env, expected) => {
    expect(codes(inputs, env)).toEqual([expected])
  })
  it('property: no secret is ever shown in a problem', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/]{12,40}$/)
    const names = [
      'access_key',
      'secret_key',
      'security_token',
      'auth_token',
      'iam_password',
      'variables',
      'oidc_audience'
    ] as const
    fc.assert(
      fc.property(secret, fc.subarray([...names], { minLength: 1 }), (value, given) => {
        const inputs = Object.fromEntries(given.map(name => [name, value]))
        expect(JSON.stringify(issues({ ...none, ...inputs, timeout: '1d' }))).not.toContain(value)
      })
    )
  })
})
