import { describe, expect, it } from '@jest/globals'
import { wordCount } from '../../tools/docs/word-count.js'

/** The page that people see first is read in a few minutes: what is long is in docs/. */
describe('README.md', () => {
  it('has 1,500 to 2,000 words', () => {
    const words = wordCount('README.md')
    process.stdout.write(`README.md: ${words} words\n`)
    expect(words).toBeGreaterThanOrEqual(1_500)
    expect(words).toBeLessThanOrEqual(2_000)
  })
})
