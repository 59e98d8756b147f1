import { announcedRun, retryPause } from '../codearts/cloud.js'
import type { QueueRecord } from '../codearts/v5/queue.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import type { StartAnswer } from '../codearts/v5/start-answer.js'
import type { StartPlan } from '../codearts/v5/start-plan.js'
import { failure, type Failure } from '../domain/failure.js'
import type { Launched } from '../domain/pipeline-state.js'
import { nextPoll } from '../domain/schedule.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'
import type { LaunchOptions } from './launch-options.js'
import { markOf, ownership } from './verification.js'

/** A queue that cannot be read in this time is not waited for: the run is followed all the same. */
const QUEUE_MS = 5_000

/** Starts one run, at most once: it is only tried again where surely nothing was created. */
export async function launchOne(
  plan: StartPlan,
  patient: RunsApi,
  options: LaunchOptions
): Promise<Launched> {
  const { clock, journal, log, signal, random } = options
  const { id, name } = plan
  const correlationId = options.newCorrelationId()
  const limit = (): number => Math.min(clock.now() + options.startTimeoutMs, options.deadline)
  let until = limit()
  let isLocked = false
  for (let failures = 1; ; failures++) {
    const answer = await startOnce(plan, correlationId, patient, options)
    // A locked key is waited out within `timeout`; the time for starting begins when it is open again.
    if (isLocked) until = limit()
    isLocked = answer.kind === 'not_now' && answer.lastError.code === 'locked'
    switch (answer.kind) {
      case 'started': {
        journal.setRunId(id, answer.runId)
        if (!(await isForeign(plan, options))) return begun(plan, answer.runId, 'answered', options)
        return search(plan, correlationId, notOurs(answer.runId), until, options)
      }
      case 'refused':
        journal.remove(id)
        throw new FailureError({ ...answer.lastError, pipeline: name })
      case 'not_now': {
        journal.remove(id)
        if (failures === 1) log.notNow(name, answer.lastError)
        // The next turn comes when the key may be asked for again.
        if (isLocked) break
        const at = nextPoll(clock.now(), retryPause(failures, answer.retryAfterMs, random()), until)
        if (at === null) throw new FailureError({ ...answer.lastError, attempts: failures, pipeline: name })
        await clock.sleep(at - clock.now(), signal)
        break
      }
      case 'queued':
        return queued(plan, answer, correlationId, until, options)
      case 'lost':
        return search(plan, correlationId, answer.lastError, until, options)
    }
  }
}

/** Whether the run that the service returned was not started by this step: then it is dropped. */
async function isForeign({ id }: StartPlan, options: LaunchOptions): Promise<boolean> {
  const { journal, clock, lateSignal, deadline } = options
  const entry = journal.of(id)
  if (entry === null) return false
  const runsApiUntil = (until: number): RunsApi =>
    options.runsApi({ deadline: Math.min(until, deadline), signal: lateSignal })
  const whose = await ownership(entry, options.describe, runsApiUntil, clock)
  if (whose === 'own') journal.markVerified(id)
  if (whose === 'foreign') journal.forgetRun(id)
  return whose === 'foreign'
}

function notOurs(runId: string): Failure {
  return failure('not_understood', { detail: { code: 'not_our_run', params: { run: runId } } })
}

/** It is unknown whether there is a run: it is looked for, and not started again. */
async function search(
  plan: StartPlan,
  correlationId: string,
  lastError: Failure | null,
  until: number,
  options: LaunchOptions
): Promise<Launched> {
  if (options.signal.aborted) throw new AbortedError()
  options.log.lost(plan.name, lastError)
  return found(plan, correlationId, await findStartedRun(plan, correlationId, until, options), options)
}

function found(
  plan: StartPlan,
  correlationId: string,
  runId: string | null,
  options: LaunchOptions
): Launched {
  if (runId === null) return { kind: 'start_lost', name: plan.name, correlationId }
  options.journal.setRunId(plan.id, runId)
  options.journal.markVerified(plan.id)
  return begun(plan, runId, 'found', options)
}

/**
 * A run that waits in the queue has its ID already; where the response does not say it, the queue may, else its
 * description.
 */
