import { planFailure, planStart, sourceNames, type Cloud, type SourceNames } from '../codearts/cloud.js'
import type { JsonObject } from '../common/json.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import { initialState, type PipelineState, type WaitRules } from '../domain/pipeline-state.js'
import { observe } from '../domain/tracking.js'
import { inFlight } from '../common/limit.js'
import { initialStates, type Config } from '../inputs/config.js'
import { badPipeline, orFailure } from './checks.js'
import type { Check, CheckResult } from './check.js'

/** One check for each pipeline. @param runsApi `null` on v3 */
export async function pipelineChecks(
  config: Config,
  cloud: Cloud,
  runsApi: RunsApi | null
): Promise<Check[]> {
  const ids = [...config.targets.keys()]
  const details = new Map<string, Detail>()
  if (runsApi !== null)
    await inFlight(ids, async id => {
      details.set(id, await orFailure(runsApi.detail(id)))
    })
  const sources = sourceNames(
    [...details.values()].flatMap(detail => ('value' in detail ? [detail.value] : []))
  )
  const checks = new Map<string, Check>()
  await inFlight(ids, async id => {
    checks.set(id, await pipelineCheck(id, details.get(id) ?? null, sources, config, cloud))
  })
  return ids.flatMap(id => checks.get(id) ?? [])
}

type Detail = Awaited<ReturnType<typeof orFailure<JsonObject>>>

/** One pipeline: known, called, allowed, and which run of it would be judged. */
async function pipelineCheck(
  id: string,
  detail: Detail | null,
  sources: SourceNames,
  config: Config,
  cloud: Cloud
): Promise<Check> {
  if (detail !== null && 'failed' in detail) return badPipeline(id, detail.failed)
  const name = detail === null ? null : nameIn(detail.value)
  if (detail !== null && config.start !== null) {
    const ofCommit = (config.condition?.commit ?? null) !== null
    const planned = planStart(id, detail.value, { ...config.start, ofCommit }, sources)
    if ('issues' in planned) return badPipeline(name ?? id, planFailure(planned.issues))
    return { name: 'pipeline', result: 'ok', about: { code: 'would_start', name: name ?? id } }
  }
  const [state] = initialStates({ ...config, targets: new Map([[id, config.targets.get(id) ?? null]]) })
  const polled = await orFailure(pollPipeline({ ...(state ?? initialState(id)), name }, cloud))
  if ('failed' in polled) return badPipeline(name ?? id, polled.failed)
  const pipeline = polled.value
  const result = resultOf(pipeline, name !== null)
  // Which runs a sweep judges depends on the heads.
  if (config.sweep !== null && result !== 'bad')
    return {
      name: 'pipeline',
      result: 'ok',
      about: { code: 'listed', id, name: name ?? id, run: pipeline.run }
    }
  return { name: 'pipeline', result, about: { code: 'pipeline', pipeline } }
}

/**
 * A pipeline that never ran, or whose run has failed or is still to come, is set up right.
 * @param isThere whether its detail could be read
 */
function resultOf({ target, name, run, lastObservation }: PipelineState, isThere: boolean): CheckResult {
  if (lastObservation === 'run' && run !== null)
    return run.outcome === 'success' || (!run.ended && run.outcome !== 'unknown') ? 'ok' : 'warn'
  if (lastObservation === 'no_match') return 'warn'
  const isPipelineThere = isThere || name !== null
  return lastObservation === 'no_run' && isPipelineThere && target.kind !== 'pin' ? 'warn' : 'bad'
}

/** The gate's own poll, of one pipeline. */
async function pollPipeline(pipeline: PipelineState, { poll }: Cloud): Promise<PipelineState> {
  const rules: WaitRules = {
    wait: false,
    failOn: new Set(),
    retry: 0,
    startTimeoutMs: 0,
    startDeadline: Number.POSITIVE_INFINITY
  }
  let now = pipeline
  await poll([pipeline], observations => {
    const observation = observations.get(pipeline.id)
    if (observation !== undefined) now = observe(pipeline, observation, rules, 0)
  })
  return now
}

function nameIn({ name }: Readonly<Record<string, unknown>>): string | null {
  return typeof name === 'string' && name !== '' ? name : null
}
