import { describe, expect, it } from '@jest/globals'
import { openStatusState, savedStatuses } from '../../../src/gate/status-state.js'

const COMMIT = 'ab'.repeat(20)

describe('what is kept of statuses', () => {
  it('is what may be pending, and nothing else', () => {
    const saved: Record<string, string> = {}
    const writes: string[] = []
    const state = openStatusState(COMMIT, (name, text) => {
      saved[name] = text
      writes.push(name)
    })
    state.open('ci/build', 'a'.repeat(32))
    state.open('ci/test', 'b'.repeat(32))
    state.keep('CI/build', false)
    state.keep('ci/build', false)
    state.keep('ci/unknown', false)
    expect(savedStatuses(saved)).toEqual([{ commit: COMMIT, context: 'ci/test', owner: 'b'.repeat(32) }])
    state.keep('ci/build', true)
    expect(savedStatuses(saved)).toHaveLength(2)
    expect(writes).toHaveLength(4)
  })

  it.each([
    '{',
    'null',
    '{"commit":"abc","context":"c","owner":"x"}',
    JSON.stringify({ commit: COMMIT, context: 'a\nb', owner: 'x' }),
    JSON.stringify({ commit: COMMIT, context: 'c', owner: '../x' }),
    JSON.stringify({ commit: COMMIT, context: 'c' })
  ])('what no step has written is passed over: %s', text => {
    expect(savedStatuses({ status_0: text })).toEqual([])
  })
})
