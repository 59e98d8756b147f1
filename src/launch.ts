import { DeadlineError } from './codearts/attempt.js'
import { inFlight } from './codearts/limit.js'
import { planFailure, planStart, type Order, type StartPlan } from './codearts/start-plan.js'
import type { StartAnswer, Starter } from './codearts/starter.js'
import { announcedRun, type Project } from './codearts/v5-run.js'
import { nextLook, retryPause } from './domain/schedule.js'
import { started, startLost, track, type Tracked } from './domain/tracking.js'
import { AbortedError, FailureError, type Failure, type Problem } from './errors.js'
import type { Ledger } from './ledger.js'
import type { Clock } from './ports.js'

/** What is told while runs are started. */
export interface LaunchLog {
  /** @param adopted whether the answer had been lost, and the run was found by its mark */
  started(tracked: Tracked, adopted: boolean): void
  notNow(name: string, trouble: Failure): void
  queued(name: string, trouble: Failure): void
  lost(name: string, trouble: Failure | null): void
  withoutCode(name: string): void
  fixedVariables(name: string, variables: readonly string[]): void
}

export interface LaunchOptions {
  readonly ids: readonly string[]
  readonly order: Order
  readonly description: string
  readonly mark: string
  readonly project: Project
  /** Ends with the step. */
  readonly starter: Starter
  /** Lives a little longer, so that the answer to a start is heard even when the step is cancelled meanwhile. */
  readonly patient: Starter
  readonly ledger: Ledger
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** On the monotonic clock. */
  readonly deadline: number
  readonly startTimeoutMs: number
  readonly hide: (secret: string) => void
  readonly log: LaunchLog
  /** Called with all pipelines whenever one has been started, or cannot be found. */
  readonly onChange: (pipelines: readonly Tracked[]) => void
}

/**
 * Starts every pipeline once, after all of them have been checked, so that a mistake in the last one leaves
 * nothing started.
 *
 * @throws {FailureError} when something stands against it, or one cannot be started; {DeadlineError}; {AbortedError}
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const plans = await planAll(options)
  for (const { name, isWithoutCode, fixed, secrets } of plans) {
    for (const secret of secrets) options.hide(secret)
    if (isWithoutCode) options.log.withoutCode(name)
    if (fixed.length > 0) options.log.fixedVariables(name, fixed)
  }
  let pipelines = plans.map(({ id, name }) => ({ ...track(id), name }))
  // When one cannot be started, the search for others is given up: they will be stopped.
  const giveUp = new AbortController()
  await inFlight(plans, async plan => {
    try {
      const change = await launchOne(plan, {
        ...options,
        signal: AbortSignal.any([options.signal, giveUp.signal])
      })
      pipelines = pipelines.map(tracked =>
        tracked.id === plan.id ? { ...change(tracked), name: plan.name } : tracked
      )
      options.onChange(pipelines)
    } catch (error) {
      giveUp.abort()
      throw error
    }
  })
}

async function planAll({ ids, starter, order }: LaunchOptions): Promise<StartPlan[]> {
  const planned = new Map<string, ReturnType<typeof planStart>>()
  await inFlight(ids, async id => {
    planned.set(id, await planOne(id, starter, order))
  })
  const all = ids.flatMap(id => planned.get(id) ?? [])
  const problems = all.flatMap(it => ('problems' in it ? it.problems : []))
  if (problems.length > 0) throw new FailureError(planFailure(problems))
  return all.flatMap(it => ('plan' in it ? [it.plan] : []))
}

/** What the cloud says of one pipeline is that pipeline's problem; what it says of all is the step's. */
const OF_ONE_PIPELINE: ReadonlySet<string | null> = new Set(['not_owned', 'no_such_pipeline'])

async function planOne(id: string, starter: Starter, order: Order): Promise<ReturnType<typeof planStart>> {
  try {
    return planStart(id, await starter.detail(id), order)
  } catch (error) {
    if (!(error instanceof FailureError) || !OF_ONE_PIPELINE.has(error.failure.hint)) throw error
    const { cloudCode, cloudMessage, requestId } = error.failure
    const words = [cloudCode, cloudMessage, requestId].filter(part => part !== null).join(' ')
    const problem: Problem = { input: 'pipeline_ids', given: id, code: 'plan_pipeline', params: { words } }
    return { problems: [problem] }
  }
}

type Change = (tracked: Tracked) => Tracked

/** Starts one run, at most once: it is only tried again where surely nothing was created. */
async function launchOne(plan: StartPlan, options: LaunchOptions): Promise<Change> {
  const { clock, ledger, log, mark, signal, random, patient } = options
  const { id, name } = plan
  const until = Math.min(clock.now() + options.startTimeoutMs, options.deadline)
  const stopIfCancelled = (): void => {
    if (signal.aborted) throw new AbortedError()
  }
  for (let failures = 1; ; failures++) {
    stopIfCancelled()
    const since = clock.epoch()
    ledger.enter({ pipelineId: id, runId: null, mark, since })
    const answer = await startOnce(patient, plan, options.description)
    switch (answer.kind) {
      case 'started':
        return begun(plan, answer.runId, false, options)
      case 'refused':
        ledger.strike(id)
        throw new FailureError(answer.trouble)
      case 'not_now': {
        ledger.strike(id)
        if (failures === 1) log.notNow(name, answer.trouble)
        const at = nextLook(clock.now(), retryPause(failures, answer.retryAfterMs, random()), until)
        if (at === null) throw new FailureError({ ...answer.trouble, attempts: failures })
        await clock.sleep(at - clock.now(), signal)
        break
      }
      case 'queued':
      case 'lost': {
        stopIfCancelled()
        if (answer.kind === 'queued') log.queued(name, answer.trouble)
        else log.lost(name, answer.trouble)
        const runId = await search(id, since, until, options)
        return runId === null ? tracked => startLost(tracked, mark) : begun(plan, runId, true, options)
      }
    }
  }
}

async function startOnce(
  starter: Starter,
  { id, body }: StartPlan,
  description: string
): Promise<StartAnswer> {
  try {
    return await starter.start(id, { ...body, description })
  } catch (error) {
    // It was sent, and nobody heard what came of it.
    if (error instanceof DeadlineError || error instanceof AbortedError)
      return { kind: 'lost', trouble: null }
    throw error
  }
}

function begun({ id, name }: StartPlan, runId: string, adopted: boolean, options: LaunchOptions): Change {
  options.ledger.learn(id, runId)
  const run = announcedRun(options.project, id, name, runId)
  options.log.started({ ...started(track(id), run), name }, adopted)
  return tracked => started(tracked, run)
}

/** Looks for the run that carries the mark until there is no time left; it may take minutes to be listed. */
async function search(
  id: string,
  since: number,
  until: number,
  { starter, mark, clock, random, signal }: LaunchOptions
): Promise<string | null> {
  const strangers = new Set<string>()
  for (let n = 1; ; n++) {
    try {
      const found = await starter.find(id, mark, since, strangers)
      if (found !== null) return found
    } catch (error) {
      if (error instanceof DeadlineError) return null
      // What cannot be asked now may be asked later; the start itself is not repeated whatever happens.
      if (!(error instanceof FailureError)) throw error
    }
    const at = nextLook(clock.now(), retryPause(n, null, random()), until)
    if (at === null) return null
    await clock.sleep(at - clock.now(), signal)
  }
}
