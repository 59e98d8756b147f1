import { noSuchStep } from './refusals.js'
import type { PipelineSpec } from './specs.js'
import { json, type SimResponse } from './transport.js'
import type { V5Call } from './v5-call.js'
import { stepsOf } from './v5-detail.js'
import { runsSeenBy } from './v5-runs.js'
import { whole } from './v5-values.js'
import type { View } from './view.js'

/**
 * `POST …/jobs/{job}/steps/{step}/logs`: some lines of a step's log, from its end with `desc`; lines within a page
 * read downwards. The offsets of the answer are sent back for the next page.
 */
export function showLog(
  body: Readonly<Record<string, unknown>>,
  call: V5Call,
  pipeline: PipelineSpec,
  view: View
): SimResponse {
  const limit = whole(body.limit, 100, 1)
  // `end_offset` counts the lines that have been given.
  const before = whole(body.end_offset, 0)
  const run = runsSeenBy('detail', pipeline, view).find(({ id }) => id === call.runId)
  const found = run === undefined ? [] : stepsOf(run)
  const step = found.find(({ id, jobId }) => id === call.stepId && jobId === call.jobId)?.step
  if (step === undefined) return noSuchStep()
  const lines = (step.log ?? '').split('\n')
  const isFromEnd = String(body.sort).toLowerCase() === 'desc'
  const rest = isFromEnd ? lines.slice(0, Math.max(0, lines.length - before)) : lines.slice(before)
  const page = isFromEnd ? rest.slice(-limit) : rest.slice(0, limit)
  return json(200, {
    has_more: rest.length > page.length,
    start_offset: String(before),
    end_offset: String(before + page.length),
    log: page.join('\n'),
    step_run_id: call.stepId
  })
}
