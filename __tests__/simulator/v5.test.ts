import { describe, expect, it } from '@jest/globals'
import { A, B, Cloud, pipeline, START } from './cloud.js'

const done = (number: number, start: number, end: number, state: 'success' | 'error' = 'success') => ({
  number,
  start,
  moments: [
    { at: start, state: 'running' as const },
    { at: end, state }
  ]
})

describe('the run list', () => {
  // Run 1 began first and ended last.
  const cloud = new Cloud([
    pipeline([done(1, -9000, -1000), done(2, -8000, -7000, 'error'), done(3, -6000, -5000)])
  ])
  const numbers = (query: object): unknown[] => cloud.runs(query).pipeline_runs.map(run => run.run_number)

  it.each([
    ['newest first', {}, [3, 2, 1]],
    ['oldest first', { sort_dir: 'asc' }, [1, 2, 3]],
    ['last changed first', { sort_key: 'update_time' }, [1, 3, 2]],
    ['with a status', { status: ['FAILED', 'RUNNING'] }, [2]],
    ['from a time on', { start_time: START - 8000 }, [3, 2]],
    ['up to a time, as digits', { end_time: String(START - 8000) }, [2, 1]],
    ['up to a time of China', { end_time: '2026-01-02 11:03:57' }, [2, 1]],
    ['a page', { offset: 1, limit: 1 }, [2]],
    ['past the end', { offset: 5 }, []]
  ])('%s', (_, query, expected) => {
    expect(numbers(query)).toEqual(expected)
  })
  it.each([
    ['fields that no source names', { nonsense: 1, update_time: 1 }, [3, 2, 1]],
    ['a limit over 50', { limit: 500 }, [3, 2, 1]],
    ['numbers as texts', { offset: '1', limit: '1' }, [2]],
    ['a direction in capitals', { sort_dir: 'ASC' }, [1, 2, 3]],
    ['another direction or key', { sort_dir: 'up', sort_key: 'name' }, [3, 2, 1]],
    ['times that are none', { start_time: '2026-01-02', end_time: null }, [3, 2, 1]],
    ['a status that is no list', { status: 'FAILED' }, [3, 2, 1]]
  ])('takes %s', (_, query, expected) => {
    expect(numbers(query)).toEqual(expected)
  })
  it.each([[[]], ['text'], [null]])('takes no %j', query => {
    expect(cloud.post(`/${A}/pipeline-runs/list`, query)).toMatchObject({
      status: 400,
      body: { error_code: 'PARSE_REQUEST_DATA_EXCEPTION' }
    })
  })
})

describe('the list of pipelines', () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    pipeline(index === 0 ? [done(4, 0, 10)] : [], {
      id: String(index).padStart(32, '0'),
      name: `build ${index}`
    })
  )
  const cloud = new Cloud([...many, pipeline([], { id: B, name: 'build', projectId: 'd'.repeat(32) })])

  it('tells names, the latest run, and how many there are', () => {
    expect(cloud.post('/list', { offset: 0, limit: 10 }).body).toMatchObject({
      total: 12,
      pipelines: {
        length: 10,
        0: { name: 'build 0', latest_run: { run_number: 4 } },
        1: { latest_run: null }
      }
    })
    expect(cloud.post('/list', { offset: 10, limit: 10 }).body).toMatchObject({ pipelines: { length: 2 } })
  })
  it('finds a part of a name', () => {
    expect(cloud.post('/list', { name: 'd 11' }).body).toMatchObject({ total: 1 })
  })
  it.each([[{ limit: 9 }], [{ limit: 51 }], [{ offset: '0' }], [{ name: 1 }], [{ creator_ids: ['x'] }]])(
    'takes %j',
    body => {
      expect(cloud.post('/list', body)).toMatchObject({ status: 200, body: { total: 12 } })
    }
  )
  it('of a project that the caller is no member of is empty', () => {
    const other = pipeline([done(1, 0, 1)], { id: B, projectId: 'd'.repeat(32) })
    const stranger = new Cloud([other], { notMemberOf: ['d'.repeat(32)] })
    for (const project of ['d'.repeat(32), 'e'.repeat(32)]) {
      expect(stranger.post('/list', {}, project)).toMatchObject({
        status: 200,
        body: { total: 0, pipelines: [] }
      })
      expect(stranger.post('/status', [B], project)).toMatchObject({
        status: 200,
        body: { error_code: 'DEVPIPE.00011412' }
      })
    }
  })
})

describe('the run detail', () => {
  const jobs = [
    {
      name: 'unit',
      message: 'failed',
      steps: [
        { name: 'install', state: 'success' as const },
        { name: 'test', message: 'exit code 1' }
      ]
    },
    { name: 'lint', state: null }
  ]
  const cloud = new Cloud([
    pipeline([
      {
        number: 3,
        description: 'of a pull request',
        moments: [
          { at: 0, state: 'running', stages: [{ name: 'check', state: 'running' }] },
          { at: 10, state: 'error', stages: [{ name: 'check', state: 'error', jobs }] }
        ]
      }
    ])
  ])

  it('tells description, jobs and steps, with IDs of their own', () => {
    cloud.detail()
    cloud.pass(10)
    const { body } = cloud.detail()
    expect(body).toMatchObject({
      name: 'build',
      description: 'of a pull request',
      status: 'FAILED',
      stages: [
        {
          name: 'check',
          start_time: START,
          end_time: START + 10,
          is_select: true,
          pre: [],
          post: [],
          jobs: [
            {
              name: 'unit',
              status: 'FAILED',
              message: 'failed',
              steps: [
                { name: 'install', status: 'COMPLETED' },
                { name: 'test', status: 'FAILED', message: 'exit code 1', business_type: 'Build' }
              ]
            },
            { name: 'lint', status: 'INIT', start_time: null, steps: [] }
          ]
        }
      ]
    })
    const ids = [...JSON.stringify(body).matchAll(/"id":"(\w{32})"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(6)
  })
  it('is not in the batch answer', () => {
    expect(cloud.batch(A)[0]).not.toHaveProperty('description')
  })
  it('knows the parameter of the run only', () => {
    expect(cloud.detail('?run=1')).toMatchObject({ status: 200, body: { run_number: 3 } })
    expect(cloud.detail(`?pipeline_run_id=${B}`)).toMatchObject({ status: 404 })
    expect(cloud.detail('', B)).toMatchObject({ status: 200, body: { error_code: 'DEVPIPE.00011401' } })
  })
})

describe('the batch status', () => {
  it('knows projects without a pipeline, and asks each pipeline once', () => {
    const cloud = new Cloud([pipeline([done(1, 0, 1)])], { projects: ['e'.repeat(32)] })
    expect(cloud.post('/list', { limit: 10 }, 'e'.repeat(32)).body).toMatchObject({ total: 0 })
    expect(cloud.batch(A, A)).toHaveLength(1)
    expect(cloud.simulator.requests.at(-1)).toMatchObject({ kind: 'v5.status', ids: [A, A] })
  })
  it('has a link if the credential carries a region', () => {
    const cloud = new Cloud([
      pipeline([{ ...done(1, 0, 1), id: B }], { detailUrl: 'https://console.example/{run}' }),
      pipeline([done(1, 0, 1)], { id: B })
    ])
    expect(cloud.batch(A, B).map(run => run.detail_url)).toEqual([`https://console.example/${B}`, ''])
  })
})
