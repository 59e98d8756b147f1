import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { cleaned, joined, sentences } from '../../../src/report/phrases.js'

const [english, chinese] = [messagesIn('en'), messagesIn('zh')]

describe('facts and sentences', () => {
  it('stand behind each other in the way of the language, empty ones left out', () => {
    expect(joined(['a', '', 'b'], english)).toBe('a, b')
    expect(joined(['甲', '', '乙'], chinese)).toBe('甲，乙')
    expect(sentences(['One.', null, '', 'Two.'], english)).toBe('One. Two.')
    expect(sentences(['一。', null, '二。'], chinese)).toBe('一。二。')
  })

  it('have what came from elsewhere made harmless, and numbers left as they are', () => {
    const shout = (text: string, most?: number): string => text.toUpperCase().slice(0, most)
    expect(cleaned({ host: 'x'.repeat(700), n: 7 }, shout)).toEqual({ host: 'X'.repeat(600), n: 7 })
  })
})
