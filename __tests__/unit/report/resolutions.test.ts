import { describe, expect, it } from '@jest/globals'
import { messagesIn } from '../../../src/report/messages/index.js'
import { resolutionsText } from '../../../src/report/resolutions.js'

const ID = 'a'.repeat(32)
const named = (name: string) => ({ id: ID, name })

describe('what lines of pipeline_names mean', () => {
  const messages = messagesIn('en')
  it('an exact name gets its ID, a pattern the names', () => {
    const lines = [
      { line: 'build', pipelines: [named('build')] },
      { line: 'test-*', pipelines: [named('test-a'), named('test-b')] }
    ]
    expect(resolutionsText(lines, messages)).toBe(`build (${ID}); test-* → test-a, test-b`)
  })
  it('of many pipelines, twenty and the number of the others', () => {
    const pipelines = Array.from({ length: 25 }, (_, n) => named(`p${n}`))
    const text = resolutionsText([{ line: '*', pipelines }], messages)
    expect(text).toContain('p19, … (+5)')
    expect(text).not.toContain('p20')
  })
})
