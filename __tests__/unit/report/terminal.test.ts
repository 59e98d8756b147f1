import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { columnsOf, fitted } from '../../../src/report/terminal.js'

describe('the columns of a text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['构建', 4],
    ['✓ 通过', 6],
    ['🚀', 2],
    ['e\u0301', 1],
    ['ｆｕｌｌ', 8]
  ])('%j: %d', (text, columns) => expect(columnsOf(text)).toBe(columns))

  it('are never more than there is room for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const shown = fitted(text, most)
        expect(columnsOf(shown)).toBeLessThanOrEqual(most)
        if (columnsOf(text) <= most) expect(shown).toBe(text)
        else expect(shown.endsWith('…')).toBe(true)
      })
    )
  })
})
