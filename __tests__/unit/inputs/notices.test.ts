import { describe, expect, it } from '@jest/globals'
import { info, warning } from '../../../src/inputs/notices.js'

describe('a notice', () => {
  it('says whether it warns', () => {
    expect(info('commit_any')).toEqual({ code: 'commit_any', isWarning: false, params: {} })
    expect(warning('unknown_inputs', { n: 2 })).toEqual({
      code: 'unknown_inputs',
      isWarning: true,
      params: { n: 2 }
    })
  })
})
