import { describe, expect, it } from '@jest/globals'
import {
  answersHtml,
  commitOf,
  doesAnd,
  fails,
  losesRequest,
  onTheWire,
  throttles,
  type PipelineSpec
} from '../../simulator/index.js'
import { A, B, C, cloud, type Cloud } from './cloud.js'
import { pipelineId, step, type Inputs } from './harness.js'
import { goesOn, quick, startable } from './starts.js'
import { sample } from '../sample.js'
import { bodies, start } from './start-cases.js'

const NAMES = [A, B, C]

describe('start: true', () => {
  it.concurrent('starts one pipeline with its own source and waits for exactly that run', async () => {
    await using made = await cloud([startable(A, quick)])
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success', passed: 'true' } })
    expect(ended.pipelines).toMatchObject([{ matched_by: 'started', run_number: 8, name: 'pipeline-a' }])
    expect(JSON.parse(ended.outputs.run_ids ?? '')).toEqual({ [A]: made.simulator.started[0]?.runId })
    expect(bodies(made)[0]).toMatchObject({
      sources: [{ type: 'code', params: { build_params: { build_type: 'branch', target_branch: 'main' } } }],
      variables: []
    })
    // The pipeline detail has more about a source than the request has fields for.
    const [source] = bodies(made)[0]?.sources as { params: object }[]
    expect(Object.keys(source?.params ?? {}).sort()).toEqual([
      'alias',
      'build_params',
      'codehub_id',
      'default_branch',
      'endpoint_id',
      'git_type',
      'git_url'
    ])
    expect(ended.stdout).toMatch(/pipeline-a: started run [0-9a-f]{32}$/m)
    expect(made.simulator.stopped).toEqual([])
  })

  it.concurrent('hands over branch, variables and description to three', async () => {
    const variables = [{ name: 'TARGET' }, { name: 'EMPTY' }, { name: 'FLAGS' }]
    await using made = await cloud(NAMES.map(id => startable(id, quick, { variables })))
    const ended = await start(made, NAMES, {
      branch: 'release/1=2',
      variables: 'TARGET=a = "b" c\nEMPTY=\n\nFLAGS= x ',
      description: 'for the test'
    })
    expect(ended.code).toBe(0)
    expect(made.simulator.started).toHaveLength(3)
    for (const body of bodies(made)) {
      expect(body).toMatchObject({
        sources: [{ params: { build_params: { target_branch: 'release/1=2' } } }],
        variables: [
          { name: 'TARGET', value: 'a = "b" c' },
          { name: 'EMPTY', value: '' },
          { name: 'FLAGS', value: ' x ' }
        ]
      })
      expect(body.description).toMatch(/^for the test \[codearts-gate:[0-9a-z]{12}\]$/)
    }
  })

  it.concurrent('describes the run by repository, workflow run and commit', async () => {
    await using made = await cloud([startable(A, quick)])
    const env = {
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_RUN_ID: '42',
      GITHUB_SHA: commitOf('main')
    }
    await step(made.v5([A], { start: 'true' }), { env })
    expect(bodies(made)[0]?.description).toContain(
      `o/r https://github.example/o/r/actions/runs/42 commit ${commitOf('main')} [codearts-gate:`
    )
  })

  it.concurrent(
    'several code sources: lines name the branch of each, the others build their default',
    async () => {
      const sources = [{ alias: 'app' }, { alias: 'lib', defaultBranch: 'trunk' }, { alias: 'docs' }]
      await using made = await cloud([startable(A, quick, { sources })])
      const ended = await start(made, [A], { branch: 'app=feature/x=y\ndocs=gh-pages' })
      expect(ended.code).toBe(0)
      const built = (bodies(made)[0]?.sources as { params: { build_params: object } }[]).map(
        ({ params }) => params.build_params
      )
      expect(built).toMatchObject([
        { target_branch: 'feature/x=y' },
        { target_branch: 'trunk' },
        { target_branch: 'gh-pages' }
      ])
    }
  )

  const targets = (made: Cloud): unknown[] =>
    bodies(made).flatMap(body =>
      (body.sources as { params: { build_params: { target_branch?: string; tag?: string } } }[]).map(
        ({ params: { build_params: built } }) => built.target_branch ?? built.tag
      )
    )
  it.concurrent.each(
    sample([
      [{ branch: 'refs/heads/feature/x' }, 'feature/x'],
      [{ branch: 'refs/heads/abc1234' }, 'abc1234'],
      [{ tag: 'refs/tags/v1.0' }, 'v1.0'],
      [{ branch: '20261124' }, '20261124']
    ])
  )('%j builds %s', async (inputs, name) => {
    await using made = await cloud([startable(A, quick)])
    expect((await start(made, [A], inputs)).code).toBe(0)
    expect(targets(made)).toEqual([name])
  })

  it.concurrent(
    'no code source: it starts without one, and says that the branch does not apply',
    async () => {
      await using made = await cloud([startable(A, quick, { sources: [] })])
      const ended = await start(made, [A], { branch: 'main' })
      expect(ended).toMatchObject({ code: 0 })
      expect(bodies(made)[0]).toMatchObject({ sources: [] })
      expect(ended.stdout).toContain('has no code source')
    }
  )

  it.concurrent(
    '100 pipelines take two requests each up to the first look, and hardly more than one look',
    async () => {
      const ids = Array.from({ length: 100 }, (_, index) => pipelineId(`p${index}x`))
      await using made = await cloud(ids.map(id => startable(id, { moments: [{ at: 0, state: 'success' }] })))
      const ended = await start(made, ids)
      expect(ended.code).toBe(0)
      const first = made.simulator.requests.findIndex(({ kind }) => kind === 'v5.status')
      expect(first).toBeLessThanOrEqual(300)
      expect([made.count('v5.pipeline'), made.count('v5.start')]).toEqual([100, 100])
      expect(made.count('v5.status')).toBeLessThan(10)
      expect(made.simulator.started).toHaveLength(100)
    }
  )

  it.concurrent('wait: false starts, reports running and stops nothing', async () => {
    await using made = await cloud([startable(A, goesOn)])
    const ended = await start(made, [A], { wait: 'false' })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'running', passed: 'false' } })
    expect(made.simulator.going()).toHaveLength(1)
    expect(made.simulator.stopped).toEqual([])
  })

  it.concurrent('the value of a variable that the pipeline calls secret is masked', async () => {
    const variables = [{ name: 'TOKEN', isSecret: true }, { name: 'PLAIN' }]
    await using made = await cloud([startable(A, quick, { variables })])
    const ended = await start(made, [A], { variables: 'TOKEN=s3cr3t "x"\nPLAIN=open' })
    expect(ended.code).toBe(0)
    expect(ended.lines.filter(line => line.startsWith('::add-mask::'))).toContain('::add-mask::s3cr3t "x"')
    expect(ended.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('s3cr3t')
    expect(ended.lines).not.toContain('::add-mask::open')
  })

  it.concurrent('two steps that start the same pipeline judge their own run', async () => {
    await using made = await cloud([
      startable(A, ({ nth }) => ({
        moments: [
          { at: 0, state: 'running' },
          { at: 900, state: nth === 0 ? 'success' : 'error' }
        ]
      }))
    ])
    const both = await Promise.all([start(made, [A]), start(made, [A])])
    expect(both.map(({ outputs }) => outputs.result).sort()).toEqual(['error', 'success'])
    expect(new Set(both.map(({ pipelines }) => pipelines[0]?.run_id)).size).toBe(2)
  })
})

