import { contextKey, type CommitStatus } from '../domain/commit-status.js'
import type { ForgeClient } from './client.js'
import { notUnderstood } from './failures.js'
import { isObject, objectsIn } from '../common/json.js'
import type { Bounds } from './forge.js'

/** What reading and writing statuses needs. */
export const STATUSES = 'statuses: write'
const PAGE_SIZE = 100
/** At most this many pages of statuses are read; GitHub keeps a thousand of each context. */
const STATUS_PAGES = 20

/** https://docs.github.com/en/rest/commits/statuses#list-commit-statuses-for-a-reference */
export async function readStatuses(
  path: string,
  contexts: readonly string[],
  sinceId: number,
  client: ForgeClient,
  bounds: Bounds
): Promise<CommitStatus[]> {
  const statuses: CommitStatus[] = []
  const missing = new Set(contexts.map(contextKey))
  for (let page = 1; page <= STATUS_PAGES; page++) {
    const { json } = await client.ask(
      {
        method: 'GET',
        path: `${path}?per_page=${PAGE_SIZE}&page=${page}`,
        permission: STATUSES,
        repeats: 'always'
      },
      bounds
    )
    if (!Array.isArray(json)) throw notUnderstood(STATUSES)
    const read = objectsIn(json).flatMap(element => statusIn(element) ?? [])
    statuses.push(...read)
    for (const { context } of read) missing.delete(contextKey(context))
    const isBack = missing.size === 0 && read.some(({ id }) => id <= sinceId)
    if (json.length < PAGE_SIZE || isBack) return statuses
  }
  // The last ones of all contexts are fewer than all that were ever written.
  const found = await readCombined(path.replace(/statuses$/, 'status'), missing, client, bounds)
  return [...statuses, ...found]
}

/**
 * The last status of each context that is looked for.
 * https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference
 */
async function readCombined(
  path: string,
  wanted: ReadonlySet<string>,
  client: ForgeClient,
  bounds: Bounds
): Promise<CommitStatus[]> {
  const found: CommitStatus[] = []
  if (wanted.size === 0) return found
  for (let page = 1; ; page++) {
    const { json } = await client.ask(
      {
        method: 'GET',
        path: `${path}?per_page=${PAGE_SIZE}&page=${page}`,
        permission: STATUSES,
        repeats: 'always'
      },
      bounds
    )
    if (!isObject(json) || !Array.isArray(json.statuses)) throw notUnderstood(STATUSES)
    const read = objectsIn(json.statuses).flatMap(element => statusIn(element) ?? [])
    found.push(...read.filter(({ context }) => wanted.has(contextKey(context))))
    if (found.length >= wanted.size || json.statuses.length < PAGE_SIZE) return found
    // A success must not be written where the current status is unknown.
    if (page === STATUS_PAGES) throw notUnderstood(STATUSES)
  }
}

function statusIn(element: Readonly<Record<string, unknown>>): CommitStatus | null {
  const { id, context, state, target_url: target } = element
  if (typeof id !== 'number' || typeof context !== 'string' || typeof state !== 'string') return null
  return { id, context, state, targetUrl: typeof target === 'string' ? target : null }
}
