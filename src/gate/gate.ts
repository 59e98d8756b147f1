import { cloudEffects, serviceLocation, openCloud, type Cloud } from '../codearts/cloud.js'
import type { Poll } from '../codearts/status.js'
import { isCarriedOn } from '../domain/commit-status.js'
import { unpolled, type Conclusion } from '../domain/conclusion.js'
import { failure, unreachable } from '../domain/failure.js'
import type { NamedPipeline } from '../domain/pipeline-names.js'
import { pollInterval } from '../domain/schedule.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { decide, type Blocker, type Verdict } from '../domain/verdict.js'
import { initialStates, type Config } from '../inputs/config.js'
import { resolveConfig } from '../inputs/resolve.js'
import { DeadlineError } from '../errors.js'
import { adaptivePacer, fixedPacer, type Pacer } from '../polling/pacer.js'
import { heldByQueue } from '../polling/queue-hold.js'
import { watch } from '../polling/watch.js'
import { endOf, type Watched } from '../polling/watched.js'
import type { Effects } from '../ports.js'
import type { Messages } from '../report/messages/index.js'
import type { Secrets } from '../secrets.js'
import { following } from '../common/signals.js'
import { startRuns } from '../starting/start.js'
import type { Announcer } from './announcer.js'
import { complete, nameOf } from './complete.js'
import { explain } from '../explaining/explain.js'
import type { Gate, Opened } from './opened.js'
import { retrying } from './retry.js'
import { openProgress } from './progress.js'
import { recentQueues } from '../explaining/recent-queues.js'

/** A snapshot that fails is tried again for this long at most: it is not meant to wait. */
const SNAPSHOT_MS = 120_000

/** Starts runs if that is asked for, waits, and judges what is known. */
export async function runGate(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets,
  announcer: Announcer
): Promise<Conclusion> {
  const begunAt = effects.clock.epoch()
  const opened = open(config, messages, effects, secrets, announcer)
  const gate = await requestPipelines(opened, announce(opened))
  const watched = await leftToStatuses(opened, 'failure' in gate ? gate : await wait(gate))
  const blocker = blockerOf(watched)
  // What was asked for with inputs that cannot be used has not failed.
  const failOn: typeof config.failOn = watched.failure?.code === 'inputs' ? new Set() : config.failOn
  const judge = (pipelines: readonly PipelineState[]): Verdict =>
    decide(pipelines, failOn, blocker, hasStatuses(config, 'snapshot') ? isCarriedOn : undefined)
  const first = judge(watched.pipelines)
  if (watched.failure?.code === 'cancelled')
    announcer.cancel(unpolled(first, watched.failure, begunAt, effects.clock.now() - opened.begun))
  const { pipelines, unfinishedRuns } =
    'failure' in gate
      ? { pipelines: watched.pipelines, unfinishedRuns: [] }
      : await complete(gate, watched, first)
  return {
    // The same outcomes make the same verdict: what was added are names and reasons.
    verdict: judge(pipelines),
    failure: watched.failure,
    region: config.endpoints.region,
    location: serviceLocation(config.endpoints),
    polls: watched.polls,
    elapsedMs: effects.clock.now() - opened.begun,
    begunAt,
    unfinishedRuns,
    underTest: config.underTest
  }
}

/** Announces on GitHub that the step has begun. @returns to be called once all pipelines are known */
function announce({ config, cloud, announcer }: Opened): () => void {
  let tellAll = (): void => undefined
  const requested = new Promise<void>(resolve => (tellAll = resolve))
  announcer.begin(initialStates(config), {
    named: requested.then(() => (cloud.version === 'v5' ? cloud.names.whole() : undefined)),
    nameOf: id => nameOf(cloud, id)
  })
  return tellAll
}

/** A snapshot leaves what is open to the statuses: what they cannot say must not pass. */
async function leftToStatuses({ config, announcer }: Opened, watched: Watched): Promise<Watched> {
  if (!hasStatuses(config, 'snapshot') || watched.failure !== null) return watched
  const failed = await announcer.leftPending()
  if (failed === null) return watched
  const { status, words: cloudMessage } = failed
  return { ...watched, failure: failure('not_announced', { service: 'github', status, cloudMessage }) }
}

/** Whether pending statuses hold the merge back for a snapshot, or every pipeline has a status of its own. */
function hasStatuses({ wait, forge }: Config, which: 'snapshot' | 'each'): boolean {
  if (forge === null || forge.statuses === null) return false
  return which === 'snapshot' ? !wait : forge.statuses.mode === 'each'
}

/** Signs in as soon as the first request needs it. */
function open(
  config: Config,
  messages: Messages,
  effects: Effects,
  secrets: Secrets,
  announcer: Announcer
): Opened {
  const { clock, runner } = effects
  const begun = clock.now()
  const deadline = begun + budgetOf(config)
  const times = { begun, deadline, interval: pollInterval(config.pollInterval) }
  const redact: Secrets['redact'] = value => secrets.redact(value)
  const progress = openProgress(config, times, { messages, clock, runner, redact })
  progress.begin()
  const requests = cloudEffects(effects, secrets, deadline, {
    onRetry: lastError => progress.retrying(lastError),
    onClockOffset: offsetMs => progress.clockIsOff(offsetMs)
  })
  const cloud = openCloud({ ...config, login: config.credential.login }, requests)
  const queues = recentQueues(clock)
  return { config, effects, requests, progress, redact, cloud, announcer, queues, begun, deadline }
}

/**
 * Finds the pipelines that are given by name, and begins to start runs if that is asked for.
 * @param tellAll called once they are known
 */