describe('what stands against a start is found before the first one', () => {
  const variables = [{ name: 'KNOWN' }]
  const cases: readonly (readonly [string, PipelineSpec, Inputs, string])[] = [
    ['a pipeline that there is not', startable(pipelineId('z'), goesOn), {}, 'DEVPIPE.00011401'],
    ['of another project', startable(C, goesOn, { projectId: 'd'.repeat(32) }), {}, 'DEVPIPE.00011136'],
    [
      'variables that are not declared',
      startable(C, goesOn),
      { variables: 'KNOWN=1\nOTHER=2' },
      'pipeline-c does not declare: KNOWN, OTHER'
    ],
    [
      'no such code source',
      startable(C, goesOn, { sources: [{ alias: 'app' }, { alias: 'lib' }], variables }),
      { branch: 'app=x\nnone=y' },
      'has no code source with the alias none; available: app, lib'
    ],
    [
      'no code source, with commit',
      startable(C, goesOn, { sources: [] }),
      { commit: 'a'.repeat(40) },
      'its runs have no commit'
    ],
    [
      'a merge ref on the only line, for a source',
      startable(C, goesOn, { sources: [{ alias: 'app' }, { alias: 'none' }], variables }),
      { branch: 'app=7/merge' },
      'github.head_ref'
    ],
    [
      'no default branch',
      startable(C, goesOn, { sources: [{ alias: 'app', defaultBranch: '' }] }),
      {},
      'no default branch'
    ]
  ]
  it.concurrent.each(sample(cases))('%s', async (_, third, more, says) => {
    const two = [A, B].map(id =>
      startable(id, goesOn, { variables, sources: [{ alias: 'app' }, { alias: 'none' }] })
    )
    await using made = await cloud([...two, third])
    const ended = await start(made, NAMES, { fail_on: 'none', ...more })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toContain('No pipeline was started')
    expect(ended.stdout).toContain(says)
    expect(ended.summary).toContain('No pipeline was started')
    expect(made.count('v5.start')).toBe(0)
  })
})

