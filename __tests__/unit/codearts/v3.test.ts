import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Found, readStatus } from '../../../src/codearts/status.js'
import { readOutcome, readRun, v3Poll } from '../../../src/codearts/v3.js'
import { durationSeconds } from '../../../src/domain/pipeline-run.js'
import { initialState, type Observation } from '../../../src/domain/pipeline-state.js'
import { FailureError } from '../../../src/errors.js'
import { type Scripted, scripted } from './scripted.js'

const idOf = (index: number): string => String(index).padStart(32, 'x')
const askedIds = (url: string): string[] => new URL(url).searchParams.get('pipeline_ids')?.split(',') ?? []
const succeeded = (url: string): object[] =>
  askedIds(url).map(id => ({ pipeline_id: id, build_id: '1', status: 'completed', result: 'success' }))
/** Polls pipelines as the gate does, and returns what was reported of each. */
async function poll(service: Scripted, ids: readonly string[]): Promise<Map<string, Observation>> {
  const told = new Map<string, Observation>()
  await v3Poll(service.client, () => 0)(
    ids.map(id => initialState(id)),
    observations => {
      for (const [id, observation] of observations) told.set(id, observation)
    }
  )
  return told
}
const ID = 'a'.repeat(32)
const element = (parts: object = {}): object => ({
  pipeline_id: ID,
  build_id: '25',
  status: 'completed',
  result: 'success',
  ...parts
})
const read = (json: unknown, ids: readonly string[] = [ID]): Map<string, Found> =>
  readStatus({ json, status: 200, headers: {}, requestId: 'r-1', serverDate: null }, ids, readRun)
const first = (json: unknown): Found | undefined => read(json).get(ID)
/** The documented example, as the reference prints it. */
const DOCUMENTED = {
  result: 'error',
  status: 'completed',
  stages: [
    { result: 'success', status: 'completed', name: '构建', parameters: null, order: 2, dsl_method: 'build' },
    {
      result: 'success',
      status: 'completed',
      name: '源代码',
      parameters: {},
      order: 1,
      dsl_method: 'initial'
    }
  ],
  executor: 'someone',
  pipeline_name: 'PipelineSvc测试勿删_继续执行',
  pipeline_id: ID,
  build_id: '25',
  detail_url: 'https://devcloud.example/detail',
  modify_url: 'https://devcloud.example/modify',
  start_time: '2022-09-09 00:00:00',
  end_time: '2022-09-09 00:00:24'
}

describe('v3: status × result', () => {
  const results = ['success', 'error', 'aborted', null, 'odd'] as const
  const table: readonly (readonly [string | null, readonly [string, boolean][]])[] = [
    [
      'completed',
      [
        ['success', true],
        ['error', true],
        ['aborted', true],
        ['unknown', true],
        ['unknown', true]
      ]
    ],
    ['waiting', results.map(() => ['running', false])],
    ['running', results.map(() => ['running', false])],
    ['verifying', results.map(() => ['paused', false])],
    ['suspending', results.map(() => ['paused', false])],
    [null, results.map(() => ['unknown', false])],
    ['odd', results.map(() => ['unknown', false])],
    ['constructor', results.map(() => ['unknown', false])],
    // Only letters may differ: characters around a word make it another one.
    [' completed', results.map(() => ['unknown', false])],
    ['completed\n', results.map(() => ['unknown', false])]
  ]
  const cases = table.flatMap(([status, row]) =>
    row.map(([outcome, ended], index) => ({ status, result: results[index] ?? null, outcome, ended }))
  )
  it.each(cases)('$status × $result is $outcome, ended: $ended', ({ status, result, outcome, ended }) => {
    expect(readOutcome(status, result)).toEqual({ outcome, ended })
    expect(readOutcome(status?.toUpperCase(), result?.toUpperCase())).toEqual({ outcome, ended })
  })
})

