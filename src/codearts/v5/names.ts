import type { Client } from '../http/client.js'
import type { Project } from './run.js'
import { count, text, isObject, type JsonObject } from '../http/values.js'

/** The old reference allows 10 to 50 pipelines a page. */
const PAGE_SIZE = 50
/** Names are a comfort: they get this many requests, and IDs stand in for the rest. */
const REQUESTS = 5

/**
 * Looks up what pipelines are called, with few requests: pages of the project's list while they help,
 * then the run details of single pipelines.
 *
 * @param names filled as names become known
 * @throws what the client throws; what is known by then stays in `names`
 */
export async function fetchNames(
  client: Client,
  project: Project,
  ids: readonly string[],
  names: Map<string, string>
): Promise<void> {
  const root = `/v5/${project.projectId}/api/pipelines`
  const missing = (): string[] => ids.filter(id => !names.has(id))
  let left = REQUESTS
  for (let offset = 0; left > 0 && missing().length > 0; offset += PAGE_SIZE) {
    const { json } = await client.post(`${root}/list`, { offset, limit: PAGE_SIZE })
    left--
    const page = isObject(json) ? json : {}
    const pipelines = Array.isArray(page.pipelines) ? page.pipelines.filter(isObject) : []
    for (const pipeline of pipelines) remember(names, text(pipeline.pipeline_id), pipeline)
    const pagesLeft = Math.ceil(((count(page.total) ?? 0) - offset - PAGE_SIZE) / PAGE_SIZE)
    if (pagesLeft <= 0 || pipelines.length === 0 || pagesLeft > missing().length) break
  }
  for (const id of missing().slice(0, left)) {
    const { json } = await client.get(`${root}/${id}/pipeline-runs/detail`)
    if (isObject(json)) remember(names, id, json)
  }
}

function remember(names: Map<string, string>, id: string | null, { name }: JsonObject): void {
  const called = text(name)
  if (id !== null && called !== null) names.set(id, called)
}
