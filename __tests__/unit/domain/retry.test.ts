import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import {
  asksForRetry,
  attemptsAfter,
  failureHidden,
  failureSeen,
  failureStands,
  isNewAttempt,
  mayBeOwn,
  mayGoOn,
  NO_ATTEMPTS,
  queueRecordOf,
  retryAnswered,
  retryInQueue,
  retryPollAt,
  type Attempts,
  type Retry,
  type RetryAnswer
} from '../../../src/domain/retry.js'
import { anExplanation, aRun } from '../helpers.js'

const lastError = failure('throttled')
const RULES = { retry: 1, startTimeoutMs: 60_000 }
const NOW = 1_000_000
const due = failureSeen(NO_ATTEMPTS, RULES, NOW)
const after = (answer: RetryAnswer, attempts: Attempts = due, now = NOW): Attempts =>
  retryAnswered(attempts, answer, RULES, now)
const accepted = after({ kind: 'accepted' })
const failed = aRun({ runId: 'r', outcome: 'error', ended: true, endedAt: 10 })

describe('a new attempt', () => {
  it.each([
    ['goes on', { outcome: 'running', ended: false } as const, true],
    ['has ended otherwise', { outcome: 'success' } as const, true],
    ['has ended at another time', { endedAt: 20 }, true],
    ['tells no end', { endedAt: null }, false],
    ['shows the same end', {}, false],
    ['is another run', { runId: 's', outcome: 'success' } as const, false]
  ])('is a run that had ended and %s', (_, parts, isNew) => {
    expect(isNewAttempt(failed, { ...failed, ...parts })).toBe(isNew)
  })

  it('is none of a run that had not ended', () => {
    expect(isNewAttempt({ ...failed, ended: false }, failed)).toBe(false)
  })

  it('keeps how the one before had ended, and settles its retry', () => {
    const known = { ...accepted, explanation: anExplanation() }
    expect(attemptsAfter(known, failed, { ...failed, ended: false })).toEqual({
      earlier: [{ run: failed, explanation: known.explanation }],
      retries: 1,
      explanation: null,
      retry: null
    })
  })

  it('of another run begins anew, while retries are counted by pipeline', () => {
    const known = attemptsAfter(accepted, failed, { ...failed, ended: false })
    expect(attemptsAfter(known, failed, aRun({ runId: 's' }))).toEqual({ ...NO_ATTEMPTS, retries: 1 })
  })
})

describe('a failed run that is shown in the queue', () => {
  const waiting = { ...failed, status: 'queued', outcome: 'running' as const, ended: false, endedAt: null }
  const queued = after({ kind: 'queued', queueId: 'q' })

  const givenUp = failureSeen(accepted, RULES, NOW + 30_000)
  const refused = after({ kind: 'refused', lastError })
  const notNow = after({ kind: 'not_now', lastError, pauseMs: 5_000 })

  it.each([due, notNow, accepted, after({ kind: 'lost', lastError }), queued, refused, givenUp])(
    'waits for a retry, and makes no attempt yet: %j',
    attempts => {
      const inQueue = retryInQueue(attempts, failed, waiting) ?? NO_ATTEMPTS
      expect(inQueue).toEqual({ ...attempts, retry: { kind: 'run_queued', own: attempts.retry } })
      expect(retryInQueue(inQueue, failed, waiting)).toBe(inQueue)
      expect(failureHidden(inQueue, RULES, NOW * 100)).toBe(inQueue)
    }
  )

  it.each([due, notNow, queued, refused, givenUp])('goes on afterwards where it was: %j', attempts => {
    const inQueue = retryInQueue(attempts, failed, waiting) ?? NO_ATTEMPTS
    expect(failureSeen(inQueue, RULES, NOW * 100)).toEqual(attempts)
  })

  it('may show its old failure for 30 s afterwards, where its retry was sent', () => {
    const inQueue = retryInQueue(accepted, failed, waiting) ?? NO_ATTEMPTS
    const left = failureSeen(inQueue, RULES, NOW + 600_000)
    expect(left).toEqual({ ...accepted, retry: { ...accepted.retry, until: NOW + 630_000 } })
    expect(failureSeen(left, RULES, NOW + 630_000).retry).toMatchObject({ because: 'unchanged' })
  })

  it('has the record of its queued retry, if any', () => {
    const inQueue = retryInQueue(queued, failed, waiting)
    expect([queueRecordOf(queued), queueRecordOf(inQueue)]).toMatchObject([
      { queueId: 'q' },
      { queueId: 'q' }
    ])
    expect(queueRecordOf(retryInQueue(accepted, failed, waiting))).toEqual({ queueId: null })
    for (const attempts of [null, NO_ATTEMPTS, due, accepted]) expect(queueRecordOf(attempts)).toBeNull()
  })

  it('may wait for the retry of this step where that was sent, and was not dropped', () => {
    const dropped = after({ kind: 'queue_timed_out' }, queued)
    const own = [accepted, after({ kind: 'lost', lastError }), queued, givenUp]
    const foreign = [due, notNow, refused, failureSeen(refused, RULES, NOW), dropped]
    const isOwn = ({ retry }: Attempts): boolean =>
      retry !== null && retry.kind !== 'run_queued' && mayBeOwn(retry)
    expect(own.map(isOwn)).not.toContain(false)
    expect(foreign.map(isOwn)).not.toContain(true)
  })

  it.each([
    ['is shown otherwise', queued, failed, { ...waiting, status: 'RUNNING' }],
    ['had not ended', queued, waiting, waiting],
    ['is another one', queued, { ...failed, runId: 's' }, waiting],
    ['was not seen before', queued, null, waiting],
    ['has failed for good', NO_ATTEMPTS, failed, waiting],
    ['has no attempts that are told', null, failed, waiting]
  ])('does not, where it %s', (_, attempts, before, now) => {
    expect(retryInQueue(attempts, before, now)).toBeNull()
  })
})

