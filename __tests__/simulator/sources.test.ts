import { describe, expect, it } from '@jest/globals'
import { changesRuns, commitOf, type PipelineSpec, type RunSpec } from '../../simulator/index.js'
import { A, B, Cloud, pipeline } from './cloud.js'

const SOURCES = [
  { alias: 'app', url: 'https://github.com/us/app.git', gitType: 'github' as const },
  { alias: 'lib', defaultBranch: 'stable' }
]
const run = (number: number, more: Partial<RunSpec> = {}): RunSpec => ({
  number,
  moments: [{ at: number, state: 'success' }],
  ...more
})
const sourcesIn = (cloud: Cloud, query = ''): unknown =>
  (cloud.detail(query).body as { sources: { params: Record<string, unknown> }[] }).sources.map(
    ({ params }) => params
  )

describe('several sources', () => {
  const [app, lib] = ['1a'.repeat(20), '2b'.repeat(20)]
  const sources = [
    { commit: app, branch: 'main' },
    { commit: lib, tag: 'v1' }
  ]

  it('are all in the run detail, each with its commit; batch and list tell one', () => {
    const cloud = new Cloud([pipeline([run(0, { sources })], { sources: SOURCES })])
    expect(sourcesIn(cloud)).toMatchObject([
      {
        alias: 'app',
        git_type: 'github',
        git_url: 'https://github.com/us/app.git',
        build_params: { commit_id: app, target_branch: 'main', build_type: 'branch' }
      },
      {
        alias: 'lib',
        git_type: 'codehub',
        git_url: 'https://git.example/lib.git',
        build_params: { commit_id: lib, tag: 'v1', build_type: 'tag', virtual_merge_commit_id: null }
      }
    ])
    const one = { build_params: { commit_id: app, git_url: 'https://github.com/us/app.git' } }
    expect(cloud.batch(A)).toMatchObject([one])
    expect(cloud.runs().pipeline_runs).toMatchObject([one])
  })
  it('are in the pipeline detail', () => {
    const cloud = new Cloud([pipeline([], { sources: SOURCES })])
    expect(cloud.call('GET', `/${A}`).body).toMatchObject({
      sources: [
        { type: 'code', params: { alias: 'app', git_type: 'github', default_branch: 'main' } },
        { type: 'code', params: { alias: 'lib', default_branch: 'stable' } }
      ]
    })
  })
  it.each<[string, unknown, unknown[]]>([
    ['not at all: their defaults', undefined, [commitOf('main'), commitOf('lib/stable')]],
    ['with none', [], [commitOf('main'), commitOf('lib/stable')]],
    [
      'by alias, in another order',
      [
        {
          type: 'code',
          params: {
            alias: 'lib',
            git_type: 'codehub',
            git_url: 'x',
            build_params: { build_type: 'tag', tag: 'v2' }
          }
        }
      ],
      [commitOf('main'), commitOf('lib/v2')]
    ],
    [
      'by address',
      [
        {
          type: 'code',
          params: {
            git_type: 'github',
            git_url: 'https://github.com/us/app.git',
            build_params: { build_type: 'branch', target_branch: 'x' }
          }
        }
      ],
      [commitOf('x'), commitOf('lib/stable')]
    ]
  ])('are built as they are named: %s', (_, asked, commits) => {
    const cloud = new Cloud([pipeline([], { sources: SOURCES })])
    const body = asked === undefined ? {} : { sources: asked }
    expect(cloud.call('POST', `/${A}/run`, body)).toMatchObject({ status: 200 })
    expect(sourcesIn(cloud)).toMatchObject(commits.map(commit => ({ build_params: { commit_id: commit } })))
  })
  it('a start takes what the clients can send, and more', () => {
    const cloud = new Cloud([pipeline([])])
    const params = { git_type: 'codehub', git_url: 'x', change_request_ids: ['1'], endpoint_id: '' }
    const body = {
      sources: [{ type: 'code', params }],
      description: 'x',
      variables: [{ name: 'NOT_DECLARED', value: '1' }],
      choose_jobs: ['j'],
      choose_stages: ['s'],
      more: 1
    }
    expect(cloud.call('POST', `/${A}/run`, body).body).toHaveProperty('pipeline_run_id')
  })
})

describe('a run list', () => {
  const numbers = (cloud: Cloud, query: object = {}): unknown[] =>
    cloud.runs(query).pipeline_runs.map(element => element.run_number)
  const five: PipelineSpec = pipeline(
    [1, 2, 3, 4, 5].map(number => run(number, { start: -number })),
    { origin: 'start' }
  )

  it('can contradict the detail about the commit', () => {
    const commitIn = { list: '3c'.repeat(20), batch: null }
    const cloud = new Cloud([pipeline([run(0, { commit: '1a'.repeat(20), commitIn })])])
    expect(cloud.runs().pipeline_runs).toMatchObject([{ build_params: { commit_id: '3c'.repeat(20) } }])
    expect(cloud.batch(A)).toMatchObject([{ build_params: { commit_id: null } }])
    expect(sourcesIn(cloud)).toMatchObject([{ build_params: { commit_id: '1a'.repeat(20) } }])
  })
  it('comes in any order', () => {
    const cloud = new Cloud([five], { listOrder: (a, b) => (a.spec.number % 3) - (b.spec.number % 3) })
    cloud.pass(10)
    expect(numbers(cloud)).toEqual([3, 4, 1, 5, 2])
  })
  it('comes in pages that are smaller than asked for', () => {
    const cloud = new Cloud([five], { pageSize: asked => Math.min(asked, 2) })
    cloud.pass(10)
    expect([0, 2, 4].map(offset => numbers(cloud, { offset, limit: 50 }))).toEqual([[1, 2], [3, 4], [5]])
    expect(cloud.runs({ limit: 50 })).toMatchObject({ total: 5, limit: 50 })
  })
  it('can tell of another pipeline, of none, and of a run twice', () => {
    const list = { pipeline_id: '' }
    const cloud = new Cloud([pipeline([run(0, { raw: { list } })])])
    cloud.simulator.misbehave({
      on: 'v5.runs',
      does: changesRuns(runs => [...runs, { ...runs[0], pipeline_id: B }, { ...runs[0], status: 'FAILED' }])
    })
    expect(cloud.runs().pipeline_runs).toMatchObject([
      { pipeline_id: '', status: 'COMPLETED' },
      { pipeline_id: B },
      { pipeline_id: '', status: 'FAILED' }
    ])
    expect(cloud.batch(A)).toMatchObject([{ pipeline_id: A }])
  })
})
