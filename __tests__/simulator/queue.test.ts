import { describe, expect, it } from '@jest/globals'
import type { PipelineSpec } from '../../simulator/index.js'
import { A, B, Cloud, pipeline, START } from './cloud.js'

const SECOND = 1000
const takes = (seconds: number): NonNullable<PipelineSpec['onStart']> => ({
  moments: [
    { at: 0, state: 'running' },
    { at: seconds * SECOND, state: 'success' }
  ]
})

interface Started {
  readonly pipeline_run_id?: string
  readonly error_code?: string
  readonly error?: { readonly pipeline_run_id: string; readonly queue_id: string }
}

const start = (cloud: Cloud, id = A): Started => cloud.call('POST', `/${id}/run`, {}).body as Started
const queue = (cloud: Cloud, query = 'offset=0&limit=10', id = A): unknown =>
  cloud.call('GET', `/${id}/queued-pipeline?${query}`).body
const statusOf = (cloud: Cloud, runId = ''): unknown => {
  const { body } = cloud.detail(`?pipeline_run_id=${runId}`)
  return (body as { status?: string }).status ?? (body as { error_msg: string }).error_msg
}

describe('a start beyond the limit of the pipeline', () => {
  const limited = (more: Partial<PipelineSpec> = {}): Cloud =>
    new Cloud([pipeline([], { onStart: takes(10), queue: { limit: 1 }, ...more })])

  it('is queued: the answer is an error with the IDs of run and queue one level down', () => {
    const cloud = limited()
    expect(start(cloud)).toEqual({ pipeline_run_id: expect.stringMatching(/^\w{32}$/) })
    const { status, body } = cloud.call('POST', `/${A}/run`, {})
    expect(status).toBe(200)
    expect(body).toEqual({
      error_code: 'DEVPIPE.00011169',
      error_msg: expect.any(String),
      error: {
        pipeline_run_id: expect.stringMatching(/^\w{32}$/),
        queue_id: expect.stringMatching(/^\w{32}$/)
      }
    })
  })

  it('waits until there is room, first come, first served, and goes under the same ID', () => {
    const cloud = limited()
    start(cloud)
    const [second, third] = [start(cloud), start(cloud)].map(({ error }) => error?.pipeline_run_id)
    expect(cloud.simulator.queued().map(({ runId }) => runId)).toEqual([second, third])
    expect(statusOf(cloud, second)).toBe('The pipeline run does not exist.')
    cloud.pass(15 * SECOND)
    expect([second, third].map(id => statusOf(cloud, id))).toEqual([
      'RUNNING',
      'The pipeline run does not exist.'
    ])
    expect(cloud.detail(`?pipeline_run_id=${second ?? ''}`).body).toMatchObject({
      start_time: START + 10 * SECOND,
      end_time: null
    })
    cloud.pass(30 * SECOND)
    expect([second, third].map(id => statusOf(cloud, id))).toEqual(['COMPLETED', 'COMPLETED'])
    expect(cloud.batch(A)).toMatchObject([
      { pipeline_run_id: third, start_time: START + 20 * SECOND, end_time: START + 30 * SECOND }
    ])
  })

  it('is shown as QUEUED, without a start time, where that is wanted', () => {
    const cloud = limited({ queue: { limit: 1, shows: 'queued' } })
    start(cloud)
    const queued = start(cloud).error?.pipeline_run_id
    const shown = { pipeline_run_id: queued, status: 'QUEUED', start_time: null, end_time: null }
    expect(cloud.batch(A)).toMatchObject([shown])
    expect(cloud.runs().pipeline_runs).toMatchObject([shown, { status: 'RUNNING' }])
    expect(statusOf(cloud, queued)).toBe('QUEUED')
    cloud.pass(10 * SECOND)
    expect(cloud.batch(A)).toMatchObject([{ status: 'RUNNING', start_time: START + 10 * SECOND }])
  })

  it('is counted for the tenant, too', () => {
    const both = [A, B].map(id => pipeline([], { id, onStart: takes(10) }))
    const cloud = new Cloud(both, { tenantRuns: 1 })
    expect(start(cloud, A)).toHaveProperty('pipeline_run_id')
    const queued = start(cloud, B)
    expect(queued.error_code).toBe('DEVPIPE.00011170')
    cloud.pass(10 * SECOND)
    expect(cloud.batch(B)).toMatchObject([{ pipeline_run_id: queued.error?.pipeline_run_id }])
  })

  it('has no limit if none is given', () => {
    const cloud = new Cloud([pipeline([], { onStart: takes(10) })])
    expect([start(cloud), start(cloud)].map(({ error_code: code }) => code)).toEqual([undefined, undefined])
  })

  it('stays there as long as a test wants, and tells other IDs, or none', () => {
    const onStart = (ids?: Record<string, unknown> | null): NonNullable<PipelineSpec['onStart']> => ({
      moments: [{ at: 0, state: 'success' }],
      queued: { forMs: 5 * SECOND, ...(ids === undefined ? {} : { ids }) }
    })
    const cloud = new Cloud([pipeline([], { onStart: onStart() })])
    const id = start(cloud).error?.pipeline_run_id
    cloud.pass(5 * SECOND - 1)
    expect(cloud.batch(A)).toEqual([])
    cloud.pass(1)
    expect(cloud.batch(A)).toMatchObject([{ pipeline_run_id: id, status: 'COMPLETED' }])
    expect(start(new Cloud([pipeline([], { onStart: onStart(null) })]))).not.toHaveProperty('error')
    const empty = { pipeline_run_id: '', queue_id: '' }
    expect(start(new Cloud([pipeline([], { onStart: onStart(empty) })])).error).toEqual(empty)
  })
})

