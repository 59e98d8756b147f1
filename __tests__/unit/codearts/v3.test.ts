import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readStatus, type Found } from '../../../src/codearts/status.js'
import { readRun } from '../../../src/codearts/v3.js'
import { zonelessTime } from '../../../src/codearts/http/values.js'
import { durationSeconds } from '../../../src/domain/pipeline-run.js'
import { FailureError } from '../../../src/errors.js'

const ID = 'a'.repeat(32)
const OTHER = 'b'.repeat(32)
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

describe('a time without a zone', () => {
  it('property: is eight hours ahead of UTC', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_799 })
    fc.assert(
      fc.property(seconds, seconds => {
        const text = new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ')
        expect(zonelessTime(text)).toBe(seconds * 1000)
      })
    )
  })

  it('property: anything else is null, and never NaN', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.stringMatching(/^[-0-9: T]{0,22}$/)), value => {
        const instant = zonelessTime(value)
        expect(instant === null || Number.isFinite(instant)).toBe(true)
      })
    )
    for (const value of [
      '2022-13-01 00:00:00',
      '2022-09-09 25:00:00',
      '2022-09-09 00:00:60',
      '0000-00-00 00:00:00'
    ])
      expect(zonelessTime(value)).toBeNull()
  })
})

describe('a status answer', () => {
  it('tells of each pipeline that was asked for, and of no other', () => {
    const found = read([element(), element({ pipeline_id: 'c'.repeat(32) })], [ID, OTHER])
    expect([...found].map(([id, { kind }]) => [id, kind])).toEqual([
      [ID, 'latest'],
      [OTHER, 'no_run']
    ])
  })

  it('twins that are the same count once', () => {
    expect(first([element(), element()])?.kind).toBe('latest')
    expect(
      first([
        { pipeline_id: ID, result: 'success', status: 'completed' },
        { status: 'completed', result: 'success', pipeline_id: ID }
      ])?.kind
    ).toBe('latest')
  })

  it('twins that differ contradict each other, in whatever', () => {
    for (const parts of [{ result: 'error' }, { build_id: '24' }, { executor: 'x' }, { stages: [{}] }])
      expect(first([element(), element(parts)])?.kind).toBe('contradiction')
    expect(first([element(), element(), element({ result: 'error' })])?.kind).toBe('contradiction')
  })

  it('twins that are nested too deep to be compared contradict each other', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const duplicate = (): object => element({ x: JSON.parse(deep) as unknown })
    expect(first([duplicate(), duplicate()])?.kind).toBe('contradiction')
  })

  it('of other pipelines only is no answer to our question', () => {
    expect(first([element({ pipeline_id: OTHER })])?.kind).toBe('other_pipelines_only')
    expect(first([element({ pipeline_id: ID.toUpperCase() })])?.kind).toBe('other_pipelines_only')
  })

  it('that is empty says that none ran', () => {
    expect(first([])?.kind).toBe('no_run')
  })

  it.each([
    [null, 'null'],
    [{}, 'not_a_list'],
    ['[]', 'not_a_list'],
    [7, 'not_a_list'],
    [[null], 'bad_element'],
    [[[]], 'bad_element'],
    [['x'], 'bad_element'],
    [[{}], 'bad_element'],
    [[{ pipeline_id: 7 }], 'bad_element'],
    [[{ pipeline_id: null, status: 'completed', result: 'success' }], 'bad_element'],
    [[element(), 7], 'bad_element']
  ])('%j is not understood: %s', (json, code) => {
    expect(() => read(json)).toThrow(FailureError)
    try {
      read(json)
    } catch (error) {
      expect(error).toMatchObject({ failure: { code: 'not_understood', requestId: 'r-1', detail: { code } } })
    }
  })
})
