import { ConnectionError, DeadlineError } from '../../errors.js'
import type { Clock, Http, HttpResponse } from '../../ports.js'
import type { Admission } from './admission.js'
import { authorise, type OutgoingRequest, type CredentialSource, type IssuedCredential } from './authorise.js'
import { connectionFailure, placeHint } from './connection-failure.js'
import { findCloudError, parseBody } from './envelope.js'
import type { Limit } from '../../common/limit.js'
import type { ServerClock } from './server-clock.js'
import { hasDuplicateKeys, type JsonCounts } from './duplicate-keys.js'
import { failure, type DetailCode, type Failure, type Service } from '../../domain/failure.js'
import { readRetryAfter } from './retry.js'
import { answerFailure } from './answer-failure.js'

/** One request may take this long; a cloud that is slower than this is asked again. */
const REQUEST_TIMEOUT_MS = 30_000
/** A request that the deadline cut off after this long counts as a service that does not answer. */
const SLOW_MS = 5_000

export interface ClientOptions {
  readonly http: Http
  readonly clock: Clock
  /** Shared by all clients of a step: together they keep few requests on their way. */
  readonly limit: Limit
  /** Shared by all clients with the same credential. */
  readonly admission: Admission
  /** From 0 to 1, for jitter. */
  readonly random: () => number
  /** What the requests are authorised with; `null` for a service that is asked without. */
  readonly credentials: CredentialSource | null
  /** What is known of the difference between the clocks. */
  readonly serverClock: ServerClock
  /** Base URL without a slash at its end. */
  readonly endpoint: string
  readonly language: 'en' | 'zh'
  /** Who is asked: decides what an error means for the user. */
  readonly service: Service
  /** On the monotonic clock: nothing is sent or waited for after it. */
  readonly deadline: number
  readonly signal: AbortSignal
  /** Called for each failed attempt that is retried. */
  readonly onRetry: (lastError: Failure) => void
}

/** A 2xx answer with JSON in it and no error. */
export interface Answer {
  readonly json: unknown
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly requestId: string | null
  /** The server's own time by its `Date`, epoch milliseconds; `null` where it does not say. */
  readonly serverDate: number | null
}

/** A request that brought no answer that can be used. */
export interface FailedAttempt {
  readonly failed: Failure
  readonly retryAfterMs: number | null
  /** The server's own time, epoch milliseconds. */
  readonly serverDate: number | null
  /** What was added to this machine's time for the signature. */
  readonly offsetMs: number
  /** Whether the request surely never reached the service. */
  readonly neverSent: boolean
  /** What the body was, parsed; `undefined` where there was no JSON. */
  readonly body: unknown
}

/**
 * Makes one request and says what came of it.
 *
 * @param lastError what went wrong before, for the error of a deadline that passes now
 * @throws {DeadlineError} when there is no time left, or it ends the request; {AbortedError}
 */
export async function attempt(
  request: OutgoingRequest,
  issued: IssuedCredential | null,
  lastError: Failure | null,
  options: ClientOptions
): Promise<Answer | FailedAttempt> {
  const { clock, deadline, signal } = options
  const begun = clock.now()
  const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, deadline - begun)
  if (timeoutMs <= 0) throw new DeadlineError(lastError)
  const { offsetMs } = options.serverClock
  const proof = issued === null ? {} : authorise(request, issued.credential, clock.epoch() + offsetMs)
  try {
    const response = await options.http(
      { ...request, headers: { ...request.headers, ...proof }, timeoutMs },
      signal
    )
    const outcome = read(response, options)
    if ('json' in outcome && outcome.serverDate !== null && PIPELINE_SERVICES.has(options.service))
      options.serverClock.read({ epochMs: outcome.serverDate, at: clock.now() })
    return { offsetMs, neverSent: false, ...outcome }
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    const failed = connectionFailure(error, timeoutMs, {
      service: options.service,
      hasAnswered: options.admission.hasAnswered
    })
    const cutByDeadline = error.code === 'TIMEOUT' && timeoutMs < REQUEST_TIMEOUT_MS
    if (!cutByDeadline)
      return {
        offsetMs,
        failed,
        retryAfterMs: null,
        serverDate: null,
        body: undefined,
        neverSent: error.reached === 'no'
      }
    throw new DeadlineError(timeoutMs >= SLOW_MS ? failed : lastError)
  }
}

/** A response older than this came from a cache and describes the past. */
const OLDEST_ANSWER_S = 60

/** How long ago an answer was made, in seconds (RFC 9111, section 5.1). */
function ageOf({ age }: HttpResponse['headers']): number {
  return Number(/^\s*(\d{1,15})\s*(?:,|$)/.exec(age ?? '')?.[1] ?? 0)
}

function read(
  response: HttpResponse,
  options: ClientOptions
): Answer | Omit<FailedAttempt, 'offsetMs' | 'neverSent'> {
  const seconds = ageOf(response.headers)
  if (seconds > OLDEST_ANSWER_S) return outdated(response, seconds, options)
  options.admission.noteAnswer()
  const parsed = parseBody(response.body)
  const json = 'json' in parsed ? parsed.json : undefined
  const { status, headers } = response
  const requestId = headers['x-request-id'] ?? null
  const serverDate = readDate(headers.date)
  const failed = answerFailure(response, findCloudError(json, status >= 300), options.service)
  if (failed !== null) {
    const now = serverDate ?? options.clock.epoch()
    return { failed, serverDate, body: json, retryAfterMs: readRetryAfter(headers['retry-after'], now) }
  }
  const { service } = options
  const detail = 'json' in parsed ? doubt(parsed, status, service) : nonsense(parsed.not, headers)
  if (detail === null) return { json, status, headers, requestId, serverDate }
  const odd = failure('not_understood', { service, status, requestId, detail, hint: placeHint(service) })
  return { failed: odd, serverDate, body: json, retryAfterMs: null }
}

function outdated(
  { status, headers }: HttpResponse,
  seconds: number,
  { service }: ClientOptions
): Omit<FailedAttempt, 'offsetMs' | 'neverSent'> {
  const failed = failure('server_error', {
    service,
    status,
    requestId: headers['x-request-id'] ?? null,
    detail: { code: 'old_answer', params: { seconds } },
    hint: 'cached'
  })
  // Nothing in it is used, its time included.
  return { failed, serverDate: null, body: undefined, retryAfterMs: null }
}

const PIPELINE_SERVICES: ReadonlySet<Service> = new Set<Service>(['v3', 'v5'])

/** Why JSON that the pipeline service gave cannot be relied on, `null` if it can. */
function doubt(
  parsed: { readonly json: unknown; readonly counts: JsonCounts },
  status: number,
  service: Service
): Failure['detail'] {
  if (!PIPELINE_SERVICES.has(service)) return null
  // It answers 200 or an error; part of an answer (206) must not pass for a whole one.
  if (status !== 200) return { code: 'odd_status', params: {} }
  return hasDuplicateKeys(parsed.counts, parsed.json) ? { code: 'duplicate_key', params: {} } : null
}

/** What came instead of JSON; an unrequested encoding explains it best. */
function nonsense(code: DetailCode, headers: HttpResponse['headers']): Failure['detail'] {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (code === 'empty' || encoding === 'identity') return { code, params: {} }
  return { code: 'encoded', params: { encoding } }
}

function readDate(header: string | undefined): number | null {
  const instant = Date.parse(header ?? '')
  return Number.isNaN(instant) ? null : instant
}
