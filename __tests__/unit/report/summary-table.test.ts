import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { messagesIn } from '../../../src/report/messages/index.js'
import { summaryOf } from '../../../src/report/summary.js'
import { aConclusion } from '../helpers.js'
import { hostileText, shouting } from './hostile.js'

describe('hostile texts', () => {
  it('property: a row of the table keeps its eight cells', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const summary = summaryOf(aConclusion([shouting(text)]), messagesIn('en'))
        const [, , row] = summary.split('\n').filter(line => line.startsWith('|'))
        // A bar after an odd number of backslashes is text.
        expect(row?.replace(/\\[\s\S]/g, '').split('|')).toHaveLength(10)
        // A comment is ours: it keeps GitHub from taking `@name` for a mention.
        expect(summary.replaceAll('<!-- -->', '')).not.toMatch(/<(?!\/?br>)[a-z!/]/i)
      })
    )
  })
})
