import { nextLook, readRetryAfter, retryPause } from '../domain/schedule.js'
import { ConnectionError, failure, FailureError, type Failure } from '../errors.js'
import type { Clock, Http, HttpResponse } from '../ports.js'
import { authorise, type Credential, type OutgoingRequest } from './authorise.js'
import { answerFailure, findCloudError, mayHeal, parseBody } from './envelope.js'

/** One request may take this long; a cloud that is slower than this is asked again. */
const REQUEST_TIMEOUT_MS = 30_000
/** A request that the deadline cut off after this long counts as a service that does not answer. */
const SLOW_MS = 5_000
/** At most so many requests are on their way at once. */
const IN_FLIGHT = 4

const USER_AGENT = 'codearts-pipeline-gate'

/** TLS faults that asking again cannot mend; OpenSSL's names as Node passes them on. */
const CERTIFICATE_FAULT = /CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/

/** The deadline passed before there was an answer. `trouble` is what went wrong until then, if anything did. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError'
  constructor(readonly trouble: Failure | null) {
    super('deadline')
  }
}

export interface ClientOptions {
  readonly http: Http
  readonly clock: Clock
  /** Shared by all clients of a step: together they keep few requests on their way. */
  readonly limit: Limit
  /** From 0 to 1, for jitter. */
  readonly random: () => number
  readonly credential: Credential
  /** Base URL without a slash at its end. */
  readonly endpoint: string
  readonly language: 'en' | 'zh'
  /** Decides what "no such API" means for the user. */
  readonly api: 'v3' | 'v5'
  /** On the monotonic clock: nothing is sent or waited for after it. */
  readonly deadline: number
  readonly signal: AbortSignal
  /** Takes secrets out of whatever the cloud says. */
  readonly redact: (text: string) => string
  /** Told of each attempt that failed and will be made again. */
  readonly onTrouble: (trouble: Failure) => void
}

/** A 2xx answer with JSON in it and no error. */
export interface Answer {
  readonly json: unknown
  readonly status: number
  readonly requestId: string | null
}

export interface Client {
  /**
   * Asks until there is an answer, as long as asking again can help.
   * @param path path and query behind the endpoint, encoded
   * @throws {FailureError} what cannot heal; {DeadlineError}; {AbortedError}
   */
  get(path: string): Promise<Answer>
  /** The same with a JSON body; only for calls that change nothing, since they may be repeated. */
  post(path: string, body: unknown): Promise<Answer>
  /** Length of the URL that a path makes, in characters. */
  urlLength(path: string): number
}

/** A client of the pipeline service that signs, bounds and repeats its requests. */
export function createClient(options: ClientOptions): Client {
  return {
    get: path => send('GET', path, null, options),
    post: (path, body) => send('POST', path, JSON.stringify(body), options),
    urlLength: path => options.endpoint.length + path.length
  }
}

/** Runs a task as soon as there is a place for it. */
export type Limit = <T>(task: () => Promise<T>) => Promise<T>

/** Lets only so many tasks run at once; the others wait for their turn. */
export function limiter(places: number = IN_FLIGHT): Limit {
  let free = places
  const queue: (() => void)[] = []
  return async task => {
    if (free > 0) free--
    else await new Promise<void>(resolve => queue.push(resolve))
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next === undefined) free++
      else next()
    }
  }
}

async function send(
  method: OutgoingRequest['method'],
  path: string,
  body: string | null,
  options: ClientOptions
): Promise<Answer> {
  const request: OutgoingRequest = {
    method,
    url: `${options.endpoint}${path}`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'x-language': options.language === 'zh' ? 'zh-cn' : 'en-us'
    },
    body
  }
  let trouble: Failure | null = null
  for (let failures = 1; ; failures++) {
    const outcome: Answer | FailedAttempt = await options.limit(attempt(request, trouble, options))
    if ('json' in outcome) return outcome
    if (!mayHeal(outcome.failed)) throw new FailureError(outcome.failed)
    trouble = { ...outcome.failed, attempts: failures }
    options.onTrouble(trouble)
    await pauseBeforeRetry(failures, outcome.retryAfterMs, trouble, options)
  }
}

