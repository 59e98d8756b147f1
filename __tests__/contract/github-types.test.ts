import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { GitHub, JOB_ACCOUNT, type SimResponse } from '../../simulator/index.js'
import { dataFindings, queryFindings } from '../../interop/github-graphql.js'
import { GitHubTypeCheck } from '../../interop/github-types.js'
import { gitHub } from '../../src/forge/github.js'
import { gitHubHeads } from '../../src/forge/open-heads.js'
import type { Http } from '../../src/ports.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'

const types = new GitHubTypeCheck()
const COMMIT = 'ab'.repeat(20)

interface Exchange {
  readonly method: string
  readonly target: string
  readonly body: string
  readonly answer: SimResponse
}

/** Everything that the forge asks, and the answers of the simulator. */
async function everyCall(): Promise<readonly Exchange[]> {
  const site = new GitHub({
    pullRequests: [{ number: 7, head: COMMIT }],
    queue: [{ base: 'main', number: 7, head: COMMIT }]
  })
  const exchanges: Exchange[] = []
  const http: Http = ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url)
    const target = `${pathname}${search}`
    const served = site.service({ method, target, headers, body: body ?? '' })
    if (served === null) throw new Error(`${method} ${target} is no call`)
    const answer = served.honest()
    exchanges.push({ method, target, body: body ?? '', answer })
    return Promise.resolve({ ...answer, body: answer.body.toString() })
  }
  const options = {
    ...{ http, clock: new VirtualClock(Date.UTC(2026, 0, 1)), random: () => 0.5 },
    ...{ apiUrl: 'https://api.github.example', token: JOB_ACCOUNT.token, repository: 'octo/app' }
  }
  const forge = gitHub(options)
  const bounds = { until: () => 60_000, hurry: new AbortController().signal }
  for (const state of ['pending', 'success', 'failure', 'error'] as const)
    for (const targetUrl of ['https://example.com/', null])
      await forge.setStatus(COMMIT, { context: 'ci/build', state, description: 'x', targetUrl }, bounds)
  await forge.statuses(COMMIT, ['ci/build'], 0, bounds)
  await forge.pullRequestOf(COMMIT, bounds)
  const id = await forge.addComment(7, 'text', bounds)
  await forge.ownComments(7, 'text', bounds)
  await forge.changeComment(id, 'other', bounds)
  await forge.removeComment(id, bounds)
  const heads = gitHubHeads(options)
  await heads.read(null, bounds)
  await heads.read(['main', 'release/*'], bounds)
  await heads.hasBranch('release/*', bounds)
  return exchanges
}

describe("GitHub's own description", () => {
  it('has every request that is sent, and every answer of the simulator', async () => {
    const rest = (await everyCall()).filter(({ target }) => target !== '/graphql')
    const kinds = new Set<string>()
    for (const { method, target, body, answer } of rest) {
      const operation = types.operationOf(method, target)
      if (operation === null) throw new Error(`${method} ${target} is no call of GitHub`)
      kinds.add(operation.operation)
      const text = answer.body.toString()
      // A pull request is cut down to what says which one it is.
      const fields = operation.operation.includes('pull-request') ? 'some' : 'all'
      expect([
        operation.operation,
        ...types.requestFindings(operation, target, body === '' ? undefined : JSON.parse(body)),
        ...types.answerFindings(operation, answer.status, text === '' ? null : JSON.parse(text), fields)
      ]).toEqual([operation.operation])
    }
    expect([...kinds].sort()).toEqual([
      'issues/create-comment',
      'issues/delete-comment',
      'issues/update-comment',
      'repos/create-commit-status',
      'repos/list-commit-statuses-for-ref',
      'repos/list-pull-requests-associated-with-commit'
    ])
  })

  it("GitHub's schema has every query that is sent, and the simulator's data is of its types", async () => {
    const sent = (await everyCall()).filter(({ target }) => target === '/graphql')
    expect(sent.length).toBeGreaterThan(0)
    for (const { body, answer } of sent) {
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> }
      const { data } = JSON.parse(answer.body.toString()) as { data: unknown }
      expect([...queryFindings(query), ...(await dataFindings(query, variables, data))]).toEqual([])
    }
  })

  it('has every query that stands in src/', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts')
    )
    const queries = files.flatMap(file =>
      [...readFileSync(`src/${file}`, 'utf8').matchAll(/`((?:query|mutation)\b[^`]*)`/g)].map(
        ([, query = '']) => query
      )
    )
    expect(queries.length).toBeGreaterThan(0)
    for (const query of queries) expect(queryFindings(query)).toEqual([])
  })

  it('a wrong field or value of GraphQL would be found', async () => {
    const query = '{ repository(owner: "o", name: "n") { pullRequest(number: 1) { number url } } }'
    const data = (pullRequest: object): object => ({ repository: { pullRequest } })
    expect(queryFindings(query.replace('url', 'adress'))).toEqual([expect.stringContaining('adress')])
    expect(await dataFindings(query, {}, data({ number: 1, url: 'https://example.com' }))).toEqual([])
    for (const wrong of [
      { number: 'x', url: '' },
      { number: 1, url: null }
    ])
      expect(await dataFindings(query, {}, data(wrong))).toHaveLength(1)
  })

  it('a wrong field, type or parameter would be found', () => {
    const create = types.operationOf('POST', `/repos/o/r/statuses/${COMMIT}`)
    const list = types.operationOf('GET', `/repos/o/r/commits/${COMMIT}/statuses`)
    if (create === null || list === null) throw new Error('no such call')
    expect(types.requestFindings(create, '/', { state: 'done', colour: 'red' })).toEqual([
      'state is none of the values',
      'colour is no field'
    ])
    expect(types.requestFindings(create, '/', { context: 5 })).toEqual([
      'state is missing',
      'context is of type integer instead of string'
    ])
    expect(types.requestFindings(list, '/?pages=2', undefined)).toEqual(['pages is no parameter'])
    expect(types.answerFindings(list, 200, [{ id: 'x' }], 'some')).toEqual([
      '[0].id is of type string instead of integer'
    ])
    expect(types.answerFindings(list, 418, [], 'all')).toHaveLength(1)
  })
})
