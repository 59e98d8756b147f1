import { isCarriedOn } from '../domain/commit-status.js'
import type { PipelineState } from '../domain/pipeline-state.js'
import { decide, failsGate } from '../domain/verdict.js'
import type { Config } from '../inputs/config.js'
import type { Check, Forecast } from './check.js'
import { isCancelled } from './checks.js'

type Rules = Pick<Config, 'wait' | 'failFast' | 'failOn' | 'start' | 'targets' | 'retry' | 'forge' | 'sweep'>

/** What the gate would do now, from the checks of its pipelines. */
export function forecast(
  checks: readonly Check[],
  { wait, failFast, failOn, start, targets, retry, forge, sweep }: Rules
): Forecast {
  if (isCancelled(checks)) return { code: 'cancelled' }
  if (checks.some(({ result }) => result === 'bad')) return { code: 'blocked' }
  if (targets.size === 0) return { code: 'nothing' }
  if (sweep !== null) return { code: 'sweep', n: targets.size }
  if (start !== null) return { code: 'start', n: targets.size }
  const pipelines = checks.flatMap(({ about }) => (about.code === 'pipeline' ? [about.pipeline] : []))
  const n = pipelines.length
  const open = wait ? pipelines.filter(pipeline => isOpen(pipeline, failOn)) : []
  const failing = pipelines.filter(pipeline => !open.includes(pipeline) && failsGate(pipeline, failOn))
  const retried = retry === 0 ? 0 : failing.filter(({ outcome }) => outcome === 'error').length
  const failed = failing.length - retried
  if (retried > 0 && !(failFast && failed > 0)) return { code: 'retry', retried, n }
  if (open.length > 0 && !(failFast && failed > 0)) return { code: 'wait', open: open.length, failed, n }
  const isLeft = !wait && forge !== null && forge.statuses !== null
  const { result, passed, failsStep } = decide(pipelines, failOn, 'none', isLeft ? isCarriedOn : undefined)
  if (isLeft && !failsStep && !passed) return { code: 'left', open: pipelines.filter(isCarriedOn).length, n }
  if (failsStep) return { code: 'fail', result, failed, n }
  return passed ? { code: 'pass' } : { code: 'open', result }
}

/** Whether the gate would keep waiting for it. */
function isOpen(
  { target, lastObservation, run, advisory }: PipelineState,
  failOn: Config['failOn']
): boolean {
  if (lastObservation !== 'run') return target.kind === 'condition'
  if (run === null || run.ended) return false
  return advisory || run.outcome !== 'paused' || !failOn.has('paused')
}
