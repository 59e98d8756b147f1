import type { Poll } from '../codearts/status.js'
import type { QueueRecord } from '../codearts/v5/queue.js'
import type { PipelineRun } from '../domain/pipeline-run.js'
import type { Observation } from '../domain/pipeline-state.js'
import { FailureError } from '../errors.js'
import type { Clock } from '../ports.js'
import type { Journal, JournalEntry } from './journal.js'

export interface QueuedRunsOptions {
  readonly journal: Journal
  /** The records in the queue of a pipeline. */
  readonly queueOf: (pipelineId: string) => Promise<readonly QueueRecord[]>
  /** A run that was started here, before it has been seen. */
  readonly announced: (pipelineId: string, name: string, runId: string) => PipelineRun
  /** How long a run that has left the queue may stay invisible. */
  readonly startTimeoutMs: number
  readonly clock: Clock
  /** Called for each run that has left the queue. */
  readonly onLeft: (run: PipelineRun) => void
}

/**
 * Polls started runs, and looks for those that wait in the queue there: CodeArts may show them nowhere else. Their
 * time to appear begins when they have left it.
 */
export function queuedRuns(poll: Poll, options: QueuedRunsOptions): Poll {
  const { journal, clock } = options
  /** Until when a run that has left the queue may appear, by pipeline. */
  const appearsBy = new Map<string, number>()

  const seen = (id: string, observation: Observation, name: string, began: number): Asked => {
    const entry = journal.of(id)
    const isKnown = entry?.isQueued === true || appearsBy.has(id)
    if (entry === null || !isKnown) return observation
    if (observation.kind === 'no_run') {
      if (entry.isQueued) return inQueue(entry, name)
      return began >= (appearsBy.get(id) ?? 0) ? { kind: 'left_queue' } : observation
    }
    if ('run' in observation && observation.kind !== 'announced' && !isWaiting(observation.run)) {
      if (entry.isQueued) options.onLeft({ ...observation.run, pipelineName: name })
      journal.markDequeued(id)
      appearsBy.delete(id)
    }
    return observation
  }

  const inQueue = async (entry: JournalEntry, name: string): Promise<Observation> => {
    const { pipelineId, runId, queueId } = entry
    const run = options.announced(pipelineId, name, runId ?? '')
    const records = await told(options.queueOf(pipelineId))
    // What cannot be read is as it was when it was read last.
    if (records === null) return { kind: 'run', run: { ...run, status: 'QUEUED' } }
    const record = records.find(it => it.runId === runId || (queueId !== null && it.queueId === queueId))
    if (record !== undefined) return { kind: 'run', run: asRun(record, run) }
    const until = clock.now() + options.startTimeoutMs
    appearsBy.set(pipelineId, until)
    journal.markDequeued(pipelineId)
    options.onLeft(run)
    return { kind: 'announced', name, run, appearsBy: until }
  }

  return async (open, report) => {
    const began = clock.now()
    const names = new Map(open.map(({ id, name, run }) => [id, name ?? run?.pipelineName ?? id]))
    const asked: Promise<void>[] = []
    await poll(open, observations => {
      for (const [id, observation] of observations) {
        const answer = seen(id, observation, names.get(id) ?? id, began)
        if (!(answer instanceof Promise)) report(new Map([[id, answer]]))
        else asked.push(answer.then(later => report(new Map([[id, later]]))))
      }
      // What fails while other responses are awaited is reported below.
      for (const question of asked) question.catch(() => undefined)
    })
    await Promise.all(asked)
  }
}

type Asked = Observation | Promise<Observation>

/** What the queue holds, `null` where it cannot be read now. */
async function told(asked: Promise<readonly QueueRecord[]>): Promise<readonly QueueRecord[] | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof FailureError) return null
    throw error
  }
}

function isWaiting({ status }: PipelineRun): boolean {
  return status?.toUpperCase() === 'QUEUED'
}

/** A run as the record in the queue shows it: one that has waited too long is dropped and never goes. */
function asRun({ state }: QueueRecord, run: PipelineRun): PipelineRun {
  if (state === 'waiting') return { ...run, status: 'QUEUED' }
  return { ...run, status: 'QUEUED_TIME_OUT', outcome: 'aborted', ended: true }
}
