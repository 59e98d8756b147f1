import type { Cloud, CloudEffects } from '../codearts/cloud.js'
import type { Poll } from '../codearts/status.js'
import type { Project } from '../codearts/v5/run.js'
import { describe, newCorrelationId } from './description.js'
import {
  awaitsStart,
  expire,
  observeStart,
  initialState,
  type Launched,
  type PipelineState
} from '../domain/tracking.js'
import { decide } from '../domain/verdict.js'
import { throttle } from './throttle.js'
import { AbortedError } from '../errors.js'
import type { StartOrder } from '../inputs/start-order.js'
import { launch } from './launch.js'
import { openJournal } from './journal.js'
import type { Progress } from '../gate/progress.js'
import type { Clock, Runner } from '../ports.js'
import { outputsOf } from '../report/outputs.js'
import { leavesRuns, settle, stopperFor, mismatchedRunBounds, type Cleanup } from './cleanup.js'
import { mismatchedRuns } from './mismatched-runs.js'
import { endOf, type Watched } from '../polling/watch.js'
import { failure } from '../domain/failure.js'
import type { Config } from '../inputs/config.js'

/** A start that is on its way when the wait ends is heard out for this long. */
const HEAR_OUT_MS = 2_000
/** While starts are on their way, those that have succeeded are looked at this often. */
const POLL_WHILE_STARTING_MS = 2_000

/** Runs that this step starts, and what has to be done about them. */
export interface StartedRuns {
  /** Looks at the runs as far as they have been started. */
  readonly poll: Poll
  /** Aborted when the step is cancelled, and when something cannot be started. */
  readonly signal: AbortSignal
  /** To be called when the wait has ended: what became of the starts until then. */
  conclude(watched: Watched): Promise<Watched>
  /** Stops what is left when the step ends before the runs do. */
  settle(watched: Watched): Promise<Cleanup>
}

interface Surroundings {
  readonly cloud: Cloud
  readonly cloudEffects: CloudEffects
  readonly log: Progress
  readonly runner: Pick<Runner, 'env' | 'outputs' | 'saveState'>
  readonly random: () => number
}

