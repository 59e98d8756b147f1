import { describe, expect, it } from '@jest/globals'
import { unpolled } from '../../../src/domain/conclusion.js'
import { failure } from '../../../src/domain/failure.js'
import { decide } from '../../../src/domain/verdict.js'
import { DEFAULT_FAIL_ON } from '../helpers.js'

describe('the conclusion of a step that has polled nothing', () => {
  it('has its verdict and failure, and nothing of a cloud', () => {
    const verdict = decide([], DEFAULT_FAIL_ON, 'bad_inputs')
    const refused = failure('inputs')
    expect(unpolled(verdict, refused, 1_000, 20)).toEqual({
      verdict,
      failure: refused,
      region: null,
      location: { customEndpoint: null, region: null },
      polls: 0,
      elapsedMs: 20,
      begunAt: 1_000,
      unfinishedRuns: [],
      underTest: null
    })
  })
})
