import { expect, it } from '@jest/globals'
import { forgeText } from '../../../src/report/forge-text.js'
import { messagesIn } from '../../../src/report/messages/index.js'

const refused = { problem: 'permission', status: 403, words: 'no', permission: 'statuses: write' } as const

it.each([
  ['permissions', /`statuses: write`: add it under `permissions:`/],
  ['fork', /forks get a read-only token/],
  ['dependabot', /Dependabot gets a read-only token/]
] as const)('a missing permission: %s', (because, says) => {
  const text = forgeText('statuses', refused, because, messagesIn('en'))
  expect(text).toMatch(/^The commit statuses could not be written \(HTTP 403, no\)\. /)
  expect(text).toMatch(says)
})

it('what there is no advice for is told as it is, in both languages', () => {
  const lost = {
    problem: 'unreachable',
    status: null,
    words: null,
    permission: 'pull-requests: write'
  } as const
  expect(forgeText('comment', lost, 'fork', messagesIn('en'))).toBe('The comment could not be written.')
  expect(forgeText('comment', lost, 'fork', messagesIn('zh'))).toBe('无法写入评论。')
})

it.each([
  ['statuses', '`commit_status: one`'],
  ['heads', '`sweep`']
] as const)('a limit is met as what was refused asks for: %s', (what, advice) => {
  const limited = { problem: 'limit', status: 429, words: null, permission: 'statuses: write' } as const
  for (const language of ['en', 'zh'] as const) {
    const text = forgeText(what, limited, 'permissions', messagesIn(language))
    for (const word of ['`commit_status: one`', '`sweep`']) expect(text.includes(word)).toBe(word === advice)
  }
})
