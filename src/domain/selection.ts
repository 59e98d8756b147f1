import type { PipelineRun } from './pipeline-run.js'

/** The commit that a run has to be of. */
export interface CommitRule {
  /** 7 to 40 hex digits, lower case: the beginning of the commit's hash. */
  readonly commit: string
  /** The repository that the commit is of, as `repositoryOf` writes it; `null` where only the hash is known. */
  readonly repository: string | null
}

/** The earliest start of a run: an instant, or so long before the step began. */
export type StartBound = { readonly epochMs: number } | { readonly agoMs: number }

/** What a run must be to count. Both parts may be asked for; at least one is. */
export interface Condition {
  readonly commit: CommitRule | null
  readonly startedAfter: StartBound | null
}

/** A condition, as runs are held against it. */
export interface Criteria {
  readonly commit: CommitRule | null
  /** Epoch milliseconds by CodeArts' clock: the run started then or later. */
  readonly startedAfter: number | null
}

/** @param begunAt when the step began, by CodeArts' clock: runs are dated by it, and a runner's may be wrong */
export function criteriaOf({ commit, startedAfter }: Condition, begunAt: number): Criteria {
  if (startedAfter === null) return { commit, startedAfter }
  return {
    commit,
    startedAfter: 'epochMs' in startedAfter ? startedAfter.epochMs : begunAt - startedAfter.agoMs
  }
}

/** Whether a run is of the commit and started in time. What a run does not show, it does not prove. */
export function matches(run: PipelineRun, { commit, startedAfter }: Criteria): boolean {
  if (commit !== null && !isOfCommit(run, commit)) return false
  return startedAfter === null || (run.startedAt !== null && run.startedAt >= startedAfter)
}

/** Whether a run is of the commit, as far as known: of any of its sources, or of those that are of the repository. */
export function isOfCommit(run: PipelineRun, rule: CommitRule): boolean {
  return matchingCommit(run, rule) !== null
}

/** The commit of the run that the rule asks for, `null` where there is none such. */
export function matchingCommit(run: PipelineRun, { commit, repository }: CommitRule): string | null {
  const own = repository === null ? [] : run.sources.filter(source => source.repository === repository)
  const sources = own.length > 0 ? own : run.sources
  const commits =
    run.sources.length > 0 ? sources.map(source => source.commit) : run.commit === null ? [] : [run.commit]
  return commits.find(told => told?.startsWith(commit) === true) ?? null
}

/** The run as one of the commit that the rule asks for: of several sources, another one may be told first. */
export function asMatched(run: PipelineRun, rule: CommitRule | null): PipelineRun {
  const commit = rule === null ? null : matchingCommit(run, rule)
  return commit === null ? run : { ...run, commit }
}

/** The runs from the newest on, whatever order they came in. */
export function newestFirst(runs: readonly PipelineRun[]): PipelineRun[] {
  return runs.toSorted((one, other) => (isOlder(one, other) ? 1 : isOlder(other, one) ? -1 : 0))
}

/**
 * Whether `run` came before `other`: by run number, else by the number that a v3 run ID is, else by start.
 * Runs that cannot be compared are not older: then CodeArts' own order stands.
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
