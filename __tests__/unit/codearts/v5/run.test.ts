import { describe, expect, it } from '@jest/globals'
import { readRunDetail, readRunStatus } from '../../../../src/codearts/v5/run.js'

describe('v5: status', () => {
  it.each([
    ['COMPLETED', 'success', true],
    ['FAILED', 'error', true],
    ['CANCELED', 'aborted', true],
    ['IGNORED', 'unknown', true],
    ['RUNNING', 'running', false],
    ['INIT', 'running', false],
    ['QUEUED', 'running', false],
    ['PAUSED', 'paused', false],
    ['SUSPEND', 'paused', false],
    ['SPLENDID', 'unknown', false],
    [null, 'unknown', false],
    [7, 'unknown', false]
  ])('%s is %s, ended: %s', (status, outcome, ended) => {
    expect(readRunStatus(status)).toEqual({ outcome, ended })
    expect(readRunStatus(typeof status === 'string' ? status.toLowerCase() : status)).toEqual({
      outcome,
      ended
    })
  })
})

describe('v5: a run detail', () => {
  it('tells the commit of each of its sources, and the repository that it is of', () => {
    const source = (git_url: string, commit_id: unknown): object => ({
      params: { git_url, build_params: { commit_id } }
    })
    const [first, second] = ['a'.repeat(40), 'B'.repeat(40)]
    const sources = [
      source('https://codehub.example/team/part.git', first),
      source('git@github.com:Acme/Shop.git', second),
      source('https://codehub.example/team/other.git', null)
    ]
    const project = { region: 'cn-north-4', projectId: 'c'.repeat(32) }
    expect(readRunDetail({ id: 'r', status: 'COMPLETED', sources }, 'p', 'r', project)?.sources).toEqual([
      { repository: 'codehub.example/team/part', commit: first },
      { repository: 'github.com/acme/shop', commit: second.toLowerCase() },
      { repository: 'codehub.example/team/other', commit: null }
    ])
  })
})
