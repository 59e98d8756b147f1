import type { NamedPipeline } from '../../domain/pipeline-names.js'
import type { PipelineRun } from '../../domain/pipeline-run.js'
import { failure } from '../../domain/failure.js'
import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { count, isNothing, text } from '../http/values.js'
import { isObject } from '../../common/json.js'
import { notUnderstood } from '../status.js'
import { v5Path, type Project } from './api.js'
import { readRunElement } from './run.js'

/** The old reference allows 10 to 50 pipelines a page. */
export const PIPELINES_PER_PAGE = 50
/** A list that has changed is read again, at most this many times. */
const READINGS = 5

/** A pipeline of the list, and its latest run, `null` without any. */
export interface ListedPipeline extends NamedPipeline {
  readonly latest: PipelineRun | null
}

/** One page of the list of a project's pipelines. */
export interface PipelinePage {
  readonly pipelines: readonly ListedPipeline[]
  /** Pipelines in all pages, `null` where the response does not say. */
  readonly total: number | null
}

/**
 * All pipelines of a project. The pages are asked for one after the other, and a pipeline that is created, removed or
 * moved meanwhile shifts the next one: a list of several pages counts once two readings of it agree.
 *
 * https://support.huaweicloud.com/intl/en-us/api-pipeline/ListPipelines.html
 * @throws what the client throws; {FailureError} for an answer that is no such list, for a list
 * that keeps changing, and for a project that the caller may not see
 */
export async function readPipelines(client: Client, project: Project): Promise<NamedPipeline[]> {
  let before: Reading | null = null
  for (let n = 0; n < READINGS; n++) {
    const reading = await readOnce(client, project)
    if (reading.isWhole && (reading.pages === 1 || isSame(before, reading))) {
      if (reading.pipelines.size === 0) await assertProject(client, project)
      return [...reading.pipelines.values()]
    }
    before = reading
  }
  const detail = { code: 'list_changes', params: { n: READINGS } } as const
  throw new FailureError(failure('not_understood', { detail, hint: 'service' }))
}

/** The first page of the list. @throws as `readPipelines` */
export async function readFirstPipelines(client: Client, project: Project): Promise<PipelinePage> {
  const page = await readPage(client, project, 0)
  if (page.pipelines.length === 0) await assertProject(client, project)
  return page
}

/** An ID that no pipeline has: only its project is asked about. */
const NO_PIPELINE = '0'.repeat(32)

/**
 * Finds out whether a project without pipelines is one at all: the list of one that is not there, or that the caller
 * is no member of, is empty and no error.
 * @throws what the client throws
 */
async function assertProject(client: Client, project: Project): Promise<void> {
  try {
    await client.post(v5Path(project, 'status'), [NO_PIPELINE])
  } catch (error) {
    const hint = error instanceof FailureError ? error.failure.hint : null
    if (hint !== 'not_owned' && hint !== 'no_such_pipeline') throw error
  }
}

/** The list as one pass over its pages has shown it. */
interface Reading {
  readonly pipelines: ReadonlyMap<string, NamedPipeline>
  readonly pages: number
  /** Whether it has shown as many as the service has counted. */
  readonly isWhole: boolean
}

async function readOnce(client: Client, project: Project): Promise<Reading> {
  const pipelines = new Map<string, NamedPipeline>()
  for (let offset = 0, pages = 1; ; pages++) {
    const { pipelines: shown, total } = await readPage(client, project, offset)
    const known = pipelines.size
    for (const { id, name } of shown) pipelines.set(id, { id, name })
    offset += shown.length
    // A page that shows nothing new is the end of a list, or of one that would never end.
    const isEnd = offset === total || pipelines.size === known
    if (isEnd) return { pipelines, pages, isWhole: total === null || pipelines.size === total }
  }
}

function isSame(before: Reading | null, { pipelines }: Reading): boolean {
  return (
    before?.pipelines.size === pipelines.size &&
    [...pipelines].every(([id, { name }]) => before.pipelines.get(id)?.name === name)
  )
}

/** One page of the list, from an element on. */
async function readPage(client: Client, project: Project, offset: number): Promise<PipelinePage> {
  const answer = await client.post(v5Path(project, 'list'), { offset, limit: PIPELINES_PER_PAGE })
  const { json } = answer
  const total = isObject(json) ? count(json.total) : null
  const elements = isObject(json) ? (total === 0 ? (json.pipelines ?? []) : json.pipelines) : null
  if (!Array.isArray(elements)) throw notUnderstood(answer, 'not_a_list')
  const pipelines = elements.map((element: unknown): ListedPipeline => {
    if (!isObject(element)) throw notUnderstood(answer, 'bad_element')
    const { pipeline_id: id, project_id: owner, latest_run: run } = element
    const isForeign = !isNothing(owner) && owner !== project.projectId
    if (isForeign || typeof id !== 'string' || !/^[0-9A-Za-z]{32}$/.test(id))
      throw notUnderstood(answer, 'bad_element')
    const name = text(element.name) ?? ''
    return { id, name, latest: isObject(run) ? readRunElement(run, id, project, name) : null }
  })
  return { pipelines, total }
}
