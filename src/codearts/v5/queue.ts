import { notUnderstood } from '../status.js'
import type { Answer, FailedAttempt } from '../http/attempt.js'
import type { Client } from '../http/client.js'
import { count, text, word } from '../http/values.js'
import { isObject, type JsonObject } from '../../common/json.js'
import { FailureError } from '../../errors.js'
import { v5Path, type Project } from './api.js'
import { stageTime } from './run.js'

/** A run that waits in the queue of its pipeline, or has waited there too long. */
export interface QueueRecord {
  /** `null` where the record does not say. */
  readonly queueId: string | null
  readonly runId: string | null
  /** Epoch milliseconds, `null` where the record does not say. */
  readonly since: number | null
  /** A run that waits 24 hours is dropped. */
  readonly state: 'waiting' | 'timed_out'
  /** Its position among those that wait, from 1. */
  readonly place: number
}

/** As in the documented example: no source mentions a larger page. */
const RECORDS_PER_PAGE = 10
/** A pipeline queues 100 runs at most. */
const MOST_PAGES = 10

/** One page of a queue. */
export interface QueuePage {
  readonly records: readonly QueueRecord[]
  /** Records in all pages, `null` where the response does not say. */
  readonly total: number | null
}

/**
 * The queue of a pipeline, each page asked for once.
 * @throws {FailureError}; {DeadlineError}; {AbortedError}
 */
export async function readQueue(
  client: Pick<Client, 'once'>,
  project: Project,
  pipelineId: string
): Promise<readonly QueueRecord[]> {
  const records: JsonObject[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const { came, total } = await askForPage(client, project, pipelineId, records.length)
    records.push(...came)
    if (came.length === 0 || records.length >= (total ?? 0)) break
  }
  return placed(records)
}

/** One page of the queue: one request. @throws {FailureError}; {DeadlineError}; {AbortedError} */
export async function readQueuePage(
  client: Pick<Client, 'once'>,
  project: Project,
  pipelineId: string,
  offset: number
): Promise<QueuePage> {
  const { came, total } = await askForPage(client, project, pipelineId, offset)
  return { records: placed(came), total }
}

/** https://support.huaweicloud.com/intl/en-us/api-pipeline/ListPipelineQueue.html */
async function askForPage(
  client: Pick<Client, 'once'>,
  project: Project,
  pipelineId: string,
  offset: number
): Promise<{ readonly came: JsonObject[]; readonly total: number | null }> {
  const query = `?offset=${offset}&limit=${RECORDS_PER_PAGE}`
  const path = `${v5Path(project, pipelineId, 'queued-pipeline')}${query}`
  const answer = understood(await client.once('GET', path))
  const { json } = answer
  if (!isObject(json) || !Array.isArray(json.queuedPipelines)) throw notUnderstood(answer, 'not_a_list')
  return { came: json.queuedPipelines.filter(isObject), total: count(json.total) }
}

function placed(elements: readonly JsonObject[]): QueueRecord[] {
  const records = elements.map((element, index) => ({
    index,
    queueId: text(element.id),
    runId: text(element.pipeline_run_id),
    since: stageTime(element.enqueue_time),
    state: word(element.status) === 'queued_time_out' ? ('timed_out' as const) : ('waiting' as const)
  }))
  // In which order they come is not documented.
  const inOrder = records
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => (a.since ?? 0) - (b.since ?? 0) || a.index - b.index)
  const places = new Map(inOrder.map(({ index }, place) => [index, place + 1]))
  return records.map(({ index, ...record }) => ({ ...record, place: places.get(index) ?? 1 }))
}

function understood(outcome: Answer | FailedAttempt): Answer {
  if ('json' in outcome) return outcome
  throw new FailureError(outcome.failed)
}
