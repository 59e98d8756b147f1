import { describe, expect, it } from '@jest/globals'
import { INPUTS, inputValue } from '../../../src/inputs/known.js'
import { config, parse } from './given.js'

const NONE = { access_key: '', secret_key: '' }

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
