import { describe, expect, it } from '@jest/globals'
import { parseRetry } from '../../../src/inputs/retry.js'
import { InputIssues } from '../../../src/inputs/values.js'

const read = (value: string, version: 'v3' | 'v5' = 'v5', wait = true): [number, string[]] => {
  const issues = new InputIssues()
  const retry = parseRetry({ input: 'retry', value }, { version }, { wait }, issues)
  return [retry, issues.all.map(({ code }) => code)]
}

describe('retry', () => {
  it.each([
    ['', 0],
    ['0', 0],
    ['1', 1],
    ['3', 3]
  ])('%j is %d', (value, retry) => expect(read(value)).toEqual([retry, []]))

  it.each(['4', '10', '-1', '1.5', '01', 'true', '１', 'once'])('%j is refused', value => {
    expect(read(value)).toEqual([0, ['retry']])
  })

  it('needs v5, and somebody who waits', () => {
    expect(read('1', 'v3')[1]).toEqual(['retry_v3'])
    expect(read('1', 'v5', false)[1]).toEqual(['retry_wait'])
    expect(read('1', 'v3', false)[1]).toEqual(['retry_v3', 'retry_wait'])
  })

  it('is told everything that is wrong with it', () => {
    expect(read('4', 'v3', false)).toEqual([0, ['retry', 'retry_v3', 'retry_wait']])
  })

  it('of 0 goes with everything', () => expect(read('0', 'v3', false)).toEqual([0, []]))
})
