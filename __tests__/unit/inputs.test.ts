import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { INPUTS } from '../../src/inputs/known.js'
import { nearest, readDuration } from '../../src/inputs/values.js'
import { parseInputs } from '../../src/inputs/parse.js'
import type { EventFile } from '../../src/ports.js'
import type { InputIssue } from '../../src/domain/failure.js'
import type { Config } from '../../src/inputs/config.js'

const NOW = Date.UTC(2026, 10, 24, 12)
const ID = 'a'.repeat(32)
const ABSENT: EventFile = { state: 'absent' }

type Values = Readonly<Record<string, string>>
const asEnv = (inputs: Values, env: Values = {}): Values => ({
  ...Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  ),
  ...env
})
const base = { pipeline_ids: ID, access_key: 'AKEXAMPLE', secret_key: 'secret-key-example' }
const parse = (inputs: Values, env: Values = {}, event: EventFile = ABSENT) =>
  parseInputs(asEnv({ ...base, ...inputs }, env), event, NOW)

function config(inputs: Values, env: Values = {}): Config {
  const parsed = parse(inputs, env)
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues))
  return parsed.config
}

function issues(inputs: Values, env: Values = {}, event: EventFile = ABSENT): readonly InputIssue[] {
  const parsed = parse(inputs, env, event)
  return 'issues' in parsed ? parsed.issues : []
}
const codes = (inputs: Values, env: Values = {}): string[] =>
  issues(inputs, env).map(({ input, code }) => `${input}: ${code}`)

describe('defaults', () => {
  it('are those of the contract', () => {
    const parsed = config({})
    expect(parsed).toMatchObject({
      wait: true,
      timeoutMs: 3_600_000,
      pollInterval: 'auto',
      startTimeoutMs: 300_000,
      failFast: false,
      language: 'en',
      summary: true,
      condition: null,
      api: { version: 'v3' },
      endpoints: {
        region: 'cn-north-4',
        endpoint: 'https://cloudpipeline-ext.cn-north-4.myhuaweicloud.com',
        iam: 'https://iam.cn-north-4.myhuaweicloud.com',
        sts: 'https://sts.cn-north-4.myhuaweicloud.com'
      }
    })
    expect([...parsed.failOn]).toEqual(['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown'])
  })
})

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1h1m1s1ms', 3_661_001],
    ['120h', 432_000_000]
  ])('%s', (text, ms) => {
    expect(config({ timeout: text }).timeoutMs).toBe(ms)
  })
  it.each(['0', '0s', '-1s', '1d', 'abc', '999999h', '121h', '60', '1.5h', '1m1h', '1H', 's', '1 h', '１h'])(
    '%s is refused',
    text => {
      for (const input of ['timeout', 'poll_interval', 'start_timeout'])
        expect(codes({ [input]: text })).toEqual([`${input}: duration`])
    }
  )
  it('property: what is written is what is read', () => {
    const part = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(part, part, part, part, (h, m, s, ms) => {
        expect(readDuration(`${h}h${m}m${s}s${ms}ms`)).toBe(h * 3_600_000 + m * 60_000 + s * 1000 + ms)
      })
    )
  })
})

describe('pipeline IDs', () => {
  const other = 'B'.repeat(32)
  it.each([`${ID},${other}`, `${ID} ${other}`, `\n ${ID}\r\n\t${other} \n`, `${ID},,${other},${ID}`])(
    '%j',
    ids => {
      expect([...config({ pipeline_ids: ids }).targets.keys()]).toEqual([ID, other])
    }
  )
  it('ten thousand of them', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(32, 'x'))
    expect(config({ pipeline_ids: ids.join(',') }).targets.size).toBe(10_000)
  })
  it('ten thousand wrong ones make one short problem', () => {
    const wrong = Array.from({ length: 10_000 }, (_, index) => `wrong${index}`)
    const [issue, ...more] = issues({ pipeline_ids: wrong.join(',') })
    expect(more).toEqual([])
    expect(issue?.params).toMatchObject({ n: 10_000 })
    expect(JSON.stringify(issue).length).toBeLessThan(500)
  })
  it.each([
    ['\uFEFF', 'U+FEFF BYTE ORDER MARK'],
    ['\u200B', 'U+200B ZERO WIDTH SPACE'],
    ['，', 'U+FF0C FULLWIDTH COMMA'],
    ['\u00A0', 'U+00A0 NO-BREAK SPACE'],
    ['\u3000', 'U+3000 IDEOGRAPHIC SPACE'],
    ['\u2028', 'U+2028'],
    ['\u0000', 'U+0000']
  ])('a hidden %j is named', (hidden, name) => {
    for (const ids of [`${ID}${hidden}${other}`, `${hidden}${ID}`, `${ID}${hidden}`]) {
      const [issue] = issues({ pipeline_ids: ids })
      expect(issue).toMatchObject({ code: 'ids_hidden', params: { characters: name } })
    }
  })
  it.each([`${ID}@`, `@${ID}`, `${ID}@a b@`, 'abc', `${ID}x`, `${ID}@run!`])('%s is refused', ids => {
    expect(codes({ pipeline_ids: ids, project_id: ID })).toEqual(['pipeline_ids: ids'])
  })
  it('property: order and duplicates change nothing but order', () => {
    const id = fc.stringMatching(/^[0-9a-zA-Z]{32}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        (ids, again) => {
          const doubled = [...ids, ...again.map(index => ids[index % ids.length] ?? '')]
          expect([...config({ pipeline_ids: doubled.join('\n') }).targets.keys()]).toEqual(ids)
        }
      )
    )
  })
})

