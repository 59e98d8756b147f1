import type { Outcome, PipelineRun } from './pipeline-run.js'

/** Why a run is the one that counts. */
export type MatchedBy = 'latest' | 'commit' | 'started_after' | 'run_id' | 'started'

/** What one answer of the cloud says of one pipeline that was asked for. */
export type Sighting =
  | { readonly kind: 'run'; readonly run: PipelineRun; readonly matchedBy: MatchedBy }
  /** Not in the answer, or in it without any run. */
  | { readonly kind: 'no_run' }
  /** The answer spoke of other pipelines only: it is no answer to our question, and a second look cannot mend it. */
  | { readonly kind: 'other_pipelines_only' }
  /** The pipeline came twice, with different content. */
  | { readonly kind: 'contradiction' }

/** A requested pipeline, as far as the gate knows it. */
export interface Tracked {
  readonly id: string
  readonly run: PipelineRun | null
  readonly matchedBy: MatchedBy | null
  readonly outcome: Outcome
  /** Final: it is not asked for again. */
  readonly decided: boolean
  /** What the last look saw. */
  readonly seen: Sighting['kind'] | 'nothing_yet'
  /** Looks in a row that found no run. */
  readonly misses: number
}

/** The choices of the user that say when a pipeline is decided. */
export interface WaitRules {
  readonly wait: boolean
  readonly failOn: ReadonlySet<Outcome>
}

/** A wrong ID must not cost minutes, a lagging answer must not cost a red: no run twice in a row is final. */
const MISSES_THAT_CONFIRM = 2

/** A pipeline that nobody has looked at yet. */
export function track(id: string): Tracked {
  return {
    id,
    run: null,
    matchedBy: null,
    outcome: 'unknown',
    decided: false,
    seen: 'nothing_yet',
    misses: 0
  }
}

/** The state of a pipeline after one more look at it. */
export function observe(tracked: Tracked, sighting: Sighting, rules: WaitRules): Tracked {
  switch (sighting.kind) {
    case 'run':
      return observeRun(tracked, sighting.run, sighting.matchedBy, rules)
    case 'no_run': {
      const misses = tracked.misses + 1
      const decided = !rules.wait || misses >= MISSES_THAT_CONFIRM
      return { ...tracked, seen: sighting.kind, misses, outcome: 'not_found', decided }
    }
    case 'other_pipelines_only':
      return {
        ...tracked,
        seen: sighting.kind,
        misses: tracked.misses + 1,
        outcome: 'not_found',
        decided: true
      }
    case 'contradiction':
      return { ...tracked, seen: sighting.kind, misses: 0, outcome: 'unknown', decided: true }
  }
}

function observeRun(tracked: Tracked, run: PipelineRun, matchedBy: MatchedBy, rules: WaitRules): Tracked {
  const { outcome } = run
  const refusedByUser = outcome === 'paused' && rules.failOn.has('paused')
  return {
    id: tracked.id,
    run,
    matchedBy,
    outcome,
    decided: !rules.wait || run.ended || refusedByUser,
    seen: 'run',
    misses: 0
  }
}

/** The state of a pipeline once `timeout` has passed: what still goes on is `timed_out`. */
export function expire(tracked: Tracked): Tracked {
  if (tracked.decided) return tracked
  const goesOn = tracked.outcome === 'running' || tracked.outcome === 'paused'
  return { ...tracked, decided: true, outcome: goesOn ? 'timed_out' : tracked.outcome }
}
