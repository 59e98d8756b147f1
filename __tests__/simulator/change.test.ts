import { describe, expect, it } from '@jest/globals'
import type { Moment, PipelineSpec, RunSpec, StageSpec } from '../../simulator/index.js'
import { A, B, Cloud, pipeline, START } from './cloud.js'

type State = Moment['state']

interface Detail {
  readonly id: string
  readonly status: string
  readonly start_time: number
  readonly end_time: number | null
  readonly stages: readonly {
    readonly status: string
    readonly pause_time: number | null
    readonly pre: readonly { readonly id: string; readonly status: string }[]
    readonly jobs: readonly {
      readonly id: string
      readonly status: string
      readonly steps: readonly { readonly id: string; readonly status: string }[]
    }[]
  }[]
}

const detail = (cloud: Cloud): Detail => cloud.detail().body as Detail
const runPath = (cloud: Cloud, rest: string): string => `/${A}/pipeline-runs/${detail(cloud).id}${rest}`
const stop = (cloud: Cloud): unknown => cloud.call('POST', runPath(cloud, '/stop'), {}).body
const retry = (cloud: Cloud): unknown => cloud.call('PUT', runPath(cloud, '/retry')).body
const SUCCESS = { success: true }
const IN_WORDS = { error_msg: expect.any(String) }

const stages = (state: State): StageSpec[] => [
  { name: 'build', state: 'success' },
  { name: 'test', state, jobs: [{ name: 'unit', steps: [{ name: 'run', state }] }] }
]
const course = (...states: readonly State[]): Moment[] =>
  states.map((state, index) => ({ at: index * 1000, state, stages: stages(state) }))
const cloudOf = (run: Omit<RunSpec, 'number'>, more: Partial<PipelineSpec> = {}): Cloud => {
  const cloud = new Cloud([pipeline([{ number: 1, ...run }], { origin: 'start', ...more })])
  cloud.pass(1000)
  return cloud
}

describe('stop', () => {
  it('cancels the run and whatever of it goes on', () => {
    const cloud = cloudOf({ moments: course('running') })
    expect(stop(cloud)).toEqual(SUCCESS)
    expect(detail(cloud)).toMatchObject({
      status: 'CANCELED',
      end_time: START + 1000,
      stages: [{ status: 'COMPLETED' }, { status: 'CANCELED', jobs: [{ steps: [{ status: 'CANCELED' }] }] }]
    })
    expect(cloud.simulator.stopped).toHaveLength(1)
  })
  it('changes nothing once the run has ended', () => {
    const cloud = cloudOf({ moments: course('running', 'success') })
    expect(stop(cloud)).toEqual(SUCCESS)
    expect(detail(cloud)).toMatchObject({ status: 'COMPLETED' })
    expect(cloud.simulator.stopped).toEqual([])
  })
  it('takes a run out of the queue, where it is shown there', () => {
    const queued = { at: 0, course: course('running') }
    const cloud = cloudOf({ moments: [], queue: queued }, { queue: { limit: 0, shows: 'queued' } })
    expect(detail(cloud)).toMatchObject({ status: 'QUEUED', start_time: null })
    expect(stop(cloud)).toEqual(SUCCESS)
    expect(detail(cloud)).toMatchObject({ status: 'CANCELED' })
    expect(cloud.simulator.queued()).toEqual([])
  })
})

