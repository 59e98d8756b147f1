import { announcedRun, inFlight, planFailure, planStart, retryPause, sourceNames } from '../codearts/cloud.js'
import type { Order, StartPlan } from '../codearts/v5/start-plan.js'
import type { StartAnswer, RunsApi } from '../codearts/v5/runs-api.js'
import type { Project } from '../codearts/v5/api.js'
import { nextPoll } from '../domain/schedule.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Launched } from '../domain/tracking.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Journal } from './journal.js'
import type { Clock, Unwritten } from '../ports.js'
import type { Failure, InputIssue } from '../domain/failure.js'
import type { JsonObject } from '../codearts/http/values.js'

/** What is told while runs are started. */
export interface StartLog {
  /** @param how whether the service answered the start, or the run was found by its correlation ID */
  started(run: PipelineRun, how: 'answered' | 'found'): void
  notNow(name: string, lastError: Failure): void
  queued(name: string, lastError: Failure): void
  lost(name: string, lastError: Failure | null): void
  withoutCode(name: string): void
  fixedVariables(name: string, variables: readonly string[]): void
  /** What has been started cannot be kept for the post step. */
  unsaved(fault: Unwritten): void
}

export interface LaunchOptions {
  readonly ids: readonly string[]
  readonly order: Order
  /** A mark for one run, and the description that carries it. */
  readonly newCorrelationId: () => string
  readonly describe: (correlationId: string) => string
  readonly project: Project
  /** Calls within these bounds. */
  readonly runsApi: (bounds: { readonly deadline: number; readonly signal: AbortSignal }) => RunsApi
  readonly journal: Journal
  readonly clock: Clock
  readonly random: () => number
  /** Ends the starting: nothing is sent any more. */
  readonly signal: AbortSignal
  /** Comes a little later: an answer to what has been sent is heard out until then. */
  readonly lateSignal: AbortSignal
  /** On the monotonic clock. */
  readonly deadline: number
  readonly startTimeoutMs: number
  readonly hide: (secret: string, name: string) => void
  readonly log: StartLog
  /** Told how far each pipeline has come. */
  readonly onChange: (id: string, launched: Launched) => void
}

/**
 * Starts every pipeline once, after all of them have been checked, so that a mistake in the last one leaves
 * nothing started.
 *
 * @throws {FailureError} when something stands against it, or one cannot be started; {DeadlineError}; {AbortedError}
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const plans = await planAll(options)
  for (const { id, name, isWithoutCode, fixed, secrets } of plans) {
    for (const secret of secrets) options.hide(secret.value, `variables (${secret.name})`)
    if (isWithoutCode) options.log.withoutCode(name)
    if (fixed.length > 0) options.log.fixedVariables(name, fixed)
    options.onChange(id, { kind: 'not_started', name })
  }
  // When one cannot be started, the search for others is given up: they will be stopped.
  const giveUp = new AbortController()
  const signal = AbortSignal.any([options.signal, giveUp.signal])
  const patient = options.runsApi({ deadline: options.deadline, signal: options.lateSignal })
  await inFlight(plans, async plan => {
    try {
      options.onChange(plan.id, await launchOne(plan, patient, { ...options, signal }))
    } catch (error) {
      giveUp.abort(error)
      // What follows from the first one that could not be started is no end of its own.
      throw error instanceof AbortedError && !options.signal.aborted ? giveUp.signal.reason : error
    }
  })
}

async function planAll(options: LaunchOptions): Promise<StartPlan[]> {
  const { ids, order } = options
  const runsApi = options.runsApi(options)
  const found = new Map<string, Found>()
  await inFlight(ids, async id => {
    found.set(id, await detailOf(id, runsApi))
  })
  const sources = sourceNames([...found.values()].flatMap(it => ('detail' in it ? [it.detail] : [])))
  const all = ids
    .flatMap(id => found.get(id) ?? [])
    .map(it => ('detail' in it ? planStart(it.id, it.detail, order, sources) : it))
  const issues = all.flatMap(it => ('issues' in it ? it.issues : []))
  if (issues.length > 0) throw new FailureError(planFailure(issues))
  return all.flatMap(it => ('plan' in it ? [it.plan] : []))
}

type Found = { readonly id: string; readonly detail: JsonObject } | { readonly issues: readonly InputIssue[] }

/** What the cloud says of one pipeline is that pipeline's problem; what it says of all is the step's. */
const OF_ONE_PIPELINE: ReadonlySet<string | null> = new Set(['not_owned', 'no_such_pipeline'])

