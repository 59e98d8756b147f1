import { refuse } from './refusals.js'
import {
  html,
  isRecord,
  json,
  readJson,
  type Effect,
  type SimRequest,
  type SimResponse
} from './transport.js'

/** Changes or replaces an answer. Gets the honest one, made only when it is asked for. */
export type Misbehaviour = (honest: () => SimResponse, request: SimRequest) => SimResponse

/** A rule: which requests it meets, and what it does to them. */
export interface Rule {
  /** The kinds of request, all if not given. */
  readonly on?: string | readonly string[]
  /** Which of these requests, all if not given. */
  readonly when?: (request: SimRequest) => boolean
  /** How many requests it meets before it rests; always if not given. */
  readonly times?: number
  /** How many requests of these kinds it lets through first. */
  readonly after?: number
  /** How likely it meets a request, from 0 to 1. */
  readonly probability?: number
  readonly does: Misbehaviour
}

/** The forms of CodeArts' error bodies. */
export type ErrorShape = 'error_code' | 'errorCode' | 'code' | 'nested'

function errorBody(shape: ErrorShape, code: string, message: string): object {
  const bodies: Readonly<Record<ErrorShape, object>> = {
    error_code: { error_code: code, error_msg: message },
    errorCode: { errorCode: code, errorMsg: message },
    code: { code, message },
    nested: { error: { error_code: code, error_msg: message } }
  }
  return bodies[shape]
}

/** An answer of this status with an error body. */
export function fails(
  status: number,
  code = 'DEVPIPE.00010000',
  message = 'Internal error',
  shape: ErrorShape = 'error_code'
): Misbehaviour {
  return () => json(status, errorBody(shape, code, message))
}

/** Any answer at all: an empty body, 204, broken JSON, odd headers. */
export function answers(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {}
): Misbehaviour {
  return () => ({ status, headers, body })
}

/** An answer of this status with JSON in it: `null`, `{}`, junk in an array. */
export function answersJson(status: number, body: unknown): Misbehaviour {
  return () => json(status, body)
}

/** A page, as gateways and proxies send it. */
export function answersHtml(status: number): Misbehaviour {
  return () => html(status, `${status} from the gateway`)
}

/** HTTP 429; `retryAfter` in seconds, or an HTTP date. */
export function throttles(retryAfter?: string): Misbehaviour {
  return () => {
    const answer = refuse('APIGW.0308', 'The throttling threshold has been reached')
    return retryAfter === undefined
      ? answer
      : { ...answer, headers: { ...answer.headers, 'retry-after': retryAfter } }
  }
}

/** An error of the service or the gateway, with the status that belongs to its code. */
export function refuses(code: string, message: string): Misbehaviour {
  return () => refuse(code, message)
}

/** HTTP 200 with an error body instead of an answer, in one of CodeArts' forms. */
export function errsWith200(code: string, shape: ErrorShape = 'error_code'): Misbehaviour {
  return fails(200, code, `The service said ${code}`, shape)
}

/** The honest answer, cut in the middle of its JSON; its length is right. */
export const truncates: Misbehaviour = honest => {
  const answer = honest()
  const body = answer.body.toString()
  return { ...answer, body: body.slice(0, Math.floor(body.length / 2)) }
}

/** The honest answer with something done to it on the wire. */
export function onTheWire(effect: Effect): Misbehaviour {
  return honest => ({ ...honest(), effect })
}

/** Does what was asked, and then answers as if it had not: the caller cannot know. */
export function doesAnd(answer: Misbehaviour): Misbehaviour {
  return (honest, request) => {
    const done = honest()
    return answer(() => done, request)
  }
}

/** Does nothing, and breaks the connection. */
export const losesRequest: Misbehaviour = () => ({
  status: 0,
  headers: {},
  body: '',
  effect: { kind: 'drop' }
})

/** Sends the asker elsewhere. */
export function redirects(location: string, status = 302): Misbehaviour {
  return () => ({ status, headers: { location }, body: '' })
}

/** Changes the elements of a status answer. */
export function changesElements(change: (elements: Record<string, unknown>[]) => unknown[]): Misbehaviour {
  return honest => {
    const answer = honest()
    const elements = readJson(answer.body.toString())
    return Array.isArray(elements)
      ? json(answer.status, change(elements as Record<string, unknown>[]))
      : answer
  }
}

/** Changes the elements of a run list: reorders them, repeats one, adds one of another pipeline. */
export function changesRuns(change: (runs: Record<string, unknown>[]) => unknown[]): Misbehaviour {
  return honest => {
    const answer = honest()
    const body = readJson(answer.body.toString())
    return isRecord(body) && Array.isArray(body.pipeline_runs)
      ? json(answer.status, {
          ...body,
          pipeline_runs: change(body.pipeline_runs as Record<string, unknown>[])
        })
      : answer
  }
}

/** Every pipeline twice: the same, or with something else in the second. */
export function twins(difference: Readonly<Record<string, unknown>> = {}): Misbehaviour {
  return changesElements(elements => elements.flatMap(element => [element, { ...element, ...difference }]))
}

/** `null` for everything but the pipeline's ID, which is legal. */
export const nullifies: Misbehaviour = changesElements(elements =>
  elements.map(element =>
    Object.fromEntries(
      Object.entries(element).map(([name, value]) => [name, name === 'pipeline_id' ? value : null])
    )
  )
)

/** Leaves these pipelines out. */
export function forgets(...ids: readonly string[]): Misbehaviour {
  return changesElements(elements => elements.filter(({ pipeline_id: id }) => !ids.includes(String(id))))
}

/** Returns pipelines that were not requested. */
export const speaksOfOthers: Misbehaviour = changesElements(elements =>
  elements.map(element => ({ ...element, pipeline_id: 'f'.repeat(32) }))
)
