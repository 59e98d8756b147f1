import { openCloud, type CloudEffects } from '../codearts/cloud.js'
import type { RunDetailApi } from '../codearts/v5/run-detail.js'
import { serverClock } from '../codearts/http/server-clock.js'
import { pollInterval } from '../domain/schedule.js'
import { foundLate, initialState, type PipelineState } from '../domain/tracking.js'
import { decide, type Verdict } from '../domain/verdict.js'
import { explain } from './explain.js'
import { progress } from './progress.js'
import { adaptivePacer, fixedPacer } from '../polling/pacer.js'
import type { Effects } from '../ports.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'
import type { Cleanup } from '../starting/cleanup.js'
import { startRuns, type StartedRuns } from '../starting/start.js'
import { watch, type Watched } from '../polling/watch.js'
import type { Conclusion } from '../domain/conclusion.js'
import type { Config } from '../inputs/config.js'

/** A snapshot that fails is tried again for this long at most: nobody asked it to wait. */
const SNAPSHOT_MS = 120_000
/** What is red is explained for this long at most; the verdict stands before it. */
const EXPLAIN_MS = 9_000
/** The requests end by themselves and say why; if one does not, it is left behind after this. */
const EXPLAIN_GRACE_MS = 300
/** While runs are stopped it must not take longer than they do. */
const EXPLAIN_BESIDE_STOPS_MS = 5_000
/** Nobody is kept much longer than `timeout` for reasons, however late a run has ended. */
const EXPLAIN_PAST_DEADLINE_MS = 4_000
const NOTHING_STARTED: Cleanup = { unfinishedRuns: [], found: new Map() }

/** Starts runs if that is asked for, waits, and judges what is known. */
export async function runGate(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets
): Promise<Conclusion> {
  const { clock, runner } = effects
  const begunAt = clock.epoch()
  const begun = clock.now()
  const deadline = begun + budgetOf(config)
  const interval = pollInterval(config.pollInterval)
  const log = progress(config, { begun, deadline, interval }, messages, clock, runner)
  log.begin()
  const cloudEffects: CloudEffects = {
    ...effects,
    env: runner.env,
    deadline,
    redact: text => secrets.redact(text),
    hide: secret => secrets.hide(secret),
    serverClock: serverClock(offsetMs => log.clockIsOff(offsetMs)),
    onRetry: lastError => log.lastError(lastError)
  }
  const cloud = openCloud(config, cloudEffects)
  const unobserved = [...config.targets].map(([id, runId]) => initialState(id, runId))
  const starts: StartedRuns | null =
    config.start === null
      ? null
      : startRuns(config, config.start, { cloud, cloudEffects, log, runner, random: effects.random })
  const observedAt = new Map<string, number>()
  const waited = await watch({
    pipelines: unobserved,
    poll: starts?.poll ?? cloud.poll,
    rules: { ...config, startDeadline: startDeadline(config, begun) },
    failFast: config.failFast,
    pacer:
      config.pollInterval === 'auto'
        ? adaptivePacer({
            now: () => clock.epoch(),
            timeLeft: () => deadline - clock.now(),
            random: effects.random,
            history: cloud.history
          })
        : fixedPacer(config.pollInterval, effects.random),
    deadline,
    clock,
    signal: starts?.signal ?? effects.signal,
    onPoll: (before, after, whole) => {
      // What no answer spoke of is the same object as before.
      for (const [index, { id, lastObservation }] of after.entries())
        if (lastObservation === 'run' && after[index] !== before[index]) observedAt.set(id, clock.epoch())
      log.polled(before, after, whole)
    }
  })
  cloud.history?.end()
  const watched = starts === null ? waited : await starts.conclude(waited)
  const verdict = decide(watched.pipelines, config.failOn, blocker(watched))
  const isStopping = starts !== null && watched.endedBy !== 'all_decided'
  const explainMs = Math.min(
    isStopping ? EXPLAIN_BESIDE_STOPS_MS : EXPLAIN_MS,
    deadline + EXPLAIN_PAST_DEADLINE_MS - clock.now()
  )
  const [cleanup, known, explained] = await Promise.all([
    starts?.settle(watched) ?? NOTHING_STARTED,
    cloud.names.settle(),
    explainRed(
      config,
      watched,
      verdict,
      effects,
      explainMs,
      cloud.runDetails({ deadline: clock.now() + explainMs, signal: effects.signal })
    )
  ])
  const pipelines = explained.map(pipeline => {
    const late = pipeline.run === null ? cleanup.found.get(pipeline.id) : undefined
    const whole = late === undefined ? pipeline : foundLate(pipeline, late)
    return {
      ...whole,
      name: known.get(whole.id) ?? whole.name,
      observedAt: observedAt.get(whole.id) ?? null
    }
  })
  return {
    // The same outcomes make the same verdict: what was added are names and reasons.
    verdict: decide(pipelines, config.failOn, blocker(watched)),
    failure: watched.failure,
    region: config.endpoints.region,
    polls: watched.polls,
    elapsedMs: clock.now() - begun,
    begunAt,
    unfinishedRuns: cleanup.unfinishedRuns
  }
}

/** A step that could not judge, or was cancelled, has no time for reasons. */
async function explainRed(
  { logLines }: Config,
  { failure, pipelines }: Watched,
  { failed }: Verdict,
  { clock, signal }: Effects,
  explainMs: number,
  runDetails: RunDetailApi | null
): Promise<readonly PipelineState[]> {
  if (failure !== null || runDetails === null) return pipelines
  const budgetMs = explainMs + EXPLAIN_GRACE_MS
  return explain(pipelines, new Set(failed.map(({ id }) => id)), {
    runDetails,
    logLines,
    clock,
    signal,
    budgetMs
  })
}

/** What stands against a plan is a mistake in the inputs, which only the cloud could show. */
function blocker({ failure }: Watched): Parameters<typeof decide>[2] {
  if (failure === null) return 'none'
  return failure.code === 'plan' ? 'bad_inputs' : 'could_not_judge'
}

/** How long the step may take: a snapshot does not wait for an end, but it may have to wait for a start. */
function budgetOf({ wait, timeoutMs, start, startTimeoutMs }: Config): number {
  return wait ? timeoutMs : Math.min(timeoutMs, SNAPSHOT_MS + (start === null ? 0 : startTimeoutMs))
}

/** Until when a run that somebody else starts may appear. */
function startDeadline({ condition, start, startTimeoutMs }: Config, begun: number): number | null {
  return condition === null || start !== null ? null : begun + startTimeoutMs
}
