import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { config, issue, issues, type Values } from './given.js'

const NONE = { access_key: '', secret_key: '' }
const OIDC = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://gh.example/token?x=1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
}

describe('the credential', () => {
  const credential = (inputs: Values, env: Values = {}) => config({ ...NONE, ...inputs }, env).credential
  const keys = { kind: 'access_key', accessKey: 'AK', secretKey: 'SK', securityToken: null }
  it.each<[string, Values, Values, unknown]>([
    [
      'keys',
      { access_key: 'AK', secret_key: 'SK' },
      {},
      { login: { kind: 'given', credential: keys }, source: 'access_key', trimmed: [] }
    ],
    [
      'temporary keys, with white space around one',
      { access_key: 'AK', secret_key: 'SK', security_token: ' ST\n' },
      {},
      {
        login: { kind: 'given', credential: { ...keys, securityToken: 'ST' } },
        ...{ source: 'access_key', trimmed: ['security_token'] }
      }
    ],
    [
      'keys, beside a security token that is blank',
      { access_key: 'AK', secret_key: 'SK', security_token: ' \n' },
      {},
      { login: { kind: 'given', credential: keys }, source: 'access_key', trimmed: [] }
    ],
    [
      'a token',
      { auth_token: 'T' },
      {},
      {
        login: { kind: 'given', credential: { kind: 'token', token: 'T' } },
        source: 'auth_token',
        trimmed: []
      }
    ],
    [
      'a user',
      { iam_domain: 'd', iam_username: ' u', iam_password: 'p w' },
      {},
      {
        login: { kind: 'iam_user', user: { domain: 'd', username: 'u', password: 'p w' } },
        ...{ source: 'iam_domain', trimmed: ['iam_username'] }
      }
    ],
    [
      'an agency',
      { oidc_agency_urn: 'a', oidc_provider_urn: 'p' },
      OIDC,
      {
        login: {
          ...{ kind: 'sts', agencyUrn: 'a', providerUrn: 'p' },
          source: {
            url: new URL('https://gh.example/token?x=1'),
            requestToken: 'request-token',
            audience: null
          }
        },
        ...{ source: 'oidc_agency_urn', trimmed: [] }
      }
    ],
    [
      'a classic provider with an audience',
      { oidc_idp_id: 'i', oidc_audience: 'x' },
      OIDC,
      {
        login: {
          ...{ kind: 'idp', idpId: 'i' },
          source: {
            url: new URL('https://gh.example/token?x=1'),
            requestToken: 'request-token',
            audience: 'x'
          }
        },
        ...{ source: 'oidc_idp_id', trimmed: [] }
      }
    ],
    [
      'the SDK variables, with white space around two',
      {},
      { HUAWEICLOUD_SDK_AK: 'AK', HUAWEICLOUD_SDK_SK: ' SK ', HUAWEICLOUD_SDK_SECURITY_TOKEN: 'ST\n' },
      {
        login: { kind: 'given', credential: { ...keys, securityToken: 'ST' } },
        source: 'HUAWEICLOUD_SDK_AK',
        trimmed: ['HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN']
      }
    ],
    [
      'the variables of the auth action, where those of the SDK are blank',
      {},
      { HUAWEICLOUD_SDK_AK: ' ', HUAWEI_CLOUD_ACCESS_KEY_ID: 'AK', HUAWEI_CLOUD_SECRET_ACCESS_KEY: 'SK' },
      { login: { kind: 'given', credential: keys }, source: 'HUAWEI_CLOUD_ACCESS_KEY_ID', trimmed: [] }
    ]
  ])('%s', (_, inputs, env, expected) => {
    expect(credential(inputs, env)).toEqual(expected)
  })

  const kinds =
    'access_key + secret_key; auth_token; iam_domain + iam_username + iam_password; oidc_agency_urn + oidc_provider_urn; oidc_idp_id'
  it.each<[string, Values, Values, readonly InputIssue[]]>([
    [
      'two kinds, by what is given of them',
      { access_key: 'AK', auth_token: 'T' },
      OIDC,
      [issue('access_key, auth_token', 'credential_two', null, { kinds })]
    ],
    [
      'a part of another kind',
      { auth_token: 'T', security_token: 'ST', oidc_audience: 'x' },
      OIDC,
      [issue('auth_token, security_token, oidc_audience', 'credential_two', null, { kinds })]
    ],
    [
      'half a user',
      { iam_username: 'u' },
      {},
      [
        issue('iam_domain, iam_password', 'credential_half', null, {
          all: 'iam_domain, iam_username, iam_password'
        })
      ]
    ],
    [
      'an audience alone',
      { oidc_audience: 'x' },
      OIDC,
      [
        issue('oidc_agency_urn, oidc_provider_urn', 'credential_half', null, {
          all: 'oidc_agency_urn, oidc_provider_urn'
        })
      ]
    ],
    [
      'a security token alone, in the environment',
      {},
      { HUAWEICLOUD_SDK_SECURITY_TOKEN: 'ST' },
      [
        issue('HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK', 'credential_half', null, {
          all: 'HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK'
        })
      ]
    ],
    [
      'an OIDC token without its URL',
      { oidc_idp_id: 'i' },
      { ...OIDC, ACTIONS_ID_TOKEN_REQUEST_URL: '' },
      [issue('permissions', 'credential_id_token')]
    ],
    [
      'an OIDC token without its secret',
      { oidc_idp_id: 'i' },
      { ...OIDC, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
      [issue('permissions', 'credential_id_token')]
    ],
    ['a space in a token', { auth_token: 'a b' }, {}, [issue('auth_token', 'credential_characters')]],
    [
      'a name that goes into a header',
      { oidc_idp_id: 'i d' },
      OIDC,
      [issue('oidc_idp_id', 'credential_characters')]
    ],
    [
      'Chinese in the environment',
      {},
      { HUAWEICLOUD_SDK_AK: 'AK', HUAWEICLOUD_SDK_SK: '密' },
      [issue('HUAWEICLOUD_SDK_SK', 'credential_characters')]
    ]
  ])('is refused: %s', (_, inputs, env, expected) => {
    expect(issues({ ...NONE, ...inputs }, env)).toEqual(expected)
  })

  it('a blank key in the environment is none', () => {
    expect(issues(NONE, { HUAWEICLOUD_SDK_AK: ' ', HUAWEICLOUD_SDK_SK: '\n' })).toEqual([
      issue('access_key, secret_key', 'credential_none')
    ])
  })

  it('a password may hold what goes into no header', () => {
    expect(issues({ ...NONE, iam_domain: '公司', iam_username: '用 户', iam_password: 'p\u0007' })).toEqual(
      []
    )
  })
})
