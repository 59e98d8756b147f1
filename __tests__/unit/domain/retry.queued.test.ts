import { describe, expect, it } from '@jest/globals'
import {
  failureHidden,
  failureSeen,
  mayBeOwn,
  NO_ATTEMPTS,
  queueRecordOf,
  retryInQueue,
  type Attempts,
  type GivenUp
} from '../../../src/domain/retry.js'
import { accepted, after, due, failed, lastError, NOW, RULES } from './retries.js'

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

  it('may be that of this step where that was lost, or has changed nothing', () => {
    const own = (because: GivenUp): boolean => mayBeOwn({ kind: 'given_up', because, lastError: null })
    expect((['lost', 'unchanged'] as const).map(own)).toEqual([true, true])
    expect((['refused', 'not_now', 'queue_timed_out'] as const).map(own)).toEqual([false, false, false])
    expect(mayBeOwn({ kind: 'queued', queueId: null })).toBe(true)
    expect(mayBeOwn({ kind: 'refused', lastError })).toBe(false)
  })

  it.each([
    ['tells no status', queued, failed, { ...waiting, status: null }],
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
