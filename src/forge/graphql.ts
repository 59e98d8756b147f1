import type { ForgeFailure } from '../domain/forge-failure.js'
import { ForgeError } from '../errors.js'
import type { ForgeClient } from './client.js'
import { notUnderstood } from './failures.js'
import { isObject, objectsIn } from '../common/json.js'
import type { Bounds } from './forge.js'

type JsonObject = Readonly<Record<string, unknown>>

/** A question in GraphQL. */
export interface GraphqlQuestion {
  readonly query: string
  readonly variables: Readonly<Record<string, string | number | null>>
  /** What the job has to be allowed to. */
  readonly permission: string
}

/** The data of an answer, and GitHub's time of it. */
export interface GraphqlAnswer {
  readonly data: JsonObject
  /** Epoch milliseconds, `null` where the answer has no date. */
  readonly date: number | null
}

/**
 * Asks GitHub's GraphQL API. It returns errors, limits included, with status 200.
 * https://docs.github.com/en/graphql/guides/forming-calls-with-graphql
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 * @throws {ForgeError}
 */
export async function askGraphql(
  client: ForgeClient,
  apiUrl: string,
  { query, variables, permission }: GraphqlQuestion,
  bounds: Bounds
): Promise<GraphqlAnswer> {
  const { json, date } = await client.ask(
    {
      method: 'POST',
      path: graphqlUrl(apiUrl),
      body: { query, variables },
      permission,
      repeats: 'always'
    },
    bounds
  )
  const answer = isObject(json) ? json : {}
  const [error] = objectsIn(answer.errors)
  if (error !== undefined) {
    const words = typeof error.message === 'string' ? error.message.slice(0, 500) : null
    throw new ForgeError({ problem: problemOf(error.type), status: 200, words, permission })
  }
  if (!isObject(answer.data)) throw notUnderstood(permission)
  return { data: answer.data, date }
}

/** GitHub Enterprise Server has REST at `/api/v3` and GraphQL at `/api/graphql`. */
function graphqlUrl(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.replace(/v3$/, 'graphql') : `${apiUrl}/graphql`
}

function problemOf(type: unknown): ForgeFailure['problem'] {
  if (type === 'FORBIDDEN') return 'permission'
  if (type === 'NOT_FOUND') return 'not_found'
  return type === 'RATE_LIMITED' ? 'limit' : 'refused'
}

/** Whether an answer was larger than is read. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof ForgeError && error.failure.status === null && /MiB/.test(error.failure.words ?? '')
}

/** Where the next page begins, `null` after the last one. */
export function nextPage({ pageInfo }: JsonObject): string | null {
  const { hasNextPage, endCursor } = isObject(pageInfo) ? pageInfo : {}
  return hasNextPage === true && typeof endCursor === 'string' ? endCursor : null
}

/** The value at `path` in a JSON value, `undefined` where it ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), value)
}
