import { failure, type Failure, type FailureCode, type Service } from '../../domain/failure.js'
import type { HttpResponse } from '../../ports.js'
import type { CloudError } from './envelope.js'
import { meaningOf, type Meaning } from './error-codes.js'
import { hintFor } from './hints.js'

/** The request is wrong, not the credential. */
const OF_THE_REQUEST: ReadonlySet<Meaning | null> = new Set<Meaning | null>([
  'not_owned',
  'no_such_pipeline',
  'no_such_project',
  'too_many_runs',
  'queued'
])

const OF_THE_CALLER: ReadonlySet<Meaning | null> = new Set<Meaning | null>([
  'unidentified',
  'no_identity',
  'blocked',
  'token_renewal',
  'no_permission'
])

/**
 * What is wrong with an answer, decided by its status and by the error in its body.
 *
 * @param cloud the error in the body, `null` when there is none
 * @param service who was asked: the same code asks for another repair
 * @returns `null` for an answer of the 2xx kind without an error in it
 */
export function answerFailure(
  response: HttpResponse,
  cloud: CloudError | null,
  service: Service
): Failure | null {
  const { status } = response
  const ok = status >= 200 && status < 300
  if (ok && cloud === null) return null
  const meaning = cloud === null ? null : meaningOf(cloud.code, cloud.message)
  const code = failureCode(status, meaning)
  return failure(code, {
    service,
    status,
    cloudCode: cloud?.code ?? null,
    cloudMessage: cloud?.message ?? null,
    requestId: response.headers['x-request-id'] ?? null,
    detail: code === 'redirected' ? redirectTarget(response) : null,
    hint: hintFor(code, status, cloud, meaning, service)
  })
}

function failureCode(status: number, meaning: Meaning | null): FailureCode {
  if (status === 429 || meaning === 'throttled') return 'throttled'
  if (meaning === 'locked') return 'locked'
  // Not a temporary error, whatever its status.
  if (meaning === 'no_permission') return 'refused'
  if (status >= 500 || status === 408) return 'server_error'
  if (status === 401 || (status === 403 && !OF_THE_REQUEST.has(meaning)) || OF_THE_CALLER.has(meaning))
    return 'refused'
  return status >= 300 && status < 400 ? 'redirected' : 'rejected'
}

function redirectTarget(response: HttpResponse): Failure['detail'] {
  const location = response.headers.location ?? ''
  const host = URL.canParse(location) ? new URL(location).host : location
  return host === '' ? null : { code: 'redirect_to', params: { host } }
}