interface FailedAttempt {
  readonly failed: Failure
  readonly retryAfterMs: number | null
}

/** One attempt, ready to be made once there is a place for it. */
function attempt(
  request: OutgoingRequest,
  trouble: Failure | null,
  options: ClientOptions
): () => Promise<Answer | FailedAttempt> {
  return () => attemptNow(request, trouble, options)
}

async function attemptNow(
  request: OutgoingRequest,
  trouble: Failure | null,
  options: ClientOptions
): Promise<Answer | FailedAttempt> {
  const { clock, deadline, signal } = options
  const begun = clock.now()
  const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, deadline - begun)
  if (timeoutMs <= 0) throw new DeadlineError(trouble)
  const headers = { ...request.headers, ...authorise(request, options.credential, clock.epoch()) }
  try {
    const response = await options.http({ ...request, headers, timeoutMs }, signal)
    return read({ ...response, body: options.redact(response.body) }, options)
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    const failed = connectionFailure(error, timeoutMs, options.redact)
    const cutByDeadline = error.code === 'TIMEOUT' && timeoutMs < REQUEST_TIMEOUT_MS
    if (!cutByDeadline) return { failed, retryAfterMs: null }
    throw new DeadlineError(timeoutMs >= SLOW_MS ? failed : trouble)
  }
}

function read(response: HttpResponse, options: ClientOptions): Answer | FailedAttempt {
  const parsed = parseBody(response.body)
  const json = 'json' in parsed ? parsed.json : undefined
  const requestId = response.headers['x-request-id'] ?? null
  const { status } = response
  const failed = answerFailure(response, findCloudError(json), options.api)
  if (failed !== null) {
    const retryAfterMs = readRetryAfter(response.headers['retry-after'], options.clock.epoch())
    return { failed, retryAfterMs }
  }
  if ('json' in parsed) return { json, status, requestId }
  return {
    failed: failure('not_understood', {
      status,
      requestId,
      detail: { code: parsed.not, params: {} },
      hint: 'wrong_endpoint'
    }),
    retryAfterMs: null
  }
}

function connectionFailure(
  error: ConnectionError,
  timeoutMs: number,
  redact: (text: string) => string
): Failure {
  if (error.code === 'BODY_TOO_LARGE')
    return failure('not_understood', { detail: { code: 'too_large', params: { limit: error.message } } })
  const detail: Failure['detail'] =
    error.code === 'TIMEOUT'
      ? { code: 'no_answer', params: { seconds: Math.ceil(timeoutMs / 1000) } }
      : { code: 'raw', params: { text: redact(error.message) } }
  return failure('connection', {
    detail,
    hint: CERTIFICATE_FAULT.test(error.code) ? 'certificate' : 'wrong_endpoint'
  })
}

async function pauseBeforeRetry(
  failures: number,
  retryAfterMs: number | null,
  trouble: Failure,
  { clock, random, deadline, signal }: ClientOptions
): Promise<void> {
  const pause = retryPause(failures, retryAfterMs, random())
  const at = nextLook(clock.now(), pause, deadline)
  await clock.sleep((at ?? deadline) - clock.now(), signal)
  if (at === null) throw new DeadlineError(trouble)
}

/**
 * Runs `task` over `items`, at most four at a time, and lets every begun one end.
 * @throws the first error, once nothing is on its way any more; what has not begun by then is left out
 */
export async function inFlight<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const errors: Error[] = []
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && errors.length === 0; item = waiting.shift()) {
      try {
        await task(item)
      } catch (error) {
        errors.push(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  // A deadline says less than a refusal, so the refusal is told.
  const worst = errors.find(error => !(error instanceof DeadlineError)) ?? errors[0]
  if (worst !== undefined) throw worst
}
