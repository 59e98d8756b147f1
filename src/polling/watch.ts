import type { Look } from '../codearts/status.js'
import { nextLook } from '../domain/schedule.js'
import {
  appearsBy,
  expire,
  observe,
  type Sighting,
  type Tracked,
  type WaitRules
} from '../domain/tracking.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Pacer } from './pacer.js'
import type { Clock } from '../ports.js'
import { failure, internalFailure, type Failure } from '../domain/failure.js'

export interface WatchOptions {
  /** As far as they are known before the first look. */
  readonly pipelines: readonly Tracked[]
  readonly look: Look
  readonly rules: WaitRules
  readonly failFast: boolean
  readonly pacer: Pacer
  /** On the monotonic clock. */
  readonly deadline: number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called after each look with all pipelines, in their order. @param whole whether every answer came */
  readonly onLook: (before: readonly Tracked[], after: readonly Tracked[], whole: boolean) => void
}

/** What ended a wait: `fail_fast` also where the pipeline that ends it was the last one that was open. */
export type EndedBy = 'all_decided' | 'fail_fast' | 'deadline' | 'failure'

/** What is known when the wait ends, and what ended it. */
export interface Watched {
  readonly endedBy: EndedBy
  readonly pipelines: readonly Tracked[]
  readonly looks: number
  readonly failure: Failure | null
}

/** Looks at the pipelines until all are decided, or the deadline or a failure ends it. Never throws what it can tell. */
export async function watch(options: WatchOptions): Promise<Watched> {
  const { clock, deadline, signal } = options
  let { pipelines } = options
  let looks = 0
  let lookBegan = clock.now()
  let pause = 0
  try {
    for (;;) {
      const before = pipelines
      let whole = false
      looks++
      lookBegan = clock.now()
      try {
        await lookOnce(options, pipelines, now => (pipelines = now))
        whole = true
      } finally {
        options.onLook(before, pipelines, whole)
      }
      const endedBy = enoughIn(pipelines, options)
      if (endedBy !== null) return { endedBy, pipelines, looks, failure: null }
      pause = pauseFor(pipelines, clock.now(), options)
      const at = nextLook(clock.now(), pause, deadline)
      await clock.sleep((at ?? deadline) - clock.now(), signal)
      if (at === null) return { endedBy: 'deadline', pipelines: pipelines.map(expire), looks, failure: null }
    }
  } catch (error) {
    return endOf(error, pipelines, looks, clock.now() - lookBegan >= pause)
  }
}

/** One look at all that is undecided. Each answer counts as soon as it is there, even when a later one fails. */
async function lookOnce(
  options: WatchOptions,
  pipelines: readonly Tracked[],
  update: (now: readonly Tracked[]) => void
): Promise<void> {
  const { look, rules, clock } = options
  const now = new Map(pipelines.map(tracked => [tracked.id, tracked]))
  const begun = clock.now()
  const see = (id: string, sighting: Sighting): void => {
    const tracked = now.get(id)
    if (tracked !== undefined) now.set(id, observe(tracked, sighting, rules, begun))
  }
  let ended = false
  let enough = (): void => undefined
  const isEnough = new Promise<void>(resolve => (enough = resolve))
  const looking = look(
    pipelines.filter(({ decided }) => !decided),
    sightings => {
      if (ended) return
      for (const [id, sighting] of sightings) see(id, sighting)
      const known = [...now.values()]
      update(known)
      if (failsFast(known, options)) enough()
    }
  )
  // With `fail_fast`, what is known may be enough while another answer is still to come.
  await Promise.race([looking, isEnough])
  ended = true
  looking.catch(() => undefined)
}

/** The usual pause, or less: whether a run that matches has appeared is settled when `start_timeout` ends. */
function pauseFor(pipelines: readonly Tracked[], now: number, { pacer, rules }: WatchOptions): number {
  const next = Math.min(...pipelines.map(tracked => appearsBy(tracked, rules) ?? Number.POSITIVE_INFINITY))
  // A look that began just before it and ended after it has settled nothing: the next one does, at once.
  return Math.min(pacer.pause(pipelines), Math.max(1, next - now))
}

/** What makes a further look needless, `null` while nothing does. */
function enoughIn(pipelines: readonly Tracked[], options: WatchOptions): EndedBy | null {
  if (failsFast(pipelines, options)) return 'fail_fast'
  return pipelines.every(({ decided }) => decided) ? 'all_decided' : null
}

function failsFast(pipelines: readonly Tracked[], { failFast, rules }: WatchOptions): boolean {
  return failFast && pipelines.some(({ decided, outcome }) => decided && rules.failOn.has(outcome))
}

/**
 * What an error that ends the wait leaves known.
 * @param isOutage whether the service has been failing for long enough to be called unreachable
 */
export function endOf(
  error: unknown,
  pipelines: readonly Tracked[],
  looks: number,
  isOutage: boolean
): Watched {
  if (error instanceof FailureError) return { endedBy: 'failure', pipelines, looks, failure: error.failure }
  if (error instanceof AbortedError)
    return { endedBy: 'failure', pipelines, looks, failure: failure('cancelled') }
  if (error instanceof DeadlineError) {
    const unheard =
      (error.trouble !== null && isOutage) || pipelines.some(({ seen }) => seen === 'nothing_yet')
    return {
      endedBy: 'deadline',
      pipelines: pipelines.map(expire),
      looks,
      failure: unheard ? unreachable(error.trouble) : null
    }
  }
  // A mistake of our own must not cost what is known.
  return { endedBy: 'failure', pipelines, looks, failure: internalFailure(error) }
}

function unreachable(trouble: Failure | null): Failure {
  return { ...(trouble ?? failure('unreachable', { hint: 'service' })), code: 'unreachable' }
}
