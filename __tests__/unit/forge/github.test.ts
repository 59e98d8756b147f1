import { describe, expect, it } from '@jest/globals'
import { answersJson, JOB_ACCOUNT, type SimComment } from '../../../simulator/index.js'
import { COMMIT, failureOf, playForge } from './play.js'

describe('pull requests', () => {
  it.each<readonly [string, object, number | null]>([
    ['its head', { number: 3, head: COMMIT }, 3],
    ['an earlier commit', { number: 3, head: 'cd'.repeat(20), commits: [COMMIT] }, null],
    ['a closed one', { number: 3, head: COMMIT, state: 'closed' }, null]
  ])('%s', async (_, pull, expected) => {
    const { forge, bounds } = playForge({ pullRequests: [pull as { number: number; head: string }] })
    expect(await forge.pullRequestOf(COMMIT, bounds)).toBe(expected)
  })
})

describe('comments', () => {
  const comment = (id: number, parts: Partial<SimComment> = {}): SimComment => ({
    ...{ id, issue: 7, author: JOB_ACCOUNT.login, body: `<!-- mark --> ${id}`, createdAt: 0, updatedAt: 0 },
    ...parts
  })

  it('are found by mark and author, on all pages, whatever the size of their IDs', async () => {
    const { forge, bounds, site } = playForge()
    const many = Array.from({ length: 90 }, (_, n) => comment(3_000_000_000 + n, { body: 'other' }))
    site.comments.push(...many, comment(5_000_000_000), comment(5_000_000_001, { author: 'mallory' }))
    expect(await forge.ownComments(7, '<!-- mark -->', bounds)).toEqual([
      { id: '5000000000', body: '<!-- mark --> 5000000000' }
    ])
  })

  it('are added, changed and removed; one that is gone is told', async () => {
    const { forge, bounds, site } = playForge()
    const id = await forge.addComment(7, 'one', bounds)
    expect(await forge.changeComment(id, 'two', bounds)).toBe(true)
    expect(site.comments).toMatchObject([{ body: 'two' }])
    await forge.removeComment(id, bounds)
    expect(site.comments).toEqual([])
    expect(await forge.changeComment(id, 'three', bounds)).toBe(false)
  })

  it.each<readonly [string, string]>([
    ['FORBIDDEN', 'permission'],
    ['NOT_FOUND', 'not_found'],
    ['RATE_LIMITED', 'limit'],
    ['OTHER', 'refused']
  ])('an error of GraphQL, %s, is %s', async (type, problem) => {
    const { forge, bounds } = playForge({}, [
      { on: 'github.graphql', does: answersJson(200, { data: null, errors: [{ type, message: 'no' }] }) }
    ])
    expect(await failureOf(forge.ownComments(7, 'm', bounds))).toMatchObject({ problem, words: 'no' })
  })
})
