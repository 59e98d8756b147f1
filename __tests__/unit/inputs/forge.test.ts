import { describe, expect, it } from '@jest/globals'
import { parseForge, type ForgeContext } from '../../../src/inputs/forge.js'
import { InputIssues } from '../../../src/inputs/values.js'
import type { EventFile } from '../../../src/ports.js'

const ID = 'a'.repeat(32)
const COMMIT = 'ab'.repeat(20)
const ENV = {
  INPUT_GITHUB_TOKEN: 'ghs_token0123456789',
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '9',
  GITHUB_RUN_ATTEMPT: '2'
}
const CONTEXT: ForgeContext = {
  api: { version: 'v5', projectId: 'c'.repeat(32) },
  endpoints: { region: 'cn-north-4', endpoint: 'http://127.0.0.1:1', iam: '', sts: '' },
  targets: new Map([[ID, null]]),
  lines: [],
  commit: { commit: COMMIT, repository: null },
  underTest: null,
  start: null,
  isReportOnly: false,
  isSweep: false,
  failOn: ['error'],
  phase: 'main'
}

function parsed(
  env: Readonly<Record<string, string>>,
  context: Partial<ForgeContext> = {},
  event: EventFile = { state: 'absent' }
) {
  const issues = new InputIssues()
  const input = parseForge({ ...ENV, ...env }, event, { ...CONTEXT, ...context }, issues)
  return { input, codes: issues.all.map(({ code }) => code), given: issues.all.map(({ given }) => given) }
}

describe('what is written on GitHub', () => {
  it.each([
    ['github.example/api', 'github.example/api'],
    ['https://user:pass@github.example', null],
    ['https://github.example?token=x', null]
  ])('GITHUB_API_URL %s is quoted, unless it may hold a secret', (url, given) => {
    const wrong = parsed({ INPUT_COMMIT_STATUS: 'each', GITHUB_API_URL: url })
    expect(wrong).toMatchObject({ codes: ['github_api_url'], given: [given] })
  })

  it('nothing, where nothing asks for it', () => {
    expect(parsed({ INPUT_GITHUB_TOKEN: '', GITHUB_API_URL: 'nonsense' })).toMatchObject({
      input: null,
      codes: []
    })
    expect(parsed({ INPUT_COMMIT_STATUS: 'false', INPUT_COMMENT: 'false' }).input).toBeNull()
  })

  it.each([
    ['true', 'each'],
    ['EACH', 'each'],
    ['one', 'one']
  ])('%s is %s', (value, mode) => {
    const { input, codes } = parsed({ INPUT_COMMIT_STATUS: value })
    expect(codes).toEqual([])
    expect(input).toMatchObject({
      apiUrl: 'https://api.github.com',
      repository: 'octo/app',
      statuses: {
        mode,
        prefix: 'codearts/',
        commit: COMMIT,
        consoleUrl: null,
        workflow: { runId: '9', url: 'https://github.com/octo/app/actions/runs/9/attempts/2' }
      }
    })
  })

  it('the digest tells what is asked for, whatever its order', () => {
    const digest = (context: Partial<ForgeContext>): string =>
      parsed({ INPUT_COMMIT_STATUS: 'one' }, context).input?.statuses?.digest ?? ''
    const two = new Map([
      ['b'.repeat(32), null],
      [ID, null]
    ])
    const turned = new Map([...two].toReversed())
    expect(digest({ targets: two })).toBe(digest({ targets: turned }))
    expect(
      new Set([
        digest({}),
        digest({ targets: two }),
        digest({ failOn: ['stale'] }),
        digest({ lines: ['+build'] }),
        digest({ start: { ref: null, variables: [] } }),
        digest({ start: { ref: null, variables: [{ name: 'OS', value: 'linux' }] } }),
        digest({ start: { ref: null, variables: [{ name: 'OS', value: 'windows' }] } })
      ]).size
    ).toBe(7)
  })

  it('the pull request is that of the event', () => {
    const event = { state: 'read', payload: { pull_request: { number: 7 } } } as const
    expect(parsed({ INPUT_COMMENT: 'true' }, {}, event).input?.comment).toEqual({
      prefix: 'codearts/',
      pullRequest: 7,
      commit: COMMIT
    })
  })
})

describe('what cannot be', () => {
  const each = { INPUT_COMMIT_STATUS: 'each' }
  it.each<readonly [Readonly<Record<string, string>>, Partial<ForgeContext>, readonly string[]]>([
    [each, { api: { version: 'v3' } }, ['status_v3']],
    [each, { commit: null }, ['status_any']],
    [each, { commit: { commit: 'abcdef1', repository: null } }, ['status_short']],
    [each, { targets: new Map([[ID, '5']]) }, ['status_pin']],
    [each, { isReportOnly: true }, ['status_fail_on']],
    [each, { targets: new Map(Array.from({ length: 41 }, (_, n) => [String(n), null])) }, ['status_many']],
    [{ ...each, INPUT_STATUS_PREFIX: 'a\u0007b' }, {}, ['status_prefix']],
    [{ ...each, INPUT_STATUS_PREFIX: '\u{1F680}/' }, {}, ['status_prefix']],
    [{ ...each, INPUT_STATUS_PREFIX: 'x'.repeat(101) }, {}, ['status_prefix_long']],
    [{ ...each, INPUT_GITHUB_TOKEN: '' }, {}, ['github_token']],
    [{ ...each, INPUT_GITHUB_TOKEN: 'a b' }, {}, ['credential_characters']],
    [{ ...each, GITHUB_API_URL: 'http://github.example/api/v3' }, {}, ['github_api_url']],
    [{ ...each, GITHUB_API_URL: 'https://user:pass@github.example' }, {}, ['github_api_url']],
    [{ ...each, GITHUB_REPOSITORY: '' }, {}, ['github_repository']]
  ])('%j', (env, context, codes) => {
    expect(parsed(env, context).codes).toEqual(codes)
  })

  it.each([
    [{ INPUT_SWEEP: 'true' }, true, '`sweep`'],
    [{ ...each, INPUT_COMMENT: 'true' }, false, '`commit_status`, `comment`']
  ])('an empty token names the inputs that need it: %j', (env, isSweep, by) => {
    const issues = new InputIssues()
    const all = { ...ENV, ...env, INPUT_GITHUB_TOKEN: '' }
    parseForge(all, { state: 'absent' }, { ...CONTEXT, isSweep }, issues)
    expect(issues.all).toMatchObject([{ code: 'github_token', params: { by } }])
  })

  it('with one there may be a thousand', () => {
    const targets = new Map(Array.from({ length: 1000 }, (_, n) => [String(n), null]))
    expect(parsed({ INPUT_COMMIT_STATUS: 'one' }, { targets }).codes).toEqual([])
  })

  it('a post step asks for no commit', () => {
    expect(parsed(each, { commit: null, phase: 'post' }).codes).toEqual([])
  })
})
