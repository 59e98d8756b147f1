import { describe, expect, it } from '@jest/globals'
import {
  distinctHeads,
  newestHeadsFirst,
  pullRequestsOf,
  type OpenHead
} from '../../../src/domain/open-head.js'

const head = (commit: string, more: Partial<OpenHead> = {}): OpenHead => ({
  ...{ commit, base: 'main', pullRequest: 1, committedAt: 0, openedAt: 5, statuses: [] },
  ...more
})

describe('heads', () => {
  it('groups in a merge queue come first, then the newest', () => {
    const heads = [
      head('a', { committedAt: 1 }),
      head('b', { committedAt: null, pullRequest: 9 }),
      head('c', { committedAt: 3 }),
      head('d', { committedAt: 2, pullRequest: null })
    ]
    expect(newestHeadsFirst(heads).map(({ commit }) => commit)).toEqual(['d', 'c', 'a', 'b'])
  })

  it('of one age, the last pull request comes first', () => {
    const heads = [
      head('a', { pullRequest: 3 }),
      head('b', { pullRequest: 12 }),
      head('c', { pullRequest: 7 })
    ]
    expect(newestHeadsFirst(heads).map(({ commit }) => commit)).toEqual(['b', 'c', 'a'])
  })

  it('are opened at no time that is known, where none is told', () => {
    const [merged] = distinctHeads([head('a', { openedAt: null }), head('a', { openedAt: null })])
    expect(merged?.openedAt).toBeNull()
  })

  it('each commit counts once, from its earliest pull request on', () => {
    const heads = [
      head('a', { openedAt: 7 }),
      head('b'),
      head('a', { openedAt: 3 }),
      head('a', { openedAt: null })
    ]
    expect(distinctHeads(heads).map(({ commit, openedAt }) => [commit, openedAt])).toEqual([
      ['a', 3],
      ['b', 5]
    ])
  })

  it('a commit knows all of its pull requests', () => {
    const heads = [
      head('a', { pullRequest: null }),
      head('a', { pullRequest: 7 }),
      head('a', { pullRequest: 3 })
    ]
    const [merged = head('none')] = distinctHeads(heads)
    expect([merged.pullRequest, pullRequestsOf(merged)]).toEqual([null, [7, 3]])
    expect(pullRequestsOf(head('b'))).toEqual([1])
  })
})
