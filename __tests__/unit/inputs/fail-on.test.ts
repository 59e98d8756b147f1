import { describe, expect, it } from '@jest/globals'
import { parseFailOn, type Purpose } from '../../../src/inputs/fail-on.js'
import { InputIssues } from '../../../src/inputs/values.js'

const DEFAULT = ['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown']
const CHOICES = 'error, aborted, running, paused, timed_out, not_found, stale, unknown, none'

function parse(value: string, purpose: Purpose = 'wait'): { failOn: string[]; issues: InputIssues['all'] } {
  const issues = new InputIssues()
  return { failOn: [...parseFailOn({ input: 'fail_on', value }, purpose, issues)], issues: issues.all }
}

describe('fail_on', () => {
  it.each([
    ['error', ['error']],
    ['ERROR, paused', ['error', 'paused']],
    ['error\naborted', ['error', 'aborted']],
    ['error, Error', ['error']],
    ['none', []]
  ])('%j', (text, outcomes) => {
    expect(parse(text)).toEqual({ failOn: outcomes, issues: [] })
  })

  it.each([
    [',', 'fail_on_empty'],
    ['none,error', 'fail_on_none'],
    ['success', 'fail_on_success'],
    ['running', 'fail_on_running'],
    ['mistake', 'fail_on_word'],
    ['eror', 'fail_on_near']
  ])('%s is refused: %s', (text, code) => {
    expect(parse(text).issues).toMatchObject([{ given: text, code }])
  })

  it('words are told as they were given, with what may be meant', () => {
    expect(parse('Failure, cancelled mistake').issues).toEqual([
      {
        ...{ input: 'fail_on', given: 'Failure, cancelled, mistake', code: 'fail_on_near' },
        params: { meant: 'error, aborted', choices: CHOICES }
      }
    ])
    // A right word beside it hides nothing.
    expect(parse('error eror').issues).toMatchObject([{ given: 'eror', params: { meant: 'error' } }])
  })

  it('nobody is led to let everything pass', () => {
    expect(parse('non').issues).toMatchObject([{ code: 'fail_on_word', params: { choices: CHOICES } }])
  })

  it('many wrong words make one short problem', () => {
    const { issues } = parse(Array.from({ length: 60_000 }, (_, index) => `w${index}`).join(','))
    expect(issues).toHaveLength(1)
    expect(JSON.stringify(issues).length).toBeLessThan(1_000)
  })
})

describe('what fails the step when the user does not say', () => {
  it('of a wait: all that did not succeed', () => {
    expect(parse('', 'wait').failOn).toEqual(DEFAULT)
  })
  it('of a snapshot: what has not ended, too', () => {
    expect(parse('', 'snapshot').failOn).toEqual([...DEFAULT, 'running', 'paused'])
    expect(parse(DEFAULT.join(), 'snapshot').failOn.sort()).toEqual([...DEFAULT].sort())
    expect(parse('running', 'snapshot')).toEqual({ failOn: ['running'], issues: [] })
  })
  it('of runs that are only started: not that they go on', () => {
    expect(parse('', 'only_start').failOn).toEqual(DEFAULT)
    expect(parse('paused, running', 'only_start').issues).toEqual([])
  })
})
