import type { Observation, PinTarget, PipelineState, StartTarget } from '../../domain/pipeline-state.js'
import type { PipelineRun } from '../../domain/pipeline-run.js'
import { criteriaOf, isOfCommit, isOlder, matches } from '../../domain/selection.js'
import type { Found } from '../status.js'
import type { Proofs } from './proofs.js'
import type { RunReader } from './run-reader.js'
import type { Candidate, RunSearch, Trust } from './search.js'

/** What the runs of one project are read with; it remembers what it has read. */
export interface Observer {
  /** When the step began, by CodeArts' clock as far as its responses have shown it: epoch milliseconds. */
  readonly begunAt: () => number
  readonly reader: RunReader
  readonly search: RunSearch
  readonly proofs: Proofs
  /**
   * Whether the detail of a run has to be read, or whether what a list has of it is enough. Then the list is read even
   * where the latest run matches: the list that one commit needs may have a newer run of another one.
   */
  readonly trusts: Trust
}

/** What the latest run alone says, or `null` when more has to be asked. */
export function latestObservation(
  { target, run: known, decided }: PipelineState,
  found: Found,
  { proofs, begunAt, trusts }: Observer
): Observation | null {
  // A run that was decided, or seen before, still exists: it is requested by its ID.
  if (found.kind !== 'latest') return found.kind === 'no_run' && known !== null ? null : found
  const run = proofs.applied(found.run)
  switch (target.kind) {
    case 'pin':
      return null
    case 'start':
      if (run.runId !== target.runId) return null
      return target.commit === null || proofs.isProven(run) ? observeStarted(run, target) : null
    case 'condition':
      if (target.condition.commit !== null) {
        const isProven = trusts === 'details' && proofs.isProven(run)
        return isProven && matches(run, criteriaOf(target.condition, begunAt())) ? { kind: 'run', run } : null
      }
      if (!matches(run, criteriaOf(target.condition, begunAt()))) return null
      break
    case 'latest':
      break
  }
  // Where any commit counts, a newer run does not take the place of the one that was decided.
  return decided && known !== null && known.runId !== run.runId ? null : { kind: 'run', run }
}

/** What was started is ours, unless the branch had moved on by then: a start names a branch and not a commit. */
function observeStarted(run: PipelineRun, { commit }: StartTarget): Observation {
  const isUntold = run.commit === null && run.sources.length === 0 && run.outcome !== 'success'
  if (commit === null || isUntold || isOfCommit(run, commit)) return { kind: 'run', run }
  return { kind: 'moved_on', run }
}

/** The latest run alone does not decide: looks for the one that counts, and asks for its detail. */
export async function furtherObservation(
  pipeline: PipelineState,
  found: Found,
  observer: Observer
): Promise<Observation> {
  const { id, target, run: known } = pipeline
  const latest = found.kind === 'latest' ? observer.proofs.applied(found.run) : null
  switch (target.kind) {
    case 'pin':
      return followPin(pipeline, target, observer)
    case 'start': {
      // It may take a while until the service knows it.
      const listed = latest?.runId === target.runId ? latest : known
      const observation = await follow(id, target.runId ?? '', listed, observer)
      return observation.kind === 'run' ? observeStarted(observation.run, target) : observation
    }
    case 'condition': {
      const criteria = criteriaOf(target.condition, observer.begunAt())
      const isCommit = target.condition.commit !== null
      let instead = latest
      if (observer.trusts === 'details' && latest !== null && isCommit && matches(latest, criteria)) {
        const observation = await follow(id, latest.runId ?? '', latest, observer)
        // The detail may be out of date; a run that has not ended needs no proof yet.
        if (observation.kind === 'no_run' && !latest.ended) return { kind: 'run', run: latest }
        if (observation.kind !== 'run' || matches(observation.run, criteria)) return observation
        instead = observation.run
      }
      const isSettled = pipeline.decided && known !== null && target.condition.commit === null
      const candidate = isSettled ? null : await observer.search.newest(id, criteria, latest, observer.trusts)
      return newestObservation(pipeline, candidate, instead, observer)
    }
    case 'latest':
      return newestObservation(pipeline, null, latest, observer)
  }
}

/**
 * The run that was found or, where a list lags and knows older ones only, the one that was followed before.
 * @param instead the latest run, with what its detail says of it where that was read
 */
async function newestObservation(
  { id, target, run: known }: PipelineState,
  candidate: Candidate | null,
  instead: PipelineRun | null,
  observer: Observer
): Promise<Observation> {
  if (candidate?.kind === 'contradiction') return candidate
  const isNewer = candidate !== null && (known === null || !isOlder(candidate.run, known))
  if (isNewer && candidate.isFresh) return { kind: 'run', run: observer.proofs.learned(candidate.run) }
  const run = isNewer ? candidate.run : known
  if (run === null) return instead === null ? { kind: 'no_run' } : { kind: 'no_match', instead }
  const observation = await follow(id, run.runId ?? '', run, observer)
  const isMatch =
    observation.kind !== 'run' ||
    target.kind !== 'condition' ||
    matches(observation.run, criteriaOf(target.condition, observer.begunAt()))
  return isMatch ? observation : { kind: 'no_match', instead: observation.run }
}

/** The run that is pinned; a number is resolved to an ID once. */
async function followPin(
  { id, run }: PipelineState,
  { runId: pinned, runNumber }: PinTarget,
  observer: Observer
): Promise<Observation> {
  const known = pinned ?? run?.runId ?? null
  if (known !== null) return follow(id, known, null, observer)
  const numbered = await observer.search.numbered(id, runNumber)
  const [runId] = numbered
  if (numbered.length > 1) return { kind: 'contradiction' }
  return runId === undefined ? { kind: 'no_run' } : follow(id, runId, null, observer)
}

/** The state of a run that is known by its ID, from its detail. */
async function follow(
  pipelineId: string,
  runId: string,
  known: PipelineRun | null,
  { reader, proofs, trusts }: Observer
): Promise<Observation> {
  if (trusts === 'lists' && known !== null) return { kind: 'run', run: known }
  const run = await reader.detail(pipelineId, runId, known)
  return run === null ? { kind: 'no_run' } : { kind: 'run', run: proofs.learned(run) }
}