async function detailOf(id: string, runsApi: RunsApi): Promise<Found> {
  try {
    return { id, detail: await runsApi.detail(id) }
  } catch (error) {
    if (!(error instanceof FailureError) || !OF_ONE_PIPELINE.has(error.failure.hint)) throw error
    const { cloudCode, cloudMessage, requestId } = error.failure
    const words = [cloudCode, cloudMessage, requestId].filter(part => part !== null).join(' ')
    return { issues: [{ input: 'pipeline_ids', given: id, code: 'plan_pipeline', params: { words } }] }
  }
}

/** Starts one run, at most once: it is only tried again where surely nothing was created. */
async function launchOne(plan: StartPlan, patient: RunsApi, options: LaunchOptions): Promise<Launched> {
  const { clock, journal, log, signal, random } = options
  const { id, name } = plan
  const correlationId = options.newCorrelationId()
  const until = Math.min(clock.now() + options.startTimeoutMs, options.deadline)
  for (let failures = 1; ; failures++) {
    const answer = await startOnce(plan, correlationId, patient, options)
    switch (answer.kind) {
      case 'started':
        return begun(plan, answer.runId, 'answered', options)
      case 'refused':
        journal.remove(id)
        throw new FailureError({ ...answer.lastError, pipeline: name })
      case 'not_now': {
        journal.remove(id)
        if (failures === 1) log.notNow(name, answer.lastError)
        const at = nextPoll(clock.now(), retryPause(failures, answer.retryAfterMs, random()), until)
        if (at === null) throw new FailureError({ ...answer.lastError, attempts: failures, pipeline: name })
        await clock.sleep(at - clock.now(), signal)
        break
      }
      case 'queued':
      case 'lost': {
        if (signal.aborted) throw new AbortedError()
        if (answer.kind === 'queued') log.queued(name, answer.lastError)
        else log.lost(name, answer.lastError)
        const runId = await findStartedRun(plan, correlationId, until, options)
        return runId === null
          ? { kind: 'start_lost', name, correlationId }
          : begun(plan, runId, 'found', options)
      }
    }
  }
}

/** @throws {DeadlineError}; {AbortedError}; {FailureError}: then it was not sent */
async function startOnce(
  { id, body }: StartPlan,
  correlationId: string,
  patient: RunsApi,
  { signal, describe, journal, clock }: LaunchOptions
): Promise<StartAnswer> {
  try {
    return await patient.start(id, { ...body, description: describe(correlationId) }, () => {
      if (signal.aborted) throw new AbortedError()
      journal.record({ pipelineId: id, correlationId, since: clock.epoch() })
    })
  } catch (error) {
    const isOver = error instanceof DeadlineError || error instanceof AbortedError
    // It was sent, and nobody heard what came of it.
    if (isOver && journal.of(id) !== null) return { kind: 'lost', lastError: null }
    throw error
  }
}

function begun(
  { id, name }: StartPlan,
  runId: string,
  how: 'answered' | 'found',
  { journal, project, log, clock, startTimeoutMs }: LaunchOptions
): Launched {
  journal.setRunId(id, runId)
  const run = announcedRun(project, id, name, runId)
  log.started(run, how)
  return { kind: 'announced', name, run, appearsBy: clock.now() + startTimeoutMs }
}

/** Looks for the run that carries the correlation ID until there is no time left; it may take minutes to be listed. */
async function findStartedRun(
  { id }: StartPlan,
  correlationId: string,
  until: number,
  options: LaunchOptions
): Promise<string | null> {
  const { clock, journal, random, signal } = options
  // Its calls end with the search: a service in trouble must not hold it for longer.
  const runsApi = options.runsApi({ deadline: until, signal })
  const strangers = new Set<string>()
  const since = journal.of(id)?.since ?? clock.epoch()
  for (let n = 1; ; n++) {
    try {
      const found = await runsApi.find(id, correlationId, clock.epoch() - since, strangers)
      if (found !== null) return found
    } catch (error) {
      if (error instanceof DeadlineError) return null
      // What cannot be asked now may be asked later; the start itself is not repeated whatever happens.
      if (!(error instanceof FailureError)) throw error
    }
    const at = nextPoll(clock.now(), retryPause(n, null, random()), until)
    if (at === null) return null
    await clock.sleep(at - clock.now(), signal)
  }
}
