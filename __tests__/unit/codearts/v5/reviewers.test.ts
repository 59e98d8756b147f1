import { describe, expect, it } from '@jest/globals'
import { readReviewers } from '../../../../src/codearts/v5/reviewers.js'

const approvers = (value: unknown): unknown => [{ key: 'approvers', value }]

describe('whom a step waits for', () => {
  it.each<[unknown, string[]]>([
    [approvers('lin'), ['lin']],
    [approvers('lin, wang;zhao，qian、sun'), ['lin', 'wang', 'zhao', 'qian', 'sun']],
    [approvers(['lin', 'wang']), ['lin', 'wang']],
    [approvers([{ name: 'lin', id: '1' }, { user_id: '2' }, {}]), ['lin', '2']],
    [approvers({ nick_name: '林' }), ['林']],
    [approvers('lin,,lin, '), ['lin']],
    [approvers(''), []],
    [approvers(null), []],
    [approvers(7), ['7']],
    [
      [
        { key: 'audit_source', value: 'members' },
        { key: 'timeout', value: 3600 },
        { key: 'AUDIT_ROLE', value: 'manager' },
        { key: 'audit_users', value: 'lin' }
      ],
      ['manager', 'lin']
    ],
    [null, []],
    ['lin', []],
    [{ key: 'approvers', value: 'lin' }, []],
    [[null, 7, { key: 7, value: 'lin' }, { value: 'lin' }], []]
  ])('%j → %j', (inputs, reviewers) => {
    expect(readReviewers(inputs)).toEqual(reviewers)
  })

  it('are twenty at most', () => {
    expect(readReviewers(approvers(Array.from({ length: 100_000 }, (_, n) => `r${n}`)))).toHaveLength(20)
    expect(readReviewers(approvers('r,'.repeat(100_000)))).toEqual(['r'])
  })
})