describe('place', () => {
  it('an unknown region needs an endpoint', () => {
    const [issue] = issues({ region: 'cn-nort-4' })
    expect(issue).toMatchObject({ code: 'region', given: 'cn-nort-4', params: { nearest: 'cn-north-4' } })
    expect(String(issue?.params.regions).split(', ')).toHaveLength(15)
    expect(config({ region: 'cn-new-9', endpoint: 'https://x.example' }).endpoints).toMatchObject({
      region: 'cn-new-9',
      endpoint: 'https://x.example'
    })
  })
  it('the environment, in its order, only when the input is not set', () => {
    const both = { HUAWEI_CLOUD_REGION: 'cn-east-3', HUAWEICLOUD_SDK_REGION: 'cn-east-2' }
    expect(config({}, both).endpoints.region).toBe('cn-east-3')
    expect(config({}, { HUAWEICLOUD_SDK_REGION: 'cn-east-2' }).endpoints.region).toBe('cn-east-2')
    expect(config({ region: 'cn-south-1' }, both).endpoints.region).toBe('cn-south-1')
  })
  it.each([
    'http://127.0.0.1:8080',
    'http://localhost:1',
    'http://[::1]:2',
    'http://127.9.9.9',
    'https://a.example:444'
  ])('%s', endpoint => {
    expect(config({ endpoint }).endpoints.endpoint).toBe(endpoint)
  })
  it.each([
    ['http://example.com', 'endpoint_https'],
    ['http://127.0.0.1.evil.example', 'endpoint_https'],
    ['http://localhost.evil.example', 'endpoint_https'],
    ['https://a.example/x', 'endpoint_extra'],
    ['https://a.example?x', 'endpoint_extra'],
    ['https://u:p@a.example', 'endpoint_extra'],
    ['https://a.example/', 'endpoint_slash'],
    ['ftp://a.example', 'endpoint_url'],
    ['a.example', 'endpoint_url'],
    ['https://', 'endpoint_url'],
    ['https://a.example?', 'endpoint_extra'],
    ['https://a.example#', 'endpoint_extra']
  ])('%s is refused: %s', (endpoint, code) => {
    for (const input of ['endpoint', 'iam_endpoint', 'sts_endpoint'])
      expect(codes({ [input]: endpoint })).toEqual([`${input}: ${code}`])
  })
})

describe('a secret in an address', () => {
  it.each([
    'user:hunter22@host',
    'ftp://user:hunter22@host',
    '//user:hunter22@host',
    'https:/user:hunter22@host',
    'https://user:hunter22@ho st',
    'https://user:hunter22@host:99999',
    'https://user:hunter22@host',
    'https://host/?token=hunter22',
    'https://host/#hunter22'
  ])('%s is refused without being shown', endpoint => {
    for (const input of ['endpoint', 'iam_endpoint', 'sts_endpoint']) {
      const credential = issues({ [input]: endpoint })
      expect(credential.length).toBeGreaterThan(0)
      expect(JSON.stringify(credential)).not.toContain('hunter22')
    }
  })
})

describe('fail_on', () => {
  it('many wrong words make one short problem', () => {
    const credential = issues({
      fail_on: Array.from({ length: 60_000 }, (_, index) => `w${index}`).join(',')
    })
    expect(credential).toHaveLength(1)
    expect(JSON.stringify(credential).length).toBeLessThan(1_000)
  })

  it.each([
    ['error', ['error']],
    ['ERROR, paused', ['error', 'paused']],
    ['error\naborted', ['error', 'aborted']],
    ['none', []]
  ])('%j', (text, outcomes) => {
    expect([...config({ fail_on: text }).failOn]).toEqual(outcomes)
  })
  it.each([
    ['eror', 'fail_on_word'],
    [',', 'fail_on_empty'],
    ['none,error', 'fail_on_none'],
    ['success', 'fail_on_success'],
    ['running', 'fail_on_running']
  ])('%s is refused: %s', (text, code) => {
    expect(codes({ fail_on: text })).toEqual([`fail_on: ${code}`])
  })
  it('running is fine in a snapshot', () => {
    expect(config({ fail_on: 'running', wait: 'false' }).failOn.has('running')).toBe(true)
  })
  it('suggests the nearest', () => {
    expect(issues({ fail_on: 'timedout' })[0]?.params.nearest).toBe('timed_out')
    expect(nearest('abort', ['error', 'aborted'])).toBe('aborted')
    expect(nearest('twin', ['error', 'aborted', 'errox'])).toBe('error')
  })
  it('never suggests to let everything pass', () => {
    expect(issues({ fail_on: 'non' })[0]?.params.nearest).not.toBe('none')
  })
})

