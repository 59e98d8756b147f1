import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import { NO_ATTEMPTS, type Attempts, type Retry } from '../../../src/domain/retry.js'
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
    [{ kind: 'due', notBefore: 0, refusals: 0, until: null, lastError: null }, 'the step ended first'],
    [{ kind: 'sent', how: 'accepted', until: 0, lastError: null }, 'had not resumed when the step ended'],
    [{ kind: 'queued', queueId: null }, 'still queued when the step ended'],
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
    expect(attemptLine(pipeline({}), pipeline({ earlier }), 2, english)).toContain('attempt 2')
  })
})
