import { describe, expect, it } from '@jest/globals'
import { GitHub, JOB_ACCOUNT, type GitHubOptions, type SimResponse } from '../../simulator/index.js'

const COMMIT = 'ab'.repeat(20)
const HEADERS = { 'user-agent': 'test', authorization: `Bearer ${JOB_ACCOUNT.token}`, host: 'hub.example' }

function site(options: GitHubOptions = {}) {
  const gitHub = new GitHub({ pullRequests: [{ number: 7, head: COMMIT }], ...options })
  const ask = (
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = HEADERS
  ): SimResponse => {
    const target = `/repos/octo/app/${path}`
    const sent = body === undefined ? '' : JSON.stringify(body)
    return (
      gitHub.service({ method, target, headers, body: sent })?.honest() ?? {
        status: 0,
        headers: {},
        body: ''
      }
    )
  }
  const status = (body: object): SimResponse => ask('POST', `statuses/${COMMIT}`, body)
  return { gitHub, ask, status }
}

describe('the simulated GitHub', () => {
  it.each<readonly [string, object]>([
    ['an unknown state', { state: 'done' }],
    ['a long description', { state: 'error', description: 'x'.repeat(141) }],
    ['a character above U+FFFF', { state: 'error', description: '\u{1F680}' }],
    ['a long context', { state: 'error', context: 'x'.repeat(256) }],
    ['a target that is no page', { state: 'error', target_url: 'file:///etc' }]
  ])('refuses %s with 422', (_, body) => {
    const { status, gitHub } = site()
    expect(status(body).status).toBe(422)
    expect(gitHub.statuses).toEqual([])
  })

  it('takes 140 characters, and a thousand statuses of a context', () => {
    const { status } = site({ writesPerMinute: 5000, writesPerHour: 5000 })
    for (let n = 0; n < 1000; n++) status({ state: 'pending', context: 'c' })
    expect(status({ state: 'error', context: 'c' }).body.toString()).toContain('maximum number of statuses')
    expect(status({ state: 'error', context: 'd', description: 'x'.repeat(140) }).status).toBe(201)
  })

  it.each<readonly [string, Readonly<Record<string, string>>, number]>([
    ['no token', { 'user-agent': 'x' }, 401],
    ['another token', { ...HEADERS, authorization: 'Bearer x' }, 401],
    ['no user agent', { authorization: HEADERS.authorization }, 403],
    ['an odd version', { ...HEADERS, 'x-github-api-version': 'v1' }, 400]
  ])('%s', (_, headers, expected) => {
    expect(site().ask('GET', `commits/${COMMIT}/statuses`, undefined, headers).status).toBe(expected)
  })

  it('says which permission is missing', () => {
    const { status } = site({ accounts: [{ ...JOB_ACCOUNT, permissions: { statuses: 'read' } }] })
    const refused = status({ state: 'error' })
    expect(refused).toMatchObject({
      status: 403,
      headers: { 'x-accepted-github-permissions': 'statuses=write' }
    })
  })

  it('gives pages, newest first, with the addresses of the others', () => {
    const { status, ask } = site({ writesPerMinute: 5000 })
    for (let n = 0; n < 5; n++) status({ state: 'pending', context: `c${n}` })
    const page = ask('GET', `commits/${COMMIT}/statuses?per_page=2&page=2`)
    expect((JSON.parse(page.body.toString()) as { context: string }[]).map(({ context }) => context)).toEqual(
      ['c2', 'c1']
    )
    expect(page.headers.link).toMatch(/page=3>; rel="next".*page=1>; rel="prev"/)
  })

  it('limits what makes content, and says for how long', () => {
    let now = 0
    const { status } = site({ now: () => now, writesPerMinute: 2 })
    const states = (): number => status({ state: 'pending' }).status
    expect([states(), states(), states()]).toEqual([201, 201, 403])
    now = 30_000
    expect(status({ state: 'pending' }).headers).toEqual(expect.objectContaining({ 'retry-after': '30' }))
    now = 60_000
    expect(states()).toBe(201)
  })

  it('keeps comments for their author', () => {
    const { ask, gitHub } = site()
    expect(ask('POST', 'issues/7/comments', { body: ' ' }).status).toBe(422)
    expect(ask('POST', 'issues/7/comments', { body: 'x'.repeat(65_537) }).status).toBe(422)
    expect(ask('POST', 'issues/8/comments', { body: 'x' }).status).toBe(404)
    expect(ask('POST', 'issues/7/comments', { body: 'x' }).status).toBe(201)
    const [comment] = gitHub.comments
    if (comment === undefined) throw new Error('no comment')
    gitHub.comments[0] = { ...comment, author: 'mallory' }
    expect(ask('PATCH', `issues/comments/${comment.id}`, { body: 'y' }).status).toBe(403)
    expect(ask('DELETE', `issues/comments/${comment.id}`).status).toBe(403)
  })

  it('a locked conversation takes none', () => {
    const { ask } = site({ pullRequests: [{ number: 7, head: COMMIT, isLocked: true }] })
    expect(ask('POST', 'issues/7/comments', { body: 'x' }).body.toString()).toContain('locked')
  })

  it.each([
    ['{ repository(owner: "octo", name: "app") { stars } }', /doesn't exist/],
    ['{ repository(owner: "octo" name "app") { } ', /Parse error/],
    [
      '{ repository(owner: "octo", name: "other") { pullRequest(number: 7) { comments(first: 1) { nodes { id } } } } }',
      /NOT_FOUND/
    ]
  ])('a query that is wrong: %s', (query, says) => {
    const { gitHub } = site()
    const request = { method: 'POST', target: '/graphql', headers: HEADERS, body: JSON.stringify({ query }) }
    expect(gitHub.service(request)?.honest().body.toString()).toMatch(says)
  })
})
