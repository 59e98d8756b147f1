import { describe, expect, it } from '@jest/globals'
import { Cloud, A, B, pipeline, START } from './cloud.js'

const passes = { number: 1, moments: [{ at: 0, state: 'success' as const }] }
const push = (start: number, more = {}) => ({
  number: 2,
  commit: '2b'.repeat(20),
  start,
  moments: [{ at: start, state: 'running' as const }],
  ...more
})

describe('a pipeline lives', () => {
  const goes = pipeline([
    {
      number: 7,
      moments: [
        { at: 0, state: 'waiting' },
        { at: 1000, state: 'paused' },
        { at: 2000, state: 'error' }
      ]
    }
  ])

  it('the same in v3 and v5', () => {
    const cloud = new Cloud([goes])
    const seen = (): unknown[] => [
      (cloud.v3(A) as { status: unknown; result: unknown }[]).map(({ status, result }) => [
        status,
        result
      ])[0],
      cloud.batch(A)[0]?.status
    ]
    expect(seen()).toEqual([['waiting', null], 'QUEUED'])
    cloud.pass(1000)
    expect(seen()).toEqual([['verifying', null], 'PAUSED'])
    cloud.pass(1000)
    expect(seen()).toEqual([['completed', 'error'], 'FAILED'])
  })
  it('from its first look, or from the start of the simulator', () => {
    const cloud = new Cloud([goes, { ...goes, id: B, origin: 'start' }])
    cloud.pass(2000)
    expect(cloud.v3(A, B)).toMatchObject([{ status: 'waiting' }, { status: 'completed' }])
  })
  it('not by being mentioned in a list', () => {
    const cloud = new Cloud([goes])
    cloud.post('/list', { offset: 0, limit: 10 })
    cloud.pass(2000)
    expect(cloud.batch(A)).toMatchObject([{ status: 'QUEUED' }])
  })
  it('with raw fields over what its state would give', () => {
    const raw = { v3: { status: 'PONDERING', result: 7 }, v5: { status: 'Completed', start_time: -1 } }
    const cloud = new Cloud([pipeline([{ number: 1, moments: [{ at: 0, state: 'running', ...raw }] }])])
    expect(cloud.v3(A)).toMatchObject([raw.v3])
    expect(cloud.batch(A)).toMatchObject([raw.v5])
  })
  it.each([
    ['absent' as const, []],
    ['nulls' as const, [expect.objectContaining({ pipeline_id: A, status: null, build_id: null })]]
  ])('without a run: %s in v3, absent in v5', (neverRan, expected) => {
    const cloud = new Cloud([pipeline([], { neverRan })])
    expect(cloud.v3(A)).toEqual(expected)
    expect(cloud.batch(A)).toEqual([])
  })
})

describe('runs', () => {
  it('are started by the timeline', () => {
    const cloud = new Cloud([pipeline([passes, push(2000)])])
    expect(cloud.batch(A)).toMatchObject([{ run_number: 1 }])
    cloud.pass(2000)
    expect(cloud.batch(A)).toMatchObject([
      { run_number: 2, start_time: START + 2000, build_params: { commit_id: '2b'.repeat(20) } }
    ])
  })
  it('become visible to each call at its own time', () => {
    const cloud = new Cloud([
      pipeline([passes, push(0, { visible: { batch: 1000, list: 3000, detail: 2000 } })])
    ])
    const seen = (): unknown[] => [
      cloud.batch(A)[0]?.run_number,
      cloud.runs().total,
      (cloud.detail().body as { run_number: number }).run_number
    ]
    expect(seen()).toEqual([1, 1, 1])
    cloud.pass(1000)
    expect(seen()).toEqual([2, 1, 1])
    cloud.pass(1000)
    expect(seen()).toEqual([2, 1, 2])
    cloud.pass(1000)
    expect(seen()).toEqual([2, 2, 2])
  })
  it('vanish from the list for a moment', () => {
    const cloud = new Cloud([pipeline([{ ...passes, hiddenFromList: [[1000, 2000]] }])])
    const totals = [0, 1000, 1000].map(ms => {
      cloud.pass(ms)
      return [cloud.runs().total, cloud.batch(A).length]
    })
    expect(totals).toEqual([
      [1, 1],
      [0, 1],
      [1, 1]
    ])
  })
  it('go back to an older state in the batch answer', () => {
    const moments = [
      { at: 0, state: 'running' as const },
      { at: 1000, state: 'success' as const }
    ]
    const cloud = new Cloud([
      pipeline([{ number: 1, moments }], { regressions: [{ from: 2000, to: 3000, showing: 500 }] })
    ])
    const statuses = [0, 1000, 1000, 1000].map(ms => {
      cloud.pass(ms)
      return cloud.batch(A)[0]?.status
    })
    expect(statuses).toEqual(['RUNNING', 'COMPLETED', 'RUNNING', 'COMPLETED'])
  })
  it('go again under the same ID when failed jobs are re-run', () => {
    const stage = (state: 'error' | 'running' | 'success') => ({ state, stages: [{ name: 'test', state }] })
    const moments = [
      { at: 0, ...stage('running') },
      { at: 1000, ...stage('error') },
      { at: 2000, ...stage('running') },
      { at: 3000, ...stage('success') }
    ]
    const cloud = new Cloud([pipeline([{ number: 1, moments }])])
    const seen = [0, 1000, 1000, 1000].map(ms => {
      cloud.pass(ms)
      const [run] = cloud.batch(A) as {
        stage_status_list: { start_time: string; end_time: string | null }[]
      }[]
      const [part] = run?.stage_status_list ?? []
      const since = (time: string | null | undefined) => (time ? Number(time) - START : null)
      return [cloud.batch(A)[0]?.pipeline_run_id, since(part?.start_time), since(part?.end_time)]
    })
    const id = cloud.batch(A)[0]?.pipeline_run_id
    expect(seen).toEqual([
      [id, 0, null],
      [id, 0, 1000],
      [id, 2000, null],
      [id, 2000, 3000]
    ])
  })
})
