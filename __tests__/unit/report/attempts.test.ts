import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { NO_ATTEMPTS, type Attempts, type OwnRetry, type Retry } from '../../../src/domain/retry.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { attemptCount, attemptLine, attemptsText, isRetried } from '../../../src/report/attempts.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { aRun, aTracked } from '../helpers.js'

const [english, chinese] = [messagesIn('en'), messagesIn('zh')]
const lastError = { ...failure('rejected'), cloudCode: 'DEVPIPE.1', cloudMessage: 'no.' }
const failed = aRun({
  ...{ runNumber: 7, outcome: 'error', ended: true },
  stages: [{ name: 'te\nst', outcome: 'error', startedAt: null, endedAt: null }]
})
const pipeline = (attempts: Partial<Attempts> | null, parts: Partial<PipelineState> = {}): PipelineState =>
  aTracked({
    ...{ name: 'build', run: failed, outcome: 'error', lastObservation: 'run' },
    attempts: attempts === null ? null : { ...NO_ATTEMPTS, ...attempts },
    ...parts
  })
const DUE: OwnRetry = { kind: 'due', notBefore: 0, refusals: 0, until: null, lastError: null }
const earlier = [{ run: failed, explanation: null }]

describe('the number of attempts', () => {
  it.each([
    ['one plain run', pipeline({}), 1],
    ['one that went on', pipeline({ earlier }), 2],
    ['an API that cannot tell', pipeline(null), null],
    ['no run', pipeline({}, { run: null }), null],
    ['a run that does not match', pipeline({}, { lastObservation: 'moved_on' }), null]
  ])('of %s', (_, shown, n) => {
    expect(attemptCount(shown)).toBe(n)
    expect(isRetried(shown)).toBe(n === 2)
  })
})

describe('what is told of attempts', () => {
  it('is nothing of a plain run', () => expect(attemptsText(pipeline({}), english)).toBe(''))

  it('that passed in the end leads with it', () => {
    const passed = pipeline({ earlier }, { outcome: 'success' })
    expect(attemptsText(passed, english)).toBe('Passed on attempt 2. Attempt 1: error in te st.')
    expect(attemptsText(passed, chinese)).toBe('第 2 次尝试通过。第 1 次尝试：失败，位于 te st。')
  })

  it('does not repeat the place where it failed each time', () => {
    expect(attemptsText(pipeline({ earlier }), english)).toBe('Attempt 1 failed in the same place.')
    expect(attemptsText(pipeline({ earlier }), chinese)).toBe('第 1 次尝试在同一位置失败。')
    const elsewhere = [{ run: { ...failed, stages: [] }, explanation: null }]
    expect(attemptsText(pipeline({ earlier: elsewhere }), english)).toBe('Attempt 1: error.')
  })

  it('of many are the last ten', () => {
    const many = pipeline({ earlier: Array.from({ length: 30 }, () => earlier).flat() })
    expect(attemptsText(many, english)).toContain('Attempt 30 ')
    expect(attemptsText(many, english)).not.toContain('Attempt 20 ')
  })

  const RETRIES: readonly (readonly [Retry, string])[] = [
    [DUE, 'the step ended first'],
    [{ kind: 'sent', how: 'accepted', until: 0, lastError: null }, 'had not resumed when the step ended'],
    [{ kind: 'queued', queueId: null }, 'still queued when the step ended'],
    [{ kind: 'run_queued', own: { kind: 'queued', queueId: null } }, 'still queued when the step ended'],
    [{ kind: 'run_queued', own: DUE }, 'retried outside this step'],
    [{ kind: 'run_queued', own: { kind: 'refused', lastError } }, 'retried outside this step'],
    [{ kind: 'refused', lastError }, 'refused to retry it (DEVPIPE.1: no)'],
    [{ kind: 'given_up', because: 'refused', lastError }, 'refused to retry it (DEVPIPE.1: no)'],
    [{ kind: 'given_up', because: 'lost', lastError: null }, 'without a clear response (no response)'],
    [{ kind: 'given_up', because: 'unchanged', lastError: null }, 'did not resume within 30s'],
    [{ kind: 'given_up', because: 'not_now', lastError }, 'within `start_timeout` (DEVPIPE.1: no)'],
    [{ kind: 'given_up', because: 'queue_timed_out', lastError: null }, 'CodeArts dropped it']
  ]
  it.each(RETRIES)('says why the failure stands: %j', (retry, words) => {
    expect(attemptsText(pipeline({ retry }), english)).toContain(words)
    expect(attemptsText(pipeline({ retry }), chinese)).toMatch(/\p{Script=Han}/u)
  })

  it.each(RETRIES)('is one line of the log at most: %j', retry => {
    const line = attemptLine(pipeline({}), pipeline({ retry, retries: 1 }), 2, english)
    if (retry.kind === 'due') expect(line).toBeNull()
    else {
      expect(line).toContain('build')
      expect(line).toContain('#7')
      expect(line).not.toContain('\n')
    }
    const same = pipeline({ retry, retries: 1 })
    // What is shown is a copy each time, without secrets.
    expect(attemptLine(same, structuredClone(same), 2, english)).toBeNull()
  })

  it('tells the retry and how many there are', () => {
    const retry: Retry = { kind: 'sent', how: 'accepted', until: 0, lastError: null }
    expect(attemptLine(pipeline({}), pipeline({ retry, retries: 1 }), 2, english)).toBe(
      'build: run #7 failed in te st; retrying it (retry 1 of 2)'
    )
    const queued = pipeline({ retry: { kind: 'queued', queueId: null }, retries: 1 })
    expect(attemptLine(queued, pipeline({ retry, retries: 1 }), 2, english)).toContain('left the queue')
    const going = pipeline({ earlier }, { run: { ...failed, ended: false } })
    expect(attemptLine(pipeline({}), going, 2, english)).toBe('build: run #7 is running again, attempt 2')
    expect(attemptLine(pipeline({}), pipeline({ earlier }), 2, english)).toBe(
      'build: run #7 was retried, attempt 2'
    )
    expect(attemptLine(pipeline({}), pipeline({ earlier }), 2, chinese)).toContain('第 2 次尝试')
  })

  it('says once that a run is queued, and who has retried it', () => {
    const sent: OwnRetry = { kind: 'sent', how: 'accepted', until: 0, lastError: null }
    const queued: OwnRetry = { kind: 'queued', queueId: 'q' }
    const notNow: OwnRetry = { ...DUE, refusals: 1, lastError }
    const line = (then: Retry, now: Retry, retries = 1): string | null =>
      attemptLine(pipeline({ retry: then }), pipeline({ retry: now, retries }), 2, english)
    expect(line(sent, { kind: 'run_queued', own: sent })).toContain('its retry is queued (retry 1 of 2)')
    expect(line(notNow, { kind: 'run_queued', own: notNow }, 0)).toBe(
      'build: run #7 failed in te st; it was retried outside this step, and that retry is queued'
    )
    expect(line(queued, { kind: 'run_queued', own: queued })).toBeNull()
    for (const own of [sent, queued, notNow]) expect(line({ kind: 'run_queued', own }, own)).toBeNull()
  })
})
