import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { QueuePage, QueueRecord } from '../../../src/codearts/v5/queue.js'
import type { FailedTrigger } from '../../../src/domain/absence.js'
import { failure } from '../../../src/domain/failure.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { FailureError } from '../../../src/errors.js'
import { explainAbsence, type AbsenceOptions } from '../../../src/explaining/absence.js'
import { recentQueues } from '../../../src/explaining/recent-queues.js'
import { aRun, aTracked, ofCommit } from '../helpers.js'

const stale: Partial<PipelineState> = { outcome: 'stale', lastObservation: 'no_match', target: ofCommit }
const record = (parts: Partial<QueueRecord> = {}): QueueRecord => ({
  ...{ queueId: 'q', runId: 'r', since: 5_000, place: 1 },
  state: 'waiting',
  ...parts
})
const page = (records: readonly QueueRecord[], total: number | null = records.length): QueuePage => ({
  records,
  total
})

interface Service {
  readonly failed?: () => Promise<FailedTrigger[]>
  readonly queued?: () => Promise<QueuePage>
}

function asking({ failed, queued }: Service, more: Partial<AbsenceOptions> = {}) {
  const clock = new VirtualClock(0)
  const asked: string[] = []
  const { signal } = new AbortController()
  const triggersApi = {
    failed(id: string) {
      asked.push(`failed ${id}`)
      return failed?.() ?? Promise.resolve([])
    },
    queued(id: string) {
      asked.push(`queued ${id}`)
      return queued?.() ?? Promise.resolve(page([]))
    }
  }
  const options: AbsenceOptions = {
    cloud: { triggersApi: () => triggersApi, pageOf: id => `https://console/${id}` },
    bounds: { deadline: 9_000, signal },
    isReport: false,
    queues: recentQueues(clock),
    startTimeoutMs: 300_000,
    elapsedMs: 400_000,
    ...{ clock, signal, budgetMs: 9_000 },
    ...more
  }
  const of = (pipelines: readonly PipelineState[], red = pipelines.map(({ id }) => id)) =>
    explainAbsence(pipelines, new Set(red), options)
  return { of, asked, clock, queues: options.queues }
}

describe('why there is no run', () => {
  it('is asked for ten red pipelines, and for others only where nothing can be red', async () => {
    const all = Array.from({ length: 12 }, (_, n) => aTracked({ ...stale, id: `p${n}` }))
    const { of, asked } = asking({})
    expect((await of(all)).size).toBe(12)
    expect(asked).toHaveLength(20)
    const spared = asking({})
    expect((await spared.of(all, [])).get('p0')?.absence).toMatchObject({ isRed: false, isPartial: false })
    expect(spared.asked).toEqual([])
    const report = asking({}, { isReport: true })
    await report.of(all, [])
    expect(report.asked).toHaveLength(20)
  })

  it('is told without a question on v3', async () => {
    const { of } = asking({}, { cloud: null })
    const told = (await of([aTracked({ ...stale, id: 'p' })])).get('p')
    expect(told).toMatchObject({ page: null, absence: { canStart: false, isPartial: false } })
  })

  it('keeps what came when the rest fails or never comes', async () => {
    const refused = () => Promise.reject(new FailureError(failure('refused')))
    const never = () => new Promise<never>(() => undefined)
    for (const queued of [refused, never]) {
      const { of, clock } = asking({ failed: () => Promise.resolve([{ at: null, reason: 'x' }]), queued })
      const told = (await of([aTracked({ ...stale, id: 'p' })])).get('p')?.absence
      expect(told).toMatchObject({ failedTrigger: { reason: 'x' }, waiting: null, isPartial: true })
      expect(clock.now()).toBeLessThanOrEqual(9_000)
    }
  })

  it.each([
    ['no_such_pipeline', 'no_such_pipeline'],
    ['not_owned', 'not_owned'],
    ['forbidden', null]
  ] as const)('a refusal with the hint %s: %s', async (hint, unknown) => {
    const refused = () => Promise.reject(new FailureError(failure('rejected', { hint })))
    const { of } = asking({ failed: refused, queued: refused })
    const told = (await of([aTracked({ ...stale, id: 'p' })])).get('p')?.absence
    expect(told).toMatchObject({ unknown, isPartial: true })
  })

  it('uses the queue that was just read', async () => {
    const { of, asked, queues } = asking({})
    queues.keep('p', [record()])
    const told = (await of([aTracked({ ...stale, id: 'p' })])).get('p')?.absence
    expect(told).toMatchObject({ waiting: { n: 1, since: 5_000 }, isPartial: false })
    expect(asked).toEqual(['failed p'])
  })

  it('has the page that CodeArts has told beside the other run', async () => {
    const url = 'https://console.example/cicd/project/x/pipeline/detail/p/r?v=1'
    const { of } = asking({})
    const told = await of([
      aTracked({ ...stale, id: 'p', instead: aRun({ url }) }),
      aTracked({ ...stale, id: 'o' })
    ])
    expect(told.get('p')?.page).toBe('https://console.example/cicd/project/x/pipeline/history/p')
    expect(told.get('o')?.page).toBe('https://console/o')
  })
})

describe('the runs that wait', () => {
  it.each<[string, QueuePage, object | null, boolean?]>([
    ['none', page([]), null],
    ['some: since the newest', page([record(), record({ since: 9_000 })]), { n: 2, since: 9_000 }],
    ['one without a time', page([record(), record({ since: null })]), { n: 2, since: null }],
    ['more on other pages', page([record()], 100), { n: 100, since: null }],
    ['an odd total', page([record()], 0), { n: 1, since: 5_000 }],
    ['only dropped ones', page([record({ state: 'timed_out' })]), null, true]
  ])('%s', async (_, queue, waiting, isDropped = false) => {
    const { of } = asking({ queued: () => Promise.resolve(queue) })
    const told = (await of([aTracked({ ...stale, id: 'p' })])).get('p')?.absence
    expect([told?.waiting, told?.isDropped]).toEqual([waiting, isDropped])
  })

  it('count for a pin only where it is the pinned one', async () => {
    const pinned: Partial<PipelineState> = {
      ...{ id: 'p', outcome: 'not_found', lastObservation: 'no_run' },
      target: { kind: 'pin', runId: 'mine', runNumber: null }
    }
    const records = [record(), record({ runId: 'mine', place: 2, since: 7_000 }), record({ runId: null })]
    const { of, asked } = asking({ queued: () => Promise.resolve(page(records)) })
    expect((await of([aTracked(pinned)])).get('p')?.absence?.waiting).toEqual({ n: 2, since: 7_000 })
    expect(asked).toEqual(['queued p'])
    const others = asking({ queued: () => Promise.resolve(page([record()])) })
    expect((await others.of([aTracked(pinned)])).get('p')?.absence?.waiting).toBeNull()
  })
})

describe('how long the gate has waited', () => {
  it.each<[string, Partial<AbsenceOptions>, number | null, number | null]>([
    ['start_timeout', {}, null, 300_000],
    ['less where the time was up before', { elapsedMs: 60_000 }, null, 60_000],
    ['all the time where the queue gave it more', {}, 500_000, 400_000],
    ['not at all with `wait: false`', { startTimeoutMs: null }, null, null]
  ])('%s', async (_, more, extendedUntil, expected) => {
    const { of } = asking({}, more)
    const told = await of([aTracked({ ...stale, id: 'p', extendedUntil })])
    expect(told.get('p')?.absence?.waitedMs).toBe(expected)
  })
})
