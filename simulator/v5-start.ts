import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { ENDED, runIdOf, runsAt, type PipelineSpec, type RunSpec, type StartAsked } from './model.js'
import { isRecord, json, refusal, type SimResponse } from './transport.js'
import type { View } from './v3.js'
import { bad, isOneOf, isText, wrongIn, type Check } from './v5-body.js'

const LONGEST_DESCRIPTION = 1_024
const LONGEST_VALUE = 8_192

/** `GET /{pipeline_id}`: the pipeline as it is set up. */
export function showPipeline(pipeline: PipelineSpec): SimResponse {
  return json(200, {
    id: pipeline.id,
    name: pipeline.name,
    project_id: pipeline.projectId,
    is_publish: false,
    sources: sourcesOf(pipeline),
    variables: (pipeline.variables ?? []).map(({ name, value, isRuntime, isSecret }, sequence) => ({
      name,
      sequence,
      type: 'string',
      value: isSecret === true ? '' : (value ?? ''),
      is_runtime: isRuntime ?? true,
      is_secret: isSecret ?? false,
      is_reset: false,
      limits: []
    })),
    definition: '{"stages":[]}'
  })
}

/** The sources of a pipeline, as the cloud writes them. */
function sourcesOf({ id, sources = [{ alias: 'code' }] }: PipelineSpec): { type: string; params: object }[] {
  return sources.map(({ alias, defaultBranch = 'main', url }, index) => ({
    type: 'code',
    params: {
      git_type: 'codehub',
      git_url: url ?? `https://git.example/${alias}.git`,
      ssh_git_url: `git@git.example:${alias}.git`,
      web_url: '',
      repo_name: alias,
      alias,
      default_branch: defaultBranch,
      endpoint_id: '',
      codehub_id: String(1000 + index) + id.slice(0, 2)
    }
  }))
}

/**
 * `POST /{pipeline_id}/run`: what the official client can send, and nothing else. The sources have to be the
 * pipeline's own, with what is to be built in them.
 */
export function startRun(body: unknown, pipeline: PipelineSpec, view: View): SimResponse {
  const wrong = wrongIn(body, {
    sources: value => Array.isArray(value),
    description: value => isText(value) && (value as string).length <= LONGEST_DESCRIPTION,
    variables: isListOf({ name: isText, value: value => isText(value) && isShort(value) }),
    choose_jobs: isTexts,
    choose_stages: isTexts
  })
  if (wrong !== null) return bad(wrong)
  const asked = body as { sources?: unknown[]; description?: string; variables?: Record<string, string>[] }
  const refs = readSources(asked.sources ?? [], pipeline)
  if (typeof refs === 'string') return bad(refs)
  const { refs: known } = pipeline
  const missing = refs.find(({ name }) => known !== undefined && !known.includes(name))
  if (missing !== undefined) return refusal(400, 'DEVPIPE.00011151', `The ${missing.kind} does not exist.`)
  const variables: Record<string, string> = Object.fromEntries(
    (asked.variables ?? []).map(({ name = '', value = '' }) => [name, value])
  )
  const undeclared = Object.keys(variables).find(name => !pipeline.variables?.some(it => it.name === name))
  if (undeclared !== undefined) return bad(`variable ${undeclared} is not declared`)
  if (view.isFull())
    return refusal(400, 'DEVPIPE.00011104', 'The number of running pipelines has reached the limit.')
  return create(pipeline, refs, asked.description ?? '', variables, view)
}

interface Ref {
  readonly kind: 'branch' | 'tag'
  readonly name: string
}

/** What the sources of a start say is to be built, or what is wrong with them. */
function readSources(sources: readonly unknown[], pipeline: PipelineSpec): Ref[] | string {
  const own = sourcesOf(pipeline)
  if (sources.length !== own.length) return 'sources'
  const refs: Ref[] = []
  for (const [index, source] of sources.entries()) {
    if (!isRecord(source) || !isRecord(source.params)) return `sources[${index}]`
    const { build_params: build, ...params } = source.params
    if (source.type !== 'code' || !isDeepStrictEqual(params, own[index]?.params))
      return `sources[${index}] is not the pipeline's own`
    const wrong = wrongIn(build, {
      build_type: isOneOf('branch', 'tag'),
      event_type: isOneOf('Manual'),
      target_branch: isText,
      tag: isText
    })
    if (wrong !== null || !isRecord(build)) return `build_params: ${wrong ?? ''}`
    const kind = build.build_type === 'tag' ? 'tag' : 'branch'
    const name = kind === 'tag' ? build.tag : build.target_branch
    if (build.event_type !== 'Manual' || typeof name !== 'string' || name === '') return 'build_params'
    if ((kind === 'tag' ? build.target_branch : build.tag) !== undefined) return 'build_params names both'
    refs.push({ kind, name })
  }
  return refs
}

function create(
  pipeline: PipelineSpec,
  [ref]: readonly Ref[],
  description: string,
  variables: StartAsked['variables'],
  view: View
): SimResponse {
  const { onStart = { moments: [{ at: 0, state: 'success' }] } } = pipeline
  const origin = view.originOf(pipeline)
  const now = view.epochNow - origin
  const number = Math.max(0, ...pipeline.runs.map(run => run.number)) + 1
  const branch = ref?.kind === 'branch' ? ref.name : null
  const tag = ref?.kind === 'tag' ? ref.name : null
  const nth = view.startedOf(pipeline.id)
  const course =
    typeof onStart === 'function' ? onStart({ nth, branch, tag, description, variables }) : onStart
  const { queued, visible = {}, ...rest } = course
  const run: RunSpec = {
    trigger: 'Manual',
    commit: commitOf(ref?.name ?? ''),
    ...rest,
    number,
    description,
    ...(branch === null ? {} : { branch }),
    ...(tag === null ? {} : { tag }),
    start: now,
    moments: course.moments.map(moment => ({ ...moment, at: now + moment.at })),
    visible: Object.fromEntries(Object.entries(visible).map(([seenBy, ms]) => [seenBy, now + ms]))
  }
  const id = view.create(pipeline, run)
  if (queued === undefined) return json(200, { pipeline_run_id: id })
  const told = { error_code: queued.code, error_msg: 'The run is in the queue.' }
  return json(200, queued.tellsId ? { pipeline_run_id: id, ...told } : told)
}

/** `POST /{pipeline_id}/pipeline-runs/{run}/stop`. */
export function stopRun(runId: string, pipeline: PipelineSpec, view: View): SimResponse {
  const spec = pipeline.runs.find(run => runIdOf(pipeline, run) === runId)
  const origin = view.originOf(pipeline)
  // What the detail does not show yet cannot be stopped yet.
  const run = runsAt(pipeline, 'detail', view.epochNow - origin, origin).find(({ id }) => id === runId)
  if (spec === undefined || run === undefined)
    return refusal(404, 'DEVPIPE.00011402', 'The pipeline run does not exist.')
  if (ENDED.has(run.moment.state)) return refusal(400, 'DEVPIPE.00011403', 'The pipeline run has ended.')
  view.stop(pipeline, spec)
  return json(200, { success: true })
}

/** A commit that a branch or tag stands on: made from its name. */
export function commitOf(ref: string): string {
  return createHash('sha1').update(ref).digest('hex')
}

function isListOf(fields: Readonly<Record<string, Check>>): Check {
  return value => Array.isArray(value) && value.every(item => wrongIn(item, fields) === null)
}

const isTexts: Check = value => Array.isArray(value) && value.every(isText)
const isShort = (value: unknown): boolean => String(value).length <= LONGEST_VALUE