describe('the queue of a pipeline', () => {
  const full = (onStart = takes(10)): Cloud => {
    const cloud = new Cloud([pipeline([], { onStart, queue: { limit: 1 } })])
    start(cloud)
    return cloud
  }

  it('tells its records, a page at a time', () => {
    const cloud = full()
    const [one, two] = [start(cloud).error, start(cloud).error]
    expect(queue(cloud)).toEqual({
      total: 2,
      queuedPipelines: [one, two].map(ids => ({
        id: ids?.queue_id,
        pipeline_run_id: ids?.pipeline_run_id,
        enqueue_time: START,
        trigger_type: 'Manual',
        status: 'QUEUED',
        creator_id: expect.any(String),
        creator_name: 'simulator'
      }))
    })
    expect(queue(cloud, 'offset=1&limit=1')).toMatchObject({
      total: 2,
      queuedPipelines: { length: 1, 0: { id: two?.queue_id } }
    })
    cloud.pass(10 * SECOND)
    expect(queue(cloud)).toMatchObject({ total: 1, queuedPipelines: [{ id: two?.queue_id }] })
  })

  it('tells runs that somebody else has triggered, with times as texts where that is wanted', () => {
    const moments = [{ at: 20_000, state: 'running' as const }]
    const run = { number: 4, executor: 'lin', trigger: 'MR', queue: { at: 0, until: 20_000 }, moments }
    const cloud = new Cloud([pipeline([run], { queue: { times: 'text' } })])
    expect(queue(cloud)).toMatchObject({
      queuedPipelines: [{ enqueue_time: String(START), trigger_type: 'MR', creator_name: 'lin' }]
    })
    expect(cloud.batch(A)).toEqual([])
    cloud.pass(20_000)
    expect(queue(cloud)).toMatchObject({ total: 0 })
    expect(cloud.batch(A)).toMatchObject([{ status: 'RUNNING', start_time: START + 20_000 }])
  })

  it('can be left: the run never goes', () => {
    const cloud = full()
    const ids = start(cloud).error
    const path = `/${A}/${ids?.pipeline_run_id ?? ''}/cancel-queuing/${ids?.queue_id ?? ''}`
    expect(cloud.call('POST', path)).toMatchObject({
      status: 400,
      body: { error_code: 'PARSE_REQUEST_DATA_EXCEPTION' }
    })
    expect(cloud.call('POST', path, {})).toEqual({ status: 200, body: { success: true } })
    expect(queue(cloud)).toMatchObject({ total: 0 })
    expect(cloud.call('POST', path, {})).toMatchObject({ body: { error_msg: expect.any(String) } })
    cloud.pass(60 * SECOND)
    expect(statusOf(cloud, ids?.pipeline_run_id)).toBe('The pipeline run does not exist.')
    expect(cloud.simulator.leftQueue).toEqual([{ pipelineId: A, runId: ids?.pipeline_run_id }])
  })

  it('cannot be left with the wrong record, or once the run has left it', () => {
    const cloud = full()
    const ids = start(cloud).error
    const leave = (queueId: string): unknown =>
      cloud.call('POST', `/${A}/${ids?.pipeline_run_id ?? ''}/cancel-queuing/${queueId}`, {}).body
    expect(leave('0'.repeat(32))).toMatchObject({ error_msg: expect.any(String) })
    cloud.pass(10 * SECOND)
    expect(leave(ids?.queue_id ?? '')).toMatchObject({ error_msg: expect.any(String) })
    expect(cloud.batch(A)).toMatchObject([{ status: 'RUNNING' }])
  })

  it('lets a record time out after a day, and drops it', () => {
    const cloud = full(takes(100 * 3600))
    const ids = start(cloud).error
    cloud.pass(24 * 3600 * SECOND)
    expect(queue(cloud)).toMatchObject({
      queuedPipelines: [{ id: ids?.queue_id, status: 'QUEUED_TIME_OUT' }]
    })
    cloud.pass(3600 * SECOND)
    expect(queue(cloud)).toMatchObject({ total: 0 })
    cloud.pass(100 * 3600 * SECOND)
    expect(statusOf(cloud, ids?.pipeline_run_id)).toBe('The pipeline run does not exist.')
  })

  it('takes a hundred, and refuses the next', () => {
    const cloud = full()
    for (let n = 0; n < 100; n++) expect(start(cloud).error_code).toBe('DEVPIPE.00011169')
    expect(start(cloud).error_code).toBe('DEVPIPE.00011104')
    expect(queue(cloud, 'offset=0&limit=200')).toMatchObject({ total: 100 })
  })
})