describe('inputs', () => {
  const long8193 = 'x'.repeat(8193)
  it.concurrent.each<[string, Inputs, string]>(
    sample([
      ['on v3', { project_id: '', api_version: 'v3' }, 'starting requires the v5 API'],
      ['with a pin', { pipeline_ids: `${A}@run1` }, 'a pin selects an existing run'],
      ['with started_after', { started_after: '30m' }, 'remove `started_after`'],
      ['branch and tag', { branch: 'b', tag: 't' }, 'set `branch` or `tag`, not both'],
      ['several lines that name no source', { branch: 'a\nb' }, 'alias=value'],
      ['a tag in branch', { branch: 'refs/tags/v1' }, 'use `tag: v1`'],
      ['a branch in tag', { tag: 'refs/heads/main' }, 'use `branch: main`'],
      ['a merge ref', { branch: 'refs/pull/7/merge' }, 'github.head_ref'],
      ['a merge ref by its short name', { branch: '7/merge' }, 'github.head_ref'],
      ['a hash', { branch: commitOf('x') }, 'github.head_ref'],
      ['the beginning of a hash', { branch: '4f0c2d1b9a' }, 'github.head_ref'],
      ['a hash as a tag', { tag: commitOf('x') }, 'commit hash'],
      ['a merge ref for a source', { branch: 'app=refs/pull/7/head\nlib=main' }, 'github.head_ref'],
      ['a variable with a wrong name', { variables: 'A B=secret' }, 'line 1: expected a name'],
      ['a variable that begins with a digit', { variables: 'X=1\n1X=secret' }, 'line 2: expected a name'],
      ['a variable that is too long', { variables: `X=${long8193}` }, '8,193 characters'],
      ['a variable twice', { variables: 'X=1\nX=2' }, 'X is listed twice'],
      ['a line without =', { variables: 'X=1\nsecret' }, 'line 2 has no ='],
      ['branch without start', { start: 'false', branch: 'x' }, 'requires `start: true`']
    ])
  )('%s', async (_, more, says) => {
    await using made = await cloud([startable(A, goesOn)])
    const ended = await start(made, [A], more)
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(says)
    expect(ended.stdout).not.toContain('secret')
    expect(made.count()).toBe(0)
  })
})

describe('a start that does not succeed', () => {
  it.concurrent('a clean refusal of the second stops the first', async () => {
    await using made = await cloud([startable(A, goesOn), startable(B, goesOn, { refs: ['other'] })])
    const ended = await start(made, [A, B])
    expect(ended).toMatchObject({ code: 1 })
    expect(ended.stdout).toContain('The branch does not exist')
    expect(made.simulator.going()).toEqual([])
    expect(made.simulator.started.length).toBe(made.simulator.stopped.length)
  })

  it.concurrent.each(
    sample([
      ['throttled', throttles('0')],
      ['too many runs', fails(400, 'DEVPIPE.00011105', 'too many')]
    ])
  )('%s: nothing was created, so it is tried again', async (_, does) => {
    await using made = await cloud([startable(A, quick)], [{ on: 'v5.start', times: 2, does }])
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0 })
    expect(made.simulator.started).toHaveLength(1)
    expect(made.count('v5.start')).toBe(3)
    expect(ended.lines.filter(line => line.includes('not started yet'))).toHaveLength(1)
  })

  it.concurrent('a parallel limit that stays ends with start_timeout', async () => {
    await using made = await cloud([startable(A, goesOn), startable(B, goesOn)], [], { parallelRuns: 1 })
    const ended = await start(made, [A, B], { start_timeout: '2s' })
    expect(ended).toMatchObject({ code: 1 })
    expect(ended.stdout).toContain('Too many runs are active')
    expect(made.simulator.going()).toEqual([])
  })

  it.concurrent.each(
    sample([
      ['reset', onTheWire({ kind: 'drop' })],
      ['reset in the body', onTheWire({ kind: 'drop_body' })],
      ['502 with HTML', doesAnd(answersHtml(502))],
      ['200 with HTML', doesAnd(answersHtml(200))],
      ['500', doesAnd(fails(500))]
    ])
  )('the answer is lost after the creation (%s): the run is found by its mark', async (_, does) => {
    await using made = await cloud([startable(A, quick)], [{ on: 'v5.start', does }])
    const ended = await start(made, [A])
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    expect(made.simulator.started).toHaveLength(1)
    expect(made.count('v5.start')).toBe(1)
    expect(ended.pipelines[0]?.run_id).toBe(made.simulator.started[0]?.runId)
    expect(ended.stdout).toContain('not starting it again')
    expect(ended.stdout).toContain('already started')
  })

  it.concurrent.each(
    sample([
      ['reset', losesRequest],
      ['502 with HTML', answersHtml(502)],
      ['500', fails(500)]
    ])
  )('the request is lost (%s): unknown, not started again, and it is told where to look', async (_, does) => {
    await using made = await cloud([startable(A, quick)], [{ on: 'v5.start', does }])
    const ended = await start(made, [A], { start_timeout: '2s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(made.simulator.started).toEqual([])
    expect(made.count('v5.start')).toBe(1)
    expect(ended.stdout).toMatch(/no run with `?codearts-gate:[0-9a-z]{12}/)
  })

  it.concurrent('a run of somebody else is not adopted', async () => {
    const other = { number: 9, moments: [{ at: 0, state: 'success' as const }], description: 'of another' }
    await using made = await cloud(
      [{ ...startable(A, quick), runs: [other] }],
      [{ on: 'v5.start', does: losesRequest }]
    )
    const ended = await start(made, [A], { start_timeout: '2s' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown', run_ids: '{}' } })
  })
})
