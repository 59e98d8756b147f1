import { describe, expect, it } from '@jest/globals'
import { KNOWN_REGIONS } from '../../../src/codearts/regions.js'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import { OUTCOME_WORDS, REGION_WORDS, suggestions } from '../../../src/inputs/suggestions.js'

describe('a region', () => {
  it.each([
    ['cn-nort-4', ['cn-north-4']],
    ['CN-NORTH-4', ['cn-north-4']],
    ['cn-notrh-4', ['cn-north-4']],
    ['cn-north-3', ['cn-north-1', 'cn-north-4']],
    ['北京四', ['cn-north-4']],
    ['华北-北京四', ['cn-north-4']],
    ['北京4', ['cn-north-4']],
    ['CN North-Beijing4', ['cn-north-4']],
    ['Beijing4', ['cn-north-4']],
    ['亚太-新加坡', ['ap-southeast-3']],
    ['华东-上海一', ['cn-east-3']],
    ['us-east-1', []],
    ['eu-west-101', []],
    ['cn', []],
    ['', []]
  ])('%s may mean %j', (word, meant) => {
    expect(suggestions(word, KNOWN_REGIONS, REGION_WORDS)).toEqual(meant)
  })

  it('each has a name, and each name a region', () => {
    expect(Object.keys(REGION_WORDS).sort()).toEqual([...KNOWN_REGIONS].sort())
  })
})

describe('an outcome', () => {
  const outcomes = OUTCOMES.filter(outcome => outcome !== 'success')
  it.each([
    ['failure', ['error']],
    ['Failed', ['error']],
    ['cancelled', ['aborted']],
    ['canceled', ['aborted']],
    ['timed-out', ['timed_out']],
    ['timedout', ['timed_out']],
    ['timeout', ['timed_out']],
    ['in_progress', ['running']],
    ['失败', ['error']],
    ['eror', ['error']],
    ['mistake', []],
    ['non', []]
  ])('%s may mean %j', (word, meant) => {
    expect(suggestions(word, outcomes, OUTCOME_WORDS)).toEqual(meant)
  })
})
