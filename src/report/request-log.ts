import { AbortedError, ConnectionError } from '../errors.js'
import type { Effects, HttpRequest, HttpResponse } from '../ports.js'
import { plain } from './escape.js'

const LONGEST_PATH = 300

/**
 * The same effects, with a line of the debug log for each request that is sent: method, path, status (or the code of
 * what failed), duration, request ID. Neither query, header nor body is in it. Without step debug logging the
 * effects are returned as they are.
 * https://docs.github.com/en/actions/how-tos/monitor-workflows/enable-debug-logging#enabling-step-debug-logging
 */
export function withRequestLog(effects: Effects, redact: (text: string) => string): Effects {
  const { http, clock } = effects
  const { debug } = effects.runner
  if (debug === null) return effects
  return {
    ...effects,
    async http(request, signal) {
      const begun = clock.now()
      const tell = (status: string, requestId = ''): void => {
        const ms = Math.round(clock.now() - begun)
        const path = plain(redact(pathOf(request)), LONGEST_PATH)
        debug([request.method, path, status, `${ms}ms`, plain(redact(requestId))].join(' ').trimEnd())
      }
      try {
        const response = await http(request, signal)
        tell(String(response.status), requestIdOf(response))
        return response
      } catch (error) {
        tell(codeOf(error))
        throw error
      }
    }
  }
}

/** The query of an address may hold what is not for a log. */
function pathOf({ url }: HttpRequest): string {
  return new URL(url).pathname
}

/** CodeArts has one name for it, GitHub another. */
function requestIdOf({ headers }: HttpResponse): string {
  return headers['x-request-id'] ?? headers['x-github-request-id'] ?? ''
}

function codeOf(error: unknown): string {
  if (error instanceof ConnectionError) return error.code
  return error instanceof AbortedError ? 'ABORTED' : 'ERROR'
}
