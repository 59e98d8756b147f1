import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { columnsOf, fitted, wrapped } from '../../../src/report/terminal.js'

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

describe('lines of a text', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['incomprehensible', 8, ['incomprehensible']],
    ['等待流水线结束', 6, ['等待流', '水线结', '束']],
    ['等待流，水线', 6, ['等待', '流，水', '线']],
    ['查看 --help 的内容', 12, ['查看 --help', '的内容']],
    ['', 8, []]
  ])('%j in %i columns', (text, columns, lines) => expect(wrapped(text, columns)).toEqual(lines))

  it('have all of its words, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        expect(wrapped(text, most).join('').replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''))
      })
    )
  })
})
