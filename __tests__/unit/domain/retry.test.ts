import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import {
  asksForRetry,
  attemptsAfter,
  failureHidden,
  failureSeen,
  failureStands,
  isNewAttempt,
  mayGoOn,
  NO_ATTEMPTS,
  retryPollAt,
  type Retry
} from '../../../src/domain/retry.js'
import { anExplanation, aRun } from '../helpers.js'
import { accepted, after, due, failed, lastError, NOW, RULES } from './retries.js'

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

  it('is none where the end before is not told, or the run has no ID', () => {
    expect(isNewAttempt({ ...failed, endedAt: null }, failed)).toBe(false)
    const nameless = { ...failed, runId: null }
    expect(isNewAttempt(nameless, { ...nameless, outcome: 'success' })).toBe(false)
  })

  it('changes nothing of what is known while there is none', () => {
    const known = { ...NO_ATTEMPTS, retries: 2 }
    expect(attemptsAfter(known, failed, failed)).toBe(known)
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

  it('is due at once, and then sent', () => {
    const begun = failureSeen(NO_ATTEMPTS, RULES, NOW)
    expect(begun.retry).toEqual({ kind: 'due', notBefore: NOW, refusals: 0, until: null, lastError: null })
    const sent = { kind: 'sent', how: 'accepted', until: NOW + 30_000, lastError: null }
    expect(after({ kind: 'accepted' }, begun)).toEqual({ ...begun, retries: 1, retry: sent })
    const inQueue = after({ kind: 'queued', queueId: 'q' }, begun)
    expect(after({ kind: 'left_queue' }, inQueue)).toEqual({ ...inQueue, retry: sent })
  })

  it.each([
    ['nothing', null, 1],
    ['a retry that was sent', { kind: 'sent', how: 'lost', until: NOW + 5, lastError: null }, 1],
    ['a retry that is due', { kind: 'due', notBefore: NOW, refusals: 3, until: NOW + 70_000, lastError }, 4]
  ] as const)(
    'that is refused for the moment counts refusals and time anew after %s',
    (_, retry, refusals) => {
      const until = refusals === 1 ? NOW + 60_000 : NOW + 70_000
      const known = { ...NO_ATTEMPTS, retry }
      expect(after({ kind: 'not_now', lastError, pauseMs: 5_000 }, known).retry).toEqual({
        ...{ kind: 'due', notBefore: NOW + 5_000, refusals, until, lastError }
      })
    }
  )

  it('that would be retried when its time is over is given up at once', () => {
    const wait = (pauseMs: number): string | undefined =>
      after({ kind: 'not_now', lastError, pauseMs }, failureSeen(NO_ATTEMPTS, RULES, NOW)).retry?.kind
    expect([wait(59_999), wait(60_000)]).toEqual(['due', 'given_up'])
  })

  it('has its whole time once a locked key is open again', () => {
    const locked = failure('locked')
    const first = after({ kind: 'not_now', lastError: locked, pauseMs: 90_000 })
    expect(first.retry).toMatchObject({ notBefore: NOW + 90_000, until: NOW + 150_000, refusals: 1 })
    const second = after({ kind: 'not_now', lastError: locked, pauseMs: 90_000 }, first, NOW + 90_000)
    expect(second.retry).toMatchObject({ until: NOW + 240_000, refusals: 2 })
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
