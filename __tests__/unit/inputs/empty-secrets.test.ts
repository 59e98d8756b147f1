import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../../src/inputs/parse.js'
import type { EventFile } from '../../../src/ports.js'

type Values = Readonly<Record<string, string>>

const ID = 'a'.repeat(32)
const SHA = '0123456789abcdef0123456789abcdef01234567'
const KEY: Values = { INPUT_ACCESS_KEY: 'AKEXAMPLE', INPUT_SECRET_KEY: 'secret-key-example' }

const parse = (env: Values, event: EventFile): ReturnType<typeof parseInputs> =>
  parseInputs({ INPUT_PIPELINE_IDS: ID, ...KEY, ...env }, event, 0)
const payload = (value: unknown): EventFile => ({ state: 'read', payload: value })

/** The codes of what is wrong without a key, and with half of one. */
function codes(env: Values, event: EventFile): readonly string[] {
  return [
    { ...env, INPUT_ACCESS_KEY: '', INPUT_SECRET_KEY: '' },
    { ...env, INPUT_SECRET_KEY: '' }
  ].flatMap(each => {
    const parsed = parse(each, event)
    return 'issues' in parsed ? parsed.issues.map(({ code }) => code) : []
  })
}

const pull = (head: unknown, base: unknown = { full_name: 'own/repo' }): EventFile =>
  payload({ pull_request: { head: { sha: SHA, repo: head }, base: { repo: base } } })
const fork = { full_name: 'somebody/repo' }
const own = { full_name: 'own/repo' }

describe('secrets that are empty', () => {
  const cases: readonly (readonly [string, string, EventFile, 'fork' | 'secret'])[] = [
    ['a fork', 'pull_request', pull(fork), 'fork'],
    ['a fork that was deleted', 'pull_request', pull(null), 'fork'],
    ['a review of a fork', 'pull_request_review', pull(fork), 'fork'],
    ['a fork, with the base by its variable only', 'pull_request', pull(fork, null), 'fork'],
    ['a branch of the repository', 'pull_request', pull(own), 'secret'],
    ['a fork, with the secrets of the base', 'pull_request_target', pull(fork), 'secret'],
    [
      'a fork of another base than the variable says',
      'pull_request',
      pull(own, { full_name: 'up/repo' }),
      'fork'
    ],
    ['an event that only sounds like one', 'my_pull_request', pull(fork), 'secret'],
    ['an event without a name', '', pull(fork), 'secret'],
    ['a push', 'push', payload({ after: SHA }), 'secret'],
    ['a file that cannot be read', 'pull_request', { state: 'broken' }, 'secret'],
    ['no file', 'pull_request', { state: 'absent' }, 'secret'],
    ['a payload of junk', 'pull_request', payload({ pull_request: 7 }), 'secret']
  ]
  it.each(cases)('%s on %s: the likeliest cause', (_, name, event, because) => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_REPOSITORY: 'own/repo' }
    expect(codes(env, event)).toEqual([`credential_none_${because}`, `credential_half_${because}`])
  })

  it('Dependabot has a store of its own', () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' }
    expect(codes(env, pull(own))).toEqual(['credential_none_dependabot', 'credential_half_dependabot'])
  })

  it('elsewhere than on GitHub there are no secrets of its', () => {
    expect(codes({}, { state: 'absent' })).toEqual(['credential_none', 'credential_half'])
  })

  it('a fork that has secrets is fine', () => {
    expect(parse({ GITHUB_EVENT_NAME: 'pull_request' }, pull(fork))).toHaveProperty('config')
  })
})

describe('the OIDC token of the job', () => {
  const keyless = {
    ...{ INPUT_ACCESS_KEY: '', INPUT_SECRET_KEY: '', INPUT_OIDC_IDP_ID: 'provider' },
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
  }
  const told = (env: Values, event: EventFile = { state: 'absent' }): readonly object[] => {
    const parsed = parse({ ...keyless, ...env }, event)
    return 'issues' in parsed ? parsed.issues : []
  }
  it('is not given to forks; for Dependabot the permission is enough', () => {
    const env = { GITHUB_EVENT_NAME: 'pull_request' }
    expect(told(env, pull(fork))).toMatchObject([{ code: 'credential_id_token_fork' }])
    expect(told({ ...env, GITHUB_ACTOR: 'dependabot[bot]' }, pull(own))).toMatchObject([
      { code: 'credential_id_token' }
    ])
  })

  it.each(['http://token.example/x', 'http://10.0.0.1/', 'ftp://127.0.0.1/', 'http://127.evil.example/'])(
    'is not asked for over %s',
    url => {
      expect(told({ ACTIONS_ID_TOKEN_REQUEST_URL: url })).toEqual([
        { input: 'ACTIONS_ID_TOKEN_REQUEST_URL', given: null, code: 'endpoint_https', params: {} }
      ])
    }
  )
  it.each(['https://token.example/x?y=1', 'http://127.0.0.1:8080/', 'http://[::1]:1/', 'http://localhost/'])(
    'is asked for over %s',
    url => {
      expect(told({ ACTIONS_ID_TOKEN_REQUEST_URL: url })).toEqual([])
    }
  )
})
