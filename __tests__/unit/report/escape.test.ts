import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { link, markdown, plain } from '../../../src/report/escape.js'
import { anyText } from '../any-text.js'

describe('texts of the cloud', () => {
  it.each([
    ['::error::x', ': :error::x'],
    ['a\r\n::set-output::b', 'a ::set-output::b'],
    ['x ##[error]y', 'x ## [error]y'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\u202Eabc\u2066d\uFEFF\u200B', 'abcd'],
    ['a\u0000b\u0085c\u2028d', 'a b c d'],
    ['PipelineSvc测试勿删_继续执行', 'PipelineSvc测试勿删_继续执行']
  ])('%j is plain as %j', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('property: plain is one line that commands nothing, at most 200 characters long', () => {
    fc.assert(
      fc.property(anyText(400), text => {
        const line = plain(text)
        expect(line).not.toMatch(/[\r\n\u2028\u2029]|^\s*::|##\[/)
        expect([...line].length).toBeLessThanOrEqual(200)
      })
    )
  })

  it.each([
    ['a|b', 'a\\|b'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['**b** `c` [d](e)', '\\*\\*b\\*\\* \\`c\\` \\[d\\](e)'],
    ['_a_ b_c', '\\_a\\_ b_c'],
    ['https://evil.example www.evil.example', 'https:&#47;&#47;evil.example www&#46;evil.example'],
    ['a@b.example @octocat @ c', 'a@<!-- -->b.example @<!-- -->octocat @ c'],
    ['$x$ ~~y~~', '\\$x\\$ \\~\\~y\\~\\~'],
    ['PipelineSvc测试勿删_继续执行', 'PipelineSvc测试勿删_继续执行']
  ])('%j in Markdown is %j', (text, expected) => {
    expect(markdown(text)).toBe(expected)
  })

  it('a link cannot be left early', () => {
    expect(link('x', 'https://a.example/(b)|c d')).toBe('[x](https://a.example/%28b%29%7Cc%20d)')
    expect(link('x', null)).toBe('x')
  })
})
