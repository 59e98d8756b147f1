import type { Simulator } from '../../../simulator/index.js'
import { ConnectionError } from '../../../src/errors.js'
import type { Clock, Http, HttpResponse } from '../../../src/ports.js'

/** How long an answer takes when nothing else is said. */
const LATENCY_MS = 50

/** Plays a simulator without a wire: what its answers want done on the wire takes virtual time. */
export function simulatedHttp(simulator: Simulator, clock: Clock): Http {
  return async ({ method, url, headers, body, timeoutMs }, signal) => {
    const { pathname, search } = new URL(url)
    const answer = simulator.handle({ method, target: `${pathname}${search}`, headers, body: body ?? '' })
    const whole: HttpResponse = {
      status: answer.status,
      headers: answer.headers,
      body: answer.body.toString()
    }
    const { effect } = answer
    const takes =
      effect?.kind === 'delay'
        ? effect.ms
        : effect?.kind === 'drip'
          ? effect.everyMs * whole.body.length
          : LATENCY_MS
    if (effect?.kind === 'hang' || takes >= timeoutMs) {
      await clock.sleep(timeoutMs, signal)
      throw new ConnectionError('TIMEOUT', 'timeout')
    }
    await clock.sleep(takes, signal)
    if (effect?.kind === 'drop' || effect?.kind === 'drop_body')
      throw new ConnectionError('ECONNRESET', 'socket hang up')
    return whole
  }
}
