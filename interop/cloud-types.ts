import { readFileSync } from 'node:fs'
import { EXTRA_FIELDS, EXTRA_OPERATIONS, type ExtraField } from './facts.js'

/** The part of JSON Schema that cloud-types.json needs. Without a type, any value will do. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly $ref?: string
}

/** A call of CodeArts Pipeline. */
export interface Operation {
  readonly operation: string
  readonly method: string
  /** Such as `/v5/{project_id}/api/pipelines/list`. */
  readonly path: string
  readonly answer: Schema
  /** Without one, the call has no body. */
  readonly request?: Schema
}

interface CloudTypes {
  readonly operations: readonly Operation[]
  readonly $defs: Readonly<Record<string, Schema>>
}

interface Finding {
  readonly kind: 'type' | 'unknown' | 'missing'
  /** Such as `stages[0].jobs[2].name`; empty for the body itself. */
  readonly place: string
  readonly text: string
}

/** Checks bodies by the types that the official client declares (cloud-types.json). */
export class TypeCheck {
  private readonly types = JSON.parse(
    readFileSync(new URL('cloud-types.json', import.meta.url), 'utf8')
  ) as CloudTypes

  /** The calls that the client has, and those that it lacks. */
  readonly operations: readonly Operation[] = [...this.types.operations, ...EXTRA_OPERATIONS]

  /** The call that a request makes, `null` for one that there is not. @param target path and query */
  operationOf(method: string, target: string): Operation | null {
    const path = target.split('?')[0] ?? ''
    return this.operations.find(known => known.method === method && pattern(known.path).test(path)) ?? null
  }

  /**
   * What is wrong with an answer: a value of another type, or a field that neither the client nor the table of
   * facts names. Any field may be missing or `null`, and any call may be answered with an error body.
   */
  answerFindings({ operation, answer }: Operation, body: unknown): string[] {
    if (isErrorBody(body)) return []
    const extras = EXTRA_FIELDS.filter(({ operations }) => operations.includes(operation))
    return this.findings(answer, body, '', extras)
      .filter(({ kind }) => kind !== 'missing')
      .map(({ text }) => text)
  }

  /**
   * What is wrong with a request's body: another type, a field that the client cannot send, or one that is missing.
   * A call without a body may have an empty one.
   */
  requestFindings({ request = { type: 'object' } }: Operation, body: unknown): string[] {
    return this.findings(request, body ?? {}, '', []).map(({ text }) => text)
  }

  /** The fields that the client can send with a call, at any depth, and that a body does not have. */
  fieldsLeftOut({ request = {} }: Operation, body: unknown): string[] {
    return this.leftOut(request, body, '')
  }

  private leftOut(schema: Schema, value: unknown, place: string): string[] {
    const { properties = {}, items = {} } = this.resolve(schema)
    if (Array.isArray(value)) return value.flatMap(item => this.leftOut(items, item, `${place}[]`))
    return Object.entries(properties).flatMap(([name, inner]) => {
      const at = place === '' ? name : `${place}.${name}`
      return isObject(value) && Object.hasOwn(value, name) ? this.leftOut(inner, value[name], at) : [at]
    })
  }

  private findings(schema: Schema, value: unknown, place: string, extras: readonly ExtraField[]): Finding[] {
    const { type, properties = {}, required = [], items = {} } = this.resolve(schema)
    const found = typeOf(value)
    if (type === undefined || found === 'null') return []
    if (found !== type && !(found === 'integer' && type === 'number'))
      return [finding('type', place, `is of type ${found} instead of ${type}`)]
    if (Array.isArray(value))
      return value.flatMap((item, index) => this.findings(items, item, `${place}[${index}]`, extras))
    if (!isObject(value)) return []
    const at = (name: string): string => (place === '' ? name : `${place}.${name}`)
    const typeOfField = (name: string): Schema | undefined =>
      Object.hasOwn(properties, name)
        ? properties[name]
        : extras.find(({ field }) => field === at(name).replace(/\[\d+\]/g, '[]'))?.type
    const missing = required.filter(name => !Object.hasOwn(value, name))
    return [
      ...missing.map(name => finding('missing', at(name), 'is missing')),
      ...Object.entries(value).flatMap(([name, item]) => {
        const inner = typeOfField(name)
        return inner === undefined
          ? [finding('unknown', at(name), 'is no field of the client')]
          : this.findings(inner, item, at(name), extras)
      })
    ]
  }

  /** The schema itself, or the one that it refers to. */
  resolve(schema: Schema): Schema {
    const name = schema.$ref?.replace('#/$defs/', '')
    return name === undefined ? schema : (this.types.$defs[name] ?? {})
  }
}

function finding(kind: Finding['kind'], place: string, what: string): Finding {
  return { kind, place, text: `${place === '' ? 'the body' : place} ${what}` }
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The error bodies of CodeArts, in any of their spellings, with nothing else in them; one has no code. */
function isErrorBody(body: unknown): boolean {
  const fields = isObject(body) ? Object.keys(body).sort().join() : ''
  return ['error_code,error_msg', 'errorCode,errorMsg', 'code,message', 'error_msg'].includes(fields)
}
