import { describe, expect, it } from '@jest/globals'
import { INPUTS, type Env } from '../../../src/inputs/known.js'
import type { Notice } from '../../../src/inputs/notices.js'
import { readUnknown } from '../../../src/inputs/unknown.js'
import { isNear, InputIssues } from '../../../src/inputs/values.js'

function read(env: Env): { issues: InputIssues['all']; notices: readonly Notice[] } {
  const issues = new InputIssues()
  const notices = readUnknown(env, issues)
  return { issues: issues.all, notices }
}
const warned = (...variables: readonly string[]): object => ({
  issues: [],
  notices: [
    { code: 'unknown_inputs', isWarning: true, params: { names: variables.join(', '), n: variables.length } }
  ]
})

describe('a variable that stands for a condition', () => {
  it.each([
    ...['sha', 'commit_sha', 'commit_id', 'git_commit', 'revision', 'ref', 'head_sha', 'commit-sha'].map(
      name => [name, 'commit']
    ),
    ...['COMMITSHA', 'headSha', 'GITHUB_SHA', 'rev'].map(name => [name, 'commit']),
    ...['since', 'after', 'newer_than'].map(name => [name, 'started_after']),
    ['project', 'project_id'],
    ...['run_id', 'pipeline_run_id', 'pipeline', 'pipelines', 'pipelines_id'].map(name => [
      name,
      'pipeline_ids'
    ])
  ])('%s is refused for %s', (name = '', meant = '') => {
    for (const value of ['x', ''])
      expect(read({ [`INPUT_${name.toUpperCase()}`]: value })).toEqual({
        notices: [],
        issues: [
          {
            ...{ input: name.toLowerCase(), given: null, code: 'misspelt' },
            params: { variable: `INPUT_${name.toUpperCase()}`, meant }
          }
        ]
      })
  })
})

describe('a name one letter away from an input', () => {
  it.each([
    ['INPUT_COMIT', 'commit'],
    ['INPUT_COMMITS', 'commit'],
    ['INPUT_COMMTI', 'commit'],
    ['INPUT_FAIL-ON', 'fail_on'],
    ['INPUT_FAILON', 'fail_on'],
    ['INPUT_PIPELINE_ID', 'pipeline_ids'],
    ['INPUT_PIPELINE-IDS', 'pipeline_ids'],
    ['INPUT_PROJECT_IDS', 'project_id'],
    ['INPUT_OIDC-AGENCY-URN', 'oidc_agency_urn'],
    ['INPUT_STARTEDAFTER', 'started_after'],
    ['input_REGIONS', 'region']
  ])('%s is refused for %s', (variable, meant) => {
    expect(read({ [variable]: 'x' }).issues).toMatchObject([
      { code: 'misspelt', params: { variable, meant } }
    ])
  })

  it('every input of six letters or more, with a letter too many', () => {
    for (const input of INPUTS.filter(({ length }) => length >= 6))
      expect(read({ [`INPUT_${input.toUpperCase()}X`]: '' }).issues).toMatchObject([
        { params: { meant: input } }
      ])
  })
})

describe('any other one is only warned of, by its full name', () => {
  it.each([
    ...['INPUT_REASON', 'INPUT_TAGS', 'INPUT_TAG_NAME', 'INPUT_WHO-TO-GREET', 'INPUT_DIR', 'INPUT_RGIN'],
    ...['INPUT_WAITS', 'INPUT_STARTS', 'INPUT_COMMITTER', 'INPUT_VERSION', 'INPUT_TOKEN']
  ])('%s', variable => {
    expect(read({ [variable]: 'x' })).toEqual(warned(variable))
  })

  it('ten of them; the others are counted', () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `INPUT_OTHER_${index}`)
    const { issues, notices } = read(Object.fromEntries(names.map(name => [name, 'x'])))
    expect(issues).toEqual([])
    expect(notices).toEqual([
      {
        ...{ code: 'unknown_inputs_more', isWarning: true },
        params: { names: names.slice(0, 10).join(', '), more: 29_990 }
      }
    ])
  })

  it('but not an input, or one that does not begin so', () => {
    const env = { INPUT_COMMIT: 'any', MY_INPUT_SHA: 'x', INPUT_: 'x', INPUT: 'x' }
    expect(read(env)).toEqual({ issues: [], notices: [] })
  })
})

it('names in small letters would not be read, where variables have case', () => {
  const problem = {
    ...{ input: 'INPUT_commit', given: null, code: 'wrong_case' },
    params: { right: 'INPUT_COMMIT' }
  }
  expect(read({ INPUT_commit: 'event' }).issues).toEqual([problem])
  expect(read({ INPUT_region: 'cn-north-4', INPUT_REGION: 'cn-north-4' }).issues).toEqual([])
})

it('many that are refused make a short message', () => {
  const env = Object.fromEntries(
    Array.from({ length: 26 }, (_, index) => [`INPUT_COMMIT${String.fromCharCode(65 + index)}`, ''])
  )
  const { issues } = read(env)
  expect(issues).toHaveLength(11)
  expect(issues.at(-1)).toMatchObject({ code: 'misspelt_more', params: { n: 16 } })
})

describe('one slip apart', () => {
  it.each([
    ['commit', 'commit', true],
    ['commit', 'comit', true],
    ['commit', 'commmit', true],
    ['commit', 'conmit', true],
    ['commit', 'commti', true],
    ['ab', 'ba', true],
    ['', 'a', true],
    ['', 'ab', false],
    ['me-east-1', 'us-east-1', false],
    ['cn-north-1', 'cn-south-1', false],
    ['abcd', 'badc', false],
    ['aab', 'aba', true],
    ['aaaa', 'aa', false]
  ])('%j and %j: %s', (word, other, are) => {
    expect([isNear(word, other), isNear(other, word)]).toEqual([are, are])
  })
})
