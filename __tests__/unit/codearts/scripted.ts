import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import { openAdmission } from '../../../src/codearts/http/admission.js'
import type { ClientOptions } from '../../../src/codearts/http/attempt.js'
import { createClient, type Client } from '../../../src/codearts/http/client.js'
import { givenCredential } from '../../../src/codearts/auth/credential-source.js'
import { limiter } from '../../../src/common/limit.js'
import { serverClock } from '../../../src/codearts/http/server-clock.js'
import { ConnectionError } from '../../../src/errors.js'
import type { HttpRequest, HttpResponse } from '../../../src/ports.js'
import type { Failure } from '../../../src/domain/failure.js'

/** What CodeArts does with one request: answers after a while, or breaks the connection. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown
  readonly afterMs?: number
  readonly breaks?: ConnectionError
}

export interface Asked extends HttpRequest {
  readonly at: number
}

/** A client against a scripted cloud on a virtual clock, and all that could be seen of it. */
export interface Scripted {
  readonly client: Client
  readonly clock: VirtualClock
  readonly asked: Asked[]
  readonly errors: Failure[]
  /** What was reported about the clocks, in milliseconds. */
  readonly corrections: number[]
  mostInFlight: number
}

export const START = Date.UTC(2026, 0, 2, 3, 4, 5)
export const SECRET = 'secret-key-of-the-test'

/** @param reply given the number of the request, from 1, and the request */
export function scripted(
  reply: (n: number, request: HttpRequest) => Reply,
  options: Partial<ClientOptions> = {}
): Scripted {
  const clock = new VirtualClock(START)
  let inFlight = 0
  const http = async (request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> => {
    lastObservation.asked.push({ ...request, at: clock.now() })
    lastObservation.mostInFlight = Math.max(lastObservation.mostInFlight, ++inFlight)
    try {
      const {
        status = 200,
        headers = {},
        body = [],
        afterMs = 10,
        breaks
      } = reply(lastObservation.asked.length, request)
      await clock.sleep(Math.min(afterMs, request.timeoutMs), signal)
      if (afterMs >= request.timeoutMs) throw new ConnectionError('TIMEOUT', 'timeout')
      if (breaks !== undefined) throw breaks
      return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
    } finally {
      inFlight--
    }
  }
  const corrections: number[] = []
  const errors: Failure[] = []
  const client = createClient({
    http,
    clock,
    limit: limiter(),
    admission: openAdmission(clock),
    random: () => 0.5,
    credentials: givenCredential({
      kind: 'access_key',
      accessKey: 'AKEXAMPLE',
      secretKey: SECRET,
      securityToken: null
    }),
    serverClock: serverClock(offsetMs => corrections.push(offsetMs)),
    endpoint: 'https://cloud.example',
    language: 'en',
    service: 'v3',
    deadline: 600_000,
    signal: new AbortController().signal,
    onRetry: lastError => errors.push(lastError),
    ...options
  })
  const lastObservation: Scripted = { client, clock, asked: [], errors, corrections, mostInFlight: 0 }
  return lastObservation
}