describe('a name that comes close to an input', () => {
  const told = (env: Values) => {
    const parsed = parse({}, env)
    return 'issues' in parsed ? parsed.issues : []
  }
  it.each([
    ['INPUT_FAIL-ON', 'fail-on', 'fail_on'],
    ['INPUT_COMIT', 'comit', 'commit'],
    ['INPUT_RGIN', 'rgin', 'region'],
    ['INPUT_PIPELINES_ID', 'pipelines_id', 'pipeline_ids'],
    ['INPUT_TAGS', 'tags', 'tag'],
    ['input_COMIT', 'comit', 'commit']
  ])('%s is refused', (variable, given, meant) => {
    expect(told({ [variable]: 'x' })).toEqual([
      { input: given, given: null, code: 'misspelt', params: { meant } }
    ])
  })
  it.each([
    ['that is none', 'INPUT_COMMIT', 'abcdef1'],
    ['that says nothing', 'INPUT_COMIT', ''],
    ['of another kind', 'INPUT_DIR', 'x'],
    ['with two letters off in a short word', 'INPUT_RUG', 'x'],
    ['with three letters off in a long word', 'INPUT_POLLINTERVALLS', 'x'],
    ['of no input', 'MY_INPUT_COMIT', 'x'],
    ['beyond all length', `INPUT_${'commit'.repeat(9)}`, 'x']
  ])('one %s is not', (_, variable, value) => {
    expect(told({ [variable]: value, INPUT_PROJECT_ID: ID })).toEqual([])
  })
  it('that has small letters would not be read, where it is another variable', () => {
    const issue = {
      input: 'INPUT_commit',
      given: null,
      code: 'wrong_case',
      params: { right: 'INPUT_COMMIT' }
    }
    expect(told({ INPUT_commit: 'event' })).toEqual([issue])
    expect(told({ INPUT_tag: '' })).toEqual([])
    expect(told({ INPUT_region: 'cn-north-4', INPUT_REGION: 'cn-north-4' })).toEqual([])
  })
  it('all of them, beside other problems', () => {
    const parsed = parse({ timeout: 'x' }, { 'INPUT_FAIL-ON': 'x', INPUT_COMIT: 'y' })
    const issues = 'issues' in parsed ? parsed.issues : []
    expect(issues.map(({ input }) => input)).toEqual(['fail-on', 'comit', 'timeout'])
  })
})

describe('credentials', () => {
  const none = { access_key: '', secret_key: '' }
  const oidc = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://gh.example/token?x=1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
  }
  it.each([
    ['access_key', base, {}, 'given', 'access_key'],
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

describe('v5', () => {
  it('a project selects it, and api_version has the last word', () => {
    expect(config({ project_id: ID }).api).toEqual({ version: 'v5', projectId: ID })
    expect(config({ project_id: ID, api_version: 'v3' }).api).toEqual({ version: 'v3' })
    expect(codes({ api_version: 'v5' })).toEqual(['project_id: project_id_missing'])
    expect(codes({ project_id: 'short' })).toEqual(['project_id: project_id'])
  })
  it('a duration counts back from now', () => {
    expect(config({ started_after: '30m' }).condition).toEqual({
      commit: null,
      startedAfter: NOW - 1_800_000
    })
  })
  it.each([
    ['2026-11-24T11:00:00Z', NOW - 3_600_000],
    ['2026-11-24T19:00:00+08:00', NOW - 3_600_000],
    ['2026-11-24T19:00+0800', NOW - 3_600_000],
    ['2026-11-24T11:00:00.500Z', NOW - 3_599_500]
  ])('%s', (text, instant) => {
    expect(config({ started_after: text }).condition?.startedAfter).toBe(instant)
  })
})

describe('all inputs', () => {
  it('none is known twice', () => {
    expect(new Set(INPUTS).size).toBe(INPUTS.length)
  })
  it('all problems are told at once', () => {
    const inputs = {
      pipeline_ids: '',
      timeout: 'x',
      wait: 'x',
      fail_on: 'x',
      secret_key: '',
      endpoint: 'x',
      language: 'x',
      start: 'true'
    }
    expect(new Set(issues(inputs).map(({ input }) => input))).toEqual(new Set(Object.keys(inputs)))
  })
})
