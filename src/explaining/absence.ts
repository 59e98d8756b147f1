import { pipelineAddressBeside, type V5Cloud } from '../codearts/cloud.js'
import type { QueuePage, QueueRecord } from '../codearts/v5/queue.js'
import type { TriggersApi } from '../codearts/v5/triggers-api.js'
import {
  isRunMissing,
  relevantTrigger,
  type Absence,
  type FailedTrigger,
  type UnknownPipeline,
  type WaitingRuns
} from '../domain/absence.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { AbortedError, DeadlineError, FailureError } from '../errors.js'
import { inFlight } from '../common/limit.js'
import type { RecentQueues } from './recent-queues.js'
import { within, type Budget } from './within.js'

/**
 * For at most this many pipelines CodeArts is asked why they have no run; the others are reported with what is known
 * anyway.
 */
const ASKED = 10

export interface AbsenceOptions extends Budget {
  /** `null` on v3, which knows nothing of it. */
  readonly cloud: Pick<V5Cloud, 'triggersApi' | 'pageOf'> | null
  /** On the monotonic clock, and what ends a call before. */
  readonly bounds: { readonly deadline: number; readonly signal: AbortSignal }
  /** Whether nothing fails the gate, so that it is asked for what is not red as well. */
  readonly isReport: boolean
  /** Those that were just read need not be asked for. */
  readonly queues: RecentQueues
  /** `null` for a gate that does not wait. */
  readonly startTimeoutMs: number | null
  /** How long the step has taken, in milliseconds. */
  readonly elapsedMs: number
}

/** What is added to a pipeline without a run that counts. */
export type MissingRun = Pick<PipelineState, 'absence' | 'page'>

/** What CodeArts has said of one pipeline. */
interface Draft {
  triggers: readonly FailedTrigger[]
  queue: QueuePage
  unknown: UnknownPipeline | null
  /** Questions without an answer so far. */
  open: number
}

const NO_RECORDS: QueuePage = { records: [], total: null }

/**
 * Says of pipelines without a run that counts why there is none. Never throws what it can report, and ends with its
 * budget, whatever the requests do.
 *
 * @param red those that fail the gate
 * @returns by the ID of the pipeline
 */
export async function explainAbsence(
  pipelines: readonly PipelineState[],
  red: ReadonlySet<string>,
  options: AbsenceOptions
): Promise<ReadonlyMap<string, MissingRun>> {
  const { cloud, bounds, isReport, queues } = options
  const missing = pipelines.filter(isRunMissing)
  const drafts = new Map<string, Draft>(
    missing.map(({ id }) => [
      id,
      { triggers: [], queue: queues.of(id) ?? NO_RECORDS, unknown: null, open: 0 }
    ])
  )
  if (cloud !== null && missing.length > 0) {
    const triggersApi = cloud.triggersApi(bounds)
    const asked = missing.filter(({ id }) => isReport || red.has(id)).slice(0, ASKED)
    const questions = asked.flatMap(pipeline => questionsOf(pipeline, drafts, triggersApi, options))
    await within(
      inFlight(questions, ask => ask()),
      options
    )
  }
  return new Map(
    missing.flatMap(pipeline => {
      const draft = drafts.get(pipeline.id)
      if (draft === undefined) return []
      const absence = absenceOf(pipeline, draft, red.has(pipeline.id), options)
      return [[pipeline.id, { absence, page: pageOf(pipeline, cloud) }]]
    })
  )
}

/** As CodeArts returned it, else built from the known URLs of its console. */
function pageOf({ id, instead }: PipelineState, cloud: AbsenceOptions['cloud']): string | null {
  return pipelineAddressBeside(instead?.url ?? '', id) ?? cloud?.pageOf(id) ?? null
}

/** Where one run is pinned, no trigger has to do with it. */
function questionsOf(
  { id, target }: PipelineState,
  drafts: ReadonlyMap<string, Draft>,
  triggersApi: TriggersApi,
  { queues }: AbsenceOptions
): (() => Promise<void>)[] {
  const draft = drafts.get(id)
  if (draft === undefined) return []
  const ask = (question: () => Promise<void>) => async (): Promise<void> => {
    const failed = await failureOf(question())
    if (failed === null) draft.open--
    else draft.unknown ??= unknownIn(failed)
  }
  const failed = ask(async () => void (draft.triggers = await triggersApi.failed(id)))
  const queued = ask(async () => void (draft.queue = await triggersApi.queued(id)))
  const questions = [...(target.kind === 'pin' ? [] : [failed]), ...(queues.of(id) === null ? [queued] : [])]
  draft.open = questions.length
  return questions
}

function absenceOf(
  pipeline: PipelineState,
  { triggers, queue, unknown, open }: Draft,
  isRed: boolean,
  { cloud, startTimeoutMs, elapsedMs, clock }: AbsenceOptions
): Absence {
  const begunAt = clock.epoch() - elapsedMs
  // Where the queue gave it more time, that has been used up as well.
  const longest = pipeline.extendedUntil === null ? (startTimeoutMs ?? 0) : elapsedMs
  return {
    waitedMs: startTimeoutMs === null ? null : Math.min(longest, elapsedMs),
    failedTrigger: relevantTrigger(triggers, begunAt, pipeline.instead?.startedAt ?? null),
    waiting: waitingIn(queue, pipeline),
    isDropped: queue.records.some(record => record.state === 'timed_out' && mayBe(record, pipeline)),
    unknown,
    isPartial: open > 0,
    canStart: cloud !== null,
    isRed
  }
}

/** Whether a record can be of the run that is waited for: where the ID is known, only one is. */
function mayBe({ runId }: QueueRecord, { target }: PipelineState): boolean {
  return target.kind !== 'pin' || (runId !== null && runId === target.runId)
}

function waitingIn({ records, total }: QueuePage, pipeline: PipelineState): WaitingRuns | null {
  const waiting = records.filter(record => record.state === 'waiting' && mayBe(record, pipeline))
  const [first] = waiting
  if (first === undefined) return null
  if (pipeline.target.kind === 'pin') return { n: first.place, since: first.since }
  const elsewhere = Math.max(0, (total ?? 0) - records.length)
  const times = waiting.map(({ since }) => since)
  // In which order records come is not documented: the newest may be on another page.
  const isKnown = elsewhere === 0 && !times.includes(null)
  return { n: waiting.length + elsewhere, since: isKnown ? Math.max(...times.map(Number)) : null }
}

type Unfetched = FailureError | DeadlineError | AbortedError

/** What cannot be fetched is left out: the verdict does not depend on reasons. */
async function failureOf(asked: Promise<void>): Promise<Unfetched | null> {
  try {
    await asked
    return null
  } catch (error) {
    if (error instanceof FailureError || error instanceof DeadlineError || error instanceof AbortedError)
      return error
    throw error
  }
}

function unknownIn(error: Unfetched): UnknownPipeline | null {
  if (!(error instanceof FailureError)) return null
  const { hint } = error.failure
  return hint === 'no_such_pipeline' || hint === 'not_owned' ? hint : null
}
