import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../src/inputs/parse.js'
import { rawSecrets, secretsOf } from '../../src/inputs/credential.js'
import { inputValue } from '../../src/inputs/known.js'
import { listed, InputIssues, readDuration, splitList } from '../../src/inputs/values.js'
import type { EventFile } from '../../src/ports.js'
import type { InputIssue } from '../../src/domain/failure.js'
import type { Config } from '../../src/inputs/config.js'

type Values = Readonly<Record<string, string>>

const NOW = Date.UTC(2026, 10, 24, 12)
const S = 1_000
const M = 60 * S
const ID = 'a'.repeat(32)
const OTHER = 'b'.repeat(32)
const PROJECT = 'c'.repeat(32)
const KEY = { access_key: 'AKEXAMPLE', secret_key: 'secret-key-example' }
const NONE = { access_key: '', secret_key: '' }
const OIDC = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://gh.example/token?x=1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token'
}

const parse = (inputs: Values, env: Values = {}, event: EventFile = { state: 'absent' }) =>
  parseInputs(
    {
      ...Object.fromEntries(
        Object.entries({ pipeline_ids: ID, ...KEY, ...inputs }).map(([name, value]) => [
          `INPUT_${name.toUpperCase()}`,
          value
        ])
      ),
      ...env
    },
    event,
    NOW
  )
function config(inputs: Values, env: Values = {}, event?: EventFile): Config {
  const parsed = parse(inputs, env, event)
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues))
  return parsed.config
}
function issues(inputs: Values, env: Values = {}, event?: EventFile): readonly InputIssue[] {
  const parsed = parse(inputs, env, event)
  return 'issues' in parsed ? parsed.issues : []
}
const issue = (
  input: string,
  code: InputIssue['code'],
  given: string | null = null,
  params: InputIssue['params'] = {}
): InputIssue => ({ input, given, code, params })

