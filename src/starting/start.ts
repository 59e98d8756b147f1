import type { Cloud, CloudEffects } from '../codearts/cloud.js'
import type { Look } from '../codearts/status.js'
import type { Project } from '../codearts/v5/run.js'
import { describe, newMark } from './description.js'
import { awaitsStart, expire, observeStart, track, type Launched, type Tracked } from '../domain/tracking.js'
import { decide } from '../domain/verdict.js'
import { early } from './throttle.js'
import { AbortedError } from '../errors.js'
import type { StartOrder } from '../inputs/start.js'
import { launch } from './launch.js'
import { openLedger } from './journal.js'
import type { Narrator } from '../gate/progress.js'
import type { Clock, Runner } from '../ports.js'
import { outputsOf } from '../report/outputs.js'
import { leavesRuns, settle, stopperFor, strayBounds, type Settled } from './cleanup.js'
import { strays } from './mismatched-runs.js'
import { endOf, type Watched } from '../polling/watch.js'
import { failure } from '../domain/failure.js'
import type { Config } from '../inputs/config.js'

/** A start that is on its way when the wait ends is heard out for this long. */
const HEAR_OUT_MS = 2_000
/** While starts are on their way, those that have succeeded are looked at this often. */
const LOOK_MEANWHILE_MS = 2_000

/** Runs that this step starts, and what has to be done about them. */
export interface StartedRuns {
  /** Looks at the runs as far as they have been started. */
  readonly look: Look
  /** Aborted when the step is cancelled, and when something cannot be started. */
  readonly signal: AbortSignal
  /** To be called when the wait has ended: what became of the starts until then. */
  conclude(watched: Watched): Promise<Watched>
  /** Stops what is left when the step ends before the runs do. */
  settle(watched: Watched): Promise<Settled>
}

interface Surroundings {
  readonly cloud: Cloud
  readonly cloudEffects: CloudEffects
  readonly log: Narrator
  readonly runner: Pick<Runner, 'env' | 'outputs' | 'saveState'>
  readonly random: () => number
}

/** Begins to start all pipelines, and makes the outputs known as soon as there are runs. */
export function startRuns(config: Config, order: StartOrder, surroundings: Surroundings): StartedRuns {
  const { cloud, cloudEffects, log, runner, random } = surroundings
  const { clock, signal, deadline } = cloudEffects
  const project = cloud.project as Project
  let isUnkept = false
  const ledger = openLedger(project, state => {
    const fault = runner.saveState(state)
    // What cannot be kept must not cost the run; it is told once.
    if (fault !== null && !isUnkept && !leavesRuns(config)) log.unkept(fault)
    isUnkept ||= fault !== null
  })
  const commit = config.condition?.commit ?? null
  const cancelledAt = momentOf(signal, clock)
  const launched = new Map<string, Launched>()
  const catchUp = (tracked: Tracked): Tracked => {
    const news = awaitsStart(tracked) ? launched.get(tracked.id) : undefined
    return news === undefined ? tracked : observeStart(tracked, news)
  }
  const outputs = early(() => {
    const pipelines = [...config.targets.keys()].map(id => catchUp(track(id)))
    runner.outputs(outputsOf({ verdict: decide(pipelines, config.failOn) }).values)
  }, clock)

  const waitOver = new AbortController()
  const ending = AbortSignal.any([signal, waitOver.signal])
  const heardOut = new AbortController()
  const hindered = new AbortController()
  let isLaunching = true
  const launching = launch({
    ids: [...config.targets.keys()],
    order: { ...order, ofCommit: commit !== null },
    newMark: () => newMark(random),
    describe: mark => describe(order.description, mark, commit, runner.env),
    project,
    starter: bounds => cloud.starter(bounds),
    ledger,
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
        hindered.abort()
        return { error }
      }
    )
    .finally(() => {
      isLaunching = false
      heardOut.abort()
      outputs.end()
    })

  const stop = stopperFor(config, cloudEffects)
  const astray = strays(cloud.look, ledger, entries => stop(entries, strayBounds(clock.now())))
  const interrupted = AbortSignal.any([signal, hindered.signal])
  const hindrance = abortOf(hindered.signal)
  hindrance.catch(() => undefined)
  let endedAt = 0
  return {
    signal: interrupted,
    async look(open, report) {
      if (isLaunching) {
        const pause = Math.min(LOOK_MEANWHILE_MS, Math.max(1, deadline - clock.now()))
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
      const looking = astray.look(started, report)
      // When something cannot be started, nobody waits for an answer on the others any more.
      await (isLaunching ? Promise.race([looking, hindrance]) : looking)
    },
    async conclude(watched) {
      endedAt = clock.now()
      waitOver.abort()
      const outcome = await launching
      // What was sent and has not been heard of is neither started nor not started.
      for (const { pipelineId, runId, mark } of ledger.open())
        if (runId === null)
          launched.set(pipelineId, {
            kind: 'start_lost',
            name: launched.get(pipelineId)?.name ?? pipelineId,
            mark
          })
      const caughtUp = watched.pipelines.map(catchUp)
      const pipelines = watched.endedBy === 'deadline' ? caughtUp.map(expire) : caughtUp
      const isOwnEnd = outcome === null || outcome.error instanceof AbortedError
      return notAllStarted(
        isOwnEnd ? { ...watched, pipelines } : endOf(outcome.error, pipelines, watched.looks, true)
      )
    },
    settle(watched) {
      const cancelled = cancelledAt()
      const end = { at: cancelled ?? endedAt, isCancel: cancelled !== null }
      return settle(watched, end, { config, ledger, astray, stop, project, now: () => clock.now() })
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
