import type { Outcome } from './pipeline-run.js'
import type { PipelineState } from './pipeline-state.js'

/** Worst first: the first one that any pipeline has is the overall result. */
const WORST_FIRST: readonly Outcome[] = [
  'error',
  'aborted',
  'unknown',
  'not_found',
  'stale',
  'timed_out',
  'paused',
  'running'
]

/** The same pipelines, the worst outcome first; equal ones keep their order. */
export function worstFirst(pipelines: readonly PipelineState[]): PipelineState[] {
  const rank = ({ outcome }: PipelineState): number =>
    outcome === 'success' ? WORST_FIRST.length : WORST_FIRST.indexOf(outcome)
  return pipelines.toSorted((a, b) => rank(a) - rank(b))
}

/** Outcomes of a pipeline whose run has ended with a known result; everything else is undecided. */
const ENDED: ReadonlySet<Outcome> = new Set<Outcome>(['success', 'error', 'aborted'])

/** What kept the action itself from doing its job; `bad_inputs` fails the step whatever `fail_on` says. */
export type Blocker = 'none' | 'could_not_judge' | 'bad_inputs'

/** Whether an outcome of a pipeline fails the gate: one of an advisory pipeline never does. */
export function failsGate(
  { advisory, outcome }: Pick<PipelineState, 'advisory' | 'outcome'>,
  failOn: ReadonlySet<Outcome>
): boolean {
  return !advisory && failOn.has(outcome)
}

/** The pipelines that decide: all that are not advisory. */
export function gatingOf(pipelines: readonly PipelineState[]): PipelineState[] {
  return pipelines.filter(({ advisory }) => !advisory)
}

/** The one decision from which log, outputs, summary and exit status derive. */
export interface Verdict {
  readonly result: Outcome
  /** The output `passed`: every pipeline that is not advisory has ended, and none as the user forbade. */
  readonly passed: boolean
  /** Whether the step ends red. */
  readonly failsStep: boolean
  /** All requested pipelines, in the order of the inputs. */
  readonly pipelines: readonly PipelineState[]
  /** Those that fail the gate. */
  readonly failed: readonly PipelineState[]
  /** Those that something else decides later. */
  readonly carriedOn: readonly PipelineState[]
}

/**
 * Judges what is known: the only place that decides.
 *
 * @param pipelines every requested pipeline, in the order of the inputs
 * @param failOn outcomes that fail the step; empty for `fail_on: none`
 * @param blocker whether the action could do its job at all
 * @param isCarriedOn whether something else holds the merge back until the pipeline is decided
 */
export function decide(
  pipelines: readonly PipelineState[],
  failOn: ReadonlySet<Outcome>,
  blocker: Blocker = 'none',
  isCarriedOn: (pipeline: PipelineState) => boolean = () => false
): Verdict {
  const gating = gatingOf(pipelines)
  const failed = pipelines.filter(pipeline => failsGate(pipeline, failOn) && !isCarriedOn(pipeline))
  // Who has judged nothing has not found that all is well.
  const nothing = gating.length === 0
  const reportOnly = failOn.size === 0
  const result = overallResult(gating)
  const allEnded = gating.length > 0 && gating.every(({ outcome }) => ENDED.has(outcome))
  return {
    result,
    passed: blocker === 'none' && allEnded && (reportOnly ? result === 'success' : failed.length === 0),
    failsStep:
      blocker === 'bad_inputs' || (!reportOnly && (blocker !== 'none' || nothing || failed.length > 0)),
    pipelines,
    failed,
    carriedOn: gating.filter(isCarriedOn)
  }
}

function overallResult(pipelines: readonly PipelineState[]): Outcome {
  const outcomes = new Set(pipelines.map(({ outcome }) => outcome))
  const worst = WORST_FIRST.find(outcome => outcomes.has(outcome))
  if (worst !== undefined) return worst
  return outcomes.has('success') ? 'success' : 'unknown'
}