async function requestPipelines(opened: Opened, tellAll: () => void): Promise<Gate | Watched> {
  const { cloud, effects, requests, progress, redact, announcer } = opened
  try {
    const { config, resolutions, project } = await resolveConfig(opened.config, () => pipelinesOf(cloud))
    progress.requested(config.targets.size, resolutions)
    if (cloud.version === 'v5') {
      cloud.names.know(project)
      // What is started has its name in the pipeline detail, which has to be read for it anyway.
      const hasOwnContexts = hasStatuses(config, 'each')
      if (config.start === null || hasOwnContexts)
        cloud.names.lookUp([...config.targets.keys()], hasOwnContexts ? 'all' : 'some')
    }
    announcer.requested(initialStates(config))
    tellAll()
    if (config.start === null) return { ...opened, config, starts: null }
    if (cloud.version === 'v3') throw new Error('The inputs refuse `start` on v3.')
    const { runner, random } = effects
    const surroundings = { cloud, effects: requests, log: progress.starts, runner, random, redact }
    return { ...opened, config, starts: startRuns(config, config.start, surroundings) }
  } catch (error) {
    return unresolved(error, initialStates(opened.config))
  }
}

function pipelinesOf(cloud: Cloud): Promise<readonly NamedPipeline[]> {
  if (cloud.version === 'v3') throw new Error('The inputs refuse names on v3.')
  return cloud.pipelines()
}

/** What is known when the pipelines could not be found: nothing has been judged, however few of them were open. */
function unresolved(error: unknown, pipelines: readonly PipelineState[]): Watched {
  const watched = endOf(error, pipelines, 0, { isOutage: true })
  const lastError = error instanceof DeadlineError ? error.lastError : null
  return { ...watched, failure: watched.failure ?? unreachable(lastError) }
}

/** Polls until the last pipeline is decided, or something else ends the wait. */
async function wait(gate: Gate): Promise<Watched> {
  const { config, effects, progress, cloud, announcer, starts, deadline } = gate
  const watched = await watch({
    pipelines: initialStates(config).map(pipeline => ({ ...pipeline, name: nameOf(cloud, pipeline.id) })),
    poll: starts?.poll ?? pollOf(gate),
    retry: retryOf(gate),
    rules: { ...config, startDeadline: startDeadline(config, gate.begun) },
    failFast: config.failFast,
    // What has a status of its own says there when it runs again.
    isPolledOn: ({ run }) => hasStatuses(config, 'each') && run !== null,
    pacer: pacerOf(gate),
    deadline,
    clock: effects.clock,
    signal: starts?.signal ?? effects.signal,
    onPoll(before, after, answers) {
      progress.polled(before, after, answers)
      announcer.polled(
        after.map(pipeline => ({ ...pipeline, name: nameOf(cloud, pipeline.id) ?? pipeline.name }))
      )
    }
  })
  if (cloud.version === 'v5') cloud.history.end()
  return starts === null ? watched : starts.conclude(watched)
}

/** What retries failed runs, `null` where nothing is retried. */
function retryOf({ config, effects, cloud, starts, deadline, redact }: Gate): Poll | null {
  if (cloud.version === 'v3' || config.retry === 0) return null
  const { clock, random } = effects
  const signal = starts?.signal ?? effects.signal
  return retrying({
    ...{ cloud, clock, random, signal, deadline },
    explain: (pipeline, budgetMs) =>
      following(signal, async own => {
        const runDetails = cloud.runDetails({ deadline: clock.now() + budgetMs, signal: own })
        const options = { redact, runDetails, logLines: 0, clock, signal: own, budgetMs }
        const [explained] = await explain([pipeline], new Set([pipeline.id]), options)
        return explained?.explanation ?? null
      })
  })
}

/** Where the step waits for runs that it did not start, those in the queue of their pipeline count. */
function pollOf({ config, effects, progress, cloud, queues, begun, deadline }: Gate): Poll {
  const until = startDeadline(config, begun)
  if (cloud.version === 'v3' || until === null || !config.wait) return cloud.poll
  const { clock, signal } = effects
  return heldByQueue(cloud.poll, {
    async queueOf(pipelineId) {
      const records = await cloud.runsApi({ deadline, signal }).queue(pipelineId)
      queues.keep(pipelineId, records)
      return records
    },
    startDeadline: until,
    startTimeoutMs: config.startTimeoutMs,
    clock,
    onHeld: (pipeline, n) => progress.heldByQueue(pipeline, n)
  })
}

function pacerOf({ config, effects, cloud, deadline }: Gate): Pacer {
  const { clock, random } = effects
  if (config.pollInterval !== 'auto') return fixedPacer(config.pollInterval, random)
  return adaptivePacer({
    now: () => clock.epoch(),
    timeLeft: () => deadline - clock.now(),
    random,
    history: cloud.version === 'v5' ? cloud.history : null
  })
}

/** What blocks a plan, or a name, is a mistake in the inputs, which only CodeArts could show. */
function blockerOf({ failure }: Watched): Blocker {
  if (failure === null) return 'none'
  return failure.code === 'plan' || failure.code === 'inputs' ? 'bad_inputs' : 'could_not_judge'
}

/** How long the step may take: a snapshot does not wait for an end, but it may have to wait for a start. */
function budgetOf({ wait, timeoutMs, start, startTimeoutMs }: Config): number {
  return wait ? timeoutMs : Math.min(timeoutMs, SNAPSHOT_MS + (start === null ? 0 : startTimeoutMs))
}

/** Until when a run that this step does not start may appear. */
function startDeadline({ condition, start, startTimeoutMs }: Config, begun: number): number | null {
  return condition === null || start !== null ? null : begun + startTimeoutMs
}