async function queued(
  plan: StartPlan,
  answer: Extract<StartAnswer, { readonly kind: 'queued' }>,
  correlationId: string,
  until: number,
  options: LaunchOptions
): Promise<Launched> {
  const { journal, log, signal } = options
  const { id, name } = plan
  const { queueId, lastError } = answer
  if (answer.runId !== null) {
    journal.setRunId(id, answer.runId)
    journal.markQueued(id, queueId)
  }
  if (signal.aborted && answer.runId === null) throw new AbortedError()
  const records = (await queueOf(plan, options)) ?? []
  const record =
    records.find(it => it.runId !== null && it.runId === answer.runId) ??
    records.find(it => it.queueId !== null && it.queueId === queueId) ??
    null
  const runId = answer.runId ?? record?.runId ?? null
  if (runId === null) {
    log.queued(name, lastError, null, null)
    const whileQueued = { ...options, queueOf: () => queueOf(plan, options) }
    return found(plan, correlationId, await findStartedRun(plan, correlationId, until, whileQueued), options)
  }
  journal.setRunId(id, runId)
  journal.markQueued(id, queueId ?? record?.queueId ?? null)
  if (record === null && (await isForeign(plan, options)))
    return search(plan, correlationId, notOurs(runId), until, options)
  const launched = announced(plan, runId, options)
  log.queued(name, lastError, launched.run, record)
  return launched
}

/** What waits in the queue of a pipeline, `null` where that cannot be read now. */
async function queueOf(
  { id }: StartPlan,
  { runsApi, clock, deadline, lateSignal }: LaunchOptions
): Promise<readonly QueueRecord[] | null> {
  try {
    const until = Math.min(deadline, clock.now() + QUEUE_MS)
    return await runsApi({ deadline: until, signal: lateSignal }).queue(id)
  } catch (error) {
    const isKnown =
      error instanceof FailureError || error instanceof DeadlineError || error instanceof AbortedError
    if (isKnown) return null
    throw error
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
    // It was sent, and its response was lost.
    if (isOver && journal.of(id) !== null) return { kind: 'lost', lastError: null }
    throw error
  }
}

function begun(plan: StartPlan, runId: string, how: 'answered' | 'found', options: LaunchOptions): Launched {
  const launched = announced(plan, runId, options)
  options.log.started(launched.run, how)
  return launched
}

/** A run that has its ID and has not been seen yet. */
function announced(
  { id, name }: StartPlan,
  runId: string,
  { project, clock, startTimeoutMs }: LaunchOptions
): Extract<Launched, { readonly kind: 'announced' }> {
  const run = announcedRun(project, id, name, runId)
  return { kind: 'announced', name, run, appearsBy: clock.now() + startTimeoutMs }
}

/**
 * Looks for the run that carries the correlation ID until there is no time left; it may take minutes to be listed.
 * @param options `queueOf` for one that waits in the queue: its time begins when nothing waits there any more
 */
async function findStartedRun(
  { id }: StartPlan,
  correlationId: string,
  firstUntil: number,
  options: LaunchOptions & { readonly queueOf?: () => Promise<readonly QueueRecord[] | null> }
): Promise<string | null> {
  const { clock, journal, random, signal, describe, deadline, startTimeoutMs } = options
  const strangers = new Set<string>()
  const since = journal.of(id)?.since ?? clock.epoch()
  let until = firstUntil
  for (let n = 1; ; n++) {
    try {
      // Its calls end with the search: a failing service must not hold it for longer.
      const runsApi = options.runsApi({ deadline: until, signal })
      const mark = markOf({ correlationId, since, isAnswered: true }, describe, clock)
      const runId = await runsApi.find(id, mark, strangers)
      if (runId !== null) return runId
    } catch (error) {
      if (error instanceof DeadlineError) return null
      // What cannot be asked now may be asked later; the start itself is not repeated whatever happens.
      if (!(error instanceof FailureError)) throw error
    }
    const records = (await options.queueOf?.()) ?? []
    const pause = retryPause(n, null, random())
    if (records.some(({ state }) => state === 'waiting'))
      until = Math.min(deadline, clock.now() + pause + startTimeoutMs)
    const at = nextPoll(clock.now(), pause, until)
    if (at === null) return null
    await clock.sleep(at - clock.now(), signal)
  }
}
