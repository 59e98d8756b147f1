import { DeadlineError } from './codearts/attempt.js'
import type { JsonObject } from './codearts/envelope.js'
import type { Explainer, LogPage } from './codearts/explainer.js'
import { inFlight } from './codearts/limit.js'
import { placesOf, type Explanation, type Missing, type Place, type StepLog } from './domain/explanation.js'
import type { Outcome } from './domain/pipeline-run.js'
import type { Tracked } from './domain/tracking.js'
import { AbortedError, FailureError } from './errors.js'

/** So many pipelines are explained; the rest is told without detail. */
const EXPLAINED = 10
/** Requests for the logs of one pipeline. */
const LOG_REQUESTS = 2
/** The end of a log is kept up to so many characters, each line up to so many. */
const LONGEST_LOG = 8_000
const LONGEST_LINE = 500

/** Outcomes of runs that have something to explain, the clearest first. */
const EXPLAINABLE: readonly Outcome[] = ['error', 'aborted', 'paused', 'timed_out']

/**
 * Adds to red pipelines why they are red. Never throws what it can tell: what cannot be had is noted.
 *
 * @param red those that fail the gate
 * @param logLines lines of log for each failed step, 0 for none
 */
export async function explain(
  pipelines: readonly Tracked[],
  red: ReadonlySet<string>,
  logLines: number,
  explainer: Explainer
): Promise<Tracked[]> {
  const explanations = new Map<string, Explanation>()
  const wanted = EXPLAINABLE.flatMap(outcome =>
    pipelines.filter(
      tracked =>
        tracked.outcome === outcome && (outcome === 'error' || red.has(tracked.id)) && hasRun(tracked)
    )
  )
  await inFlight(wanted.slice(0, EXPLAINED), async tracked => {
    explanations.set(tracked.id, await explainOne(tracked, logLines, explainer))
  })
  return pipelines.map(tracked => ({ ...tracked, explanation: explanations.get(tracked.id) ?? null }))
}

function hasRun({ run }: Tracked): boolean {
  return run !== null && run.runId !== null
}

async function explainOne(
  { id, run, outcome }: Tracked,
  logLines: number,
  explainer: Explainer
): Promise<Explanation> {
  const runId = run?.runId ?? ''
  const missing: Missing[] = []
  const stages = await orMissing(explainer.stages(id, runId), note =>
    missing.push({ what: 'detail', place: null, ...note })
  )
  if (stages === null) return { failed: [], doing: [], logs: [], missing }
  const failed = placesOf(stages, outcome === 'aborted' ? ['aborted'] : ['error'])
  const doing = placesOf(stages, ['paused', 'running'])
  const logs =
    logLines === 0 || outcome !== 'error' ? [] : await tails(id, runId, failed, logLines, explainer, missing)
  return { failed, doing, logs, missing }
}

/** The ends of the logs of the first failed steps, with few requests: a second one completes the first, or begins the next. */
async function tails(
  pipelineId: string,
  runId: string,
  failed: readonly Place[],
  limit: number,
  explainer: Explainer,
  missing: Missing[]
): Promise<StepLog[]> {
  const logs: StepLog[] = []
  let requests = LOG_REQUESTS
  for (const place of failed) {
    const { jobId, stepId } = place
    if (jobId === null || stepId === null) continue
    if (requests === 0) break
    let text = ''
    let hasMore = true
    let next: JsonObject | null = null
    const troubles = missing.length
    // An empty page is asked for once more: the log may not have been ready.
    while (requests > 0 && hasMore && linesOf(text).length < limit) {
      requests--
      const path = { pipelineId, runId, jobId, stepId }
      const page: LogPage | null = await orMissing(
        explainer.log(path, limit - linesOf(text).length, next),
        note => missing.push({ what: 'log', place, ...note })
      )
      if (page === null) break
      text = [page.log.replace(/\r?\n$/, ''), text].filter(part => part !== '').join('\n')
      hasMore = page.log === '' ? true : page.hasMore
      next = page.next
    }
    const lines = linesOf(text)
    if (lines.length > 0) logs.push(tail(place, lines, limit, hasMore))
    if (missing.length > troubles) break
  }
  return logs
}

/** The last lines that fit, oldest first. */
function tail(place: Place, lines: readonly string[], limit: number, hasMore: boolean): StepLog {
  const kept: string[] = []
  let length = 0
  for (const line of lines.slice(-limit).reverse()) {
    const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
    length += shown.length + 1
    if (length > LONGEST_LOG) break
    kept.unshift(shown)
  }
  return { place, lines: kept, isCut: hasMore || kept.length < lines.length }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/\r?\n/)
}

type Note = Pick<Missing, 'status' | 'code' | 'message'>

/** The value, or `null` after noting why there is none. */
async function orMissing<T>(value: Promise<T>, note: (note: Note) => unknown): Promise<T | null> {
  try {
    return await value
  } catch (error) {
    if (error instanceof FailureError) {
      const { status, cloudCode, cloudMessage } = error.failure
      note({ status, code: cloudCode, message: cloudMessage })
    } else if (error instanceof DeadlineError || error instanceof AbortedError)
      note({ status: null, code: null, message: null })
    else throw error
    return null
  }
}
