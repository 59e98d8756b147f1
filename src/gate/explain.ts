import type { RunDetailApi } from '../codearts/v5/run-detail.js'
import { inFlight, readTail } from '../codearts/cloud.js'
import type { LogTail } from '../codearts/v5/log-tail.js'
import {
  EXPLAINABLE,
  isExplainable,
  locationsOf,
  type Explanation,
  type Missing,
  type StepLocation,
  type StepLog
} from '../domain/explanation.js'
import type { PipelineState } from '../domain/tracking.js'
import { AbortedError, FailureError, DeadlineError } from '../errors.js'
import type { Clock } from '../ports.js'
import { clipped } from '../report/escape.js'

/** So many pipelines are explained; the rest is told without detail. */
const EXPLAINED = 10
/** Requests for the logs of one pipeline. */
const LOG_REQUESTS = 2
/** The end of a log is kept up to so many characters, each line up to so many. */
const LONGEST_LOG = 8_000
const LONGEST_LINE = 500

export interface ExplainOptions {
  readonly runDetails: RunDetailApi
  /** Lines of log for each failed step, 0 for none. */
  readonly logLines: number
  /** Takes secrets out of a line, before it is cut. */
  readonly redact: (line: string) => string
  readonly clock: Clock
  /** For all of it together, in milliseconds. */
  readonly budgetMs: number
  readonly signal: AbortSignal
}

/** What is known so far of one pipeline. */
interface Draft {
  failed: readonly StepLocation[]
  doing: readonly StepLocation[]
  logs: StepLog[]
  missing: Missing[]
  unasked: number
  isWhole: boolean
}

/**
 * Adds to red pipelines why they are red. Never throws what it can tell: what cannot be had is noted. It ends
 * with its patience, whatever the requests do, and keeps what is there.
 *
 * @param red those that fail the gate
 */
export async function explain(
  pipelines: readonly PipelineState[],
  red: ReadonlySet<string>,
  options: ExplainOptions
): Promise<PipelineState[]> {
  const wanted = EXPLAINABLE.flatMap(outcome =>
    pipelines.filter(
      pipeline => pipeline.outcome === outcome && isExplainable(pipeline, red.has(pipeline.id))
    )
  ).slice(0, EXPLAINED)
  const drafts = new Map<string, Draft>(
    wanted.map(({ id }) => [id, { failed: [], doing: [], logs: [], missing: [], unasked: 0, isWhole: false }])
  )
  const work = inFlight(wanted, async pipeline => {
    const draft = drafts.get(pipeline.id)
    if (draft !== undefined) await explainOne(pipeline, draft, options)
  })
  await within(work, options)
  const why = options.signal.aborted ? because('cancelled') : NO_TIME
  return pipelines.map(pipeline => {
    const draft = drafts.get(pipeline.id)
    return { ...pipeline, explanation: draft === undefined ? null : explanationOf(draft, why) }
  })
}

/** Waits for the work, but not longer than that. */
async function within(work: Promise<void>, { clock, budgetMs, signal }: ExplainOptions): Promise<void> {
  const done = new AbortController()
  const late = clock.sleep(budgetMs, AbortSignal.any([signal, done.signal])).catch(() => undefined)
  try {
    // What went wrong was noted where it did; the verdict stands without reasons.
    await Promise.race([work.catch(() => undefined), late])
  } finally {
    done.abort()
  }
}

/** A copy: what still comes in late changes nothing. @param why what was not heard in time has not come */
function explanationOf({ isWhole, ...draft }: Draft, why: Note): Explanation {
  const unheard: Missing = { what: draft.failed.length === 0 ? 'detail' : 'log', location: null, ...why }
  return { ...draft, logs: [...draft.logs], missing: [...draft.missing, ...(isWhole ? [] : [unheard])] }
}

async function explainOne(
  { id, run, outcome }: PipelineState,
  draft: Draft,
  options: ExplainOptions
): Promise<void> {
  const { runDetails, logLines } = options
  const runId = run?.runId ?? ''
  const stages = await orMissing(runDetails.stages(id, runId), note =>
    draft.missing.push({ what: 'detail', location: null, ...note })
  )
  if (stages !== null) {
    draft.failed = locationsOf(stages, outcome === 'aborted' ? ['aborted'] : ['error'])
    draft.doing = locationsOf(stages, ['paused', 'running'])
    if (logLines > 0 && outcome === 'error') await addLogs(id, runId, draft, options)
  }
  draft.isWhole = true
}

/** The ends of the logs of the first failed steps, with few requests: a second one completes the first, or begins the next. */
async function addLogs(
  pipelineId: string,
  runId: string,
  draft: Draft,
  { logLines: limit, runDetails, redact }: ExplainOptions
): Promise<void> {
  const steps = draft.failed.flatMap(location =>
    location.jobId === null || location.stepId === null
      ? []
      : [{ location, path: { pipelineId, runId, jobId: location.jobId, stepId: location.stepId } }]
  )
  let requests = LOG_REQUESTS
  draft.unasked = steps.length
  for (const { location, path } of steps) {
    if (requests === 0) break
    draft.unasked--
    const errors = draft.missing.length
    const note = (note: Note): unknown => draft.missing.push({ what: 'log', location, ...note })
    const tail = await readTail(
      (lines, from) => {
        requests--
        return orMissing(runDetails.log(path, lines, from), note)
      },
      limit,
      requests
    )
    if (tail.lines.length > 0) draft.logs.push(shortened(location, tail, redact))
    else if (draft.missing.length === errors) note(because('no_lines'))
    if (draft.missing.length > errors) break
  }
}

/** The last lines that fit, oldest first. */
function shortened(
  location: StepLocation,
  { lines, isCut }: LogTail,
  redact: (line: string) => string
): StepLog {
  const saved: string[] = []
  let length = 0
  for (const line of lines.toReversed()) {
    const shown = clipped(redact(line), LONGEST_LINE)
    length += shown.length + 1
    if (length > LONGEST_LOG) break
    saved.unshift(shown)
  }
  return { location, lines: saved, isCut: isCut || saved.length < lines.length }
}

type Note = Omit<Missing, 'what' | 'location'>

const because = (code: 'no_lines' | 'no_time' | 'cancelled'): Note => ({
  status: null,
  cloudCode: null,
  cloudMessage: null,
  detail: { code, params: {} }
})
const NO_TIME = because('no_time')

/** The value, or `null` after noting why there is none. */
async function orMissing<T>(value: Promise<T>, note: (note: Note) => unknown): Promise<T | null> {
  try {
    return await value
  } catch (error) {
    if (error instanceof FailureError) {
      const { status, cloudCode, cloudMessage, detail } = error.failure
      note({ status, cloudCode, cloudMessage, detail })
    } else if (error instanceof DeadlineError)
      note(error.lastError === null ? NO_TIME : { ...NO_TIME, detail: error.lastError.detail })
    else if (error instanceof AbortedError) note(because('cancelled'))
    // A mistake of our own must not cost the verdict.
    else note({ ...NO_TIME, detail: { code: 'raw', params: { text: String(error) } } })
    return null
  }
}
