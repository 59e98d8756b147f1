import { Octokit } from '@octokit/rest'
import { GitHub, JOB_ACCOUNT, rateLimited, serve, type SimResponse } from '../simulator/index.js'
import type { Checks } from './checks.js'
import { dataFindings, queryFindings } from './github-graphql.js'
import { GitHubTypeCheck } from './github-types.js'
import { Recorder, type Exchange } from './world.js'

const COMMIT = 'ab'.repeat(20)
const PLACE = { owner: 'octo', repo: 'app' }
const READER = {
  token: 'ghs_tokenThatMayOnlyRead01',
  login: 'reader[bot]',
  permissions: { statuses: 'read' }
} as const
/** More than a page of statuses, and than the simulator gives at once. */
const MANY = 130

/** The name of a comment's author may not be asked for by a job, whether the author is the asker may. */
const COMMENTS = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      comments(first: 10) {
        nodes { fullDatabaseId databaseId viewerDidAuthor body }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

/** A simulated GitHub on the wire, and what makes a client of it. */
interface Site {
  readonly gitHub: GitHub
  readonly exchanges: readonly Exchange[]
  readonly client: (token?: string) => Octokit
  /** Answers the next request of a kind like this. */
  readonly answerNext: (kind: string, answer: () => SimResponse) => void
}

/** GitHub's own client against the simulated GitHub: everything that the action asks of it, and what it is refused. */
export async function playOctokit(checks: Checks): Promise<void> {
  const gitHub = new GitHub({
    accounts: [JOB_ACCOUNT, READER],
    pullRequests: [{ number: 7, head: COMMIT }],
    writesPerMinute: 1_000
  })
  const simulator = new Recorder()
  simulator.services.push(gitHub.service)
  const served = await serve(simulator)
  const site: Site = {
    gitHub,
    exchanges: simulator.exchanges,
    client: (token = JOB_ACCOUNT.token) => new Octokit({ auth: token, baseUrl: served.url, log: SILENT }),
    answerNext: (on, answer) => void simulator.misbehave({ on, times: 1, does: answer })
  }
  try {
    await playStatuses(site, checks)
    await playComments(site, checks)
    await playRefusals(site, checks)
    await checkTypes(site, checks)
  } finally {
    await served.close()
  }
}

const nothing = (): void => undefined
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

async function playStatuses({ client, gitHub }: Site, checks: Checks): Promise<void> {
  const { repos, paginate } = own(client())
  const status = { ...PLACE, sha: COMMIT, target_url: 'https://example.com/1', description: '构建通过' }
  for (let n = 0; n < MANY; n++)
    await repos.createCommitStatus({
      ...status,
      context: `ci/${n % 70}`,
      state: n % 2 === 0 ? 'pending' : 'success'
    })
  checks.expect('statuses: all are there', gitHub.statuses.length, MANY)
  const list = await paginate(repos.listCommitStatusesForRef, { ...PLACE, ref: COMMIT, per_page: 50 })
  checks.expect('statuses: the client follows the pages', [list.length, list[0]?.context], [MANY, 'ci/59'])
  const { data } = await repos.getCombinedStatusForRef({ ...PLACE, ref: COMMIT, per_page: 100 })
  checks.expect('statuses: the last one of each context', [data.total_count, data.statuses.length], [70, 70])
  checks.expect('statuses: one that is pending makes them pending', data.state, 'pending')
  const { data: pulls } = await repos.listPullRequestsAssociatedWithCommit({ ...PLACE, commit_sha: COMMIT })
  checks.expect('the pull request of a commit', pulls, [{ number: 7, state: 'open', head: { sha: COMMIT } }])
}

async function playComments({ client, gitHub }: Site, checks: Checks): Promise<void> {
  const { issues, graphql } = own(client())
  const { data: comment } = await issues.createComment({ ...PLACE, issue_number: 7, body: 'first' })
  await issues.updateComment({ ...PLACE, comment_id: comment.id, body: 'second' })
  const { data: comments } = await issues.listComments({ ...PLACE, issue_number: 7 })
  checks.expect('comments: it was changed in its place', comments, [{ id: comment.id, body: 'second' }])
  const node = { fullDatabaseId: String(comment.id), databaseId: null, viewerDidAuthor: true, body: 'second' }
  const asked = { owner: PLACE.owner, repo: PLACE.repo, number: 7 }
  checks.expect('comments: whether the asker wrote it', await graphql(COMMENTS, asked), {
    repository: { pullRequest: { comments: { nodes: [node], pageInfo: { hasNextPage: false } } } }
  })
  const { status } = await issues.deleteComment({ ...PLACE, comment_id: comment.id })
  checks.expect('comments: it is gone', [status, gitHub.comments.length], [204, 0])
}

async function playRefusals({ client, answerNext }: Site, checks: Checks): Promise<void> {
  const status = { ...PLACE, sha: COMMIT, state: 'success', context: 'ci/refused' } as const
  const write =
    (token?: string, more: object = {}) =>
    () =>
      own(client(token)).repos.createCommitStatus({ ...status, ...more })
  await refused('a bad token', write('ghs_nobody'), 401, /Bad credentials/, checks)
  await refused(
    'a token that may only read',
    write(READER.token),
    403,
    /not accessible by integration/,
    checks
  )
  await refused('another repository', write(undefined, { repo: 'other' }), 404, /Not Found/, checks)
  await refused('no such commit', write(undefined, { sha: 'main' }), 422, /No commit found/, checks)
  const wide = { description: '\u{1F680}' }
  await refused('a character above U+FFFF', write(undefined, wide), 422, /4-byte|Validation/, checks)
  await refused(
    'a description that is too long',
    write(undefined, { description: 'x'.repeat(141) }),
    422,
    /too long/,
    checks
  )
  await refused(
    'a target that is no address',
    write(undefined, { target_url: 'javascript:1' }),
    422,
    /http/,
    checks
  )
  answerNext('github.set_status', () => rateLimited('secondary', 30_000, Date.now()))
  await refused('a secondary limit', write(), 403, /secondary rate limit/, checks, { 'retry-after': '30' })
  answerNext('github.set_status', () => rateLimited('primary', 30_000, Date.now()))
  await refused('the primary limit', write(), 403, /rate limit/, checks, { 'x-ratelimit-remaining': '0' })
}

/** Octokit throws what it was refused, with status, words and headers. */
async function refused(
  name: string,
  ask: () => Promise<unknown>,
  status: number,
  message: RegExp,
  checks: Checks,
  headers: object = {}
): Promise<void> {
  const thrown: unknown = await ask().then(
    () => 'was answered',
    (error: unknown) => error
  )
  checks.expect(`refused: ${name}`, thrown, { status, message, response: { headers } })
}

/** Every answer is what GitHub describes, and so is every request, which shows that the check is right. */
async function checkTypes({ exchanges }: Site, checks: Checks): Promise<void> {
  const types = new GitHubTypeCheck()
  const findings = exchanges.map(async ({ method, target, requestBody, status, body }): Promise<string[]> => {
    if (target === '/graphql') {
      const { query, variables } = JSON.parse(requestBody) as {
        query: string
        variables: Record<string, unknown>
      }
      const { data } = JSON.parse(body) as { data: unknown }
      return [...queryFindings(query), ...(await dataFindings(query, variables, data))]
    }
    const operation = types.operationOf(method, target)
    if (operation === null) return [`${method} ${target}: no such call`]
    if (status >= 400) return []
    const isCut = /pull-request|combined/.test(operation.operation)
    return [
      ...types.requestFindings(operation, target, requestBody === '' ? undefined : JSON.parse(requestBody)),
      ...types.answerFindings(
        operation,
        status,
        body === '' ? null : JSON.parse(body),
        isCut ? 'some' : 'all'
      )
    ].map(finding => `${operation.operation}: ${finding}`)
  })
  checks.expectNone("every answer is what GitHub's own description says", [
    ...new Set((await Promise.all(findings)).flat())
  ])
}

function own({ rest: { repos, issues }, paginate, graphql }: Octokit) {
  return { repos, issues, paginate, graphql }
}
