import { FailureError } from '../../errors.js'
import type { Client } from '../http/client.js'
import { text } from '../http/values.js'
import { isObject } from '../../common/json.js'
import { failure } from '../../domain/failure.js'

/** Where the runner gives out the job's OIDC token; both come from the environment of the step. */
export interface IdTokenRequest {
  /** The part of the URL after its origin: path and query. */
  readonly path: string
  readonly requestToken: string
  /** `null` for GitHub's own default, the URL of the repository's owner. */
  readonly audience: string | null
}

/**
 * Fetches a new OIDC token of the job: it lives a few minutes, so it is fetched for each exchange.
 * @param client of the origin of `ACTIONS_ID_TOKEN_REQUEST_URL`
 * @throws {FailureError} when there is no token in the answer, or what the client throws
 */
export async function fetchIdToken(client: Client, request: IdTokenRequest): Promise<string> {
  const { path, requestToken, audience } = request
  const query = audience === null ? '' : `&audience=${encodeURIComponent(audience)}`
  const answer = await client.get(`${path}${query}`, { authorization: `Bearer ${requestToken}` })
  const token = isObject(answer.json) ? text(answer.json.value) : null
  if (token !== null) return token
  const { status, requestId } = answer
  const detail = { code: 'no_token', params: {} } as const
  throw new FailureError(
    failure('not_understood', { service: 'github', status, requestId, detail, hint: 'id_token' })
  )
}

/** The subject claim of a token, which a trust policy is matched against; `null` if it cannot be read. */
export function subjectOf(idToken: string): string | null {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')
    )
    return isObject(payload) ? text(payload.sub) : null
  } catch {
    return null
  }
}