/** Begins to start all pipelines, and makes the outputs known as soon as there are runs. */
export function startRuns(config: Config, order: StartOrder, surroundings: Surroundings): StartedRuns {
  const { cloud, cloudEffects, log, runner, random } = surroundings
  const { clock, signal, deadline } = cloudEffects
  const project = cloud.project as Project
  let isUnsaved = false
  const journal = openJournal(project, state => {
    const fault = runner.saveState(state)
    // What cannot be kept must not cost the run; it is told once.
    if (fault !== null && !isUnsaved && !leavesRuns(config)) log.unsaved(fault)
    isUnsaved ||= fault !== null
  })
  const commit = config.condition?.commit ?? null
  const cancelledAt = momentOf(signal, clock)
  const launched = new Map<string, Launched>()
  const catchUp = (pipeline: PipelineState): PipelineState => {
    const news = awaitsStart(pipeline) ? launched.get(pipeline.id) : undefined
    return news === undefined ? pipeline : observeStart(pipeline, news)
  }
  const outputs = throttle(() => {
    const pipelines = [...config.targets.keys()].map(id => catchUp(initialState(id)))
    runner.outputs(outputsOf({ verdict: decide(pipelines, config.failOn) }).values)
  }, clock)

  const waitOver = new AbortController()
  const ending = AbortSignal.any([signal, waitOver.signal])
  const heardOut = new AbortController()
  const blocked = new AbortController()
  let isLaunching = true
  const launching = launch({
    ids: [...config.targets.keys()],
    order: { ...order, ofCommit: commit !== null },
    newCorrelationId: () => newCorrelationId(random),
    describe: correlationId => describe(order.description, correlationId, commit, runner.env),
    project,
    runsApi: bounds => cloud.runsApi(bounds),
    journal,
    clock,
    random,
    signal: ending,
    lateSignal: delayed(ending, HEAR_OUT_MS, clock, heardOut.signal),
    deadline,
    startTimeoutMs: config.startTimeoutMs,
    hide: cloudEffects.hide,
    log: log.launch,
    onChange(id, news) {
      launched.set(id, news)
      if (news.kind !== 'not_started') outputs.tell()
    }
  })
    .then(
      () => null,
      (error: unknown) => {
        blocked.abort()
        return { error }
      }
    )
    .finally(() => {
      isLaunching = false
      heardOut.abort()
      outputs.end()
    })

  const stop = stopperFor(config, cloudEffects)
  const mismatched = mismatchedRuns(cloud.poll, journal, entries =>
    stop(entries, mismatchedRunBounds(clock.now()))
  )
  const interrupted = AbortSignal.any([signal, blocked.signal])
  const blocker = abortOf(blocked.signal)
  blocker.catch(() => undefined)
  let endedAt = 0
  return {
    signal: interrupted,
    async poll(open, report) {
      if (isLaunching) {
        const pause = Math.min(POLL_WHILE_STARTING_MS, Math.max(1, deadline - clock.now()))
        await Promise.race([launching, clock.sleep(pause, interrupted)])
      }
      for (const { id } of open.filter(awaitsStart)) {
        const news = launched.get(id)
        if (news !== undefined) report(new Map([[id, news]]))
      }
      const started = open
        .map(catchUp)
        .filter(({ matchedBy, decided }) => matchedBy === 'started' && !decided)
      if (started.length === 0) return
      const polling = mismatched.poll(started, report)
      // When something cannot be started, nobody waits for an answer on the others any more.
      await (isLaunching ? Promise.race([polling, blocker]) : polling)
    },
    async conclude(watched) {
      endedAt = clock.now()
      waitOver.abort()
      const outcome = await launching
      // What was sent and has not been heard of is neither started nor not started.
      for (const { pipelineId, runId, correlationId } of journal.open())
        if (runId === null)
          launched.set(pipelineId, {
            kind: 'start_lost',
            name: launched.get(pipelineId)?.name ?? pipelineId,
            correlationId
          })
      const caughtUp = watched.pipelines.map(catchUp)
      const pipelines = watched.endedBy === 'deadline' ? caughtUp.map(expire) : caughtUp
      const isOwnEnd = outcome === null || outcome.error instanceof AbortedError
      return notAllStarted(
        isOwnEnd ? { ...watched, pipelines } : endOf(outcome.error, pipelines, watched.polls, true)
      )
    },
    settle(watched) {
      const cancelled = cancelledAt()
      const end = { at: cancelled ?? endedAt, isCancel: cancelled !== null }
      return settle(watched, end, { config, journal, mismatched, stop, project, now: () => clock.now() })
    }
  }
}

/** A step whose time was up before it could start everything could not do its job, whatever `fail_on` says. */
function notAllStarted(watched: Watched): Watched {
  const { endedBy, failure: known, pipelines } = watched
  if (endedBy !== 'deadline' || known !== null) return watched
  return pipelines.some(awaitsStart) ? { ...watched, failure: failure('not_started') } : watched
}

/** When a signal was aborted, `null` while it was not. */
function momentOf(signal: AbortSignal, clock: Clock): () => number | null {
  let at: number | null = signal.aborted ? clock.now() : null
  signal.addEventListener('abort', () => (at = clock.now()), { once: true })
  return () => at
}

/** A signal that follows another after a while, unless that is needless by then. */
function delayed(signal: AbortSignal, ms: number, clock: Clock, needless: AbortSignal): AbortSignal {
  const late = new AbortController()
  const follow = (): void =>
    void clock.sleep(ms, needless).then(
      () => late.abort(),
      () => undefined
    )
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  return late.signal
}

/** @throws {AbortedError} once the signal is aborted; does nothing before */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new AbortedError())
    else signal.addEventListener('abort', () => reject(new AbortedError()), { once: true })
  })
}
