import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../../../../src/codearts/http/attempt.js'
import { readRunPage, RUNS_PER_PAGE, runListBody } from '../../../../src/codearts/v5/run-list.js'

const PROJECT = { region: 'r', projectId: 'p' }
const answer = (json: unknown): Answer => ({
  json,
  status: 200,
  requestId: 'r',
  headers: {},
  serverDate: null
})

describe('the run list', () => {
  it('is asked for newest first', () => {
    expect(runListBody(50)).toEqual({
      offset: 50,
      limit: RUNS_PER_PAGE,
      sort_key: 'start_time',
      sort_dir: 'desc'
    })
  })

  it('has the runs of the pipeline that was asked for, and of none other', () => {
    const [own, untold, foreign] = [{ pipeline_id: 'a' }, { pipeline_id: null }, { pipeline_id: 'b' }]
    expect(readRunPage(answer({ pipeline_runs: [own, foreign, untold], total: 7 }), PROJECT, 'a')).toEqual({
      own: [own, untold],
      size: 3,
      total: 7
    })
  })

  it('may leave out how many there are', () => {
    expect(readRunPage(answer({ pipeline_runs: [] }), PROJECT, 'a').total).toBeNull()
  })

  it.each([
    [null, 'not_a_list'],
    [{ pipeline_runs: {} }, 'not_a_list'],
    [{ pipeline_runs: [7] }, 'bad_element']
  ])('%j is not understood', (json, code) => {
    const failure = expect.objectContaining({ detail: { code, params: {} } }) as unknown
    expect(() => readRunPage(answer(json), PROJECT, 'a')).toThrow(expect.objectContaining({ failure }))
  })
})
