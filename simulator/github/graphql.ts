import { isRecord, json, readJson, type SimResponse } from '../transport.js'
import { parseQuery, type Field } from './graphql-query.js'
import { repositoryNode, type Node } from './graphql-repository.js'
import type { SimComment, SimPullRequest, SimQueueGroup, SimStatus } from './specs.js'

/** What the token may read. */
export type Readable = 'pull-requests' | 'contents' | 'statuses'

/** What a query can reach. */
export interface GraphqlView {
  readonly viewer: string
  readonly repository: string
  readonly defaultBranch: string
  readonly mayRead: (what: Readable) => boolean
  readonly pullRequests: readonly SimPullRequest[]
  readonly queue: readonly SimQueueGroup[]
  readonly branches: readonly string[]
  readonly comments: readonly SimComment[]
  /** The current statuses of a commit. */
  readonly standing: (commit: string) => readonly SimStatus[]
}

/** Answers a query. Fields that are not modelled are refused as unknown. */
export function graphql(body: string, view: GraphqlView): SimResponse {
  const asked = readJson(body)
  if (!isRecord(asked) || typeof asked.query !== 'string')
    return json(400, { message: 'A query attribute must be specified and must be a string.' })
  const variables = isRecord(asked.variables) ? asked.variables : {}
  const fields = parseQuery(asked.query, variables)
  if (fields === null) return json(200, { errors: [{ message: 'Parse error on the query' }] })
  const errors: object[] = []
  const data = resolve(queryNode(view, errors), fields, [], errors)
  return json(200, errors.length === 0 ? { data } : { data, errors })
}

/** The limit of GraphQL: an error in an answer of status 200. */
export function graphqlRateLimited(): SimResponse {
  return json(
    200,
    { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation ID 1.' }] },
    { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0' }
  )
}

function queryNode(view: GraphqlView, errors: object[]): Node {
  return {
    viewer: () => ({ login: () => view.viewer }),
    repository: ({ owner, name }) => {
      if (`${String(owner)}/${String(name)}`.toLowerCase() === view.repository.toLowerCase())
        return repositoryNode(view, errors)
      errors.push({
        type: 'NOT_FOUND',
        path: ['repository'],
        message: `Could not resolve to a Repository with the name '${String(owner)}/${String(name)}'.`
      })
      return null
    }
  }
}

function resolve(node: Node, fields: readonly Field[], path: readonly string[], errors: object[]): unknown {
  return Object.fromEntries(
    fields.map(field => {
      const resolver = Object.hasOwn(node, field.name) ? node[field.name] : undefined
      const at = [...path, field.name]
      if (resolver === undefined) {
        errors.push({ path: at, message: `Field '${field.name}' doesn't exist`, type: 'undefinedField' })
        return [field.name, null]
      }
      return [field.name, complete(resolver(field.args), field, at, errors)]
    })
  )
}

function complete(value: unknown, field: Field, path: readonly string[], errors: object[]): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(item => complete(item, field, path, errors))
  return isRecord(value) ? resolve(value as Node, field.fields, path, errors) : value
}
