import { ConnectionError, DeadlineError } from '../../errors.js'
import type { Clock, Http, HttpResponse } from '../../ports.js'
import type { Admission } from './admission.js'
import { authorise, type OutgoingRequest, type CredentialSource, type IssuedCredential } from './authorise.js'
import { findCloudError, parseBody } from './envelope.js'
import type { Limit } from './limit.js'
import type { ServerClock } from './server-clock.js'
import { hasDuplicateKeys, type JsonCounts } from './duplicate-keys.js'
import { failure, type DetailCode, type Failure, type HintCode, type Service } from '../../domain/failure.js'
import { readRetryAfter } from './retry.js'
import { answerFailure } from './error-codes.js'

/** One request may take this long; a cloud that is slower than this is asked again. */
const REQUEST_TIMEOUT_MS = 30_000
/** A request that the deadline cut off after this long counts as a service that does not answer. */
const SLOW_MS = 5_000

/** TLS faults that asking again cannot mend; OpenSSL's names as Node passes them on. */
const CERTIFICATE_FAULT = /CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/

/**
 * What is wrong with the address, by code and words. Once the service has answered it is there and speaks HTTP: then
 * the same is a connection that broke.
 */
const ADDRESS_HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^ENOTFOUND |cause=getaddrinfo ENOTFOUND/, 'no_such_host'],
  [/^HPE_HEADER_OVERFLOW |cause=.*Header overflow/, 'headers_too_large'],
  [/^(EPROTO|HPE_\w+|ERR_SSL_\w+|UPGRADE) |cause=.*(Parse Error|SSL routines)/, 'wrong_protocol']
]

/** What a connection that did not come about asks for, by its code and words; else it is the place that was asked. */
const CONNECTION_HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^PROXY_UNREADABLE /, 'proxy_unreadable'],
  [/^PROXY_UNSUPPORTED /, 'proxy_unsupported'],
  [/statusCode=407/, 'proxy_credentials'],
  // Not those that ask for patience.
  [/statusCode=4(?!08|25|29)/, 'proxy_refuses'],
  [CERTIFICATE_FAULT, 'certificate'],
  // A proxy that is asked over TLS tells of its certificate in words only.
  [/cause=.*certificate/i, 'certificate'],
  [/^ERR_INVALID_(CHAR|HTTP_TOKEN) /, 'unsendable'],
  [/^(EMFILE|ENFILE) /, 'descriptors']
]

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
  /** Told of each attempt that failed and will be made again. */
  readonly onRetry: (lastError: Failure) => void
}

/** A 2xx answer with JSON in it and no error. */
export interface Answer {
  readonly json: unknown
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly requestId: string | null
  /** The server's own time by its `Date`, epoch milliseconds; `null` where it does not tell. */
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
 * @param trouble what went wrong before, for the error of a deadline that passes now
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
    const failed = connectionFailure(error, timeoutMs, options)
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

/** An answer that is older than this came from something that keeps answers, and tells of the past. */
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
  const odd = failure('not_understood', { service, status, requestId, detail, hint: 'wrong_endpoint' })
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
  // Nothing in it is believed, its time included.
  return { failed, serverDate: null, body: undefined, retryAfterMs: null }
}

const PIPELINE_SERVICES: ReadonlySet<Service> = new Set<Service>(['v3', 'v5'])
const IDENTITY_SERVICES: ReadonlySet<Service> = new Set<Service>(['iam', 'idp', 'sts'])

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

/** What came instead of JSON; a coding that nobody asked for explains it best. */
function nonsense(code: DetailCode, headers: HttpResponse['headers']): Failure['detail'] {
  const encoding = headers['content-encoding'] ?? 'identity'
  if (code === 'empty' || encoding === 'identity') return { code, params: {} }
  return { code: 'encoded', params: { encoding } }
}

function readDate(header: string | undefined): number | null {
  const instant = Date.parse(header ?? '')
  return Number.isNaN(instant) ? null : instant
}

function connectionFailure(
  error: ConnectionError,
  timeoutMs: number,
  { service, admission }: ClientOptions
): Failure {
  if (error.code === 'BODY_TOO_LARGE')
    return failure('not_understood', {
      service,
      detail: { code: 'too_large', params: { limit: error.message } },
      hint: 'wrong_endpoint'
    })
  const detail: Failure['detail'] =
    error.code === 'TIMEOUT'
      ? { code: 'no_answer', params: { seconds: Math.ceil(timeoutMs / 1000) } }
      : { code: 'raw', params: { text: error.message } }
  return failure('connection', { service, detail, hint: connectionHint(error, service, admission) })
}

function connectionHint(
  { code, message }: ConnectionError,
  service: Service,
  { hasAnswered }: Admission
): HintCode {
  const text = `${code} ${message}`
  const hints = hasAnswered ? CONNECTION_HINTS : [...CONNECTION_HINTS, ...ADDRESS_HINTS]
  const known = hints.find(([pattern]) => pattern.test(text))?.[1]
  return known ?? (IDENTITY_SERVICES.has(service) ? 'wrong_identity_endpoint' : 'wrong_endpoint')
}
