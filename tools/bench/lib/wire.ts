import type { SimResponse, Simulator } from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import type { Clock, HttpRequest, HttpResponse } from '../../../src/ports.js'

/** The host of GitHub's API in a bench. */
export const GITHUB = 'api.github.example'

/** A request to CodeArts, as it was answered. Milliseconds from the beginning of the story. */
export interface Heard {
  readonly at: number
  readonly heardAt: number
  readonly kind: string
  readonly target: string
  readonly ids: readonly string[]
}

/** What the simulators take. */
export function asked({ method, url, headers, body }: HttpRequest): Parameters<Simulator['handle']>[0] {
  const { pathname, search } = new URL(url)
  return { method, target: `${pathname}${search}`, headers, body: body ?? '' }
}

/** What the action gets. */
export function answered({ status, headers, body }: SimResponse): HttpResponse {
  return { status, headers, body: body.toString() }
}

/** A way that takes some time, and ends with a timeout if that is too long. */
export async function takes(ms: number, timeoutMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  await clock.sleep(Math.min(ms, timeoutMs), signal)
  if (ms > timeoutMs) throw new ConnectionError('TIMEOUT', 'timeout')
}
