import { describe, expect, it } from '@jest/globals'
import { openStatusState, savedStatuses } from '../../../src/gate/status-state.js'

const COMMIT = 'ab'.repeat(20)
const TEST = { kind: 'pipeline', id: 'b'.repeat(32) } as const

describe('what is kept of statuses', () => {
  it('is what may be pending, and nothing else', () => {
    const saved: Record<string, string> = {}
    const writes: string[] = []
    const state = openStatusState(COMMIT, (name, text) => {
      saved[name] = text
      writes.push(name)
    })
    state.open('ci/build', { kind: 'step', digest: 'abc123' })
    state.open('ci/test', TEST)
    state.keep('CI/build', false)
    state.keep('ci/build', false)
    state.keep('ci/unknown', false)
    expect(savedStatuses(saved)).toEqual([{ commit: COMMIT, context: 'ci/test', owner: TEST }])
    state.keep('ci/build', true)
    expect(savedStatuses(saved)).toHaveLength(2)
    expect(writes).toHaveLength(4)
  })

  it.each([
    '{',
    'null',
    JSON.stringify({ commit: 'abc', context: 'c', owner: TEST }),
    JSON.stringify({ commit: COMMIT, context: 'a\nb', owner: TEST }),
    JSON.stringify({ commit: COMMIT, context: 'c', owner: { kind: 'pipeline', id: '../x' } }),
    JSON.stringify({ commit: COMMIT, context: 'c', owner: { kind: 'step', id: 'b'.repeat(32) } }),
    JSON.stringify({ commit: COMMIT, context: 'c', owner: 'b'.repeat(32) }),
    JSON.stringify({ commit: COMMIT, context: 'c' })
  ])('what no step has written is passed over: %s', text => {
    expect(savedStatuses({ status_0: text })).toEqual([])
  })
})
