import { ForgeError } from '../errors.js'
import { createForgeClient, type ForgeClient, type ForgeOptions } from './client.js'
import { notUnderstood } from './failures.js'
import { isObject, objectsIn } from '../common/json.js'
import type { Bounds, Forge, FoundComment } from './forge.js'
import { askGraphql, at, isTooLarge, nextPage } from './graphql.js'
import { readStatuses, STATUSES } from './statuses.js'

export interface GitHubOptions extends ForgeOptions {
  /** `owner/name`. */
  readonly repository: string
}

const PULL_REQUESTS = 'pull-requests: write'
const PAGE_SIZE = 100
/** Comments are long: a page of them has to fit into one answer. */
const COMMENTS_A_PAGE = [40, 8, 1] as const
const COMMENT_PAGES = 50

/** GitHub, or GitHub Enterprise Server. */
export function gitHub(options: GitHubOptions): Forge {
  const client = createForgeClient(options)
  const root = `/repos/${options.repository.split('/').map(encodeURIComponent).join('/')}`
  return {
    async setStatus(commit, { context, state, description, targetUrl }, bounds) {
      const body = { state, context, description, ...(targetUrl === null ? {} : { target_url: targetUrl }) }
      await client.ask(
        { method: 'POST', path: `${root}/statuses/${commit}`, body, permission: STATUSES, repeats: 'always' },
        bounds
      )
    },
    statuses: (commit, contexts, sinceId, bounds) =>
      readStatuses(`${root}/commits/${commit}/statuses`, contexts, sinceId, client, bounds),
    async pullRequestOf(commit, bounds) {
      const { json } = await client.ask(
        {
          method: 'GET',
          path: `${root}/commits/${commit}/pulls?per_page=${PAGE_SIZE}`,
          permission: PULL_REQUESTS,
          repeats: 'always'
        },
        bounds
      )
      const open = objectsIn(json).filter(
        ({ state, head }) => state === 'open' && isObject(head) && head.sha === commit
      )
      const number = open[0]?.number
      return typeof number === 'number' ? number : null
    },
    ownComments: (pullRequest, mark, bounds) => ownComments(pullRequest, mark, client, options, bounds),
    async addComment(pullRequest, body, bounds) {
      const { json } = await client.ask(
        {
          method: 'POST',
          path: `${root}/issues/${pullRequest}/comments`,
          body: { body },
          permission: PULL_REQUESTS,
          repeats: 'if_refused'
        },
        bounds
      )
      const id = isObject(json) ? json.id : undefined
      if (typeof id === 'number') return String(id)
      throw notUnderstood(PULL_REQUESTS)
    },
    async changeComment(id, body, bounds) {
      try {
        await client.ask(
          {
            method: 'PATCH',
            path: `${root}/issues/comments/${id}`,
            body: { body },
            permission: PULL_REQUESTS,
            repeats: 'always'
          },
          bounds
        )
        return true
      } catch (error) {
        if (error instanceof ForgeError && error.failure.problem === 'not_found') return false
        throw error
      }
    },
    async removeComment(id, bounds) {
      await client.ask(
        {
          method: 'DELETE',
          path: `${root}/issues/comments/${id}`,
          permission: PULL_REQUESTS,
          repeats: 'always'
        },
        bounds
      )
    }
  }
}

/** https://docs.github.com/en/graphql/reference/objects#issuecomment */
export const OWN_COMMENTS_QUERY = `query($owner: String!, $name: String!, $number: Int!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: $first, after: $after) {
        nodes { fullDatabaseId databaseId viewerDidAuthor body }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

/** The author is asked for with GraphQL, because the token of a job may not ask who it is. */
async function ownComments(
  number: number,
  mark: string,
  client: ForgeClient,
  { apiUrl, repository }: GitHubOptions,
  bounds: Bounds
): Promise<FoundComment[]> {
  const [owner = '', name = ''] = repository.split('/')
  const found: FoundComment[] = []
  let after: string | null = null
  let size = 0
  for (let page = 1; page <= COMMENT_PAGES; page++) {
    const variables = { owner, name, number, first: COMMENTS_A_PAGE[size] ?? 1, after }
    const question = { query: OWN_COMMENTS_QUERY, variables, permission: PULL_REQUESTS }
    let data: unknown
    try {
      data = (await askGraphql(client, apiUrl, question, bounds)).data
    } catch (error) {
      // Forty comments of the greatest length are more than one answer may hold.
      if (!isTooLarge(error) || size === COMMENTS_A_PAGE.length - 1) throw error
      size++
      continue
    }
    const comments = at(data, 'repository', 'pullRequest', 'comments')
    if (!isObject(comments)) throw notUnderstood(PULL_REQUESTS)
    for (const node of objectsIn(comments.nodes)) {
      const id = node.fullDatabaseId ?? node.databaseId
      const isOwn = node.viewerDidAuthor === true && typeof node.body === 'string' && node.body.includes(mark)
      if (isOwn && (typeof id === 'string' || typeof id === 'number') && /^\d{1,20}$/.test(String(id)))
        found.push({ id: String(id), body: node.body as string })
    }
    after = nextPage(comments)
    if (after === null) break
  }
  return found
}
