import type { Client } from './http/client.js'
import { encodeRfc3986 } from './http/signer.js'
import type { Failure } from '../domain/failure.js'

/** What one question to the service brought. */
export interface Finding {
  /** `null`: it was answered. */
  readonly failed: Failure | null
  /** The server's own time, epoch milliseconds. */
  readonly serverDate: number | null
}

/**
 * Asks once whether the service answers this caller at all; on v5 also whether it may see the project.
 * @param projectId `null` for v3
 * @param id any pipeline: v3 has no question without one
 * @throws {FailureError} of a sign-in that failed; {DeadlineError}; {AbortedError}
 */
export async function probe(client: Client, projectId: string | null, id: string): Promise<Finding> {
  const outcome =
    projectId === null
      ? await client.once('GET', `/v3/pipelines/status?pipeline_ids=${encodeRfc3986(id)}`)
      : await client.once('POST', `/v5/${projectId}/api/pipelines/list`, { offset: 0, limit: 10 })
  if (!('json' in outcome)) return { failed: outcome.failed, serverDate: outcome.serverDate }
  const date = Date.parse(outcome.headers.date ?? '')
  return { failed: null, serverDate: Number.isNaN(date) ? null : date }
}
