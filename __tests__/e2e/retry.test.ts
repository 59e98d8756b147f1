import { describe, expect, it } from '@jest/globals'
import { answers, fails, throttles, type Rule } from '../../simulator/index.js'
import { A, B, ends, pipeline, WALL } from './cloud.js'
import { sample } from '../sample.js'
import { failed, passes, flaky, story, attempts } from './retry-cases.js'

describe('a run that failed is retried', () => {
  it.concurrent('and passes on the second attempt, which is seen everywhere', async () => {
    const { ended, made } = await story([flaky([passes])])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success', passed: 'true' } })
    expect(attempts(ended)).toBe(2)
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain(
      'pipeline-a: run #12 failed in test › unit › run tests; retrying it (retry 1 of 1)'
    )
    expect(ended.stdout).toContain('Passed on attempt 2. Attempt 1: error in test › unit › run tests.')
    expect(ended.summary).toContain('Passed after a retry')
    expect(ended.summary).toContain('attempt 2')
    expect(ended.report).toMatchObject({
      earlier_attempts: [
        { id: A, attempt: 1, outcome: 'error', failure: { stage: 'test', job: 'unit', step: 'run tests' } }
      ]
    })
  })

  it.concurrent('before fail_fast ends the wait', async () => {
    const other = pipeline(B, ends('running'), ends('success', 1_500))
    const { ended } = await story([flaky([passes]), other], { fail_fast: 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })
})

describe('nothing is retried', () => {
  it.concurrent.each(
    sample([
      ['that was cancelled', 'aborted', {}],
      ['by default', 'error', { retry: '0' }],
      ['whose failure does not fail the gate', 'error', { fail_on: 'aborted' }]
    ] as const)
  )('%s', async (_, state, more) => {
    const { ended, made } = await story([pipeline(A, ends('running'), ends(state, 200))], more)
    expect(ended.outputs.result).toBe(state)
    expect(attempts(ended)).toBe(1)
    expect(made.count('v5.retry')).toBe(0)
  })

  it.concurrent('without the time for it', async () => {
    const { ended, made } = await story([flaky([passes])], { timeout: '1ms' })
    expect(ended.code).toBe(1)
    expect(made.count('v5.retry')).toBe(0)
  })

  it.concurrent.each(
    sample([
      ['on v3', { project_id: '', retry: '1' }, 'retry'],
      ['without waiting', { wait: 'false', retry: '1' }, 'wait: false'],
      ['four times', { retry: '4' }, 'from 0 to 3'],
      ['half a time', { retry: '0.5' }, 'from 0 to 3']
    ] as const)
  )('%s: a bad input', async (_, more, words) => {
    const { ended, made } = await story([flaky([passes])], more)
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(words)
    expect(made.count()).toBe(0)
  })
})

describe('an answer to a retry', () => {
  const RETRY = { on: 'v5.retry', times: 1 } as const

  it.concurrent('that is lost is settled by looking: the run goes on', async () => {
    // It does what was requested, and the answer is lost.
    const { ended, made } = await story([flaky([passes])], {}, [
      { ...RETRY, does: honest => ({ ...honest(), status: 502, body: '<html>bad gateway</html>' }) }
    ])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(attempts(ended)).toBe(2)
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain('no clear response to the retry')
  })

  it.concurrent('that says neither yes nor no is not taken for a refusal', async () => {
    const { ended, made } = await story([flaky([passes])], {}, [
      { ...RETRY, does: honest => ({ ...honest(), body: '{}' }) }
    ])
    expect(ended).toMatchObject({ code: 0 })
    expect(made.count('v5.retry')).toBe(1)
  })

  it.concurrent('that is lost leaves the failure of a run that does not go on by the deadline', async () => {
    const { ended, made } = await story([flaky([passes])], { timeout: '5s' }, [
      { on: 'v5.retry', does: answers(502, '<html>bad gateway</html>') }
    ])
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(attempts(ended)).toBe(1)
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain('the run had not resumed when the step ended')
    // It is polled several times, and nothing of that is news.
    expect(ended.lines.filter(line => line.includes('no clear response to the retry'))).toHaveLength(1)
  })

  it.concurrent('that refuses because somebody else has just retried the run lets it go on', async () => {
    const does: Rule['does'] = (honest, request) => {
      honest()
      return fails(400, 'DEVPIPE.00011999', 'The run is running.')(honest, request)
    }
    const { ended, made } = await story([flaky([passes])], {}, [{ ...RETRY, does }])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(attempts(ended)).toBe(2)
    expect(made.count('v5.retry')).toBe(1)
  })

  it.concurrent.each(
    sample([
      ['throttled', throttles('1')],
      ['too many runs', fails(200, 'DEVPIPE.00011104', 'too many runs')]
    ])
  )('that is about the moment is followed by another one: %s', async (_, does) => {
    const { ended, made } = await story([flaky([passes])], {}, [{ ...RETRY, does }])
    expect(ended).toMatchObject({ code: 0 })
    expect(attempts(ended)).toBe(2)
    expect(made.count('v5.retry')).toBe(2)
  })

  it.concurrent('that is queued is waited for', async () => {
    const queued = { ...passes, queued: { forMs: 1_500 } }
    const { ended, made } = await story([flaky([queued])], { start_timeout: '1s' }, [], { clock: WALL })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain('its retry is queued')
    expect(attempts(ended)).toBe(2)
  })

  it.concurrent.each(['hidden', 'absent', 'queued'] as const)(
    'that is queued for too long leaves the failure, which is not retried again: %s',
    async shows => {
      const queued = { ...passes, queued: { forMs: 3_600_000, timesOutAfterMs: 800 } }
      const spec = flaky([queued, passes], { queue: { shows } })
      const { ended, made } = await story([spec], { retry: '2' }, [], { clock: WALL })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
      expect(ended.stdout).toContain('queued for too long')
      expect([made.count('v5.retry'), attempts(ended)]).toEqual([1, 1])
    }
  )
})

describe('what other people do', () => {
  it.concurrent('is counted: a run that goes on again while another pipeline is waited for', async () => {
    const spec = flaky([], {
      runs: [
        {
          number: 12,
          moments: [
            { ...failed, at: 0 },
            { at: 400, state: 'running' },
            { at: 900, state: 'success' }
          ]
        }
      ]
    })
    const other = pipeline(B, ends('running'), ends('success', 600))
    const { ended, made } = await story([spec, other], { retry: '0' })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(attempts(ended)).toBe(2)
    expect(made.count('v5.retry')).toBe(0)
  })
})
