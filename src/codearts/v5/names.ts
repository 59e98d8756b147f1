import { joinedSignal } from '../../common/signals.js'
import type { ClientOptions } from '../http/attempt.js'
import { createClient, type Client } from '../http/client.js'
import { v5Path, type Project } from './api.js'
import { count, text } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'
import type { NamedPipeline } from '../../domain/pipeline-names.js'
import { PIPELINES_PER_PAGE as PAGE_SIZE } from './pipeline-list.js'

/**
 * Names are a comfort: with the first poll, of a hundred pipelines a request, they get this many requests, and IDs stand
 * in for the rest.
 */
const REQUESTS_WITH_POLL = 15
const PIPELINES_PER_POLL = 100
/** But never fewer. */
const REQUESTS = 5

/**
 * Looks up what pipelines are called, with few requests: pages of the project's list while they help,
 * then the run details of single pipelines.
 *
 * @param names filled as names become known
 * @param requests at most
 * @throws what the client throws; what is known by then stays in `names`
 */
export async function fetchNames(
  client: Client,
  project: Project,
  ids: readonly string[],
  names: Map<string, string>,
  requests: number = requestsFor(ids.length)
): Promise<void> {
  const missing = (): string[] => ids.filter(id => !names.has(id))
  let left = requests
  for (let offset = 0; left > 0 && missing().length > 0; offset += PAGE_SIZE) {
    const { json } = await client.post(v5Path(project, 'list'), { offset, limit: PAGE_SIZE })
    left--
    const page = isObject(json) ? json : {}
    const pipelines = Array.isArray(page.pipelines) ? page.pipelines.filter(isObject) : []
    for (const pipeline of pipelines) remember(names, text(pipeline.pipeline_id), pipeline)
    const pagesLeft = Math.ceil(((count(page.total) ?? 0) - offset - PAGE_SIZE) / PAGE_SIZE)
    if (pagesLeft <= 0 || pipelines.length === 0 || pagesLeft > missing().length) break
  }
  for (const id of missing().slice(0, left)) {
    const { json } = await client.get(v5Path(project, id, 'pipeline-runs', 'detail'))
    if (isObject(json)) remember(names, id, json)
  }
}

function requestsFor(pipelines: number): number {
  return Math.max(REQUESTS, REQUESTS_WITH_POLL - Math.ceil(pipelines / PIPELINES_PER_POLL))
}

function remember(names: Map<string, string>, id: string | null, { name }: JsonObject): void {
  const called = text(name)
  if (id !== null && called !== null) names.set(id, called)
}

/** The look-up of names gives up on a slow service after this long. */
const NAMES_MS = 15_000
/** How long the verdict waits for names that are still on their way. */
const NAMES_GRACE_MS = 1_000

/** Names that something depends on get more time, and a request each. */
export type NamesEffort = 'some' | 'all'
const ALL_NAMES_MS = 60_000

/** Names of pipelines, looked up beside the wait. */
export interface Names {
  /** As far as it is known by now. */
  of(pipelineId: string): string | null
  /** The names of these are known. */
  know(pipelines: readonly NamedPipeline[]): void
  /** Begins to look up the names of these, as far as they are not known; to be called once. */
  lookUp(pipelineIds: readonly string[], effort?: NamesEffort): void
  /** Ends with the look-up, however that ends; never, where no request is accepted. */
  whole(): Promise<void>
  /** Ends the look-up, for which it hardly waits. Never throws. */
  end(): Promise<void>
}

/**
 * Looks up names once the first request has been accepted; without one the ID stands in, so errors here are
 * not reported.
 */
export function openNames(shared: ClientOptions, project: Project): Names {
  const { clock, signal, admission } = shared
  const known = new Map<string, string>()
  const ending = new AbortController()
  const asking = joinedSignal(signal, ending.signal)
  const lookUp = async (ids: readonly string[], effort: NamesEffort): Promise<void> => {
    await admission.accepted
    const client = createClient({
      ...shared,
      deadline: Math.min(shared.deadline, clock.now() + (effort === 'all' ? ALL_NAMES_MS : NAMES_MS)),
      signal: asking.signal,
      onRetry: () => undefined
    })
    await fetchNames(client, project, ids, known, effort === 'all' ? REQUESTS + ids.length : undefined)
  }
  let fetching = Promise.resolve()
  return {
    of: pipelineId => known.get(pipelineId) ?? null,
    know(pipelines) {
      for (const { id, name } of pipelines) if (name !== '') known.set(id, name)
    },
    lookUp(ids, effort = 'some') {
      fetching = lookUp(ids, effort).catch(() => undefined)
    },
    whole: () => fetching,
    async end() {
      if (admission.isAccepted) {
        const grace = clock.sleep(NAMES_GRACE_MS, asking.signal).catch(() => undefined)
        await Promise.race([fetching, grace])
      }
      ending.abort()
      asking.release()
    }
  }
}
