import type { Mistake } from './mistake.js'

const HISTORIES = '__tests__/soak/histories'

/** Starts and queues. */
export const OF_QUEUES: readonly Mistake[] = [
  {
    what: 'a run ID inside a refusal is accepted',
    file: 'src/codearts/v5/start-answer.ts',
    right: 'if (runId !== null && words === null)',
    wrong: 'if (runId !== null)',
    tests: '__tests__/unit/codearts/v5/start-answer'
  },
  {
    what: 'start_timeout expires while others queue',
    file: 'src/polling/queue-hold.ts',
    right: 'const isHeld = waiting.some(record => records.has(record))',
    wrong: 'const isHeld = false',
    tests: '__tests__/unit/polling/queue-hold'
  },
  {
    what: 'the queue of other runs is not read',
    file: 'src/gate/gate.ts',
    right: 'until === null || !config.wait',
    wrong: 'until !== undefined',
    tests: '__tests__/exhaustive/foreign-queue'
  },
  {
    what: 'start_timeout expires while the started run is queued',
    file: 'src/starting/queued-runs.ts',
    right: 'if (entry.isQueued) return inQueue(entry, name)',
    wrong: '',
    tests: HISTORIES
  },
  {
    what: 'a run that queued for too long counts as a success',
    file: 'src/starting/queued-runs.ts',
    right: "outcome: 'aborted', ended: true",
    wrong: "outcome: 'success', ended: true",
    tests: HISTORIES
  },
  {
    what: 'a queued run whose record is gone counts as a success',
    file: 'src/starting/queued-runs.ts',
    right: "{ kind: 'left_queue' } : observation",
    wrong:
      "{ kind: 'run', run: { ...options.announced(id, name, entry.runId ?? ''), outcome: 'success', ended: true } } : observation",
    tests: HISTORIES
  },
  {
    what: 'a started run of another commit counts',
    file: 'src/codearts/v5/observe.ts',
    right: "return { kind: 'moved_on', run }",
    wrong: "return { kind: 'run', run }",
    tests: HISTORIES
  },
  {
    what: 'a superseded run counts as a success',
    file: 'src/codearts/v5/run.ts',
    right: "canceled: ended('aborted')",
    wrong: "canceled: ended('success')",
    tests: HISTORIES
  }
]
