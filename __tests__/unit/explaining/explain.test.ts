import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'
import type { LogPage, RunDetail, RunDetailApi } from '../../../src/codearts/v5/run-detail.js'
import type { StageDetail } from '../../../src/domain/explanation.js'
import type { PipelineState } from '../../../src/domain/pipeline-state.js'
import { DeadlineError } from '../../../src/errors.js'
import { explain } from '../../../src/explaining/explain.js'
import { aRun, aTracked, JOBS_ONLY, PLAIN_STEP } from '../helpers.js'

const NEVER = new AbortController().signal
const red = (n: number): PipelineState =>
  aTracked({
    id: `p${n}`,
    outcome: 'error',
    decided: true,
    lastObservation: 'run',
    run: aRun({ outcome: 'error' })
  })
const part = { outcome: 'error' as const, startedAt: 0, endedAt: 1, message: null }
const STAGES: StageDetail[] = [
  {
    ...{ ...part, ...JOBS_ONLY, name: 'Test' },
    jobs: [{ ...part, name: 'Unit', id: 'j', steps: [{ ...part, ...PLAIN_STEP, name: 'npm test', id: 's' }] }]
  }
]
const DETAIL: RunDetail = { run: aRun({ outcome: 'error' }), stages: STAGES }
/** What these explanations do not ask for. */
const UNASKED = {
  children: () => Promise.reject(new Error('not asked for')),
  successor: () => Promise.reject(new Error('not asked for'))
}
const page = (log: string, parts: Partial<LogPage> = {}): LogPage => ({
  ...{ log, hasMore: false, next: null },
  ...parts
})
/** Explains red pipelines with answers that come after some time, on a virtual clock with ten seconds. */
async function explained(
  count: number,
  answersAfterMs: number,
  log: LogPage = page('the end')
): Promise<{ pipelines: PipelineState[]; tookMs: number; asked: number }> {
  const clock = new VirtualClock(0)
  let asked = 0
  const answer = async <T>(value: T): Promise<T> => {
    asked++
    await clock.sleep(Math.min(answersAfterMs, 9_000 - clock.now()), NEVER)
    if (clock.now() >= 9_000) throw new DeadlineError(null)
    return value
  }
  const runDetails: RunDetailApi = { ...UNASKED, detail: () => answer(DETAIL), log: () => answer(log) }
  const all = Array.from({ length: count }, (_, n) => red(n))
  const options = {
    runDetails,
    redact: (line: string) => line,
    logLines: 40,
    clock,
    budgetMs: 9_300,
    signal: NEVER
  }
  const pipelines = await explain(all, new Set(all.map(({ id }) => id)), options)
  return { pipelines, tookMs: clock.now(), asked }
}

describe('the time for explanations', () => {
  it('twelve with answers after three seconds: some are told, some noted, two are not looked into', async () => {
    const { pipelines, tookMs } = await explained(12, 3_000)
    expect(tookMs).toBeLessThanOrEqual(9_300)
    const of = pipelines.map(({ explanation }) => explanation)
    expect(of.filter(it => it === null)).toHaveLength(2)
    expect(of.filter(it => it !== null && it.logs.length === 1 && it.missing.length === 0)).toHaveLength(4)
    const late = of.filter(it => it !== null && it.missing.length > 0)
    expect(late).toHaveLength(6)
    for (const it of late) expect(it?.missing).toMatchObject([{ detail: { code: 'no_time' } }])
  })

  it('what was not heard before a cancel says so', async () => {
    const hangs = new Promise<never>(() => undefined)
    const runDetails: RunDetailApi = { ...UNASKED, detail: () => hangs, log: () => hangs }
    const signal = AbortSignal.abort()
    const options = {
      runDetails,
      redact: (line: string) => line,
      logLines: 40,
      clock: new VirtualClock(0),
      budgetMs: 9_300,
      signal
    }
    const [one] = await explain([red(1)], new Set(), options)
    expect(one).toMatchObject({
      outcome: 'error',
      explanation: { missing: [{ what: 'detail', detail: { code: 'cancelled' } }] }
    })
  })

  it('a mistake of our own is noted, and costs no verdict', async () => {
    const broken = (): Promise<never> => Promise.reject(new TypeError('x is not a function'))
    const runDetails: RunDetailApi = { ...UNASKED, detail: broken, log: broken }
    const options = {
      runDetails,
      redact: (line: string) => line,
      logLines: 40,
      clock: new VirtualClock(0),
      budgetMs: 9_300,
      signal: NEVER
    }
    const [one] = await explain([red(1)], new Set(), options)
    expect(one).toMatchObject({
      outcome: 'error',
      explanation: {
        missing: [
          { what: 'detail', detail: { code: 'raw', params: { text: 'TypeError: x is not a function' } } }
        ]
      }
    })
  })

  it('requests that never end are left behind, and what is there is kept', async () => {
    const clock = new VirtualClock(0)
    const hangs = new Promise<never>(() => undefined)
    const runDetails: RunDetailApi = { ...UNASKED, detail: () => Promise.resolve(DETAIL), log: () => hangs }
    const options = {
      runDetails,
      redact: (line: string) => line,
      logLines: 40,
      clock,
      budgetMs: 9_300,
      signal: NEVER
    }
    const [one] = await explain([red(1)], new Set(), options)
    expect(clock.now()).toBe(9_300)
    expect(one?.explanation).toMatchObject({
      failed: [{ step: 'npm test' }],
      missing: [{ what: 'log', location: null, detail: { code: 'no_time' } }]
    })
  })

  it('with everything at hand it takes no time', async () => {
    expect(await explained(3, 0)).toMatchObject({ tookMs: 0, asked: 6 })
  })
})

