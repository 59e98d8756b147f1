import { describe, expect, it } from '@jest/globals'
import {
  accountOf,
  baseOfGroup,
  headOf,
  headOfPullRequest,
  withOwner
} from '../../../src/forge/head-nodes.js'

const OID = 'AB'.repeat(20)
const status = { context: 'ci/build', state: 'SUCCESS', targetUrl: '', creator: { login: 'Ann' } }
const about = { base: 'main', pullRequest: 1, openedAt: null }

describe('a head as GitHub tells it', () => {
  it('with the statuses on it; what GitHub only expects is none', () => {
    const contexts = [status, { ...status, state: 'EXPECTED' }, { state: 'SUCCESS' }]
    expect(headOf({ oid: OID, committedDate: '2026-01-01T00:00:00Z', status: { contexts } }, about)).toEqual({
      ...about,
      commit: OID.toLowerCase(),
      committedAt: Date.UTC(2026, 0, 1),
      statuses: [{ context: 'ci/build', state: 'success', targetUrl: null, writtenAt: null, writer: 'ann' }]
    })
    expect(headOf({ oid: 'no hash' }, about)).toBeNull()
  })

  it('of a pull request only once GitHub has processed its last push', () => {
    const commit = { oid: OID }
    const node = { number: 1, baseRefName: 'main', headRefOid: OID, commits: { nodes: [{ commit }] } }
    expect(headOfPullRequest(node)).toMatchObject({ pullRequest: 1, base: 'main' })
    expect(headOfPullRequest({ ...node, headRefOid: 'cd'.repeat(20) })).toBeNull()
    expect(headOfPullRequest({ ...node, commits: { nodes: [] } })).toBeNull()
  })

  it('whose the statuses are; where one side is unknown, they count as own', () => {
    const head = headOf({ oid: OID, status: { contexts: [status] } }, about)
    if (head === null) throw new Error('no head')
    const isOwn = (viewer: string | null): boolean | undefined => withOwner(head, viewer).statuses[0]?.isOwn
    expect([isOwn('ann'), isOwn('bob'), isOwn(null)]).toEqual([true, false, true])
    expect(accountOf('GitHub-Actions[bot]')).toBe('github-actions')
  })

  it('the base of a group of the merge queue', () => {
    const hash = 'c'.repeat(40)
    expect(baseOfGroup(`gh-readonly-queue/release/1/pr-12-${hash}`)).toBe('release/1')
    expect(baseOfGroup(`main/pr-12-${hash}`)).toBe('main')
    expect(baseOfGroup('main')).toBeNull()
  })
})
