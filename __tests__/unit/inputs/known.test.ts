import { describe, expect, it } from '@jest/globals'
import { INPUTS, inputValue } from '../../../src/inputs/known.js'
import { config, ID, parse, type Values } from './given.js'

const NONE = { access_key: '', secret_key: '' }

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

describe('all inputs', () => {
  it('none is known twice', () => {
    expect(new Set(INPUTS).size).toBe(INPUTS.length)
  })
})

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
})
