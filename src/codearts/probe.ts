import type { Client } from './http/client.js'
import { v5Path, type Project } from './v5/api.js'
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
 * Asks once whether the service answers this caller at all; on v5 also whether it may see the project. The list of
 * pipelines would not show it: it is empty, and no error, for a project that the caller is no member of.
 * @param project `null` for v3
 * @param id any pipeline
 * @throws {FailureError} of a sign-in that failed; {DeadlineError}; {AbortedError}
 */
export async function probe(client: Client, project: Project | null, id: string): Promise<Finding> {
  const outcome =
    project === null
      ? await client.once('GET', `/v3/pipelines/status?pipeline_ids=${encodeRfc3986(id)}`)
      : await client.once('POST', v5Path(project, 'status'), [id])
  const { serverDate } = outcome
  return { failed: 'json' in outcome ? null : outcome.failed, serverDate }
}
