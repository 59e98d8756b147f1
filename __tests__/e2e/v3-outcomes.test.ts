import { describe, expect, it } from '@jest/globals'
import { forgets, twins } from '../../simulator/index.js'
import { A, B, C, cloud, ends, pipeline, pipelineWith, WALL } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'

/** A v3 answer with this status and result. */
const saying = (status: string | null, result: string | null, more: Record<string, unknown> = {}) =>
  pipeline(A, { at: 0, state: 'running', v3: { status, result, ...more } })

const none = { name: 'x', code: 0 }

describe('the outcome of a v3 pipeline', () => {
  it.concurrent.each(
    sample([
      { status: 'completed', result: 'success', outcome: 'success', code: 0 },
      { status: 'COMPLETED', result: 'Success', outcome: 'success', code: 0 },
      { status: 'completed', result: 'error', outcome: 'error', code: 1 },
      { status: 'Completed', result: 'ERROR', outcome: 'error', code: 1 },
      { status: 'completed', result: 'aborted', outcome: 'aborted', code: 1 },
      { status: 'completed', result: null, outcome: 'unknown', code: 1 },
      { status: 'completed', result: 'splendid', outcome: 'unknown', code: 1 }
    ])
  )('$status with result $result ends the wait as $outcome', async ({ status, result, outcome, code }) => {
    await using made = await cloud([saying(status, result)])
    const { inputs, count } = made
    const ended = await step(inputs([A]))
    expect(ended).toMatchObject({ code, outputs: { result: outcome, passed: String(code === 0) } })
    expect(ended.pipelines).toMatchObject([{ id: A, outcome, status }])
    expect(count()).toBe(1)
  })

  it.concurrent.each(
    sample([
      { status: 'waiting', outcome: 'running' },
      { status: 'Running', outcome: 'running' },
      { status: 'verifying', outcome: 'paused' },
      { status: 'SUSPENDING', outcome: 'paused' }
    ])
  )('$status is $outcome in a snapshot, which it does not pass', async ({ status, outcome }) => {
    await using made = await cloud([saying(status, null)])
    const { inputs, count } = made
    const ended = await step(inputs([A], { wait: 'false' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: outcome, passed: 'false' } })
    expect(JSON.parse(ended.outputs.failed_ids ?? '')).toEqual([A])
    expect(count()).toBe(1)
  })

  it.concurrent.each(sample(['running', 'verifying']))(
    '%s keeps the wait going, and times out',
    async status => {
      await using made = await cloud([saying(status, null)])
      const { inputs, count } = made
      const ended = await step(inputs([A], { timeout: '5s' }))
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out', passed: 'false' } })
      expect(ended.pipelines).toMatchObject([{ outcome: 'timed_out', status, run_id: '25' }])
      expect(count()).toBeGreaterThan(5)
    }
  )

  it.concurrent('a status nobody has seen keeps the wait going, and then is unknown', async () => {
    await using made = await cloud([saying('pondering', null)])
    const { inputs, count } = made
    const ended = await step(inputs([A], { timeout: '5s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(count()).toBeGreaterThan(3)
    expect(ended.stdout).toContain('pondering')
  })

  it.concurrent('a status nobody has seen is unknown at once in a snapshot', async () => {
    await using made = await cloud([saying('pondering', null)])
    const { inputs } = made
    expect(await step(inputs([A], { wait: 'false' }))).toMatchObject({
      code: 1,
      outputs: { result: 'unknown' }
    })
  })

  it.concurrent('a pipeline that comes twice, differently, is unknown after one look', async () => {
    await using made = await cloud([pipeline(A, ends('success'))], [{ does: twins({ result: 'error' }) }])
    const { inputs, count } = made
    const ended = await step(inputs([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(count()).toBe(1)
  })
})

describe('a pipeline without a run', () => {
  it.concurrent.each(
    sample([
      { how: 'absent' as const, asked: B },
      { how: 'nulls' as const, asked: A }
    ])
  )('($how) is not_found, confirmed by exactly one more look after one pause', async ({ how, asked }) => {
    await using made = await cloud([{ ...pipelineWith(A, []), neverRan: how }], [], { clock: WALL })
    const { inputs, simulator } = made
    const ended = await step(inputs([asked], { poll_interval: '700ms' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found', run_ids: '{}' } })
    expect(ended.pipelines).toEqual([
      {
        ...Object.fromEntries(Object.keys(ended.pipelines[0] ?? none).map(key => [key, null])),
        name: how === 'nulls' ? 'pipeline-a000' : null,
        id: asked,
        outcome: 'not_found',
        advisory: false
      }
    ])
    const [first, second, ...more] = simulator.requests
    expect(more).toEqual([])
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(690)
  })

  it.concurrent('that appears at the second look is judged', async () => {
    await using made = await cloud([pipeline(A, ends('success'))], [{ times: 1, does: forgets(A) }])
    const { inputs } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 0, outputs: { result: 'success' } })
  })

  it.concurrent('does not hide the others: all others count as they are', async () => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(C, ends('error'))])
    const { inputs } = made
    const ended = await step(inputs([A, B, C]))
    expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['success', 'not_found', 'error'])
    expect(ended.outputs).toMatchObject({ result: 'error', failed_ids: JSON.stringify([B, C]) })
  })
})

describe('the documented example', () => {
  it.concurrent(
    'is red although both of its stages are successful: 24 seconds, its name intact',
    async () => {
      const name = 'PipelineSvc测试勿删_继续执行'
      const stages = [
        { name: 'initial', displayName: '源代码', state: 'success' as const },
        { name: 'build', displayName: '构建', state: 'success' as const }
      ]
      const times = { start_time: '2022-09-09 00:00:00', end_time: '2022-09-09 00:00:24' }
      const example = { ...pipeline(A, { at: 0, state: 'error', stages, v3: times }), name }
      await using made = await cloud([example])
      const { inputs } = made
      const ended = await step(inputs([A]))
      expect(ended).toMatchObject({
        code: 1,
        outputs: { result: 'error', passed: 'false', failed_ids: JSON.stringify([A]) }
      })
      expect(ended.pipelines).toMatchObject([
        {
          name,
          outcome: 'error',
          status: 'completed',
          run_id: '25',
          duration_seconds: 24,
          started_at: '2022-09-08T16:00:00.000Z',
          ended_at: '2022-09-08T16:00:24.000Z',
          matched_by: 'latest',
          stages: [
            { name: '源代码', outcome: 'success' },
            { name: '构建', outcome: 'success' }
          ]
        }
      ])
      expect(ended.stdout).toContain(name)
      expect(ended.summary).toContain(name)
      expect(ended.summary).toContain('24s')
      expect(ended.report).toMatchObject({ result: 'error', pipelines: [{ name, duration_seconds: 24 }] })
    }
  )
})

describe('waiting', () => {
  it.concurrent('ends when the last pipeline has ended, and tells each change once', async () => {
    const stages = (state: 'running' | 'success') => [{ name: 'build', state }]
    await using made = await cloud([
      pipeline(
        A,
        { at: 0, state: 'running', stages: stages('running') },
        { at: 600, state: 'success', stages: stages('success') }
      ),
      pipeline(B, ends('paused'), ends('running', 400), ends('success', 900))
    ])
    const { inputs } = made
    const ended = await step(inputs([A, B]))
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success', passed: 'true', failed_ids: '[]' } })
    const told = (text: string): number => ended.lines.filter(line => line.includes(text)).length
    expect(told('paused → running')).toBe(1)
    expect(told('running → success')).toBe(2)
    expect(told('stage build: success')).toBe(1)
  })

  it.concurrent('asks only for what is undecided, and once more for the others at the end', async () => {
    await using made = await cloud([
      pipeline(A, ends('success')),
      pipeline(B, ends('running'), ends('success', 400))
    ])
    const { inputs, simulator } = made
    await step(inputs([A, B]))
    const asked = simulator.requests.map(({ target }) => [A, B].filter(id => target.includes(id)))
    expect([asked[0], asked.at(-1)]).toEqual([[A, B], [A]])
    expect(new Set(asked.slice(1, -1).map(String))).toEqual(new Set([B]))
  })

  it.concurrent('fail_fast ends at the first failure; the rest is reported as it was', async () => {
    await using made = await cloud([
      pipeline(A, ends('running')),
      pipeline(B, ends('running'), ends('error', 300))
    ])
    const { inputs } = made
    const ended = await step(inputs([A, B], { fail_fast: 'true', timeout: '40s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error', failed_ids: JSON.stringify([B]) } })
    expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['running', 'error'])
    expect(ended.elapsedMs).toBeLessThan(40_000)
  })

  it.concurrent('paused ends the wait when fail_on lists it', async () => {
    await using made = await cloud([pipeline(A, ends('paused'))])
    const { inputs, count } = made
    const ended = await step(inputs([A], { fail_on: 'error, paused' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'paused', passed: 'false' } })
    expect(count()).toBe(1)
  })

  it.concurrent.each(sample(['running', 'paused'] as const))(
    '%s passes a snapshot only where fail_on is given and does not list it',
    async state => {
      await using made = await cloud([pipeline(A, ends(state))])
      const snapshot = (more: Inputs): Promise<Step> => step(made.inputs([A], { wait: 'false', ...more }))
      const lenient = { code: 0, outputs: { result: state, passed: 'false', failed_ids: '[]' } }
      expect(await snapshot({})).toMatchObject({ code: 1, outputs: { passed: 'false' } })
      expect(await snapshot({ fail_on: '' })).toMatchObject({ code: 1 })
      expect(await snapshot({ fail_on: 'error, aborted, unknown' })).toMatchObject(lenient)
      expect(await snapshot({ fail_on: 'none' })).toMatchObject(lenient)
    }
  )

  it.concurrent.each(
    sample([
      { state: 'error' as const, failOn: 'aborted', code: 0, passed: 'true' },
      { state: 'error' as const, failOn: 'none', code: 0, passed: 'false' },
      { state: 'success' as const, failOn: 'none', code: 0, passed: 'true' },
      { state: 'running' as const, failOn: 'error', code: 0, passed: 'false' }
    ])
  )(
    'fail_on: $failOn with a pipeline that is $state: exit $code, passed $passed',
    async ({ state, failOn, code, passed }) => {
      await using made = await cloud([pipeline(A, ends(state))])
      const { inputs } = made
      const ended = await step(inputs([A], { fail_on: failOn, timeout: '5s' }))
      expect(ended).toMatchObject({ code, outputs: { passed } })
    }
  )
})
