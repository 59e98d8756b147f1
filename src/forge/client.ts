import type { ForgeFailure } from '../domain/forge-failure.js'
import { AbortedError, ConnectionError, ForgeError } from '../errors.js'
import type { Clock, Http, HttpRequest, HttpResponse } from '../ports.js'
import { joinedSignal } from '../common/signals.js'
import { jsonOf, refusalOf, type Refusal } from './failures.js'
import type { Bounds } from './forge.js'

export interface ForgeOptions {
  readonly http: Http
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** `GITHUB_API_URL`, without a slash at its end: the only place that the token goes to. */
  readonly apiUrl: string
  readonly token: string
}

/** One request, without the place that it goes to. */
export interface ForgeRequest {
  readonly method: HttpRequest['method']
  /** Below the base URL, with its query, or a whole URL of the same origin. */
  readonly path: string
  readonly body?: object
  /** What the job has to be allowed to. */
  readonly permission: string
  /** A request that must not be sent twice is not repeated after an answer that was lost. */
  readonly repeats: 'always' | 'if_refused'
}

export interface ForgeClient {
  /** The answer to a request, a success. @throws {ForgeError}; {AbortedError} where `bounds.signal` ends it */
  ask(request: ForgeRequest, bounds: Bounds): Promise<ForgeAnswer>
}

/** A success. */
export interface ForgeAnswer {
  readonly status: number
  readonly json: unknown
  /** GitHub's time, epoch milliseconds; `null` where the answer has no date. */
  readonly date: number | null
}

const REQUEST_MS = 10_000
/** A service that is down is asked so often; the next change asks again. */
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 500
/**
 * Below what GitHub grants for requests that make content, 80 a minute.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const WRITES_A_MINUTE = 80
const MINUTE_MS = 60_000

/** GitHub's API, asked through the http of the step: no redirect is followed, answers are bounded. */
export function createForgeClient(options: ForgeOptions): ForgeClient {
  const { clock } = options
  const writes: number[] = []
  // Who asks on while GitHub wants to be left alone is refused for longer: all requests wait together.
  let closedUntil = Number.NEGATIVE_INFINITY
  let closedBy: ForgeFailure | null = null
  const pause = async (until: number, bounds: Bounds, failure: ForgeFailure): Promise<void> => {
    while (clock.now() < until) {
      if (until >= bounds.until()) throw new ForgeError(failure)
      await sleepUntil(until, bounds, clock)
    }
  }
  const takeWrite = async (bounds: Bounds, permission: string): Promise<void> => {
    const first = writes.length < WRITES_A_MINUTE ? undefined : writes.at(-WRITES_A_MINUTE)
    const at = Math.max(clock.now(), first === undefined ? 0 : first + MINUTE_MS)
    writes.push(at)
    if (writes.length > WRITES_A_MINUTE) writes.shift()
    await pause(at, bounds, { problem: 'limit', status: null, words: null, permission })
  }
  const untilOpen = async (bounds: Bounds, permission: string): Promise<void> => {
    while (closedBy !== null && clock.now() < closedUntil)
      await pause(closedUntil, bounds, { ...closedBy, permission })
  }
  return {
    async ask(request, bounds) {
      for (let attempt = 1; ; attempt++) {
        if (request.method !== 'GET' && !request.path.endsWith('/graphql'))
          await takeWrite(bounds, request.permission)
        await untilOpen(bounds, request.permission)
        if (bounds.signal?.aborted === true) throw new AbortedError()
        if (bounds.isStale?.() === true) throw new ForgeError(stale(request))
        const answer = await sendOnce(request, bounds, options)
        if ('json' in answer) return answer
        const { failure, pauseMs } = answer
        const mayRepeat = request.repeats === 'always' || failure.status !== null
        if (failure.problem === 'limit' && pauseMs !== null && clock.now() + pauseMs > closedUntil) {
          closedUntil = clock.now() + pauseMs
          closedBy = failure
        }
        const isOver = failure.problem !== 'limit' && attempt >= ATTEMPTS
        if (pauseMs === null || !mayRepeat || isOver) throw new ForgeError(failure)
        const backoff = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + options.random() / 2)
        await pause(clock.now() + Math.max(pauseMs, backoff), bounds, failure)
      }
    }
  }
}

/** Sleeps, but not past the moment when the end comes nearer. @throws {AbortedError} when `signal` ends it */
async function sleepUntil(at: number, { hurry, signal }: Bounds, clock: Clock): Promise<void> {
  // What has hurried once does not wake again.
  const sources = [hurry.aborted ? null : hurry, signal ?? null].filter(source => source !== null)
  const wake = joinedSignal(...sources)
  try {
    await clock.sleep(at - clock.now(), wake.signal)
  } catch (error) {
    if (!(error instanceof AbortedError) || signal?.aborted === true) throw error
  } finally {
    wake.release()
  }
}

async function sendOnce(
  { method, path, body, permission }: ForgeRequest,
  bounds: Bounds,
  { http, clock, apiUrl, token }: ForgeOptions
): Promise<ForgeAnswer | Refusal> {
  const url = path.startsWith('/') ? `${apiUrl}${path}` : path
  const timeoutMs = Math.min(REQUEST_MS, bounds.until() - clock.now())
  const lost = (words: string | null): Refusal => ({
    failure: { problem: 'unreachable', status: null, words, permission },
    pauseMs: 0
  })
  if (timeoutMs <= 0) return { ...lost(null), pauseMs: null }
  let response: HttpResponse
  try {
    response = await http(
      {
        method,
        url,
        headers: headersOf(token, body),
        body: body === undefined ? null : JSON.stringify(body),
        timeoutMs
      },
      bounds.signal ?? new AbortController().signal
    )
  } catch (error) {
    if (error instanceof ConnectionError) return lost(error.message)
    throw error
  }
  const { status } = response
  if (status < 200 || status >= 300) return refusalOf(response, permission, clock.epoch())
  const date = dateOf(response)
  if (status === 204) return { status, json: null, date }
  const json = jsonOf(response.body)
  if (json !== undefined) return { status, json, date }
  return { failure: { problem: 'not_understood', status, words: null, permission }, pauseMs: null }
}

function dateOf({ headers }: HttpResponse): number | null {
  const date = Date.parse(headers.date ?? '')
  return Number.isNaN(date) ? null : date
}

function stale({ permission }: ForgeRequest): ForgeFailure {
  return { problem: 'refused', status: null, words: null, permission }
}

/** https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api */
function headersOf(token: string, body: object | undefined): Record<string, string> {
  return {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'codearts-pipeline-gate',
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' })
  }
}
