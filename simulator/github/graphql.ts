import { isRecord, json, readJson, type SimResponse } from '../transport.js'
import { parseQuery, type Field } from './graphql-query.js'
import type { SimComment, SimPullRequest } from './specs.js'

/** What a query can reach. */
export interface GraphqlView {
  readonly viewer: string
  readonly repository: string
  readonly mayRead: boolean
  readonly pullRequests: readonly SimPullRequest[]
  readonly comments: readonly SimComment[]
}

type Resolver = (args: Readonly<Record<string, unknown>>) => unknown
type Node = Readonly<Record<string, Resolver>>

/** Answers a query: repository → pull request → comments. Fields that are not modelled are refused as unknown. */
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

function queryNode(view: GraphqlView, errors: object[]): Node {
  return {
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

function repositoryNode(view: GraphqlView, errors: object[]): Node {
  return {
    pullRequest: ({ number }) => {
      const pull = view.pullRequests.find(pull => pull.number === number)
      if (!view.mayRead)
        errors.push({
          type: 'FORBIDDEN',
          path: ['repository', 'pullRequest'],
          message: 'Resource not accessible by integration'
        })
      else if (pull === undefined)
        errors.push({
          type: 'NOT_FOUND',
          path: ['repository', 'pullRequest'],
          message: `Could not resolve to a PullRequest with the number of ${String(number)}.`
        })
      else return pullRequestNode(pull, view)
      return null
    }
  }
}

function pullRequestNode(pull: SimPullRequest, { comments, viewer }: GraphqlView): Node {
  const own = comments.filter(({ issue }) => issue === pull.number)
  return {
    comments: ({ first, after }) => {
      const size = Math.min(100, Number(first ?? 0))
      const from = typeof after === 'string' ? Number(after.replace('cursor-', '')) : 0
      const shown = own.slice(from, from + size)
      const end = from + shown.length
      return {
        nodes: () => shown.map(comment => commentNode(comment, viewer)),
        pageInfo: () => ({
          hasNextPage: () => end < own.length,
          endCursor: () => (shown.length === 0 ? null : `cursor-${end}`)
        })
      }
    }
  }
}

function commentNode(comment: SimComment, viewer: string): Node {
  return {
    id: () => `IC_${comment.id}`,
    fullDatabaseId: () => String(comment.id),
    // The schema says: "not able to represent 64-bit".
    databaseId: () => (comment.id > 2 ** 31 - 1 ? null : comment.id),
    body: () => comment.body,
    viewerDidAuthor: () => comment.author === viewer
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
