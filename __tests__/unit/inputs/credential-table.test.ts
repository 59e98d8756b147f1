import { describe, expect, it } from '@jest/globals'
import {
  inputsOf,
  isInHeader,
  isRefusedAsArgument,
  keyVariables,
  optionalInputs,
  secretsIn
} from '../../../src/inputs/credential-table.js'

describe('what must not be seen', () => {
  it('is known whatever the inputs are, with the name of what holds it', () => {
    const env = {
      INPUT_ACCESS_KEY: ' 1 ',
      INPUT_SECRET_KEY: '2',
      INPUT_SECURITY_TOKEN: '3',
      INPUT_AUTH_TOKEN: '4',
      INPUT_IAM_PASSWORD: '5',
      INPUT_IAM_USERNAME: 'no secret',
      INPUT_OIDC_IDP_ID: 'no secret',
      HUAWEICLOUD_SDK_AK: '6',
      HUAWEICLOUD_SDK_SK: '7\n',
      HUAWEICLOUD_SDK_SECURITY_TOKEN: ' ',
      HUAWEI_CLOUD_ACCESS_KEY_ID: '8',
      HUAWEI_CLOUD_SECRET_ACCESS_KEY: '9',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '10'
    }
    expect(secretsIn(env)).toEqual([
      { name: 'access_key', value: '1' },
      { name: 'HUAWEICLOUD_SDK_AK', value: '6' },
      { name: 'HUAWEI_CLOUD_ACCESS_KEY_ID', value: '8' },
      { name: 'secret_key', value: '2' },
      { name: 'HUAWEICLOUD_SDK_SK', value: '7' },
      { name: 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', value: '9' },
      { name: 'security_token', value: '3' },
      { name: 'auth_token', value: '4' },
      { name: 'iam_password', value: '5' },
      { name: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', value: '10' }
    ])
    expect(secretsIn({})).toEqual([])
  })
})

it('what is a secret for good comes from the environment only', () => {
  const refused = ['secret_key', 'security_token', 'auth_token', 'iam_password'] as const
  const taken = ['access_key', 'iam_domain', 'iam_username', 'oidc_idp_id', 'pipeline_ids'] as const
  expect(refused.map(isRefusedAsArgument)).not.toContain(false)
  expect(taken.map(isRefusedAsArgument)).not.toContain(true)
})

it('keys are read set by set', () => {
  expect(keyVariables()).toEqual([
    ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN'],
    ['HUAWEI_CLOUD_ACCESS_KEY_ID', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', ''],
    ['HW_ACCESS_KEY', 'HW_SECRET_KEY', 'HW_SECURITY_TOKEN']
  ])
})

it.each([
  ['access_key', ['access_key', 'secret_key'], ['security_token']],
  ['token', ['auth_token'], []],
  ['iam_user', ['iam_domain', 'iam_username', 'iam_password'], []],
  ['sts', ['oidc_agency_urn', 'oidc_provider_urn'], ['oidc_audience']],
  ['idp', ['oidc_idp_id'], ['oidc_audience']]
] as const)('%s needs %j, and may have %j', (kind, needs, may) => {
  expect(inputsOf(kind)).toEqual({ needs, may })
})

it('inputs that nothing needs', () => {
  expect(optionalInputs()).toEqual(['security_token', 'oidc_audience'])
})

it('what goes into a header', () => {
  const inHeader = [
    'access_key',
    'HW_ACCESS_KEY',
    'HW_SECRET_KEY',
    'auth_token',
    'oidc_idp_id',
    'github_token'
  ]
  const elsewhere = ['iam_password', 'iam_domain', 'oidc_audience', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'other']
  expect(inHeader.map(isInHeader)).not.toContain(false)
  expect(elsewhere.map(isInHeader)).not.toContain(true)
})
