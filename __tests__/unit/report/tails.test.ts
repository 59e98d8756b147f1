import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { tailFold, tailsOf } from '../../../src/report/tails.js'
import { aLocation, aTracked, decided, explainedBy } from '../helpers.js'

const english = messagesIn('en')
const location = aLocation({ job: 'Unit', step: 'npm test' })
const log = (lines: readonly string[], isCut = false) => ({ location, lines, isCut })

describe('the end of a log', () => {
  it('has a title with the pipeline and the step, and says that it is cut', () => {
    const red = explainedBy({ ...decided('error'), name: 'build' }, { logs: [log(['one', 'two'], true)] })
    const [tail, ...more] = tailsOf([red, aTracked()], english)
    expect(more).toEqual([])
    expect(tail?.title).toMatch(/npm test/)
    expect(tail?.title).toContain('build')
    expect(tail?.lines).toEqual([english.say('tail.cut'), 'one', 'two'])
  })

  it('commands nobody in the log', () => {
    const red = explainedBy(decided('error'), { logs: [log(['::error::x', '##[error]x'])] })
    for (const line of tailsOf([red], english)[0]?.lines ?? []) expect(line).not.toMatch(/^::|##\[/)
  })

  it.each([
    [['plain'], '```'],
    [['````'], '`````'],
    [['a ``` b', '`````` c'], '```````']
  ])('of %j is fenced by more than it holds', (lines, fence) => {
    const fold = tailFold(log(lines), false, english).split('\n')
    expect(fold[3]).toBe(`${fence}text`)
    expect(fold.at(-3)).toBe(fence)
  })

  it('has a title on the page that is no HTML', () => {
    const fold = tailFold({ ...log(['x']), location: aLocation({ stage: '<img src=x>' }) }, true, english)
    expect(fold).not.toContain('<img')
    expect(fold).toMatch(/^<details open>\n/)
  })
})
