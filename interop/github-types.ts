import { readFileSync } from 'node:fs'

/** The part of OpenAPI's schemas that github-types.json needs. */
interface Schema {
  readonly type?: string
  readonly nullable?: boolean
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly $ref?: string
}

/** A call of GitHub's REST API. */
export interface GitHubOperation {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly request?: Schema
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface GitHubTypes {
  readonly operations: readonly GitHubOperation[]
  readonly $defs: Readonly<Record<string, Schema>>
}

/** A call that the description here lacks; it has no body, and neither has its answer. */
const REMOVE_COMMENT: GitHubOperation = {
  // https://docs.github.com/en/rest/issues/comments#delete-an-issue-comment
  operation: 'issues/delete-comment',
  method: 'DELETE',
  path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  parameters: [],
  responses: { 204: {} }
}

/** Checks requests and answers by GitHub's own description (npm `@octokit/openapi`). */
export class GitHubTypeCheck {
  private readonly types = JSON.parse(
    readFileSync(new URL('github-types.json', import.meta.url), 'utf8')
  ) as GitHubTypes
  readonly operations: readonly GitHubOperation[] = [...this.types.operations, REMOVE_COMMENT]

  /** The call that a request makes, `null` for one that there is not. @param target path and query */
  operationOf(method: string, target: string): GitHubOperation | null {
    const path = target.split('?')[0] ?? ''
    return this.operations.find(known => known.method === method && pattern(known.path).test(path)) ?? null
  }

  /** What is wrong with a request: a parameter or a field that there is not, one that is missing, or another type. */
  requestFindings(operation: GitHubOperation, target: string, body: unknown): string[] {
    const asked = [...new URLSearchParams(target.split('?')[1] ?? '').keys()]
    const known = operation.parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name)
    const unknown = asked.filter(name => !known.includes(name)).map(name => `${name} is no parameter`)
    if (operation.request === undefined) return [...unknown, ...(body === undefined ? [] : ['has no body'])]
    return [...unknown, ...this.findings(operation.request, body, '', 'all')]
  }

  /** What is wrong with an answer. @param fields whether it has to have every field that is required */
  answerFindings(
    operation: GitHubOperation,
    status: number,
    body: unknown,
    fields: 'all' | 'some'
  ): string[] {
    const response = operation.responses[String(status)]
    if (response === undefined) return [`${status} is no answer of ${operation.operation}`]
    return response.schema === undefined ? [] : this.findings(response.schema, body, '', fields)
  }

  private findings(given: Schema, value: unknown, place: string, fields: 'all' | 'some'): string[] {
    const name = given.$ref?.replace('#/$defs/', '')
    const schema = name === undefined ? given : (this.types.$defs[name] ?? {})
    if (value === null && (schema.nullable === true || given.nullable === true)) return []
    const { type, properties = {}, required = [], items = {}, enum: choices } = schema
    const at = place === '' ? 'the body' : place
    const found = typeOf(value)
    if (type !== undefined && found !== type && !(found === 'integer' && type === 'number'))
      return [`${at} is of type ${found} instead of ${type}`]
    if (choices !== undefined && !choices.includes(value)) return [`${at} is none of the values`]
    if (Array.isArray(value))
      return value.flatMap((item, index) => this.findings(items, item, `${place}[${index}]`, fields))
    if (found !== 'object' || type === undefined) return []
    const object = value as Record<string, unknown>
    const inner = (field: string): string => (place === '' ? field : `${place}.${field}`)
    const missing = fields === 'all' ? required.filter(field => !Object.hasOwn(object, field)) : []
    return [
      ...missing.map(field => `${inner(field)} is missing`),
      ...Object.entries(object).flatMap(([field, item]) =>
        Object.hasOwn(properties, field)
          ? this.findings(properties[field] ?? {}, item, inner(field), fields)
          : [`${inner(field)} is no field`]
      )
    ]
  }
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
