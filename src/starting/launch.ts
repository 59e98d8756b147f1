import { planFailure, planStart, sourceNames } from '../codearts/cloud.js'
import { inFlight } from '../common/limit.js'
import type { JsonObject } from '../common/json.js'
import type { RunsApi } from '../codearts/v5/runs-api.js'
import type { StartPlan } from '../codearts/v5/start-plan.js'
import type { InputIssue } from '../domain/input-issue.js'
import { AbortedError, FailureError } from '../errors.js'
import { joinedSignal } from '../common/signals.js'
import { launchOne } from './launch-one.js'
import type { LaunchOptions } from './launch-options.js'

/**
 * Starts every pipeline once, after all of them have been checked, so that a mistake in the last one leaves
 * nothing started.
 *
 * @throws {FailureError} when something blocks it, or one cannot be started; {DeadlineError}; {AbortedError}
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
  const ending = joinedSignal(options.signal, giveUp.signal)
  const { signal } = ending
  const patient = options.runsApi({ deadline: options.deadline, signal: options.lateSignal })
  await inFlight(plans, async plan => {
    try {
      options.onChange(plan.id, await launchOne(plan, patient, { ...options, signal }))
    } catch (error) {
      giveUp.abort(error)
      // What follows from the first one that could not be started is no end of its own.
      throw error instanceof AbortedError && !options.signal.aborted ? giveUp.signal.reason : error
    }
  }).finally(() => ending.release())
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

/** What CodeArts says of one pipeline is that pipeline's problem; what it says of all is the step's. */
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
