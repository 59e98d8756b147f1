import { announcedRun } from '../codearts/cloud.js'
import type { Poll } from '../codearts/status.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import { failure } from '../domain/failure.js'
import { awaitsStart } from '../domain/pipeline-state.js'
import { expire } from '../domain/tracking.js'
import { AbortedError } from '../errors.js'
import type { Config } from '../inputs/config.js'
import type { StartOrder } from '../inputs/start-order.js'
import { endOf, type Watched } from '../polling/watched.js'
import type { Clock } from '../ports.js'
import { joinedSignal } from '../common/signals.js'
import { cleanUp, leavesRuns, mismatchedRunBounds, stopperFor, type Cleanup } from './cleanup.js'
import { describer } from './description.js'
import { openJournal, type Journal } from './journal.js'
import { beginLaunch, type LaunchEnd, type Launching, type Surroundings } from './launching.js'
import { mismatchedRuns } from './mismatched-runs.js'
import { queuedRuns } from './queued-runs.js'
import { abortOf, momentOf } from './signals.js'
import { ownership, verifiedRuns } from './verification.js'

/** While starts are on their way, those that have succeeded are polled this often. */
const POLL_WHILE_STARTING_MS = 2_000

/** Runs that this step starts, and what has to be done about them. */
export interface StartedRuns {
  /** Polls the runs as far as they have been started. */
  readonly poll: Poll
  /** Aborted when the step is cancelled, and when something cannot be started. */
  readonly signal: AbortSignal
  /** To be called when the wait has ended: what became of the starts until then. */
  conclude(watched: Watched): Promise<Watched>
  /** Stops what is left when the step ends before the runs do. */
  stopUnfinished(watched: Watched): Promise<Cleanup>
}

/** Begins to start all pipelines, each at most once. */
export function startRuns(config: Config, order: StartOrder, surroundings: Surroundings): StartedRuns {
  const { cloud, effects } = surroundings
  const { clock, signal } = effects
  const journal = openJournal(cloud.project, keeper(config, surroundings))
  const cancelledAt = momentOf(signal, clock)
  const launching = beginLaunch(config, order, journal, surroundings)
  const stop = stopperFor(config, cloud.project, effects)
  const mismatched = mismatchedRuns(believedPoll(config, journal, surroundings), journal, entries =>
    stop(entries, mismatchedRunBounds(clock.now()))
  )
  // It lives as long as the step.
  const { signal: interrupted } = joinedSignal(signal, launching.failed)
  let endedAt = 0
  return {
    signal: interrupted,
    poll: pollStarted(launching, mismatched.poll, clock, effects.deadline, interrupted),
    async conclude(watched) {
      endedAt = clock.now()
      return concluded(watched, await launching.finish(), launching, journal)
    },
    stopUnfinished(watched) {
      const cancelled = cancelledAt()
      const end = { at: cancelled ?? endedAt, isCancel: cancelled !== null }
      const { project } = cloud
      return cleanUp(watched, end, { config, journal, mismatched, stop, project, now: () => clock.now() })
    }
  }
}

/** Polls runs of this step only: those that CodeArts shows as such, also while they wait in the queue. */
function believedPoll(config: Config, journal: Journal, { cloud, effects, runner, log }: Surroundings): Poll {
  const { clock, signal, deadline } = effects
  const describe = describer(config, runner.env)
  const runsApiUntil = (until: number): RunsApi =>
    cloud.runsApi({ deadline: Math.min(until, deadline), signal })
  const verified = verifiedRuns(cloud.poll, journal, entry => ownership(entry, describe, runsApiUntil, clock))
  return queuedRuns(verified, {
    ...{ journal, clock, startTimeoutMs: config.startTimeoutMs },
    queueOf: pipelineId => runsApiUntil(deadline).queue(pipelineId),
    announced: (pipelineId, name, runId) => announcedRun(cloud.project, pipelineId, name, runId),
    onLeft: run => log.dequeued(run)
  })
}

/** Keeps the journal for the post step. A failure to keep it must not lose the run; it is a warning, once. */
function keeper(config: Config, { runner, log }: Surroundings): (name: string, state: string) => void {
  let isTold = leavesRuns(config)
  return (name, state) => {
    const fault = runner.saveState(name, state)
    if (fault !== null && !isTold) log.unsaved(fault)
    isTold ||= fault !== null
  }
}

/** Reports how far the starts have come, and polls the runs that they have brought. */
function pollStarted(
  launching: Launching,
  poll: Poll,
  clock: Clock,
  deadline: number,
  interrupted: AbortSignal
): Poll {
  const failed = abortOf(launching.failed)
  return async (open, report) => {
    if (launching.isGoingOn()) {
      const pause = Math.min(POLL_WHILE_STARTING_MS, Math.max(1, deadline - clock.now()))
      await Promise.race([launching.end, clock.sleep(pause, interrupted)])
    }
    for (const { id } of open.filter(awaitsStart)) {
      const news = launching.of(id)
      if (news !== null) report(new Map([[id, news]]))
    }
    const started = open.map(pipeline => launching.catchUp(pipeline)).filter(({ run }) => run !== null)
    if (started.length === 0) return
    const polling = poll(started, report)
    // When one pipeline cannot be started, the answers for the others are not waited for.
    await (launching.isGoingOn() ? Promise.race([polling, failed]) : polling)
  }
}

/** What is known when the wait has ended and all starts have responded. */
function concluded(watched: Watched, { error }: LaunchEnd, launching: Launching, journal: Journal): Watched {
  // What was sent and not answered is neither started nor not started.
  for (const { pipelineId, runId, correlationId } of journal.open())
    if (runId === null) launching.giveUp(pipelineId, correlationId)
  const caughtUp = watched.pipelines.map(pipeline => launching.catchUp(pipeline))
  const pipelines = watched.endedBy === 'deadline' ? caughtUp.map(expire) : caughtUp
  const isOwnEnd = error === null || error instanceof AbortedError
  return notAllStarted(
    isOwnEnd ? { ...watched, pipelines } : endOf(error, pipelines, watched.polls, { isOutage: true })
  )
}

/** A step whose time was up before it could start everything could not do its job, whatever `fail_on` says. */
function notAllStarted(watched: Watched): Watched {
  const { endedBy, failure: known, pipelines } = watched
  if (endedBy !== 'deadline' || known !== null) return watched
  return pipelines.some(awaitsStart) ? { ...watched, failure: failure('not_started') } : watched
}