describe('retry', () => {
  it('lets the same run go on: what failed runs again, and comes out as scripted', () => {
    const retries = [{ moments: course('running', 'error') }, { moments: course('running', 'success') }]
    const cloud = cloudOf({ moments: course('running', 'error'), retries })
    const { id } = detail(cloud)
    const ends = [1, 2].map(() => {
      expect(retry(cloud)).toEqual(SUCCESS)
      const going = detail(cloud)
      expect(going).toMatchObject({ id, status: 'RUNNING', start_time: START, end_time: null })
      expect(going.stages[1]?.jobs[0]?.status).toBe('RUNNING')
      cloud.pass(1000)
      return detail(cloud).status
    })
    expect(ends).toEqual(['FAILED', 'COMPLETED'])
    expect(cloud.simulator.retried).toEqual([
      { pipelineId: A, runId: id },
      { pipelineId: A, runId: id }
    ])
  })
  it('goes as it went at first, if nothing is scripted', () => {
    const cloud = cloudOf({ moments: course('running', 'error') })
    retry(cloud)
    cloud.pass(999)
    expect(detail(cloud).status).toBe('RUNNING')
    cloud.pass(1)
    expect(detail(cloud).status).toBe('FAILED')
  })
  it('may show the old failure for a while', () => {
    const late = course('running', 'success').map(moment => ({ ...moment, at: moment.at + 5000 }))
    const cloud = cloudOf({ moments: course('running', 'error'), retries: [{ moments: late }] })
    retry(cloud)
    cloud.pass(4999)
    expect(detail(cloud).status).toBe('FAILED')
    cloud.pass(1)
    expect(detail(cloud).status).toBe('RUNNING')
  })
  it.each([
    [false, true],
    [true, false]
  ])('gives steps new IDs if that is wanted: %j', (newIdsOnRetry, isSame) => {
    const cloud = cloudOf({ moments: course('running', 'error'), newIdsOnRetry })
    const stepId = (): unknown => detail(cloud).stages[1]?.jobs[0]?.steps[0]?.id
    const before = stepId()
    retry(cloud)
    expect(stepId() === before).toBe(isSame)
  })
  it.each(['running', 'success', 'aborted'] as const)('is refused for a run that is %s', state => {
    const cloud = cloudOf({ moments: course(state) })
    expect(retry(cloud)).toEqual(IN_WORDS)
    expect(cloud.simulator.retried).toEqual([])
  })
  it('of a run that does not exist is refused', () => {
    const cloud = cloudOf({ moments: course('error') })
    expect(cloud.call('PUT', `/${A}/pipeline-runs/${B}/retry`)).toMatchObject({ status: 404, body: IN_WORDS })
  })

  const other: RunSpec = {
    number: 2,
    start: -9000,
    moments: [
      { at: -9000, state: 'running' },
      { at: 5000, state: 'success' }
    ]
  }
  it.each([
    ['hidden' as const, 'FAILED'],
    ['queued' as const, 'QUEUED']
  ])('waits in the queue while there is no room, %s', (shows, meanwhile) => {
    const failed: RunSpec = { number: 3, moments: course('error') }
    const cloud = new Cloud([pipeline([failed, other], { origin: 'start', queue: { limit: 1, shows } })])
    cloud.pass(1000)
    const { id } = detail(cloud)
    expect(retry(cloud)).toEqual({
      error_code: 'DEVPIPE.00011169',
      error_msg: expect.any(String),
      error: { pipeline_run_id: id, queue_id: expect.stringMatching(/^\w{32}$/) }
    })
    expect(detail(cloud)).toMatchObject({ id, status: meanwhile })
    expect(cloud.simulator.queued()).toEqual([{ pipelineId: A, runId: id }])
    cloud.pass(4000)
    expect(cloud.simulator.queued()).toEqual([])
    expect(detail(cloud)).toMatchObject({ id, status: 'FAILED', end_time: START + 5000 })
  })
  it('can be taken out of the queue, and has failed as before', () => {
    const retries = [{ moments: course('running'), queued: { forMs: 10_000 } }]
    const cloud = cloudOf({ moments: course('error'), retries })
    const { error } = retry(cloud) as { error: { queue_id: string } }
    const path = `/${A}/${detail(cloud).id}/cancel-queuing/${error.queue_id}`
    expect(cloud.call('POST', path, {}).body).toEqual(SUCCESS)
    cloud.pass(20_000)
    expect(detail(cloud).status).toBe('FAILED')
  })
  it('goes once it has left the queue', () => {
    const retries = [{ moments: course('running'), queued: { forMs: 10_000, code: 'DEVPIPE.00011170' } }]
    const cloud = cloudOf({ moments: course('error'), retries })
    expect(retry(cloud)).toMatchObject({ error_code: 'DEVPIPE.00011170' })
    cloud.pass(9999)
    expect(detail(cloud).status).toBe('FAILED')
    cloud.pass(1)
    expect(detail(cloud).status).toBe('RUNNING')
  })
})

describe('a manual review', () => {
  const waiting: StageSpec[] = [
    {
      name: 'release',
      state: 'paused',
      pre: [{ name: 'manual trigger', state: 'success' }],
      jobs: [{ name: 'approve', steps: [{ name: 'review', task: 'official_manual_review' }] }]
    }
  ]
  const atTheGate: StageSpec[] = [
    {
      name: 'release',
      state: 'paused',
      pre: [{ name: 'manual trigger' }],
      jobs: [{ name: 'j', state: null }]
    }
  ]
  const paused = (all: StageSpec[], onReview?: RunSpec['onReview']): Cloud =>
    cloudOf({
      moments: [{ at: 500, state: 'paused', stages: all }],
      ...(onReview === undefined ? {} : { onReview })
    })
  const inJob = (cloud: Cloud, verb: string): unknown => {
    const [job] = detail(cloud).stages[0]?.jobs ?? []
    const path = runPath(cloud, `/jobs/${job?.id ?? ''}/steps/${job?.steps[0]?.id ?? ''}/${verb}`)
    return cloud.call('POST', path).body
  }
  const before = (cloud: Cloud, verb: string): unknown => {
    const [step] = detail(cloud).stages[0]?.pre ?? []
    return cloud.call('POST', runPath(cloud, `/steps/${step?.id ?? ''}/manual/${verb}`)).body
  }

  it('tells since when it waits', () => {
    expect(detail(paused(waiting))).toMatchObject({
      status: 'PAUSED',
      stages: [{ status: 'PAUSED', pause_time: START + 500, pre: [{ status: 'COMPLETED' }] }]
    })
  })
  it.each([
    ['pass', 'COMPLETED'],
    ['refuse', 'FAILED']
  ])('%s in a job: %s', (verb, status) => {
    const cloud = paused(waiting)
    expect(inJob(cloud, verb)).toEqual(SUCCESS)
    expect(detail(cloud)).toMatchObject({ status, stages: [{ status, jobs: [{ steps: [{ status }] }] }] })
    expect(inJob(cloud, verb)).toEqual(IN_WORDS)
  })
  it.each([
    ['pass', 'COMPLETED'],
    ['refuse', 'FAILED']
  ])('%s before the jobs: %s', (verb, status) => {
    const cloud = paused(atTheGate)
    expect(before(cloud, verb)).toEqual(SUCCESS)
    expect(detail(cloud)).toMatchObject({
      status,
      stages: [{ pre: [{ status }], jobs: [{ status: 'INIT' }] }]
    })
  })
  it('goes on as scripted', () => {
    const cloud = paused(waiting, { pass: course('running', 'success') })
    inJob(cloud, 'pass')
    expect(detail(cloud).status).toBe('RUNNING')
    cloud.pass(1000)
    expect(detail(cloud).status).toBe('COMPLETED')
  })
  it('of a step that does not wait, or that there is not, is refused', () => {
    expect(before(paused(waiting), 'pass')).toEqual(IN_WORDS)
    const cloud = paused(atTheGate)
    expect(cloud.call('POST', runPath(cloud, `/steps/${B}/manual/pass`))).toMatchObject({ status: 404 })
  })
})