describe('sub-pipelines', () => {
  const hangs = new Promise<never>(() => undefined)
  const sub = { ...part, ...PLAIN_STEP, name: 'run', id: 'sub', isSubPipeline: true, endedAt: 2 }
  const nested: StageDetail[] = [
    {
      ...{ ...part, ...JOBS_ONLY, name: 'Test' },
      jobs: [
        { ...part, name: 'Unit', id: 'j', steps: [{ ...part, ...PLAIN_STEP, name: 'npm test', id: 's' }] },
        ...Array.from({ length: 4 }, (_, n) => ({
          ...{ ...part, name: `Sub ${n}`, id: `j${n}` },
          steps: [{ ...sub, id: `sub${n}` }]
        }))
      ]
    }
  ]
  const detail: RunDetail = { run: aRun({ outcome: 'error' }), stages: nested }
  const options = (runDetails: RunDetailApi, clock: VirtualClock) => ({
    ...{ runDetails, redact: (line: string) => line, logLines: 40, clock },
    ...{ budgetMs: 9_300, signal: NEVER }
  })

  it('however many there are and however slowly they answer, are read for so long and no longer', async () => {
    const clock = new VirtualClock(0)
    let children = 0
    const answer = async <T>(value: T): Promise<T> => {
      await clock.sleep(Math.min(200, 9_000 - clock.now()), NEVER)
      if (clock.now() >= 9_000) throw new DeadlineError(null)
      return value
    }
    const api: RunDetailApi = {
      ...UNASKED,
      detail: () => answer(detail),
      children: (_, __, stepIds) =>
        answer(new Map(stepIds.map(id => [id, { pipelineId: 'p', runId: `r${children++}` }]))),
      log: () => answer(page('the end'))
    }
    const all = Array.from({ length: 10 }, (_, n) => red(n))
    const explained = await explain(all, new Set(all.map(({ id }) => id)), options(api, clock))
    expect(clock.now()).toBeLessThanOrEqual(9_300)
    for (const { explanation } of explained) {
      expect(explanation?.failed[0]).toMatchObject({ step: 'npm test' })
      expect(explanation?.children.length).toBeLessThanOrEqual(10)
    }
    expect(explained[0]?.explanation?.children).toHaveLength(10)
  })

  it('that hang do not keep the log of what failed before them', async () => {
    const clock = new VirtualClock(0)
    const api: RunDetailApi = {
      ...UNASKED,
      detail: () => Promise.resolve(detail),
      children: () => hangs,
      log: () => Promise.resolve(page('the end'))
    }
    const [one] = await explain([red(1)], new Set(), options(api, clock))
    expect(clock.now()).toBe(9_300)
    expect(one?.explanation).toMatchObject({
      logs: [{ lines: ['the end'] }],
      missing: [{ what: 'child', location: null, child: null, detail: { code: 'no_time' } }]
    })
  })
})

describe('a run that was cancelled', () => {
  const cancelled: PipelineState = { ...red(1), outcome: 'aborted', run: aRun({ outcome: 'aborted' }) }
  const explained = async (successor: RunDetailApi['successor']): Promise<PipelineState | undefined> => {
    const runDetails: RunDetailApi = {
      ...UNASKED,
      successor,
      detail: () => Promise.resolve({ run: aRun(), stages: [] }),
      log: () => Promise.reject(new Error('not asked for'))
    }
    const clock = new VirtualClock(0)
    const [one] = await explain([cancelled], new Set(['p1']), {
      ...{ runDetails, redact: line => line, logLines: 40, clock, budgetMs: 9_300, signal: NEVER }
    })
    return one
  }

  it('is told with the run that took its place', async () => {
    const successor = { run: aRun({ runNumber: 118 }), sharing: 'commit' as const }
    const one = await explained(() => Promise.resolve(successor))
    expect(one?.explanation).toMatchObject({ supersededBy: successor, missing: [] })
  })

  it.each([
    ['is refused', () => Promise.reject(new DeadlineError(null))],
    ['hangs', () => new Promise<never>(() => undefined)]
  ])('and stays so, without a note, where the question %s', async (_, successor) => {
    const one = await explained(successor)
    expect(one).toMatchObject({ outcome: 'aborted', explanation: { supersededBy: null, missing: [] } })
  })
})
