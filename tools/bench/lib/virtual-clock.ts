import { AbortedError } from '../../../src/errors.js'
import type { Clock, Http } from '../../../src/ports.js'

interface Sleeper {
  readonly wakeAt: number
  readonly wake: () => void
}

/** A clock that jumps to the next sleeper as soon as nothing else is left to do. */
export class VirtualClock implements Clock {
  private time = 0
  private sleepers: Sleeper[] = []
  private pumping = false
  private held = 0

  /** @param startEpoch epoch milliseconds at time 0 */
  constructor(private readonly startEpoch: number) {}

  now(): number {
    return this.time
  }

  epoch(): number {
    return this.startEpoch + this.time
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new AbortedError())
        return
      }
      const sleeper: Sleeper = {
        wakeAt: this.time + Math.max(0, ms),
        wake: () => {
          signal.removeEventListener('abort', abort)
          resolve()
        }
      }
      const abort = (): void => {
        this.sleepers = this.sleepers.filter(other => other !== sleeper)
        reject(new AbortedError())
      }
      signal.addEventListener('abort', abort, { once: true })
      this.sleepers.push(sleeper)
      this.pump()
    })
  }

  /**
   * Stands still while something takes time that it knows nothing of, such as a module that is loaded. @returns ends
   * that
   */
  hold(): () => void {
    let isOver = false
    this.held++
    return () => {
      if (isOver) return
      isOver = true
      this.held--
      this.pump()
    }
  }

  private pump(): void {
    if (this.pumping || this.held > 0) return
    this.pumping = true
    setImmediate(() => {
      this.pumping = false
      if (this.held > 0) return
      const next = this.sleepers.reduce<Sleeper | null>(
        (first, sleeper) => (first === null || sleeper.wakeAt < first.wakeAt ? sleeper : first),
        null
      )
      if (next === null) return
      this.sleepers = this.sleepers.filter(sleeper => sleeper !== next)
      this.time = Math.max(this.time, next.wakeAt)
      next.wake()
      if (this.sleepers.length > 0) this.pump()
    })
  }
}

/**
 * What a step needs to be loaded takes no time of its story: the clock stands still until the first request.
 * @returns the way of the requests, and what lets the clock advance where there are none
 */
export function heldUntilAsked(clock: VirtualClock, http: Http): [http: Http, release: () => void] {
  const release = clock.hold()
  const asking: Http = (request, signal) => {
    release()
    return http(request, signal)
  }
  return [asking, release]
}
