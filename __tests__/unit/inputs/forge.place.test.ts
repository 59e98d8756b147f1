import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { commentMark, parseForge, type ForgeContext, type ForgeInput } from '../../../src/inputs/forge.js'
import { InputIssues } from '../../../src/inputs/values.js'
import type { EventFile } from '../../../src/ports.js'
import { ID, PROJECT } from './given.js'

const COMMIT = 'ab'.repeat(20)
const ENV = {
  ...{ INPUT_GITHUB_TOKEN: 'ghs_token0123456789', GITHUB_REPOSITORY: 'octo/app' },
  ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '9', GITHUB_RUN_ATTEMPT: '2' }
}
const CONTEXT: ForgeContext = {
  api: { version: 'v5', projectId: PROJECT },
  endpoints: { region: 'cn-north-4', endpoint: '', iam: '', sts: '' },
  targets: new Map([[ID, null]]),
  lines: [],
  commit: { commit: COMMIT, repository: null },
  ...{ underTest: null, start: null, isReportOnly: false, isSweep: false },
  ...{ failOn: ['error'], phase: 'main' }
}
const ABSENT: EventFile = { state: 'absent' }
type Env = Readonly<Record<string, string | undefined>>

function read(
  env: Env,
  context: Partial<ForgeContext> = {},
  event: EventFile = ABSENT
): { readonly input: ForgeInput | null; readonly issues: readonly InputIssue[] } {
  const issues = new InputIssues()
  const asked = { INPUT_COMMIT_STATUS: 'one', ...ENV, ...env }
  const input = parseForge(asked, event, { ...CONTEXT, ...context }, issues)
  return { input, issues: issues.all }
}
const codes = (env: Env, context: Partial<ForgeContext> = {}): readonly string[] =>
  read(env, context).issues.map(({ code }) => code)

