import type { Poll } from '../codearts/status.js'
import { nextPoll } from '../domain/schedule.js'
import {
  appearsBy,
  expire,
  observe,
  type Observation,
  type PipelineState,
  type WaitRules
} from '../domain/tracking.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Pacer } from './pacer.js'
import type { Clock } from '../ports.js'
import { failure, internalFailure, unreachable, type Failure } from '../domain/failure.js'

export interface WatchOptions {
  /** As far as they are known before the first poll. */
  readonly pipelines: readonly PipelineState[]
  readonly poll: Poll
  readonly rules: WaitRules
  readonly failFast: boolean
  readonly pacer: Pacer
  /** On the monotonic clock. */
  readonly deadline: number
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called after each poll with all pipelines, in their order. @param answers whether every one came */
  readonly onPoll: (
    before: readonly PipelineState[],
    after: readonly PipelineState[],
    answers: 'all' | 'some'
  ) => void
}

/** What ended a wait: `fail_fast` also where the pipeline that ends it was the last one that was open. */
export type EndedBy = 'all_decided' | 'fail_fast' | 'deadline' | 'failure'

/** What is known when the wait ends, and what ended it. */
export interface Watched {
  readonly endedBy: EndedBy
  readonly pipelines: readonly PipelineState[]
  readonly polls: number
  readonly failure: Failure | null
}

/** Looks at the pipelines until all are decided, or the deadline or a failure ends it. Never throws what it can tell. */
export async function watch(options: WatchOptions): Promise<Watched> {
  const { clock, deadline, signal } = options
  let { pipelines } = options
  let polls = 0
  let pollBegan = clock.now()
  let pause = 0
  try {
    for (;;) {
      const before = pipelines
      let answers: 'all' | 'some' = 'some'
      polls++
      pollBegan = clock.now()
      try {
        await pollOnce(options, pipelines, now => (pipelines = now))
        answers = 'all'
      } finally {
        options.onPoll(before, pipelines, answers)
      }
      const endedBy = enoughIn(pipelines, options)
      if (endedBy !== null) return { endedBy, pipelines, polls, failure: null }
      pause = pauseFor(pipelines, clock.now(), options)
      const at = nextPoll(clock.now(), pause, deadline)
      await clock.sleep((at ?? deadline) - clock.now(), signal)
      if (at === null) return { endedBy: 'deadline', pipelines: pipelines.map(expire), polls, failure: null }
    }
  } catch (error) {
    return endOf(error, pipelines, polls, { isOutage: clock.now() - pollBegan >= pause })
  }
}

/** One look at all that is undecided. Each answer counts as soon as it is there, even when a later one fails. */
async function pollOnce(
  options: WatchOptions,
  pipelines: readonly PipelineState[],
  update: (now: readonly PipelineState[]) => void
): Promise<void> {
  const { poll, rules, clock } = options
  const now = new Map(pipelines.map(pipeline => [pipeline.id, pipeline]))
  const begun = clock.now()
  const see = (id: string, observation: Observation): void => {
    const pipeline = now.get(id)
    if (pipeline === undefined) return
    const next = observe(pipeline, observation, rules, begun)
    now.set(id, next.lastObservation === 'run' ? { ...next, observedAt: clock.epoch() } : next)
  }
  let ended = false
  let enough = (): void => undefined
  const isEnough = new Promise<void>(resolve => (enough = resolve))
  const polling = poll(
    pipelines.filter(({ decided }) => !decided),
    observations => {
      if (ended) return
      for (const [id, observation] of observations) see(id, observation)
      const known = [...now.values()]
      update(known)
      if (failsFast(known, options)) enough()
    }
  )
  // With `fail_fast`, what is known may be enough while another answer is still to come.
  await Promise.race([polling, isEnough])
  ended = true
  polling.catch(() => undefined)
}

/** The usual pause, or less: whether a run that matches has appeared is settled when `start_timeout` ends. */
function pauseFor(pipelines: readonly PipelineState[], now: number, { pacer, rules }: WatchOptions): number {
  const next = Math.min(...pipelines.map(pipeline => appearsBy(pipeline, rules) ?? Number.POSITIVE_INFINITY))
  // A look that began just before it and ended after it has settled nothing: the next one does, at once.
  return Math.min(pacer.pause(pipelines), Math.max(1, next - now))
}

/** What makes a further poll needless, `null` while nothing does. */
function enoughIn(pipelines: readonly PipelineState[], options: WatchOptions): EndedBy | null {
  if (failsFast(pipelines, options)) return 'fail_fast'
  return pipelines.every(({ decided }) => decided) ? 'all_decided' : null
}

function failsFast(pipelines: readonly PipelineState[], { failFast, rules }: WatchOptions): boolean {
  return failFast && pipelines.some(({ decided, outcome }) => decided && rules.failOn.has(outcome))
}

/**
 * What an error that ends the wait leaves known.
 * @param isOutage whether the service has been failing for long enough to be called unreachable
 */
export function endOf(
  error: unknown,
  pipelines: readonly PipelineState[],
  polls: number,
  { isOutage }: { readonly isOutage: boolean }
): Watched {
  if (error instanceof FailureError) return { endedBy: 'failure', pipelines, polls, failure: error.failure }
  if (error instanceof AbortedError)
    return { endedBy: 'failure', pipelines, polls, failure: failure('cancelled') }
  if (error instanceof DeadlineError) {
    const unheard =
      (error.lastError !== null && isOutage) ||
      pipelines.some(({ lastObservation }) => lastObservation === 'nothing_yet')
    return {
      endedBy: 'deadline',
      pipelines: pipelines.map(expire),
      polls,
      failure: unheard ? unreachable(error.lastError) : null
    }
  }
  // A mistake of our own must not cost what is known.
  return { endedBy: 'failure', pipelines, polls, failure: internalFailure(error) }
}
