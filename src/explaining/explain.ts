import type { RunDetailApi } from '../codearts/v5/run-detail.js'
import { readTail } from '../codearts/cloud.js'
import type { LogTail } from '../codearts/v5/log-tail.js'
import {
  EXPLAINABLE,
  isExplainable,
  locationsOf,
  type ChildFailure,
  type Explanation,
  type Missing,
  type StepLocation,
  type StepLog,
  type Successor
} from '../domain/explanation.js'
import { bottomSteps } from '../domain/sub-pipelines.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { inFlight } from '../common/limit.js'
import { clipped } from '../report/escape.js'
import { because, orMissing, type Note } from './notes.js'
import { followSubPipelines } from './sub-pipelines.js'
import { within, type Budget } from './within.js'

/** At most this many pipelines are explained; the rest is reported without detail. */
const EXPLAINED = 10
/** Requests for the logs of one pipeline. */
const LOG_REQUESTS = 2
/** The end of a log is kept up to this many characters, each line up to this many. */
const LONGEST_LOG = 8_000
const LONGEST_LINE = 500
/** The message of a step is kept up to this many characters. */
const LONGEST_MESSAGE = 4_000

/** @property budgetMs for all of it together */
export interface ExplainOptions extends Budget {
  readonly runDetails: RunDetailApi
  /** Lines of log for each failed step, 0 for none. */
  readonly logLines: number
  /** Takes secrets out of a line, before it is cut. */
  readonly redact: (line: string) => string
}

/** What is known so far of one pipeline. */
interface Draft {
  failed: readonly StepLocation[]
  doing: readonly StepLocation[]
  children: ChildFailure[]
  unfollowed: number
  supersededBy: Successor | null
  logs: StepLog[]
  missing: Missing[]
  unasked: number
  /** Requests for logs that are left. */
  logRequests: number
  /** What is being asked for; `null` when nothing more is. */
  asking: Missing['what'] | null
}

function newDraft(): Draft {
  return {
    ...{ failed: [], doing: [], children: [], unfollowed: 0, supersededBy: null },
    ...{ logs: [], missing: [], unasked: 0, logRequests: LOG_REQUESTS, asking: 'detail' }
  }
}

/**
 * Adds to red pipelines why they are red. Never throws what it can report: what cannot be fetched is noted. It ends
 * with its budget, whatever the requests do, and keeps what is there.
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
  const drafts = new Map<string, Draft>(wanted.map(({ id }) => [id, newDraft()]))
  const work = inFlight(wanted, async pipeline => {
    const draft = drafts.get(pipeline.id)
    if (draft !== undefined) await explainOne(pipeline, draft, options)
  })
  await within(work, options)
  const why = options.signal.aborted ? because('cancelled') : because('no_time')
  return pipelines.map(pipeline => {
    const draft = drafts.get(pipeline.id)
    return { ...pipeline, explanation: draft === undefined ? null : explanationOf(draft, why) }
  })
}

/** A copy: what still comes in late changes nothing. @param why what did not arrive in time is missing */
function explanationOf(draft: Draft, why: Note): Explanation {
  const { asking, failed, doing, unfollowed, supersededBy, unasked } = draft
  const unheard = asking === null ? [] : [{ what: asking, location: null, child: null, ...why }]
  return {
    ...{ failed, doing, unfollowed, supersededBy, unasked },
    children: [...draft.children],
    logs: [...draft.logs],
    missing: [...draft.missing, ...unheard]
  }
}

async function explainOne(pipeline: PipelineState, draft: Draft, options: ExplainOptions): Promise<void> {
  const { id, run, outcome } = pipeline
  const { runDetails, redact } = options
  const runId = run?.runId ?? ''
  const detail = await orMissing(runDetails.detail(id, runId), note =>
    draft.missing.push({ what: 'detail', location: null, child: null, ...note })
  )
  if (detail !== null) {
    const shown = (location: StepLocation): StepLocation => shortMessage(location, redact)
    draft.failed = locationsOf(detail.stages, outcome === 'aborted' ? ['aborted'] : ['error']).map(shown)
    draft.doing = locationsOf(detail.stages, ['paused', 'running']).map(shown)
    if (outcome === 'error') await addDepth({ pipelineId: id, runId }, draft, options)
  }
  draft.asking = null
  // Whether a newer run took its place is said where it is known; that it is not needs no note.
  if (outcome === 'aborted' && run !== null)
    draft.supersededBy = await runDetails.successor(id, run).catch(() => null)
}

/** Secrets are taken out before it is cut. */
function shortMessage(location: StepLocation, redact: ExplainOptions['redact']): StepLocation {
  const { message } = location
  return { ...location, message: message === null ? null : clipped(redact(message), LONGEST_MESSAGE) }
}

/** Failed sub-pipelines and logs. What failed before the first sub-pipeline did is not kept waiting for it. */
async function addDepth(run: RunIds, draft: Draft, options: ExplainOptions): Promise<void> {
  const { failed } = draft
  const first = failed.findIndex(({ isSubPipeline }) => isSubPipeline)
  await addLogs(first < 0 ? failed : failed.slice(0, first), run, draft, options)
  if (first < 0) return
  draft.asking = 'child'
  const { runDetails, redact } = options
  await followSubPipelines(
    { ...run, failed },
    {
      runDetails,
      shown: location => shortMessage(location, redact),
      found: child => draft.children.push(child),
      missing: missing => draft.missing.push(missing),
      unfollowed: count => (draft.unfollowed += count)
    }
  )
  await addLogs(bottomSteps(draft.children, failed.slice(first)), run, draft, options)
}

interface RunIds {
  readonly pipelineId: string
  readonly runId: string
}

/**
 * The ends of the logs of the first failed steps, with few requests: a second one completes the first, or begins the
 * next.
 */
async function addLogs(
  places: readonly StepLocation[],
  run: RunIds,
  draft: Draft,
  { logLines: limit, runDetails, redact }: ExplainOptions
): Promise<void> {
  if (limit === 0) return
  const steps = places.flatMap(location => {
    const { jobId, stepId, within } = location
    if (jobId === null || stepId === null) return []
    const { pipelineId, runId } = within ?? run
    return [{ location, path: { pipelineId, runId, jobId, stepId } }]
  })
  draft.asking = 'log'
  draft.unasked += steps.length
  for (const { location, path } of steps) {
    if (draft.logRequests === 0) break
    draft.unasked--
    const errors = draft.missing.length
    const note = (note: Note): unknown => draft.missing.push({ what: 'log', location, child: null, ...note })
    const tail = await readTail(
      (lines, from) => {
        draft.logRequests--
        return orMissing(runDetails.log(path, lines, from), note)
      },
      limit,
      draft.logRequests
    )
    if (tail.lines.length > 0) draft.logs.push(shortened(location, tail, redact))
    else if (draft.missing.length === errors) note(because('no_lines'))
    // The next one would fare no better.
    if (draft.missing.length > errors) draft.logRequests = 0
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
