import { isDeepStrictEqual } from 'node:util'
import type { PipelineRun, RunOutcome, Stage } from '../domain/pipeline-run.js'
import type { Sighting } from '../domain/tracking.js'
import { failure, FailureError } from '../errors.js'
import { inFlight, type Answer, type Client } from './client.js'
import { isObject, type JsonObject } from './envelope.js'
import { encodeRfc3986 } from './signer.js'

/** Looks once at the given pipelines; `report` is called with each answer as it comes. */
export type Look = (
  ids: readonly string[],
  report: (sightings: ReadonlyMap<string, Sighting>) => void
) => Promise<void>

const PATH = '/v3/pipelines/status?pipeline_ids='
/** Neither limit is in the reference; both are safe with the gateway. */
const IDS_PER_REQUEST = 100
const URL_LIMIT = 4_000

/** The first generation of the question: `GET /v3/pipelines/status`. */
export function v3Look(client: Client): Look {
  return (ids, report) =>
    inFlight(chunks(ids, client), async chunk =>
      report(readAnswer(await client.get(statusPath(chunk)), chunk))
    )
}

function statusPath(ids: readonly string[]): string {
  return PATH + encodeRfc3986(ids.join(','))
}

function chunks(ids: readonly string[], client: Client): string[][] {
  const all: string[][] = []
  let chunk: string[] = []
  for (const id of ids) {
    const longer = [...chunk, id]
    const fits = longer.length <= IDS_PER_REQUEST && client.urlLength(statusPath(longer)) < URL_LIMIT
    if (fits || chunk.length === 0) {
      chunk = longer
    } else {
      all.push(chunk)
      chunk = [id]
    }
  }
  return chunk.length > 0 ? [...all, chunk] : all
}

/**
 * What an answer says of each pipeline that was asked for. Pipelines nobody asked for are left aside.
 *
 * @throws {FailureError} for whatever is not an array of objects with a `pipeline_id`
 */
export function readAnswer(answer: Answer, ids: readonly string[]): Map<string, Sighting> {
  const elements = readElements(answer)
  const asked = elements.filter(({ pipeline_id: id }) => ids.includes(id))
  const foreign = elements.length > 0 && asked.length === 0
  return new Map(
    ids.map(id => {
      const mine = asked.filter(element => element.pipeline_id === id)
      const sighting: Sighting = foreign ? { kind: 'other_pipelines_only' } : readSighting(mine)
      return [id, sighting]
    })
  )
}

type Element = JsonObject & { readonly pipeline_id: string }

function readElements({ json, status, requestId }: Answer): Element[] {
  const not = (code: 'null' | 'not_a_list' | 'bad_element'): FailureError =>
    new FailureError(
      failure('not_understood', { status, requestId, detail: { code, params: {} }, hint: 'wrong_endpoint' })
    )
  if (!Array.isArray(json)) throw not(json === null ? 'null' : 'not_a_list')
  return json.map((element: unknown) => {
    if (!isObject(element) || typeof element.pipeline_id !== 'string') throw not('bad_element')
    return { ...element, pipeline_id: element.pipeline_id }
  })
}

function readSighting([element, ...twins]: readonly Element[]): Sighting {
  if (element === undefined) return { kind: 'no_run' }
  if (twins.some(twin => !isDeepStrictEqual(twin, element))) return { kind: 'contradiction' }
  // A pipeline that never ran comes with neither status nor run ID (seen in sibling answers).
  if (isNothing(element.status) && isNothing(element.build_id)) return { kind: 'no_run' }
  return { kind: 'run', run: readRun(element), matchedBy: 'latest' }
}

function readRun(element: Element): PipelineRun {
  const { outcome, ended } = readOutcome(element.status, element.result)
  return {
    pipelineId: element.pipeline_id,
    pipelineName: text(element.pipeline_name),
    runId: text(element.build_id),
    runNumber: null,
    status: text(element.status),
    outcome,
    ended,
    url: webAddress(element.detail_url),
    executor: text(element.executor),
    trigger: null,
    branch: null,
    commit: null,
    startedAt: readTime(element.start_time),
    endedAt: ended ? readTime(element.end_time) : null,
    stages: readStages(element.stages)
  }
}

const GOING_ON: Readonly<Record<string, RunOutcome>> = {
  waiting: 'running',
  running: 'running',
  verifying: 'paused',
  suspending: 'paused'
}
const RESULTS: Readonly<Record<string, RunOutcome>> = {
  success: 'success',
  error: 'error',
  aborted: 'aborted'
}

/**
 * The outcome of a v3 `status` and `result`; words are compared without regard to case.
 * Only `completed` is an end; what a status nobody has seen means is left open.
 */
export function readOutcome(
  status: unknown,
  result: unknown
): { readonly outcome: RunOutcome; readonly ended: boolean } {
  const word = lower(status)
  if (word === 'completed') return { outcome: own(RESULTS, lower(result)) ?? 'unknown', ended: true }
  return { outcome: own(GOING_ON, word) ?? 'unknown', ended: false }
}

function readStages(stages: unknown): Stage[] {
  if (!Array.isArray(stages)) return []
  return stages
    .filter(isObject)
    .map((stage, index) => ({ stage, order: typeof stage.order === 'number' ? stage.order : index }))
    .sort((a, b) => a.order - b.order)
    .map(({ stage }) => ({
      name: text(stage.display_name) ?? text(stage.name) ?? '',
      outcome: isNothing(stage.status) ? null : readOutcome(stage.status, stage.result).outcome,
      startedAt: null,
      endedAt: null
    }))
}

/**
 * An instant such as `2022-09-09 00:00:24`. The service means China Standard Time, UTC+8, and says no zone.
 * @returns epoch milliseconds, or `null` for anything else
 */
export function readTime(value: unknown): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text(value)?.trim() ?? '')
  if (match === null) return null
  const instant = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}+08:00`)
  return Number.isNaN(instant) ? null : instant
}

/** An address that may be shown as a link; anything but http(s) is dropped. */
export function webAddress(value: unknown): string | null {
  const address = text(value)
  if (address === null || !URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return /^[!-~]+$/.test(address) ? address : href
}

function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : ''
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
