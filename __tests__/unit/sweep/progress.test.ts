import { describe, expect, it } from '@jest/globals'
import { nothingYet } from '../../../src/sweep/progress.js'

describe('the progress of a sweep that has not begun', () => {
  it('has done nothing', () => {
    expect(nothingYet({ bases: ['main'], named: null, repository: null })).toMatchObject({
      bases: ['main'],
      changes: [],
      failures: []
    })
  })
})
