import { describe as group, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { describe, newCorrelationId } from '../../../src/starting/description.js'
import { anyText } from '../any-text.js'

const MARK = 'codearts-gate:abcdefghijkl'
const ENV = {
  GITHUB_REPOSITORY: 'us/main',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_RUN_ID: '42',
  GITHUB_SHA: 'c'.repeat(40)
}

group('what tells a run from all others', () => {
  it('is twelve letters and digits at random', () => {
    let n = 0
    expect(newCorrelationId(() => (n++ % 36) / 36)).toBe('codearts-gate:0123456789ab')
    expect(newCorrelationId(() => 0.9999)).toBe('codearts-gate:zzzzzzzzzzzz')
  })
})

group('the description of a run', () => {
  it('says by whom it was started, and for which commit', () => {
    const link = 'https://github.example/us/main/actions/runs/42'
    expect(describe(null, MARK, null, ENV)).toBe(`us/main ${link} commit ${'c'.repeat(40)} [${MARK}]`)
    expect(describe(null, MARK, 'abcdef1', ENV)).toContain(' commit abcdef1 [')
    expect(describe(null, MARK, null, { ...ENV, GITHUB_RUN_ID: undefined })).not.toContain('http')
    expect(describe(null, MARK, null, {})).toBe(`CodeArts pipeline gate [${MARK}]`)
  })

  it('is that of the user, which may be empty', () => {
    expect(describe('for the test', MARK, 'abcdef1', ENV)).toBe(`for the test [${MARK}]`)
    expect(describe('', MARK, null, ENV)).toBe(`[${MARK}]`)
  })

  it('property: is short enough, whole characters, and ends with its mark', () => {
    fc.assert(
      fc.property(anyText(1_500), given => {
        const text = describe(given, MARK, null, {})
        expect(text.length).toBeLessThanOrEqual(1_024)
        expect(text.endsWith(`[${MARK}]`)).toBe(true)
        const kept = text.slice(0, -MARK.length - 3)
        expect(given.trimStart().startsWith(kept.trimStart())).toBe(true)
        expect([...kept].every(character => [...given].includes(character))).toBe(true)
      })
    )
  })
})
