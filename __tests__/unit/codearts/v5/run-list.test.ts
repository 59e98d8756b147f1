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
      size: 2,
      total: 7
    })
  })

  it('goes on behind the runs that came: one told twice, or of another pipeline, may not count', () => {
    const run = (id: string, status: string): object => ({ pipeline_run_id: id, status })
    const runs = [run('r', 'RUNNING'), run('r', 'FAILED'), run('s', 'FAILED'), { pipeline_id: 'b' }]
    expect(readRunPage(answer({ pipeline_runs: runs }), PROJECT, 'a').size).toBe(2)
    expect(readRunPage(answer({ pipeline_runs: runs.slice(3) }), PROJECT, 'a').size).toBe(1)
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
