import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { parseInputs } from '../../../src/inputs/parse.js'
import { codes, config, ID, issue, issues, OTHER, PROJECT, type Values } from './given.js'

/** What a Windows machine hands in, given as values: e2e/machine has the same for the bundle. */
const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const asEnv = (inputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
const toWindows = (inputs: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, `${value}\n`.replaceAll('\n', '\r\n')])
  )

const RUN = '1'.repeat(32)

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

describe('v5', () => {
  it('a project selects it, and api_version has the last word', () => {
    expect(config({ project_id: ID }).api).toEqual({ version: 'v5', projectId: ID })
    expect(config({ project_id: ID, api_version: 'v3' }).api).toEqual({ version: 'v3' })
    expect(codes({ api_version: 'v5' })).toEqual(['project_id: project_id_missing'])
    expect(codes({ project_id: 'short' })).toEqual(['project_id: project_id'])
  })
})

describe('all inputs', () => {
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

describe('how inputs are read', () => {
  it('log_lines is a number up to 500', () => {
    expect(config({ log_lines: '500' }).logLines).toBe(500)
    for (const value of ['501', 'x1', '1x', '-1', '99999', '1.5'])
      expect(issues({ log_lines: value })).toEqual([issue('log_lines', 'log_lines', value, { most: 500 })])
  })
})

describe('pipelines and project', () => {
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
    ['a commit on v3', { commit }, [issue('commit', 'commit_v3', commit, { empty: 0 })]],
    [
      'a run on v3',
      { pipeline_ids: `${ID} ${OTHER}@${RUN}` },
      [issue('pipeline_ids', 'ids_pinned', `${OTHER}@${RUN}`)]
    ],
    ['a start on v3', { start: 'true' }, [issue('start', 'start_v3', 'true')]],
    [
      'runs only, and a condition',
      { ...v5, pipeline_ids: `${ID}@${RUN}`, commit, started_after: '5m' },
      [issue('pipeline_ids', 'pin_and_condition', `${ID}@${RUN}`, { inputs: 'commit, started_after' })]
    ],
    [
      'a start and a run',
      { ...v5, start: 'true', pipeline_ids: `${OTHER} ${ID}@${RUN}` },
      [issue('pipeline_ids', 'start_pin', `${ID}@${RUN}`)]
    ],
    [
      'a start and a time',
      { ...v5, start: 'true', started_after: '5m' },
      [issue('started_after', 'start_started_after', '5m')]
    ],
    ['a branch, and no start', { branch: 'main' }, [issue('branch', 'only_with_start', 'main')]],
    ['a tag, and no start', { tag: 'v1' }, [issue('tag', 'only_with_start', 'v1')]],
    ['variables, and no start', { variables: 'A=1' }, [issue('variables', 'only_with_start')]],
    ['a description, and no start', { description: 'x' }, [issue('description', 'only_with_start', 'x')]],
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
    ['a condition for the pipelines without a run', { ...v5, pipeline_ids: `${ID}@${RUN} ${OTHER}`, commit }],
    ['runs without a condition', { ...v5, pipeline_ids: `${ID}@${RUN}` }],
    ['a start with a commit', { ...v5, start: 'true', commit }]
  ])('%s does', (_, inputs) => {
    expect(issues(inputs)).toEqual([])
  })
})

describe('line ends of Windows', () => {
  const credential = { access_key: 'AKEXAMPLE', secret_key: 'secret-key-example' }

  const base = { pipeline_ids: `${A}\n${B}`, project_id: 'c'.repeat(32), ...credential }

  it.each<[string, Readonly<Record<string, string>>]>([
    ['pipelines', {}],
    ['runs by their IDs', { pipeline_ids: `${A}@1\n\n${B}@2` }],
    ['outcomes', { fail_on: 'error,\naborted' }],
    ['sources', { start: 'true', branch: 'app=main\nlib=release/1' }],
    ['tags', { start: 'true', tag: 'app=v1\nlib=v2' }],
    ['variables', { start: 'true', variables: 'A=1\nB=two words\nC=\n\nD=x=y' }],
    ['words and durations', { wait: 'true', timeout: '5m', poll_interval: 'auto', language: 'zh' }]
  ])('in inputs change nothing: %s', (_, inputs) => {
    const parsed = [inputs, toWindows(inputs)].map(given =>
      parseInputs(asEnv({ ...base, ...given }), { state: 'absent' }, 0)
    )
    expect(parsed[0]).toHaveProperty('config')
    expect(parsed[1]).toEqual(parsed[0])
  })
})
