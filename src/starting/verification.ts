import type { Ownership, RunsApi } from '../codearts/v5/runs-api.js'
import type { Poll } from '../codearts/status.js'
import type { StartMark } from '../codearts/v5/own-run.js'
import type { Observation } from '../domain/pipeline-state.js'
import { AbortedError, DeadlineError } from '../errors.js'
import type { Clock } from '../ports.js'
import type { Describe } from './description.js'
import type { Journal, JournalEntry } from './journal.js'

/** A service that does not answer in this time does not hold the start, or the stop, back. */
const CHECK_MS = 1_500

/** What distinguishes the run of an entry from all others. */
export function markOf(
  { correlationId, since, isAnswered }: Pick<JournalEntry, 'correlationId' | 'since' | 'isAnswered'>,
  describe: Describe,
  clock: Clock
): StartMark {
  return { correlationId, description: describe(correlationId), ageMs: clock.epoch() - since, isAnswered }
}

/**
 * Whether a run can be the one of an entry: asked once, and not for long.
 * @throws {FailureError} where who asks is refused
 */
export async function ownership(
  { pipelineId, runId, ...entry }: JournalEntry,
  describe: Describe,
  runsApiUntil: (deadline: number) => Pick<RunsApi, 'check'>,
  clock: Clock
): Promise<Ownership> {
  if (runId === null) return 'unshown'
  try {
    const mark = markOf(entry, describe, clock)
    return await runsApiUntil(clock.now() + CHECK_MS).check(pipelineId, runId, mark)
  } catch (error) {
    if (error instanceof DeadlineError || error instanceof AbortedError) return 'unanswered'
    throw error
  }
}

/**
 * Polls started runs, and accepts no success before CodeArts has shown that the run can be the one that was started
 * here. A run that this step did not start makes the start a lost one.
 */
export function verifiedRuns(
  poll: Poll,
  journal: Journal,
  check: (entry: JournalEntry) => Promise<Ownership>
): Poll {
  const verified = async (
    entry: JournalEntry,
    observation: Observation,
    name: string
  ): Promise<Observation | null> => {
    if (observation.kind !== 'run' && observation.kind !== 'moved_on') return observation
    const { pipelineId, correlationId } = entry
    switch (await check(entry)) {
      case 'own':
      case 'succeeded':
        journal.markVerified(pipelineId)
        return observation
      case 'foreign':
        journal.forgetRun(pipelineId)
        return { kind: 'start_lost', name, correlationId }
      case 'unshown':
      case 'unanswered':
        return observation.run.outcome === 'success' ? null : observation
    }
  }
  return async (open, report) => {
    const names = new Map(open.map(({ id, name }) => [id, name ?? id]))
    const checks: Promise<void>[] = []
    await poll(open, observations => {
      for (const [id, observation] of observations) {
        const entry = journal.of(id)
        if (entry === null || entry.isVerified) report(new Map([[id, observation]]))
        else
          checks.push(
            verified(entry, observation, names.get(id) ?? id).then(believed => {
              if (believed !== null) report(new Map([[id, believed]]))
            })
          )
      }
      // What fails while other responses are awaited is reported below.
      for (const check of checks) check.catch(() => undefined)
    })
    await Promise.all(checks)
  }
}
