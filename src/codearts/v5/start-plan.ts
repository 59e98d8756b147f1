import { text, word } from '../http/values.js'
import { isObject, type JsonObject, objectsIn } from '../../common/json.js'
import { failure } from '../../domain/failure.js'
import type { InputIssue } from '../../domain/input-issue.js'
import { readRef, type ReadRef, type RefKind } from '../../domain/git-ref.js'

/** What is to be built and handed over, for all pipelines alike. */
export interface Order {
  /** One value for all code sources, or lines `alias=value`; `null` for the default branch of each. */
  readonly ref: { readonly kind: RefKind; readonly lines: readonly string[] } | null
  readonly variables: readonly { readonly name: string; readonly value: string }[]
  /** Whether the run has to be of a certain commit. */
  readonly ofCommit: boolean
}

/** A start that is ready to be sent, but for its description. */
export interface StartPlan {
  readonly id: string
  readonly name: string
  readonly body: JsonObject
  /** Code sources that the order's branch or tag does not reach, because there are none. */
  readonly isWithoutCode: boolean
  /** Variables that are declared as not settable at run time: CodeArts may pass over their values. */
  readonly fixed: readonly string[]
  /** Variables that the pipeline declares as secret. */
  readonly secrets: readonly { readonly name: string; readonly value: string }[]
}

/**
 * What has to be sent to start a pipeline: its own code sources, as far as the request has fields for them, each with
 * what is to be built, and the variables.
 *
 * @param detail answer of the pipeline detail
 * @param sources what the code sources of all pipelines that are started together are called
 * @returns the plan, or what blocks it
 */
export function planStart(
  id: string,
  detail: JsonObject,
  order: Order,
  sources: SourceNames
): { readonly plan: StartPlan } | { readonly issues: readonly InputIssue[] } {
  const name = text(detail.name) ?? id
  const code = objectsIn(detail.sources).filter(isCode)
  const issues: InputIssue[] = []
  const add = (input: string, code: InputIssue['code'], params: InputIssue['params'] = {}): void => {
    issues.push({ input, given: null, code, params: { pipeline: name, ...params } })
  }

  // It starts for change requests only, which no input names.
  if (detail.is_publish === true || word(detail.is_publish) === 'true') add('start', 'plan_change')
  const declared = new Map(objectsIn(detail.variables).map(variable => [text(variable.name) ?? '', variable]))
  const undeclared = order.variables.filter(variable => !declared.has(variable.name))
  if (undeclared.length > 0)
    add('variables', 'plan_variables', { names: undeclared.map(variable => variable.name).join(', ') })
  if (order.ofCommit && code.length === 0) add('commit', 'plan_commit')

  const kind = order.ref?.kind ?? 'branch'
  const { common, byAlias, refused } = readLines(kind, order.ref?.lines ?? [], sources)
  for (const { not, name } of refused) add(kind, not, { name })
  const known = new Set(code.map(aliasOf))
  const strange = [...byAlias.keys()].filter(alias => !known.has(alias))
  if (code.length > 0 && strange.length > 0)
    add(kind, 'plan_aliases', { names: strange.join(', '), aliases: code.map(aliasOf).join(', ') })
  const built = code.map(source => {
    const params = paramsOf(source)
    const named = byAlias.get(aliasOf(source)) ?? common
    const branch = text(params.default_branch)
    if (named === undefined && branch === null) add('branch', 'plan_branch', { source: aliasOf(source) })
    return {
      type: 'code',
      params: {
        ...sentOf(params),
        build_params: buildParams(named === undefined ? 'branch' : kind, named ?? branch)
      }
    }
  })
  if (issues.length > 0) return { issues }
  const given = order.variables.map(variable => ({ ...variable, is: declared.get(variable.name) }))
  return {
    plan: {
      id,
      name,
      body: { sources: built, variables: order.variables },
      isWithoutCode: order.ref !== null && code.length === 0,
      fixed: given.filter(({ is }) => is?.is_runtime === false).map(variable => variable.name),
      secrets: given.filter(({ is }) => is?.is_secret === true).map(({ name, value }) => ({ name, value }))
    }
  }
}

/** The failure of plans: everything that blocks them, in one message. */
export function planFailure(issues: readonly InputIssue[]): ReturnType<typeof failure> {
  return failure('plan', { issues })
}

/** What the code sources of several pipelines are called. */
export interface SourceNames {
  readonly aliases: ReadonlySet<string>
  /** Whether every one of the pipelines has more than one code source. */
  readonly areSeveral: boolean
}

/** @param details answers of the pipeline detail, one for each pipeline that is started */
export function sourceNames(details: readonly JsonObject[]): SourceNames {
  const named = details.map(detail => objectsIn(detail.sources).filter(isCode).map(aliasOf))
  return {
    aliases: new Set(named.flat()),
    areSeveral: named.length > 0 && named.every(({ length }) => length > 1)
  }
}

interface Lines {
  /** The value for all sources that are not named. */
  readonly common: string | undefined
  readonly byAlias: ReadonlyMap<string, string>
  readonly refused: readonly Extract<ReadRef, { readonly not: unknown }>[]
}

/**
 * One value is a branch, whatever it contains. It names a source only where every pipeline has several of them, and one
 * of them is called so.
 */
function readLines(kind: RefKind, lines: readonly string[], { aliases, areSeveral }: SourceNames): Lines {
  const pairs = lines.map(line => {
    const at = line.indexOf('=')
    return { line, alias: line.slice(0, Math.max(0, at)), value: line.slice(at + 1) }
  })
  const [only] = pairs
  const isOneForAll = pairs.length === 1 && only !== undefined && !(areSeveral && aliases.has(only.alias))
  const values = isOneForAll ? [only.line] : pairs.map(({ value }) => value)
  const read = values.map(value => readRef(kind, value))
  const refused = read.flatMap(ref => ('not' in ref ? [ref] : []))
  const names = read.map(({ name }) => name)
  if (isOneForAll) return { common: names[0], byAlias: new Map(), refused }
  return {
    common: undefined,
    byAlias: new Map(pairs.map(({ alias }, index) => [alias, names[index] ?? ''])),
    refused
  }
}

/** What a start may say about a code source; the pipeline detail has more. */
const SENT = ['git_type', 'git_url', 'alias', 'codehub_id', 'endpoint_id', 'default_branch']

function sentOf(params: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([name]) => SENT.includes(name)))
}

function buildParams(kind: RefKind, value: string | null): JsonObject {
  const what = kind === 'tag' ? { tag: value } : { target_branch: value }
  return { build_type: kind, event_type: 'Manual', ...what }
}

function isCode({ type }: JsonObject): boolean {
  return type === 'code'
}

function paramsOf({ params }: JsonObject): JsonObject {
  return isObject(params) ? params : {}
}

function aliasOf(source: JsonObject): string {
  const { alias, repo_name: repository } = paramsOf(source)
  return text(alias) ?? text(repository) ?? ''
}
