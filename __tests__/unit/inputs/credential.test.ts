import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { InputIssue } from '../../../src/domain/failure.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { EventFile } from '../../../src/ports.js'
import { codes, config, issues } from './given.js'

type Values = Readonly<Record<string, string>>
const ID = 'a'.repeat(32)
const SHA = '0123456789abcdef0123456789abcdef01234567'
const KEY_ENV: Values = { INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: 'secret-key-example' }
const parseEvent = (env: Values, event: EventFile): ReturnType<typeof parseInputs> =>
  parseInputs({ INPUT_PIPELINE_IDS: ID, ...env }, event, 0)
const payload = (value: unknown): EventFile => ({ state: 'read', payload: value })
function eventIssues(env: Values, event: EventFile): readonly InputIssue[] {
  const parsed = parseEvent(env, event)
  return 'issues' in parsed ? parsed.issues : []
}

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

describe('secrets that are missing', () => {
  const pull = (head: unknown, base: unknown = { full_name: 'own/repo' }): EventFile =>
    payload({ pull_request: { head: { sha: SHA, repo: head }, base: { repo: base } } })
  const fork = { full_name: 'somebody/repo' }
  const own = { full_name: 'own/repo' }
  const cases: readonly (readonly [string, string, EventFile, boolean])[] = [
    ['a fork', 'pull_request', pull(fork), true],
    ['a fork that was deleted', 'pull_request', pull(null), true],
    ['a review of a fork', 'pull_request_review', pull(fork), true],
    ['a fork, with the base by its variable only', 'pull_request', pull(fork, null), true],
    ['a branch of the repository', 'pull_request', pull(own), false],
    ['a fork, with the secrets of the base', 'pull_request_target', pull(fork), false],
    ['a push', 'push', payload({ after: SHA }), false],
    ['a file that cannot be read', 'pull_request', { state: 'broken' }, false],
    ['no file', 'pull_request', { state: 'absent' }, false],
    ['a payload of junk', 'pull_request', payload({ pull_request: 7 }), false]
  ]
  it.each(cases)('%s on %s: says so if it is one', (_, name, event, isFork) => {
    const env = { GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: 'own/repo' }
    const end = isFork ? '_fork' : ''
    const none = { ...env, INPUT_ACCESS_KEY: '', INPUT_SECRET_KEY: '' }
    expect(eventIssues(none, event).map(({ code }) => code)).toEqual([`credential_none${end}`])
    const half = { ...env, INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: '' }
    expect(eventIssues(half, event).map(({ code }) => code)).toEqual([`credential_half${end}`])
  })

  it('Dependabot gets none either', () => {
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'dependabot[bot]' }
    expect(eventIssues(env, { state: 'absent' })[0]?.code).toBe('credential_none_fork')
  })

  it('a fork with secrets is fine', () => {
    expect(parseEvent({ ...KEY_ENV, GITHUB_EVENT_NAME: 'pull_request' }, pull(fork))).toHaveProperty('config')
  })
})
