import type { Mistake } from './mistake.js'

const STORIES = '__tests__/whole/retry.test'
const QUEUED_STORIES = '__tests__/whole/retry-queue'

/** Retries of failed runs. */
export const OF_RETRIES: readonly Mistake[] = [
  {
    what: 'a retry that was accepted is not counted',
    file: 'src/domain/retry.ts',
    right: 'retries: attempts.retries + 1',
    wrong: 'retries: attempts.retries',
    tests: STORIES
  },
  {
    what: 'a retry whose response was lost is sent again',
    file: 'src/domain/retry.ts',
    right: "retry: { kind: 'sent', how: 'lost', ...settled, lastError: answer.lastError }",
    wrong: "retry: { kind: 'due', notBefore: now, refusals: 0, until: null, lastError: null }",
    tests: STORIES
  },
  {
    what: 'a queued retry is sent again',
    file: 'src/domain/retry.ts',
    right: "retry: { kind: 'queued', queueId: answer.queueId }",
    wrong: "retry: { kind: 'due', notBefore: now, refusals: 0, until: null, lastError: null }",
    tests: STORIES
  },
  {
    what: 'a response that says nothing counts as a refusal',
    file: 'src/codearts/v5/retry-answer.ts',
    right: "kind: isRefusal ? 'refused' : 'lost'",
    wrong: "kind: 'refused'",
    tests: STORIES
  },
  {
    what: 'a run that was cancelled is retried',
    file: 'src/domain/tracking.ts',
    right: "run.ended && outcome === 'error' && rules",
    wrong: 'run.ended && rules',
    tests: STORIES
  },
  {
    what: 'an attempt that fails in the same way is not counted',
    file: 'src/domain/retry.ts',
    right: 'if (!now.ended || before.outcome !== now.outcome) return true',
    wrong: 'if (now.ended && before.outcome !== now.outcome) return true',
    tests: STORIES
  },
  {
    what: 'a queued retry stays in the queue when its step is cancelled',
    file: 'src/starting/cleanup.ts',
    right: 'if (record !== null) journal.markQueued(id, record.queueId)',
    wrong: '',
    tests: STORIES
  },
  {
    what: 'a failed run that was missing, and is queued for its retry, has not failed',
    file: 'src/domain/tracking.ts',
    right: 'return { ...pipeline, outcome, instead: null, attempts, decided,',
    wrong: 'return { ...pipeline, instead: null, attempts, decided,',
    tests: QUEUED_STORIES
  },
  {
    what: 'a failed run that is hidden while its retry is queued is missing',
    file: 'src/domain/tracking.ts',
    right: 'if (failed !== null) return failed',
    wrong: '',
    tests: QUEUED_STORIES
  },
  {
    what: "another person's queued retry uses up that of the step",
    file: 'src/domain/retry.ts',
    right: "retry: { kind: 'run_queued', own: retry }",
    wrong: "retry: { kind: 'run_queued', own: { kind: 'queued', queueId: null } }",
    tests: QUEUED_STORIES
  }
]
