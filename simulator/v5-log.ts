import { runsAt, type PipelineSpec } from './model.js'
import { json, refusal, type SimResponse } from './transport.js'
import type { View } from './v3.js'
import type { V5Call } from './v5.js'
import { bad, isOneOf, isWhole, lackingIn, wrongIn } from './v5-body.js'
import { idOf } from './v5-elements.js'

const MOST_LINES = 5_000

/**
 * `POST …/jobs/{job}/steps/{step}/logs`: some lines of a step's log, from its end with `desc`; lines within a page
 * read downwards. The offsets of the answer are sent back for the next page.
 */
export function showLog(body: unknown, call: V5Call, pipeline: PipelineSpec, view: View): SimResponse {
  const wrong = wrongIn(body, {
    start_offset: isWhole(0),
    end_offset: isWhole(0),
    limit: isWhole(1, MOST_LINES),
    sort: isOneOf('asc', 'desc')
  })
  if (wrong !== null) return bad(wrong)
  const lacking = lackingIn(body, 'limit', 'sort')
  if (lacking !== null) return bad(lacking)
  const { limit, sort, end_offset: before = 0 } = body as { limit: number; sort: string; end_offset?: number }
  const text = logOf(call, pipeline, view)
  if (text === null) return refusal(404, 'DEVPIPE.00011405', 'The step does not exist.')
  const lines = text.split('\n')
  // `end_offset` counts the lines that have been given.
  const rest = sort === 'desc' ? lines.slice(0, lines.length - before) : lines.slice(before)
  const page = sort === 'desc' ? rest.slice(-limit) : rest.slice(0, limit)
  return json(200, {
    has_more: rest.length > page.length,
    start_offset: String(before),
    end_offset: String(before + page.length),
    log: page.join('\n'),
    step_run_id: call.stepId
  })
}

function logOf({ runId, jobId, stepId }: V5Call, pipeline: PipelineSpec, view: View): string | null {
  const origin = view.originOf(pipeline)
  const run = runsAt(pipeline, 'detail', view.epochNow - origin, origin).find(({ id }) => id === runId)
  for (const [stage, { jobs = [] }] of (run?.moment.stages ?? []).entries())
    for (const [job, { steps = [] }] of jobs.entries())
      for (const [step, { log = '' }] of steps.entries())
        if (run !== undefined && idOf(run, stage, job) === jobId && idOf(run, stage, job, step) === stepId)
          return log
  return null
}
