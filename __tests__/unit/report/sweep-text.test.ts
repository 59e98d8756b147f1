import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import {
  changeText,
  plainSweepPage,
  sweepBegin,
  sweepErrors,
  sweepHeadline,
  sweepLines,
  sweepPage,
  type SweepReport
} from '../../../src/report/sweep-text.js'

const en = messagesIn('en')
const CHANGE = {
  ...{
    commit: 'ab'.repeat(20),
    pullRequest: 1234,
    context: 'codearts/build',
    from: null,
    to: 'success' as const
  },
  ...{ description: '::error::Passed | <b>', targetUrl: 'https://x.example/run' }
}
const NOTHING_LEFT = { writes: 0, unchecked: 0, refused: 0, moved: 0, heads: 0, unread: 0, behind: 0 }
const report = (more: Partial<SweepReport> = {}): SweepReport => ({
  ...{
    bases: ['main'],
    swept: 3,
    open: 1,
    changes: [CHANGE],
    left: NOTHING_LEFT,
    kept: 0
  },
  ...{ failures: [], notices: [], warnings: [] },
  ...more
})

describe('a sweep in words', () => {
  it('begins with what it looks at, and ends with what it has done', () => {
    expect(sweepBegin(1, 2, ['main', 'release/*'], en)).toMatch(/1 head .*main, release\/\*.*2 pipelines/)
    expect(sweepHeadline(report(), en)).toMatch(/3 heads.*1 status .*1 still pending/)
    expect(changeText(CHANGE, en)).toMatch(/PR 1234 \(ababababab\).*codearts\/build.*success/)
    expect(changeText({ ...CHANGE, pullRequest: null }, en)).toContain('merge queue')
  })

  it('says what was left, and only that', () => {
    expect(sweepLines(report(), en)).toHaveLength(1)
    const left = { writes: 2, unchecked: 9, refused: 6, moved: 7, heads: 3, unread: 4, behind: 8 }
    const lines = sweepLines(report({ left, kept: 5 }), en)
    expect(lines.slice(1).map(line => /^\d+/.exec(line)?.[0])).toEqual([
      '2',
      '9',
      '6',
      '7',
      '3',
      '4',
      '8',
      '5'
    ])
    // 40 is why the first ones were left, and none of the others.
    expect(lines.filter(line => /\b40\b/.test(line))).toHaveLength(1)
    const many = report({ changes: Array.from({ length: 120 }, () => CHANGE) })
    expect(sweepLines(many, en).at(-1)).toMatch(/20 more/)
  })

  it('has a page, in which text from elsewhere shapes nothing', () => {
    const page = sweepPage(report(), en)
    expect(page).toContain('[codearts/build](https://x.example/run)')
    expect(page).not.toContain('<b>')
    expect(
      page
        .split('\n')
        .filter(line => line.startsWith('|'))
        .every(line => line.split(/(?<!\\)\|/).length === 6)
    ).toBe(true)
    expect(plainSweepPage(report(), en)).not.toContain('\n::error')
  })

  it('tells why it failed', () => {
    const failed = report({
      failures: [
        { of: 'codearts', failure: failure('refused') },
        {
          ...{ of: 'github', what: 'heads' },
          failure: { problem: 'permission', status: 403, words: null, permission: 'contents: read' }
        }
      ]
    })
    expect(sweepErrors(failed, en).join('\n')).toMatch(/CodeArts[\s\S]*contents: read/)
    expect(sweepPage(failed, en)).toMatch(/^## ❌/)
  })
})
