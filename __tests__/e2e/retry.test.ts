import { describe, expect, it } from '@jest/globals'
import {
  answers,
  fails,
  throttles,
  type Moment,
  type PipelineSpec,
  type Rule,
  type RunSpec,
  type SimulatorOptions
} from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, PROJECT, WALL, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'

type RetrySpec = NonNullable<RunSpec['retries']>[number]

const failed: Moment = {
  at: 0,
  state: 'error',
  stages: [
    {
      name: 'test',
      state: 'error',
      jobs: [{ name: 'unit', state: 'error', steps: [{ name: 'run tests', state: 'error' }] }]
    }
  ]
}
const again = (...moments: readonly Moment[]): RetrySpec => ({ moments })
const passes = again({ at: 0, state: 'running' }, { at: 300, state: 'success' })
const fails2 = again({ at: 0, state: 'running' }, { at: 300, state: 'error' })

const flaky = (retries: readonly RetrySpec[], more: Partial<PipelineSpec> = {}): PipelineSpec => ({
  id: A,
  name: 'pipeline-a',
  projectId: PROJECT,
  runs: [
    {
      number: 12,
      moments: [
        { at: 0, state: 'running' },
        { ...failed, at: 200 }
      ],
      retries
    }
  ],
  ...more
})

async function story(
  pipelines: readonly PipelineSpec[],
  more: Inputs = {},
  rules: readonly Rule[] = [],
  options: SimulatorOptions = {}
): Promise<{ ended: Step; made: Cloud }> {
  await using made = await cloud(pipelines, rules, options)
  const ids = pipelines.map(({ id }) => id)
  return { ended: await step(made.v5(ids, { retry: '1', ...more })), made }
}
const attempts = ({ pipelines }: Step): unknown => (pipelines[0] as { attempts?: unknown }).attempts

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

  it.concurrent('as often as was asked for, and no more', async () => {
    const { ended, made } = await story([flaky([fails2, fails2, passes])], { retry: '2' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(attempts(ended)).toBe(3)
    expect(made.count('v5.retry')).toBe(2)
    expect(ended.stdout).toContain('Attempt 1: error in test › unit › run tests. Attempt 2: error.')
  })

  it.concurrent('in Chinese too', async () => {
    const { ended } = await story([flaky([passes])], { language: 'zh' })
    expect(ended.stdout).toContain('第 2 次尝试通过。')
    expect(ended.summary).toContain('重试后通过')
  })

  it.concurrent('before fail_fast ends the wait', async () => {
    const other = pipeline(B, ends('running'), ends('success', 1_500))
    const { ended } = await story([flaky([passes]), other], { fail_fast: 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('also one that this step has started, or that is pinned', async () => {
    const started = flaky([], {
      runs: [],
      onStart: {
        moments: [
          { at: 0, state: 'running' },
          { at: 200, state: 'error' }
        ],
        retries: [passes]
      }
    })
    const one = await story([started], { start: 'true' })
    expect(one.ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    const two = await story([flaky([passes])], { pipeline_ids: `${A}@12` })
    expect(two.ended).toMatchObject({ code: 0 })
    expect([one, two].map(({ ended }) => attempts(ended))).toEqual([2, 2])
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

  it.concurrent('that is a refusal leaves the failure, with the words of the service', async () => {
    const does = fails(200, 'DEVPIPE.30011011', 'no operation permissions')
    const { ended, made } = await story([flaky([passes])], {}, [{ ...RETRY, does }])
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(attempts(ended)).toBe(1)
    expect(made.count('v5.retry')).toBe(1)
    expect(ended.stdout).toContain('CodeArts refused to retry it')
    expect(ended.stdout).toContain('DEVPIPE.30011011')
    expect(ended.stdout).toContain('no operation permissions')
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

  it.concurrent('that is about the moment for longer than start_timeout leaves the failure', async () => {
    const { ended, made } = await story(
      [flaky([passes])],
      { start_timeout: '2s' },
      [{ on: 'v5.retry', does: throttles('1') }],
      { clock: WALL }
    )
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect(made.count('v5.retry')).toBeGreaterThan(1)
    expect(ended.stdout).toContain('CodeArts accepted no retry within `start_timeout`')
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
