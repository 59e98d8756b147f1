import { shifted } from './model.js'
import { refuseInWords, tooManyRuns } from './refusals.js'
import type { BuiltSourceSpec, PipelineSpec, QueueSpec, RunSpec, StartAsked, StartedCourse } from './specs.js'
import { isRecord, json, type SimResponse } from './transport.js'
import { queueFor, queuedAnswer, type Queueing } from './v5-queue.js'
import { commitOf, sourcesOf } from './v5-sources.js'
import type { View } from './view.js'

const LONGEST_DESCRIPTION = 1_024
const LONGEST_VALUE = 8_192

type Body = Readonly<Record<string, unknown>>

/** `POST /{pipeline_id}/run`: sources that are left out build the pipeline's own defaults. */
export function startRun(body: Body, pipeline: PipelineSpec, view: View): SimResponse {
  const wrong = wrongIn(body, pipeline)
  if (wrong !== null) return refuseInWords(400, wrong)
  const built = builtOf(body, pipeline)
  const missing = built.find(({ name }) => pipeline.refs !== undefined && !pipeline.refs.includes(name))
  if (missing !== undefined) return refuseInWords(400, `The ${missing.kind} does not exist.`)
  const { parallelRuns } = view.behaviour
  if (parallelRuns !== undefined && view.store.going().length >= parallelRuns) return tooManyRuns()
  return create(body, built, pipeline, view)
}

/** What the reference forbids, as a message: the error codes are not documented. */
function wrongIn(body: Body, { isChange }: PipelineSpec): string | null {
  if (textOf(body.description).length > LONGEST_DESCRIPTION) return 'The description is too long.'
  if (Object.values(variablesOf(body)).some(value => value.length > LONGEST_VALUE))
    return 'The value of a variable is too long.'
  const sources = listOf(body.sources).map(({ params }) => (isRecord(params) ? params : {}))
  const hasChanges = sources.some(({ change_request_ids: ids }) => Array.isArray(ids) && ids.length > 0)
  return isChange === true && !hasChanges ? 'The change pipeline needs change_request_ids.' : null
}

interface Built {
  readonly kind: 'branch' | 'tag'
  readonly name: string
  readonly alias: string
}

/** What each source of the pipeline builds. Requested sources are matched by alias, address or position; the others build their default branch. */
function builtOf(body: Body, pipeline: PipelineSpec): Built[] {
  const asked = listOf(body.sources).map(({ params }) => (isRecord(params) ? params : {}))
  const all = sourcesOf(pipeline)
  return all.map(({ params: own }, index) => {
    const named =
      asked.find(({ alias }) => alias === own.alias) ??
      asked.find(({ git_url: url }) => url === own.git_url) ??
      (asked.length === all.length ? asked[index] : undefined)
    const build = isRecord(named?.build_params) ? named.build_params : {}
    const kind = build.build_type === 'tag' ? 'tag' : 'branch'
    const name = textOf(kind === 'tag' ? build.tag : build.target_branch)
    return { kind, name: name === '' ? own.default_branch : name, alias: own.alias }
  })
}

function create(body: Body, built: readonly Built[], pipeline: PipelineSpec, view: View): SimResponse {
  const [first] = built
  const ref = {
    branch: first?.kind === 'branch' ? first.name : null,
    tag: first?.kind === 'tag' ? first.name : null
  }
  const description = textOf(body.description)
  const course = courseOf(pipeline, {
    ...ref,
    nth: view.store.started.filter(({ pipelineId }) => pipelineId === pipeline.id).length,
    description,
    variables: variablesOf(body)
  })
  const now = view.epochNow - view.store.originOf(pipeline)
  const { queued, sources, ...rest } = course
  const queueing = queueFor(queued, pipeline, now, view)
  if (queueing === 'full') return tooManyRuns()
  const run: RunSpec = {
    trigger: 'Manual',
    commit: commitOf(first?.name ?? ''),
    ...rest,
    ...(built.length > 1 || sources !== undefined ? { sources: sources ?? headsOf(built, rest) } : {}),
    ...(ref.branch === null ? {} : { branch: ref.branch }),
    ...(ref.tag === null ? {} : { tag: ref.tag }),
    number: Math.max(0, ...pipeline.runs.map(({ number }) => number)) + 1,
    description,
    ...timesOf(course, now, queueing)
  }
  const runId = view.store.create(pipeline, run)
  return queueing === null ? json(200, { pipeline_run_id: runId }) : queuedAnswer(runId, queueing)
}

function courseOf({ onStart }: PipelineSpec, asked: StartAsked): StartedCourse {
  const course = typeof onStart === 'function' ? onStart(asked) : onStart
  return course ?? { moments: [{ at: 0, state: 'success' }] }
}

/** The sources of the new run, each at the commit of its branch or tag. */
function headsOf(built: readonly Built[], { commit }: Pick<StartedCourse, 'commit'>): BuiltSourceSpec[] {
  return built.map(({ kind, name, alias }, index) => ({
    alias,
    [kind]: name,
    commit: index === 0 ? (commit ?? commitOf(name)) : commitOf(`${alias}/${name}`)
  }))
}

/** When the run starts: now, when it leaves the queue, or when a slot is free. */
function timesOf(
  { moments, visible = {} }: StartedCourse,
  now: number,
  queueing: Queueing | null
): Pick<RunSpec, 'moments' | 'start' | 'visible'> & { readonly queue?: QueueSpec } {
  const queue = queueing?.queue
  if (queue !== undefined && queue.until === undefined)
    return { moments: [], visible, queue: { ...queue, course: moments } }
  const from = queue?.until ?? now
  return {
    start: from,
    moments: shifted(moments, from),
    visible: Object.fromEntries(Object.entries(visible).map(([seenBy, ms]) => [seenBy, from + ms])),
    ...(queue === undefined ? {} : { queue })
  }
}

function variablesOf(body: Body): Record<string, string> {
  return Object.fromEntries(listOf(body.variables).map(({ name, value }) => [textOf(name), textOf(value)]))
}

function listOf(value: unknown): Body[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