describe('a failure', () => {
  it('is retried as often as is allowed', () => {
    expect(due.retry).toMatchObject({ kind: 'due', notBefore: NOW })
    expect(failureSeen({ ...NO_ATTEMPTS, retries: 1 }, RULES, NOW).retry).toBeNull()
    expect(failureSeen(NO_ATTEMPTS, { ...RULES, retry: 0 }, NOW).retry).toBeNull()
  })

  it.each([
    [{ kind: 'accepted' }, 'unchanged'],
    [{ kind: 'lost', lastError }, 'lost']
  ] as const)('may be shown for 30 s after %j, then it stands: %s', (answer, because) => {
    const sent = after(answer)
    expect(failureSeen(sent, RULES, NOW + 29_999)).toBe(sent)
    expect(failureHidden(sent, RULES, NOW + 30_000)).toEqual(failureSeen(sent, RULES, NOW + 30_000))
    expect(failureSeen(sent, RULES, NOW + 30_000).retry).toMatchObject({ kind: 'given_up', because })
  })

  it('is looked at once more after a refusal, which counts for nothing', () => {
    const refused = after({ kind: 'refused', lastError })
    expect(refused.retries).toBe(0)
    expect(failureStands(refused)).toBe(false)
    expect(failureSeen(refused, RULES, NOW).retry).toEqual({
      kind: 'given_up',
      because: 'refused',
      lastError
    })
  })

  it('that is queued waits as long as the queue does', () => {
    const queued = after({ kind: 'queued', queueId: 'q' })
    expect(failureSeen(queued, RULES, NOW * 100)).toBe(queued)
    const left = after({ kind: 'left_queue' }, queued)
    expect(left).toMatchObject({ retries: 1, retry: { kind: 'sent', until: NOW + 30_000 } })
    expect(after({ kind: 'queue_timed_out' }, queued).retry).toMatchObject({ because: 'queue_timed_out' })
  })

  it('that a locked key holds back does not use up its time', () => {
    const locked = failure('locked')
    let attempts = after({ kind: 'not_now', lastError: locked, pauseMs: 5_000 })
    for (let minute = 1; minute <= 6; minute++)
      attempts = after(
        { kind: 'not_now', lastError: locked, pauseMs: 5_000 },
        attempts,
        NOW + minute * 60_000
      )
    expect(attempts.retry).toMatchObject({ kind: 'due' })
  })

  it('that cannot be retried for the moment is tried again until start_timeout', () => {
    const first = after({ kind: 'not_now', lastError, pauseMs: 5_000 })
    expect(first).toMatchObject({ retries: 0, retry: { kind: 'due', notBefore: NOW + 5_000, refusals: 1 } })
    const second = after({ kind: 'not_now', lastError, pauseMs: 5_000 }, first, NOW + 50_000)
    expect(second.retry).toMatchObject({ kind: 'due', refusals: 2, until: NOW + 60_000 })
    const third = after({ kind: 'not_now', lastError, pauseMs: 5_000 }, second, NOW + 56_000)
    expect(third.retry).toEqual({ kind: 'given_up', because: 'not_now', lastError })
  })

  it('whose retry was accepted, queued or lost is never asked to be retried again', () => {
    for (const answer of [
      { kind: 'accepted' },
      { kind: 'queued', queueId: null },
      { kind: 'lost', lastError: null }
    ] as const) {
      const sent = after(answer)
      expect(sent.retries).toBe(1)
      expect(failureSeen(sent, { ...RULES, retry: 3 }, NOW + 1).retry?.kind).not.toBe('due')
    }
  })
})

const RETRIES: readonly (readonly [
  Retry | null,
  asks: boolean,
  at: number | null,
  stands: boolean,
  goesOn: boolean
])[] = [
  [null, false, null, true, false],
  [due.retry, true, NOW, false, false],
  [{ kind: 'due', notBefore: NOW + 9, refusals: 1, until: NOW, lastError }, false, NOW + 9, false, false],
  [accepted.retry, false, NOW + 2_000, false, true],
  [{ kind: 'queued', queueId: null }, true, null, false, true],
  [{ kind: 'run_queued', own: { kind: 'queued', queueId: null } }, false, null, false, true],
  [{ kind: 'refused', lastError }, false, NOW + 2_000, false, false],
  [{ kind: 'given_up', because: 'lost', lastError: null }, false, null, true, false]
]

describe('what a retry asks for', () => {
  it.each(RETRIES)('%j', (retry, asks, at, stands, goesOn) => {
    const attempts = { ...NO_ATTEMPTS, retry }
    expect(asksForRetry(attempts, NOW)).toBe(asks)
    expect(retryPollAt(attempts, NOW)).toBe(at)
    expect(failureStands(attempts)).toBe(stands)
    expect(mayGoOn(attempts)).toBe(goesOn)
  })

  it('is nothing where attempts are not known', () => {
    expect([asksForRetry(null, NOW), retryPollAt(null, NOW), mayGoOn(null)]).toEqual([false, null, false])
  })
})
