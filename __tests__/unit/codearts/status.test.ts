import { describe, expect, it } from '@jest/globals'
import { type Found, readStatus } from '../../../src/codearts/status.js'
import { readRun } from '../../../src/codearts/v3.js'
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
