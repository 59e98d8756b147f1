import { OF_CHOOSING } from './choosing.js'
import { OF_QUEUES } from './queues.js'
import { OF_RETRIES } from './retries.js'
import { OF_STATUSES } from './statuses.js'
import { OF_SWEEPS } from './sweeps.js'
import type { Mistake } from './mistake.js'

const OF_ANSWERS_AND_VERDICTS: readonly Mistake[] = [
  {
    what: 'an ended run without a known result passes',
    file: 'src/codearts/v3.ts',
    right: "entry(RESULTS, word(result)) ?? 'unknown'",
    wrong: "entry(RESULTS, word(result)) ?? 'success'",
    tests: '__tests__/unit/codearts/v3'
  },
  {
    what: 'the deadline is off by the timeout of a request',
    file: 'src/codearts/http/attempt.ts',
    right: 'Math.min(REQUEST_TIMEOUT_MS, deadline - begun)',
    wrong: 'deadline > begun ? REQUEST_TIMEOUT_MS : 0',
    tests: '__tests__/unit/run'
  },
  {
    what: 'a redirect counts as an answer',
    file: 'src/codearts/http/answer-failure.ts',
    right: 'status >= 200 && status < 300',
    wrong: 'status >= 200 && status < 400',
    tests: '__tests__/unit/codearts/http/answer-failure'
  },
  {
    what: 'a secret is not masked',
    file: 'src/secrets.ts',
    right: '          mask(part)\n',
    wrong: '          if (part.length > 100) mask(part)\n',
    tests: '__tests__/e2e/reports'
  },
  {
    what: 'CodeArts may echo a secret',
    file: 'src/report/redact-texts.ts',
    right: 'return redact(part, own)',
    wrong: 'return part',
    tests: '__tests__/unit/report/redact-texts'
  },
  {
    what: 'the verdict is made from the last poll only',
    file: 'src/polling/watch.ts',
    right: 'const now = new Map(pipelines.map(',
    wrong: 'const now = new Map(pipelines.filter(({ decided }) => !decided).map(',
    tests: '__tests__/unit/polling/watch'
  },
  {
    what: 'a gate without pipelines passes',
    file: 'src/domain/verdict.ts',
    right: 'gating.length > 0 && gating.every(',
    wrong: 'gating.every(',
    tests: '__tests__/unit/domain/verdict'
  },
  {
    what: 'a gate that could not judge passes',
    file: 'src/domain/verdict.ts',
    right: "blocker === 'none' && allEnded",
    wrong: 'allEnded',
    tests: '__tests__/unit/domain/verdict'
  },
  {
    what: 'the latest run counts, whatever its commit',
    file: 'src/codearts/v5/observe.ts',
    right: 'isProven && matches(run,',
    wrong: 'matches(run,',
    tests: '__tests__/soak/histories'
  },
  {
    what: 'an older run takes the place of a newer one',
    file: 'src/domain/tracking.ts',
    right: 'pipeline.run !== null && isOlder(run, pipeline.run)',
    wrong: 'pipeline.run !== null && isOlder(pipeline.run, run)',
    tests: '__tests__/unit/domain/tracking'
  },
  {
    what: 'the first of two duplicates counts',
    file: 'src/codearts/status.ts',
    right: "return { kind: 'contradiction' }",
    wrong: 'return readDuplicates([element], readRun)',
    tests: '__tests__/unit/codearts/status'
  },
  {
    what: 'one poll without a run is final',
    file: 'src/domain/tracking.ts',
    right: 'MISSES_THAT_CONFIRM = 2',
    wrong: 'MISSES_THAT_CONFIRM = 1',
    tests: '__tests__/unit/domain/tracking'
  },
  {
    what: 'a refusal is retried',
    file: 'src/codearts/http/error-codes.ts',
    right: "failed.code === 'throttled' ||",
    wrong: "failed.code === 'throttled' || failed.code === 'rejected' ||",
    tests: '__tests__/unit/codearts/http'
  },
  {
    what: 'a partial response counts as a complete one',
    file: 'src/codearts/http/attempt.ts',
    right: 'if (status !== 200)',
    wrong: 'if (status > 299)',
    tests: '__tests__/exhaustive/faults'
  },
  {
    what: 'a timeout does not end a request that waits for its tunnel',
    file: 'src/adapters/tunnel.ts',
    right: 'signal: this.signal',
    wrong: 'signal: new AbortController().signal',
    tests: '__tests__/exhaustive/faults'
  },
  {
    what: 'the oldest matching run counts',
    file: 'src/domain/selection.ts',
    right: 'isOlder(one, other) ? 1 : isOlder(other, one) ? -1 : 0',
    wrong: 'isOlder(one, other) ? -1 : isOlder(other, one) ? 1 : 0',
    tests: '__tests__/soak/histories'
  },
  {
    what: 'an error is reported as aborted (v3)',
    file: 'src/codearts/v3.ts',
    right: "error: 'error',",
    wrong: "error: 'aborted',",
    tests: '__tests__/soak/histories'
  },
  {
    what: 'an error is reported as aborted (v5)',
    file: 'src/codearts/v5/run.ts',
    right: "failed: ended('error')",
    wrong: "failed: ended('aborted')",
    tests: '__tests__/soak/histories'
  },
  {
    what: 'a gate that could not judge ends with 0',
    file: 'src/domain/verdict.ts',
    right: "(!reportOnly && (blocker !== 'none' || nothing || failed.length > 0))",
    wrong: '(!reportOnly && failed.length > 0)',
    tests: '__tests__/soak/histories'
  },
  {
    what: 'an outdated response counts',
    file: 'src/domain/tracking.ts',
    right: 'pipeline.run !== null && isOlder(run, pipeline.run)',
    wrong: 'pipeline.run !== null && isOlder(run, pipeline.run) && run.startedAt === null',
    tests: '__tests__/unit/domain/tracking'
  },
  {
    what: 'the last of two equal keys counts',
    file: 'src/codearts/http/attempt.ts',
    right: 'hasDuplicateKeys(parsed.counts, parsed.json) ?',
    wrong: 'hasDuplicateKeys(parsed.counts, parsed.json) && status > 200 ?',
    tests: '__tests__/unit/codearts/http/client'
  }
]

export const MISTAKES: readonly Mistake[] = [
  ...OF_ANSWERS_AND_VERDICTS,
  ...OF_CHOOSING,
  ...OF_QUEUES,
  ...OF_RETRIES,
  ...OF_STATUSES,
  ...OF_SWEEPS
]
