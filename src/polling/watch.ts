import type { Poll } from '../codearts/status.js'
import { nextPoll } from '../domain/schedule.js'
import { asksForRetry, retryPollAt } from '../domain/retry.js'
import { appearsBy, type Observation, type PipelineState, type WaitRules } from '../domain/pipeline-state.js'
import { expire, observe } from '../domain/tracking.js'
import { failsGate } from '../domain/verdict.js'
import { FailureError } from '../errors.js'
import type { Pacer } from './pacer.js'
import { endOf, type EndedBy, type Watched } from './watched.js'
import type { Clock } from '../ports.js'

export interface WatchOptions {
  /** As far as they are known before the first poll. */
  readonly pipelines: readonly PipelineState[]
  readonly poll: Poll
  /** Asks for retries, and reports what came of them; `null` where nothing is retried. */
  readonly retry: Poll | null
  readonly rules: WaitRules
  readonly failFast: boolean
  /** Whether a pipeline that is decided is polled on while others are waited for; otherwise only at the end. */
  readonly isPolledOn?: (pipeline: PipelineState) => boolean
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

/** With `fail_fast`, so long the answers about the other pipelines are waited for. */
const REST_MS = 2_000

/** What is kept from one poll to the next. */
interface Course {
  pipelines: readonly PipelineState[]
  polls: number
  pollBegan: number
  /** The pause before the next poll. */
  pause: number
  /** The pipelines that the last poll had an answer for. */
  answered: Set<string>
  /** The same of the last poll that did not fail. */
  confirmed: ReadonlySet<string>
  /** Whether the pipelines have been confirmed shortly before the deadline, so that a later poll may come too late. */
  isConfirmedLast: boolean
}

/**
 * Polls the pipelines until all are decided, or the deadline or a failure ends it. What was decided before the last
 * poll is polled once more then: a gate is green when all pipelines are, at the same time. Never throws what it can
 * report.
 */
export async function watch(options: WatchOptions): Promise<Watched> {
  const { clock, deadline, signal } = options
  const course: Course = {
    pipelines: options.pipelines,
    polls: 0,
    pollBegan: clock.now(),
    pause: 0,
    answered: new Set(),
    confirmed: new Set(),
    isConfirmedLast: false
  }
  try {
    for (let isLast = false; ;) {
      await pollAndReport(course, isLast ? 'all' : 'open', options)
      course.isConfirmedLast = isLast
      await retryAndReport(course, options)
      const endedBy = enoughIn(course.pipelines, options)
      if (endedBy === 'fail_fast') return ended(course, endedBy)
      if (endedBy === 'all_decided' && !(await isChangedBySecondPoll(course, options)))
        return ended(course, endedBy)
      course.pause = pauseFor(course.pipelines, clock.now(), options)
      const at = nextPoll(clock.now(), course.pause, deadline)
      if (at === null) await isChangedBySecondPoll(course, options)
      await clock.sleep((at ?? deadline) - clock.now(), signal)
      if (at === null) return ended({ ...course, pipelines: course.pipelines.map(expire) }, 'deadline')
      isLast = isLastPoll(at, deadline)
    }
  } catch (error) {
    const isOutage = clock.now() - course.pollBegan >= course.pause
    // Beside a pipeline that is open and gates, a refusal leaves what the poll before it has shown.
    const isOpen = course.pipelines.some(({ decided, advisory }) => !decided && !advisory)
    const isKept = course.isConfirmedLast || (error instanceof FailureError && isOpen)
    const answered = isKept ? new Set([...course.confirmed, ...course.answered]) : course.answered
    return endOf(error, course.pipelines, course.polls, {
      isOutage,
      unconfirmed: unconfirmedIn({ ...course, answered })
    })
  }
}

function ended({ pipelines, polls }: Course, endedBy: EndedBy): Watched {
  return { endedBy, pipelines, polls, failure: null }
}

/** The decided pipelines that the last poll did not ask for, or had no answer for. */
function unconfirmedIn({
  pipelines,
  answered
}: {
  readonly pipelines: readonly PipelineState[]
  readonly answered: ReadonlySet<string>
}): PipelineState[] {
  return pipelines.filter(({ id, decided }) => decided && !answered.has(id))
}

/** Polls what was decided before the last poll, if anything was. @returns whether the wait continues because of it */
async function isChangedBySecondPoll(course: Course, options: WatchOptions): Promise<boolean> {
  if (unconfirmedIn(course).length === 0) return false
  await pollAndReport(course, 'unconfirmed', options)
  return enoughIn(course.pipelines, options) === null
}

/** One poll, which is reported whatever its result. */
async function pollAndReport(
  course: Course,
  which: 'open' | 'all' | 'unconfirmed',
  options: WatchOptions
): Promise<void> {
  const before = course.pipelines
  const asked = {
    open: before.filter(pipeline => !pipeline.decided || options.isPolledOn?.(pipeline) === true),
    all: before,
    unconfirmed: unconfirmedIn(course)
  }[which]
  // A poll and the one that confirms what it left out count together.
  if (which === 'unconfirmed') for (const { id } of asked) course.answered.delete(id)
  else course.answered = new Set()
  let answers: 'all' | 'some' = 'some'
  course.polls++
  course.pollBegan = options.clock.now()
  try {
    await askOnce(options.poll, options, asked, before, (now, id) => {
      course.pipelines = now
      course.answered.add(id)
    })
    course.confirmed = new Set(course.answered)
    answers = 'all'
  } finally {
    options.onPoll(before, course.pipelines, answers)
  }
}

/** Asks for what is to be retried now, while there is time. */
async function retryAndReport(course: Course, options: WatchOptions): Promise<void> {
  const { retry, clock, deadline, onPoll } = options
  const before = course.pipelines
  const asked = before.filter(({ attempts, decided }) => !decided && asksForRetry(attempts, clock.now()))
  if (retry === null || asked.length === 0 || clock.now() >= deadline) return
  await askOnce(retry, options, asked, before, now => {
    course.pipelines = now
  })
  onPoll(before, course.pipelines, 'some')
}

/** Whether there is no time for another poll after the one at `at`. */
function isLastPoll(at: number, deadline: number): boolean {
  return nextPoll(at, Number.POSITIVE_INFINITY, deadline) === null
}

/** One poll of some pipelines. Each answer counts as soon as it is there, even when a later one fails. */
async function askOnce(
  poll: Poll,
  options: WatchOptions,
  asked: readonly PipelineState[],
  pipelines: readonly PipelineState[],
  update: (now: readonly PipelineState[], answeredId: string) => void
): Promise<void> {
  const { rules, clock } = options
  const now = new Map(pipelines.map(pipeline => [pipeline.id, pipeline]))
  const begun = clock.now()
  const see = (id: string, observation: Observation): void => {
    const pipeline = now.get(id)
    if (pipeline === undefined) return
    // What a request has brought counts from its answer on, what a poll shows from when it was asked.
    const isRetry = observation.kind === 'retry'
    const next = observe(pipeline, observation, rules, isRetry ? clock.now() : begun)
    const isSeen = next.lastObservation === 'run' && observation.kind === 'run'
    now.set(id, isSeen ? { ...next, observedAt: clock.epoch() } : next)
  }
  let ended = false
  let enough = (): void => undefined
  const isEnough = new Promise<void>(resolve => (enough = resolve))
  const polling = poll(asked, observations => {
    if (ended) return
    for (const [id, observation] of observations) {
      see(id, observation)
      update([...now.values()], id)
    }
    const known = [...now.values()]
    if (failsFast(known, options)) enough()
  })
  // With `fail_fast`, what is known may be enough while another answer is still to come.
  await Promise.race([polling, isEnough])
  if (failsFast([...now.values()], options))
    await settled(polling, Math.min(REST_MS, options.deadline - clock.now()), options)
  ended = true
  polling.catch(() => undefined)
}

/** Waits for work to end, whatever its end, but not longer than this. */
async function settled(work: Promise<unknown>, longestMs: number, { clock }: WatchOptions): Promise<void> {
  const timer = new AbortController()
  const end = (): void => timer.abort()
  void work.then(end, end)
  await clock.sleep(longestMs, timer.signal).catch(() => undefined)
}

/** The usual pause, or less: whether a run that matches has appeared is settled when `start_timeout` ends. */
function pauseFor(pipelines: readonly PipelineState[], now: number, { pacer, rules }: WatchOptions): number {
  const next = Math.min(
    ...pipelines.flatMap(pipeline => [
      appearsBy(pipeline, rules) ?? Number.POSITIVE_INFINITY,
      retryPollAt(pipeline.decided ? null : pipeline.attempts, now) ?? Number.POSITIVE_INFINITY
    ])
  )
  // A poll that began just before it and ended after it decides nothing: the next one does, at once.
  return Math.min(pacer.pause(pipelines), Math.max(1, next - now))
}

/** What makes a further poll needless, `null` while nothing does. */
function enoughIn(pipelines: readonly PipelineState[], options: WatchOptions): EndedBy | null {
  if (failsFast(pipelines, options)) return 'fail_fast'
  return pipelines.every(({ decided }) => decided) ? 'all_decided' : null
}

function failsFast(pipelines: readonly PipelineState[], { failFast, rules }: WatchOptions): boolean {
  return failFast && pipelines.some(pipeline => pipeline.decided && failsGate(pipeline, rules.failOn))
}