describe('where GitHub is', () => {
  it.each([
    ['', 'https://api.github.com'],
    [' https://github.example/api/v3 ', 'https://github.example/api/v3'],
    ['https://github.example/api/v3//', 'https://github.example/api/v3'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080']
  ])('%j is %s', (told, apiUrl) => {
    expect(read({ GITHUB_API_URL: told })).toMatchObject({ input: { apiUrl }, issues: [] })
  })

  it.each(['ftp://127.0.0.1', 'http://github.example', 'nonsense'])('%s is refused', told => {
    expect(read({ GITHUB_API_URL: told }).issues).toMatchObject([
      { input: 'GITHUB_API_URL', given: told, code: 'github_api_url' }
    ])
  })

  it.each([undefined, '', 'octo', 'octo/app/more', 'a b/c', 'octo/app x'])('repository %j is none', told => {
    expect(read({ GITHUB_REPOSITORY: told }).issues).toMatchObject([
      { input: 'GITHUB_REPOSITORY', code: 'github_repository', params: { by: '`commit_status`' } }
    ])
  })

  it('the repository is read without spaces around it', () => {
    expect(read({ GITHUB_REPOSITORY: ' octo/app ' }).input?.repository).toBe('octo/app')
  })

  it('a token is never shown', () => {
    for (const token of ['', 'with space'])
      expect(read({ INPUT_GITHUB_TOKEN: token }).issues).toMatchObject([
        { input: 'github_token', given: null }
      ])
  })
})

describe('the workflow run that a status leads to', () => {
  const page = 'https://github.com/octo/app/actions/runs/'
  const workflow = (env: Env) => read(env).input?.statuses?.workflow

  it.each([
    ['9', '2', { runId: '9', url: `${page}9/attempts/2` }],
    ['12345', '10', { runId: '12345', url: `${page}12345/attempts/10` }],
    ['9', undefined, { runId: '9', url: `${page}9/attempts/1` }],
    ['9', 'x2', { runId: '9', url: `${page}9/attempts/1` }],
    ['9', '2x', { runId: '9', url: `${page}9/attempts/1` }],
    [undefined, '2', null],
    ['x9', '2', null],
    ['9x', '2', null]
  ])('run %j, attempt %j', (runId, attempt, expected) => {
    expect(workflow({ GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: attempt })).toEqual(expected)
  })

  it.each([
    ['http://github.example:8080', true],
    ['https://github.example', true],
    ['', false],
    [undefined, false],
    ['https://github.example/path', false],
    ['see https://github.example', false]
  ])('server %j is one: %s', (server, isServer) => {
    expect(workflow({ GITHUB_SERVER_URL: server }) !== null).toBe(isServer)
  })

  it('is the same without a repository, which is refused', () => {
    expect(read({ GITHUB_REPOSITORY: undefined })).toMatchObject({
      input: { statuses: { workflow: { url: 'https://github.com//actions/runs/9/attempts/2' } } },
      issues: [{ code: 'github_repository' }]
    })
  })
})

describe('what a status depends on', () => {
  const statuses = (context: Partial<ForgeContext>) => read({}, context).input?.statuses
  const endpoint = 'https://cloudpipeline-ext.cn-north-4.myhuaweicloud.com'
  const known: Partial<ForgeContext> = { endpoints: { ...CONTEXT.endpoints, endpoint } }

  it('the page of the pipeline, where the project is known', () => {
    expect(statuses(known)?.consoleUrl).toContain(`/cicd/project/${PROJECT}/pipeline/history`)
    expect(statuses({ ...known, api: { version: 'v3' } })?.consoleUrl).toBeNull()
  })

  it('the digest of project and region', () => {
    const other = { version: 'v5', projectId: 'd'.repeat(32) } as const
    const elsewhere = { ...CONTEXT.endpoints, region: 'cn-south-1' }
    const digests = [{}, { api: other }, { endpoints: elsewhere }].map(it => statuses(it)?.digest)
    expect(new Set(digests).size).toBe(3)
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('what a sweep and a limit change', () => {
  const many = (n: number) => new Map(Array.from({ length: n }, (_, i) => [String(i), null]))

  it('a sweep has one status per pipeline unless told otherwise, and no commit', () => {
    const swept = (env: Env) => read({ INPUT_SWEEP: 'main', ...env }, { isSweep: true, commit: null })
    expect(swept({ INPUT_COMMIT_STATUS: '' })).toMatchObject({
      ...{ input: { statuses: { mode: 'each', commit: '' } }, issues: [] }
    })
    expect(swept({}).input?.statuses?.mode).toBe('one')
    const wrong = read({ INPUT_SWEEP: 'main' }, { isSweep: true, isReportOnly: true })
    expect(wrong.issues).toMatchObject([{ input: 'sweep', given: 'main', code: 'status_fail_on' }])
  })

  it('a comment alone has no statuses, and is kept on any outcome', () => {
    const alone = { INPUT_COMMIT_STATUS: 'false', INPUT_COMMENT: 'true' }
    const commented = read(alone, { isReportOnly: true, commit: null })
    expect(commented).toMatchObject({ input: { statuses: null, comment: { commit: null } }, issues: [] })
    const underTest = { commit: COMMIT, repository: null }
    expect(read(alone, { commit: null, underTest }).input?.comment?.commit).toBe(COMMIT)
  })

  it('forty statuses of its own, and not one more', () => {
    const each = { INPUT_COMMIT_STATUS: 'each' }
    expect(codes(each, { targets: many(40) })).toEqual([])
    expect(read(each, { targets: many(41) }).issues).toMatchObject([
      { input: 'commit_status', given: 'each', code: 'status_many', params: { n: 41, most: 40 } }
    ])
  })

  it('a pin among others is one', () => {
    expect(
      codes(
        {},
        {
          targets: new Map([
            [ID, '5'],
            ['b'.repeat(32), null]
          ])
        }
      )
    ).toEqual(['status_pin'])
  })

  it('a short hash is quoted, and a long prefix measured', () => {
    const short = read({}, { commit: { commit: 'abcdef1', repository: null } })
    expect(short.issues).toMatchObject([{ code: 'status_short', params: { commit: 'abcdef1' } }])
    expect(codes({ INPUT_STATUS_PREFIX: 'x'.repeat(100) })).toEqual([])
    const [long] = read({ INPUT_STATUS_PREFIX: 'x'.repeat(101) }).issues
    expect(long).toMatchObject({ input: 'status_prefix', code: 'status_prefix_long', params: { most: 100 } })
  })

  it.each([
    ['commit_status', { INPUT_COMMIT_STATUS: 'some' }],
    ['comment', { INPUT_COMMENT: 'some' }]
  ])('%s is named where it is wrong', (input, env) => {
    expect(read(env).issues).toMatchObject([{ input, given: 'some' }])
  })
})

describe('what an event tells', () => {
  const event = (payload: unknown): EventFile => ({ state: 'read', payload })
  const number = (told: unknown) =>
    read({ INPUT_COMMENT: 'true' }, {}, event({ pull_request: { number: told } })).input?.comment?.pullRequest

  it('the number of the pull request, if it is one', () => {
    expect([7, 1].map(number)).toEqual([7, 1])
    expect(['7', 0, -1, 1.5, 2 ** 60, null, undefined].map(number)).toEqual(
      Array.from({ length: 7 }, () => null)
    )
    expect(read({ INPUT_COMMENT: 'true' }, {}, { state: 'broken' }).input?.comment?.pullRequest).toBeNull()
  })

  it('why the token may be read-only', () => {
    const why = (env: Env, payload: unknown = {}) => read(env, {}, event(payload)).input?.readOnlyBecause
    const head = { pull_request: { head: { repo: { full_name: 'else/app' } } } }
    expect(why({ GITHUB_EVENT_NAME: 'pull_request' }, head)).toBe('fork')
    expect(why({ GITHUB_ACTOR: 'dependabot[bot]' })).toBe('dependabot')
    expect([why({}), why({ GITHUB_ACTIONS: 'true' })]).toEqual(['permissions', 'permissions'])
  })
})

it('a comment is known by a digest of its prefix', () => {
  expect(commentMark('codearts/')).toMatch(/^<!-- codearts-pipeline-gate:[0-9a-f]{16} -->$/)
  expect(commentMark('codearts/')).toBe(commentMark('codearts/'))
  expect(commentMark('codearts/')).not.toBe(commentMark('ci/'))
})
