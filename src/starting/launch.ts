import { inFlight } from '../codearts/http/limit.js'
import { aliasesIn, planFailure, planStart, type Order, type StartPlan } from '../codearts/v5/start-plan.js'
import type { StartAnswer, Starter } from '../codearts/v5/starter.js'
import { announcedRun, type Project } from '../codearts/v5/run.js'
import { nextLook } from '../domain/schedule.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Launched } from '../domain/tracking.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Ledger } from './journal.js'
import type { Clock } from '../ports.js'
import type { Failure, Problem } from '../domain/failure.js'
import { retryPause } from '../codearts/http/retry.js'
import type { JsonObject } from '../codearts/http/values.js'

/** What is told while runs are started. */
export interface LaunchLog {
  /** @param adopted whether the answer had been lost, and the run was found by its mark */
  started(run: PipelineRun, adopted: boolean): void
  notNow(name: string, trouble: Failure): void
  queued(name: string, trouble: Failure): void
  lost(name: string, trouble: Failure | null): void
  withoutCode(name: string): void
  fixedVariables(name: string, variables: readonly string[]): void
}

export interface LaunchOptions {
  readonly ids: readonly string[]
  readonly order: Order
  /** A mark for one run, and the description that carries it. */
  readonly newMark: () => string
  readonly describe: (mark: string) => string
  readonly project: Project
  /** Calls within these bounds. */
  readonly starter: (bounds: { readonly deadline: number; readonly signal: AbortSignal }) => Starter
  readonly ledger: Ledger
  readonly clock: Clock
  readonly random: () => number
  /** Ends the starting: nothing is sent any more. */
  readonly signal: AbortSignal
  /** Comes a little later: an answer to what has been sent is heard out until then. */
  readonly lateSignal: AbortSignal
  /** On the monotonic clock. */
  readonly deadline: number
  readonly startTimeoutMs: number
  readonly hide: (secret: string) => void
  readonly log: LaunchLog
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
    for (const secret of secrets) options.hide(secret)
    if (isWithoutCode) options.log.withoutCode(name)
    if (fixed.length > 0) options.log.fixedVariables(name, fixed)
    options.onChange(id, { kind: 'not_started', name })
  }
  // When one cannot be started, the search for others is given up: they will be stopped.
  const giveUp = new AbortController()
  const signal = AbortSignal.any([options.signal, giveUp.signal])
  const patient = options.starter({ deadline: options.deadline, signal: options.lateSignal })
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
  const starter = options.starter(options)
  const found = new Map<string, Found>()
  await inFlight(ids, async id => {
    found.set(id, await detailOf(id, starter))
  })
  const aliases = new Set([...found.values()].flatMap(it => ('detail' in it ? aliasesIn(it.detail) : [])))
  const all = ids
    .flatMap(id => found.get(id) ?? [])
    .map(it => ('detail' in it ? planStart(it.id, it.detail, order, aliases) : it))
  const problems = all.flatMap(it => ('problems' in it ? it.problems : []))
  if (problems.length > 0) throw new FailureError(planFailure(problems))
  return all.flatMap(it => ('plan' in it ? [it.plan] : []))
}

type Found = { readonly id: string; readonly detail: JsonObject } | { readonly problems: readonly Problem[] }

/** What the cloud says of one pipeline is that pipeline's problem; what it says of all is the step's. */
const OF_ONE_PIPELINE: ReadonlySet<string | null> = new Set(['not_owned', 'no_such_pipeline'])

async function detailOf(id: string, starter: Starter): Promise<Found> {
  try {
    return { id, detail: await starter.detail(id) }
  } catch (error) {
    if (!(error instanceof FailureError) || !OF_ONE_PIPELINE.has(error.failure.hint)) throw error
    const { cloudCode, cloudMessage, requestId } = error.failure
    const words = [cloudCode, cloudMessage, requestId].filter(part => part !== null).join(' ')
    return { problems: [{ input: 'pipeline_ids', given: id, code: 'plan_pipeline', params: { words } }] }
  }
}

/** Starts one run, at most once: it is only tried again where surely nothing was created. */
async function launchOne(plan: StartPlan, patient: Starter, options: LaunchOptions): Promise<Launched> {
  const { clock, ledger, log, signal, random } = options
  const { id, name } = plan
  const mark = options.newMark()
  const until = Math.min(clock.now() + options.startTimeoutMs, options.deadline)
  for (let failures = 1; ; failures++) {
    const answer = await startOnce(plan, mark, patient, options)
    switch (answer.kind) {
      case 'started':
        return begun(plan, answer.runId, false, options)
      case 'refused':
        ledger.strike(id)
        throw new FailureError({ ...answer.trouble, pipeline: name })
      case 'not_now': {
        ledger.strike(id)
        if (failures === 1) log.notNow(name, answer.trouble)
        const at = nextLook(clock.now(), retryPause(failures, answer.retryAfterMs, random()), until)
        if (at === null) throw new FailureError({ ...answer.trouble, attempts: failures, pipeline: name })
        await clock.sleep(at - clock.now(), signal)
        break
      }
      case 'queued':
      case 'lost': {
        if (signal.aborted) throw new AbortedError()
        if (answer.kind === 'queued') log.queued(name, answer.trouble)
        else log.lost(name, answer.trouble)
        const runId = await search(plan, mark, until, options)
        return runId === null ? { kind: 'start_lost', name, mark } : begun(plan, runId, true, options)
      }
    }
  }
}

/** @throws {DeadlineError}; {AbortedError}; {FailureError}: then it was not sent */
async function startOnce(
  { id, body }: StartPlan,
  mark: string,
  patient: Starter,
  { signal, describe, ledger, clock }: LaunchOptions
): Promise<StartAnswer> {
  try {
    return await patient.start(id, { ...body, description: describe(mark) }, () => {
      if (signal.aborted) throw new AbortedError()
      ledger.enter({ pipelineId: id, mark, since: clock.epoch() })
    })
  } catch (error) {
    const isOver = error instanceof DeadlineError || error instanceof AbortedError
    // It was sent, and nobody heard what came of it.
    if (isOver && ledger.of(id) !== null) return { kind: 'lost', trouble: null }
    throw error
  }
}

function begun(
  { id, name }: StartPlan,
  runId: string,
  adopted: boolean,
  { ledger, project, log, clock, startTimeoutMs }: LaunchOptions
): Launched {
  ledger.learn(id, runId)
  const run = announcedRun(project, id, name, runId)
  log.started(run, adopted)
  return { kind: 'announced', name, run, appearsBy: clock.now() + startTimeoutMs }
}

/** Looks for the run that carries the mark until there is no time left; it may take minutes to be listed. */
async function search(
  { id }: StartPlan,
  mark: string,
  until: number,
  options: LaunchOptions
): Promise<string | null> {
  const { clock, ledger, random, signal } = options
  // Its calls end with the search: a service in trouble must not hold it for longer.
  const starter = options.starter({ deadline: until, signal })
  const strangers = new Set<string>()
  const since = ledger.of(id)?.since ?? clock.epoch()
  for (let n = 1; ; n++) {
    try {
      const found = await starter.find(id, mark, clock.epoch() - since, strangers)
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
