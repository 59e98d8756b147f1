import type { PipelineRun } from './pipeline-run.js'

/** What a run must be to count. Both parts may be asked for; at least one is. */
export interface Condition {
  /** 7 to 40 hex digits, lower case: the beginning of the commit's hash. */
  readonly commit: string | null
  /** Epoch milliseconds: the run started then or later. */
  readonly startedAfter: number | null
}

/** Whether a run is of the commit and started in time. What a run does not tell, it does not prove. */
export function matches(run: PipelineRun, { commit, startedAfter }: Condition): boolean {
  if (commit !== null && !(run.commit?.toLowerCase().startsWith(commit) ?? false)) return false
  return startedAfter === null || (run.startedAt !== null && run.startedAt >= startedAfter)
}

/** The newest of the runs that match, wherever newer ones that do not match stand. */
export function newestMatching(runs: readonly PipelineRun[], condition: Condition): PipelineRun | null {
  return runs
    .filter(run => matches(run, condition))
    .reduce<PipelineRun | null>(
      (newest, run) => (newest === null || isOlder(newest, run) ? run : newest),
      null
    )
}

/**
 * Whether `run` came before `other`: by run number, else by the number that a v3 run ID is, else by start.
 * Runs that cannot be compared are not older: then the cloud's own order stands.
 */
export function isOlder(run: PipelineRun, other: PipelineRun): boolean {
  if (run.runId !== null && run.runId === other.runId) return false
  const pairs = [
    [run.runNumber, other.runNumber],
    [counter(run.runId), counter(other.runId)],
    [run.startedAt, other.startedAt]
  ] as const
  for (const [mine, its] of pairs) if (mine !== null && its !== null && mine !== its) return mine < its
  return false
}

/** Run IDs of v3 are counters (`"25"`); those of v5 are hashes and say nothing about order. */
function counter(runId: string | null): number | null {
  return runId !== null && /^\d{1,15}$/.test(runId) ? Number(runId) : null
}
