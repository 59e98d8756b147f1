import { describe, expect, it } from '@jest/globals'
import { durationSeconds } from '../../../src/domain/pipeline-run.js'

describe('values of the cloud', () => {
  it('a duration is whole seconds, and never negative', () => {
    expect(durationSeconds({ startedAt: 0, endedAt: 24_400 })).toBe(24)
    expect(durationSeconds({ startedAt: 10, endedAt: 0 })).toBe(0)
    expect(durationSeconds({ startedAt: null, endedAt: 0 })).toBeNull()
    expect(durationSeconds({ startedAt: 0, endedAt: null })).toBeNull()
  })
})