describe('how inputs are read', () => {
  it('every one by its own name', () => {
    const given = { language: 'ZH', summary: 'FALSE', dry_run: 'True', fail_fast: 'true', log_lines: '0' }
    expect(config(given)).toMatchObject({
      ...{ language: 'zh', summary: false, dryRun: true, failFast: true, logLines: 0 }
    })
    expect(config({})).toMatchObject({
      ...{ language: 'en', summary: true, dryRun: false, failFast: false, logLines: 40, start: null }
    })
    expect(parse({ ...NONE, language: 'zh', dry_run: 'true', summary: 'false' }).base).toMatchObject({
      ...{ language: 'zh', dryRun: true, summary: false }
    })
  })

  it('without the plain white space around them, however much', () => {
    const read = (value: string) => inputValue({ INPUT_COMMIT: value }, 'commit')
    expect(read(' \t\r\n a b \n\n')).toBe('a b')
    expect(read('\u00A0a')).toBe('\u00A0a')
    expect(inputValue({}, 'commit')).toBe('')
  })

  it.each(['summary', 'dry_run', 'wait', 'fail_fast', 'stop_on_cancel', 'start'])(
    '%s is true or false',
    input => {
      expect(issues({ [input]: 'yes' })).toEqual([issue(input, 'boolean', 'yes')])
    }
  )

  it('words are some of a few, and all of them are told', () => {
    expect(issues({ language: 'fr' })).toEqual([issue('language', 'choice', 'fr', { choices: 'en, zh' })])
    expect(issues({ api_version: 'v4' })).toEqual([
      issue('api_version', 'choice', 'v4', { choices: 'auto, v3, v5' })
    ])
  })

  it('log_lines is a number up to 500', () => {
    expect(config({ log_lines: '500' }).logLines).toBe(500)
    for (const value of ['501', 'x1', '1x', '-1', '99999', '1.5'])
      expect(issues({ log_lines: value })).toEqual([issue('log_lines', 'log_lines', value, { most: 500 })])
  })

  it('a duration has a unit, and an end', () => {
    expect(readDuration('')).toBeNull()
    expect(config({ timeout: '120h' }).timeoutMs).toBe(120 * 60 * M)
    expect(config({ poll_interval: 'AUTO' }).pollInterval).toBe('auto')
    expect(config({ poll_interval: '7s' }).pollInterval).toBe(7 * S)
  })

  it('a value is shown up to 80 characters', () => {
    const given = (length: number) => issues({ timeout: 'x'.repeat(length) })[0]?.given
    expect([given(80), given(81)]).toEqual(['x'.repeat(80), `${'x'.repeat(80)}…`])
  })

  it('nothing given is shown as nothing', () => {
    const all = new InputIssues()
    all.add({ input: 'x', value: '' }, 'required')
    expect(all.all).toEqual([issue('x', 'required')])
  })

  it('a list is split at commas and white space, and told up to ten, each once and cut', () => {
    expect(splitList(' a,, b\n\tc ')).toEqual(['a', 'b', 'c'])
    expect(listed(['a', 'b', 'a'])).toBe('a, b')
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`)
    expect(listed(names.slice(0, 10))).toBe(names.slice(0, 10).join(', '))
    expect(listed(names)).toBe(`${names.slice(0, 10).join(', ')} … (+2)`)
    expect(listed(['x'.repeat(40), 'y'.repeat(41)])).toBe(`${'x'.repeat(40)}, ${'y'.repeat(40)}…`)
  })
})

describe('pipelines and project', () => {
  it('one pipeline at least', () => {
    expect(issues({ pipeline_ids: '' })).toEqual([issue('pipeline_ids', 'required')])
    expect(issues({ pipeline_ids: ',' })).toEqual([issue('pipeline_ids', 'required', ',')])
  })

  it('what only a hidden character makes wrong is told by that character, other mistakes beside it', () => {
    const hidden = issue('pipeline_ids', 'ids_hidden', null, { characters: 'U+200B ZERO WIDTH SPACE' })
    expect(issues({ pipeline_ids: `\u200B${ID}` })).toEqual([hidden])
    expect(issues({ pipeline_ids: `\u200B${ID} abc` })).toEqual([
      hidden,
      issue('pipeline_ids', 'ids', null, { ids: 'abc', n: 1 })
    ])
    expect(issues({ pipeline_ids: `\u200B\u00A0${ID}` })).toMatchObject([
      { params: { characters: 'U+200B ZERO WIDTH SPACE, U+00A0 NO-BREAK SPACE' } }
    ])
    expect(issues({ pipeline_ids: `\u2003${ID}` })).toMatchObject([{ params: { characters: 'U+2003' } }])
  })

  it('wrong ones are told once each, and counted', () => {
    expect(issues({ pipeline_ids: `abc, ${ID} abc,,x` })).toEqual([
      issue('pipeline_ids', 'ids', null, { ids: 'abc, x', n: 2 })
    ])
    expect([...parse({ pipeline_ids: `abc, ${ID}` }).base.targets.keys()]).toEqual([ID])
  })

  it('one pipeline has one run', () => {
    const v5 = { project_id: PROJECT }
    expect([...config({ ...v5, pipeline_ids: `${ID}@r1 ${OTHER} ${ID}@r1` }).targets]).toEqual([
      ...[
        [ID, 'r1'],
        [OTHER, null]
      ]
    ])
    for (const ids of [`${ID}@r1 ${ID}@r2`, `${ID} ${ID}@r1`, `${ID}@r1 ${ID}`])
      expect(issues({ ...v5, pipeline_ids: ids })).toEqual([
        issue('pipeline_ids', 'ids_conflicting', null, { ids: ID })
      ])
  })

  it('a project makes it v5, unless v3 is asked for', () => {
    const api = (inputs: Values) => config(inputs).api
    expect(api({})).toEqual({ version: 'v3' })
    expect(api({ project_id: PROJECT })).toEqual({ version: 'v5', projectId: PROJECT })
    expect(api({ project_id: PROJECT, api_version: 'V5' })).toEqual({ version: 'v5', projectId: PROJECT })
    expect(api({ project_id: PROJECT, api_version: 'v3' })).toEqual({ version: 'v3' })
    expect(api({ api_version: 'auto' })).toEqual({ version: 'v3' })
    expect(issues({ api_version: 'v5' })).toEqual([issue('project_id', 'project_id_missing')])
    for (const wrong of [`${PROJECT}x`, `x${PROJECT}`, 'x'])
      expect(issues({ project_id: wrong })).toEqual([issue('project_id', 'project_id', wrong)])
  })
})

describe('what does not go together', () => {
  const v5 = { project_id: PROJECT }
  const commit = 'abcdef1'
  it.each<[string, Values, readonly InputIssue[]]>([
    ['a commit on v3', { commit }, [issue('commit', 'commit_v3', commit)]],
    [
      'a run on v3',
      { pipeline_ids: `${ID} ${OTHER}@r` },
      [issue('pipeline_ids', 'ids_pinned', `${OTHER}@r`)]
    ],
    ['a start on v3', { start: 'true' }, [issue('start', 'start_v3', 'true')]],
    [
      'runs only, and a condition',
      { ...v5, pipeline_ids: `${ID}@r`, commit, started_after: '5m' },
      [issue('pipeline_ids', 'pin_and_condition', `${ID}@r`, { inputs: 'commit, started_after' })]
    ],
    [
      'a start and a run',
      { ...v5, start: 'true', pipeline_ids: `${OTHER} ${ID}@r` },
      [issue('pipeline_ids', 'start_pin', `${ID}@r`)]
    ],
    [
      'a start and a time',
      { ...v5, start: 'true', started_after: '5m' },
      [issue('started_after', 'start_started_after', '5m')]
    ],
    ['a branch, and no start', { branch: 'main' }, [issue('branch', 'only_with_start')]],
    ['a tag, and no start', { tag: 'v1' }, [issue('tag', 'only_with_start')]],
    ['variables, and no start', { variables: 'A=1' }, [issue('variables', 'only_with_start')]],
    ['a description, and no start', { description: 'x' }, [issue('description', 'only_with_start')]],
    [
      'a branch and a tag',
      { ...v5, start: 'true', branch: 'main', tag: 'v1' },
      [issue('tag', 'branch_and_tag', 'v1', { branch: 'main' })]
    ]
  ])('%s', (_, inputs, expected) => {
    expect(issues(inputs)).toEqual(expected)
  })

  it.each<[string, Values]>([
    ['a time on v3', { started_after: '5m' }],
    ['a condition for the pipelines without a run', { ...v5, pipeline_ids: `${ID}@r ${OTHER}`, commit }],
    ['runs without a condition', { ...v5, pipeline_ids: `${ID}@r` }],
    ['a start with a commit', { ...v5, start: 'true', commit }]
  ])('%s does', (_, inputs) => {
    expect(issues(inputs)).toEqual([])
  })
})

describe('the place', () => {
  it('has the addresses of its region, or those that are given', () => {
    expect(config({ region: 'cn-east-3' }).endpoints).toEqual({
      region: 'cn-east-3',
      endpoint: 'https://cloudpipeline-ext.cn-east-3.myhuaweicloud.com',
      iam: 'https://iam.cn-east-3.myhuaweicloud.com',
      sts: 'https://sts.cn-east-3.myhuaweicloud.com'
    })
    const own = {
      endpoint: 'https://a.example',
      iam_endpoint: 'https://b.example',
      sts_endpoint: 'https://c.example'
    }
    expect(config(own).endpoints).toEqual({
      ...{
        region: 'cn-north-4',
        endpoint: 'https://a.example',
        iam: 'https://b.example',
        sts: 'https://c.example'
      }
    })
  })

  it('a region from a variable is told by its name', () => {
    expect(config({}, { HUAWEI_CLOUD_REGION: ' cn-east-3\n' }).endpoints.region).toBe('cn-east-3')
    expect(
      config({}, { HUAWEI_CLOUD_REGION: '  ', HUAWEICLOUD_SDK_REGION: 'cn-east-2' }).endpoints.region
    ).toBe('cn-east-2')
    expect(config({}, { HUAWEI_CLOUD_REGION: ' ' }).endpoints.region).toBe('cn-north-4')
    expect(issues({}, { HUAWEI_CLOUD_REGION: ' mars ' })).toMatchObject([
      { input: 'region (HUAWEI_CLOUD_REGION)', given: 'mars', code: 'region' }
    ])
    expect(issues({ region: 'mars' })).toMatchObject([{ input: 'region', given: 'mars', code: 'region' }])
  })

  it('a region that makes no host name is refused', () => {
    const endpoint = 'https://a.example'
    for (const region of ['cn north', 'cn/north', 'evil.example#', 'r'.repeat(65)])
      expect(issues({ region, endpoint })).toEqual([issue('region', 'region_shape', region)])
    expect(config({ region: 'r'.repeat(64), endpoint }).endpoints.region).toBe('r'.repeat(64))
  })

  it.each<[string, readonly InputIssue[]]>([
    [
      'https://a.example/',
      [issue('endpoint', 'endpoint_slash', 'https://a.example/', { origin: 'https://a.example' })]
    ],
    ['https://a.example/v3', [issue('endpoint', 'endpoint_extra', 'https://a.example/v3')]],
    ['https://a.example?', [issue('endpoint', 'endpoint_extra')]],
    ['https://a.example/#', [issue('endpoint', 'endpoint_extra')]],
    ['https://u@a.example', [issue('endpoint', 'endpoint_extra')]],
    ['xhttps://a.example', [issue('endpoint', 'endpoint_url', 'xhttps://a.example')]],
    ['https://a.example:x', [issue('endpoint', 'endpoint_url', 'https://a.example:x')]],
    ['http://a.example:8080', [issue('endpoint', 'endpoint_https', 'a.example:8080')]],
    ['http://127.evil.example', [issue('endpoint', 'endpoint_https', '127.evil.example')]],
    ['http://x127.0.0.1.example', [issue('endpoint', 'endpoint_https', 'x127.0.0.1.example')]]
  ])('%s', (endpoint, expected) => {
    expect(issues({ endpoint })).toEqual(expected)
  })

  it.each(['HTTPS://a.example', 'http://127.100.200.250:1', 'http://LOCALHOST:1'])(
    '%s is taken',
    endpoint => {
      expect(config({ endpoint }).endpoints.endpoint).toBe(endpoint.toLowerCase())
    }
  )
})

describe('the condition', () => {
  const v5 = { project_id: PROJECT }
  const condition = (inputs: Values, event?: EventFile, env: Values = {}) =>
    config({ ...v5, ...inputs }, env, event).condition
  it('is a commit, a time, both or none', () => {
    expect(condition({})).toBeNull()
    expect(condition({ commit: 'ABCDEF1' })).toEqual({ commit: 'abcdef1', startedAfter: null })
    expect(condition({ started_after: '5m' })).toEqual({ commit: null, startedAfter: NOW - 5 * M })
    expect(condition({ commit: 'a'.repeat(40), started_after: '1s' })).toEqual({
      ...{ commit: 'a'.repeat(40), startedAfter: NOW - S }
    })
  })

  it.each(['abcdef', 'a'.repeat(41), 'ghijklm', 'abcdef1 x', 'main'])('%s is no commit', commit => {
    expect(issues({ ...v5, commit })).toEqual([issue('commit', 'commit', commit)])
  })

  const sha = '0123456789abcdef0123456789abcdef01234567'
  const tag = (parts: object): EventFile => ({
    state: 'read',
    payload: { ref: 'refs/tags/v1', after: 'f'.repeat(40), head_commit: { id: sha }, ...parts }
  })
  it('of an annotated tag is the commit that it names', () => {
    expect(condition({ commit: 'Event' }, tag({}))?.commit).toBe(sha)
    expect(
      condition({ commit: 'event' }, tag({ ref: 'refs/heads/refs/tags/', after: sha, head_commit: null }))
        ?.commit
    ).toBe(sha)
    expect(condition({ commit: 'event' }, tag({ ref: 7, after: sha, head_commit: null }))?.commit).toBe(sha)
    expect(issues({ ...v5, commit: 'event' }, {}, tag({ head_commit: null }))).toEqual([
      issue('commit', 'commit_event', 'event')
    ])
  })

  it('of an event is a whole hash that ends in zeros, too', () => {
    const zeros = `1${'0'.repeat(39)}`
    expect(condition({ commit: 'event' }, { state: 'read', payload: { after: zeros } })?.commit).toBe(zeros)
  })

  it('of a kind of event whose name only holds another is its GITHUB_SHA', () => {
    const env = { GITHUB_EVENT_NAME: 'my_pull_request', GITHUB_SHA: sha }
    expect(condition({ commit: 'event' }, { state: 'absent' }, env)?.commit).toBe(sha)
  })

  it.each<[string, number]>([
    ['2026-11-24T11:00:00Z', NOW - 60 * M],
    ['2026-11-24t11:00z', NOW - 60 * M],
    ['2026-11-24T19:30:00.5+08:30', NOW - 60 * M + 500],
    ['2026-11-24T19:30:00+0830', NOW - 60 * M],
    ['2026-11-24T06:30:00-0430', NOW - 60 * M],
    ['2026-11-24T12:00:00Z', NOW],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2025-12-31T00:00:00Z', Date.UTC(2025, 11, 31)],
    ['2026-01-31T00:00:00Z', Date.UTC(2026, 0, 31)]
  ])('%s is an instant', (text, instant) => {
    expect(condition({ started_after: text })?.startedAfter).toBe(instant)
  })

  it.each<[string, InputIssue['code']]>([
    ['2026-11-24T12:00:00.001Z', 'time_future'],
    ['2026-11-24T11:00:00', 'time_zone'],
    ['2026-11-24 11:00', 'time_zone'],
    ['2026-11-24', 'time_zone'],
    ['2026-02-31T00:00:00Z', 'time'],
    ['2025-02-29T00:00:00Z', 'time'],
    ['2026-11-24T25:00:00Z', 'time'],
    ['0s', 'time'],
    ['yesterday', 'time']
  ])('%s is refused: %s', (text, code) => {
    expect(issues({ ...v5, started_after: text })).toEqual([issue('started_after', code, text)])
  })
})

describe('the order to start', () => {
  const v5 = { project_id: PROJECT, start: 'true' }
  const start = (inputs: Values) => config({ ...v5, ...inputs }).start
  it('has what is given, else the defaults of the pipelines', () => {
    expect(start({})).toEqual({ ref: null, variables: [], description: null, stopOnCancel: true })
    expect(start({ branch: ' main ', description: ' x y ', stop_on_cancel: 'false' })).toEqual({
      ...{ ref: { kind: 'branch', lines: ['main'] }, variables: [], description: 'x y', stopOnCancel: false }
    })
    expect(start({ tag: 'v1' })?.ref).toEqual({ kind: 'tag', lines: ['v1'] })
    expect(start({ branch: 'a=b\n\n  c=d=e \n' })?.ref).toEqual({ kind: 'branch', lines: ['a=b', 'c=d=e'] })
    expect(start({ branch: 'a=b' })?.ref?.lines).toEqual(['a=b'])
  })

  it('several lines name a source each', () => {
    expect(issues({ ...v5, branch: 'a=b\nmain\n=x=y\nc=\nd=e' })).toEqual([
      issue('branch', 'ref_lines', null, { lines: 'main, =x=y, c=' })
    ])
    expect(issues({ ...v5, tag: 'v1\nv2' })).toEqual([issue('tag', 'ref_lines', null, { lines: 'v1, v2' })])
  })

  it('a name has no control characters, in any line', () => {
    expect(issues({ ...v5, branch: 'a=b\nc=d\u0007e' })).toEqual([issue('branch', 'ref_characters')])
  })

  it('variables are taken as they are', () => {
    const long = 'x'.repeat(8_192)
    expect(
      start({ variables: `A=1\n \n  B_2=two  words \nC=\n_d=x=y\nE="q"\nF=${long}\n` })?.variables
    ).toEqual([
      { name: 'A', value: '1' },
      { name: 'B_2', value: 'two  words ' },
      { name: 'C', value: '' },
      { name: '_d', value: 'x=y' },
      { name: 'E', value: '"q"' },
      { name: 'F', value: long }
    ])
  })

  it.each<[string, string, readonly InputIssue[]]>([
    ['a line without =', 'A=1\nhunter22', [issue('variables', 'variable_line', null, { line: 2 })]],
    ['no name', 'A=1\n\n=hunter22', [issue('variables', 'variable_name', null, { line: 3 })]],
    ['a wrong name', '1A=hunter22', [issue('variables', 'variable_name', null, { line: 1 })]],
    [
      'a name with a space behind it',
      'A =hunter22',
      [issue('variables', 'variable_name', null, { line: 1 })]
    ],
    ['a long name', `${'A'.repeat(129)}=x`, [issue('variables', 'variable_name', null, { line: 1 })]],
    ['a name twice', 'A=1\nB=1\nA=2', [issue('variables', 'variable_twice', null, { name: 'A' })]],
    [
      'a long value',
      `A=${'x'.repeat(8_193)}`,
      [issue('variables', 'variable_long', null, { name: 'A', length: 8_193, limit: 8_192 })]
    ]
  ])('%s is refused by its line, and no value is shown', (_, variables, expected) => {
    expect(issues({ ...v5, variables })).toEqual(expected)
  })

  it('a name of 128 characters is the longest', () => {
    expect(start({ variables: `${'A'.repeat(128)}=x` })?.variables).toHaveLength(1)
  })
})

describe('fail_on, in full', () => {
  const choices = 'error, aborted, running, paused, timed_out, not_found, stale, unknown, none'
  it('tells what is wrong, the nearest, and all that there is', () => {
    expect(issues({ fail_on: 'Eror, succes' })).toEqual([
      issue('fail_on', 'fail_on_word', 'eror, succes', { nearest: 'error', choices })
    ])
    // A right word beside it hides nothing.
    expect(issues({ fail_on: 'error eror' })).toEqual([
      issue('fail_on', 'fail_on_word', 'eror', { nearest: 'error', choices })
    ])
    // Only its beginning is compared: else it would take minutes.
    expect(issues({ fail_on: 'error'.repeat(20) })[0]?.params.nearest).toBe('error')
    const far = `${'z'.repeat(40)}not_found`
    expect(issues({ fail_on: far })[0]?.params).toEqual(issues({ fail_on: 'z'.repeat(40) })[0]?.params)
  })
})

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
    [
      'an OIDC token for Dependabot',
      { oidc_idp_id: 'i' },
      { GITHUB_ACTOR: 'dependabot[bot]' },
      [issue('permissions', 'credential_id_token_fork')]
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

  it('every part that must not be seen is known', () => {
    const secrets = (inputs: Values, env: Values = {}) => secretsOf(credential(inputs, env).login)
    expect(secrets({ access_key: 'AK', secret_key: 'SK' })).toEqual(['AK', 'SK'])
    expect(secrets({ access_key: 'AK', secret_key: 'SK', security_token: 'ST' })).toEqual(['AK', 'SK', 'ST'])
    expect(secrets({ auth_token: 'T' })).toEqual(['T'])
    expect(secrets({ iam_domain: 'd', iam_username: 'u', iam_password: 'p' })).toEqual(['p'])
    expect(secrets({ oidc_agency_urn: 'a', oidc_provider_urn: 'p' }, OIDC)).toEqual(['request-token'])
    expect(secrets({ oidc_idp_id: 'i' }, OIDC)).toEqual(['request-token'])
  })

  it('also where the inputs cannot be used', () => {
    const env = {
      INPUT_ACCESS_KEY: ' 1 ',
      INPUT_SECRET_KEY: '2',
      INPUT_SECURITY_TOKEN: '3',
      INPUT_AUTH_TOKEN: '4',
      INPUT_IAM_PASSWORD: '5',
      INPUT_IAM_USERNAME: 'no secret',
      HUAWEICLOUD_SDK_AK: '6',
      HUAWEICLOUD_SDK_SK: '7\n',
      HUAWEICLOUD_SDK_SECURITY_TOKEN: ' ',
      HUAWEI_CLOUD_ACCESS_KEY_ID: '8',
      HUAWEI_CLOUD_SECRET_ACCESS_KEY: '9',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: '10'
    }
    expect(rawSecrets(env)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(rawSecrets({})).toEqual([])
  })
})