describe('many pipelines', () => {
  it('1,000 take at most 25 requests, four at a time, each below 100 IDs and 4,000 characters', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => idOf(index))
    const service = scripted((n, { url }) => ({ body: succeeded(url), afterMs: 10 + (n % 7) * 50 }))
    const told = await poll(service, ids)
    expect(told.size).toBe(1000)
    expect(service.asked.length).toBeLessThanOrEqual(25)
    expect(service.mostInFlight).toBe(4)
    for (const { url } of service.asked) {
      expect(url.length).toBeLessThan(4_000)
      expect(askedIds(url).length).toBeLessThanOrEqual(100)
    }
    expect(service.asked.flatMap(({ url }) => askedIds(url)).sort()).toEqual([...ids].sort())
  })

  it('a long endpoint makes shorter requests', async () => {
    const endpoint = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`
    const service = scripted((_, { url }) => ({ body: succeeded(url) }), { endpoint })
    expect(
      (
        await poll(
          service,
          Array.from({ length: 250 }, (_, index) => idOf(index))
        )
      ).size
    ).toBe(250)
    for (const { url } of service.asked) expect(url.length).toBeLessThan(4_000)
  })

  it('commas are encoded on the wire as they are signed', async () => {
    const service = scripted((_, { url }) => ({ body: succeeded(url) }))
    await poll(service, [idOf(1), idOf(2)])
    expect(service.asked[0]?.url).toBe(
      `https://cloud.example/v3/pipelines/status?pipeline_ids=${idOf(1)}%2C${idOf(2)}`
    )
  })

  it('answers before and after a failure count, and no further part is asked for', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => idOf(index))
    const service = scripted((n, { url }) =>
      n === 3 ? { status: 403, afterMs: 5 } : { body: succeeded(url), afterMs: 20 }
    )
    const told = new Map<string, Observation>()
    const polling = v3Poll(service.client, () => 0)(
      ids.map(id => initialState(id)),
      observations => {
        for (const [id, observation] of observations) told.set(id, observation)
      }
    )
    await expect(polling).rejects.toBeInstanceOf(FailureError)
    // One goes alone, four follow.
    expect(told.size).toBe(400)
    expect(service.asked).toHaveLength(5)
  })
})

describe('a v3 element', () => {
  it('the documented example: an error of 24 seconds, although both stages succeeded', () => {
    const found = first([DOCUMENTED])
    if (found?.kind !== 'latest') throw new Error('no run')
    expect(found.run).toMatchObject({
      outcome: 'error',
      ended: true,
      runId: '25',
      pipelineName: 'PipelineSvc测试勿删_继续执行',
      url: 'https://devcloud.example/detail',
      startedAt: Date.UTC(2022, 8, 8, 16)
    })
    expect(durationSeconds(found.run)).toBe(24)
    expect(found.run.stages.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['源代码', 'success'],
      ['构建', 'success']
    ])
  })

  it('nulls are legal everywhere but in the ID', () => {
    const nulls = Object.fromEntries(Object.keys(DOCUMENTED).map(key => [key, null]))
    expect(first([{ ...nulls, pipeline_id: ID }])?.kind).toBe('no_run')
    const found = first([{ ...nulls, pipeline_id: ID, status: 'RUNNING' }])
    expect(found).toMatchObject({ kind: 'latest', run: { outcome: 'running', runId: null, stages: [] } })
  })

  it('without status and run ID it never ran; with either it is a run', () => {
    expect(first([element({ status: null, build_id: null })])?.kind).toBe('no_run')
    expect(first([{ pipeline_id: ID }])?.kind).toBe('no_run')
    expect(first([element({ build_id: null })])).toMatchObject({ run: { outcome: 'success' } })
    expect(first([element({ status: null })])).toMatchObject({ run: { outcome: 'unknown', ended: false } })
  })

  it.each([
    ['COMPLETED', 'Success', 'success'],
    ['completed', null, 'unknown'],
    ['completed', undefined, 'unknown'],
    ['completed', '', 'unknown'],
    ['completed', 'toString', 'unknown'],
    ['completed', true, 'unknown'],
    ['completed', ['success'], 'unknown'],
    [['completed'], 'success', 'unknown'],
    ['Verifying', null, 'paused'],
    ['running', 'success', 'running'],
    ['waiting', 'error', 'running'],
    ['aborted', 'success', 'unknown']
  ])('%p with result %p is %s', (status, result, outcome) => {
    expect(first([element({ status, result })])).toMatchObject({ run: { outcome } })
  })

  it('an end while it goes on is not believed', () => {
    const found = first([element({ status: 'running', end_time: '2022-09-09 00:00:24' })])
    expect(found).toMatchObject({ run: { endedAt: null } })
  })

  it('a link is http or https, or none', () => {
    expect(first([element({ detail_url: 'javascript:alert(1)' })])).toMatchObject({ run: { url: null } })
  })

  it.each([null, 'x', 7, {}, [null, 7, 'x']])('stages that are %p are none', stages => {
    expect(first([element({ stages })])).toMatchObject({ run: { stages: [] } })
  })

  it('property: whatever an element holds, only completed and success are green', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (status, result, stages) => {
        const found = first([element({ status, result, stages })])
        const isGreen = found?.kind === 'latest' && found.run.outcome === 'success'
        const word = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '')
        expect(isGreen).toBe(word(status) === 'completed' && word(result) === 'success')
      })
    )
  })
})
