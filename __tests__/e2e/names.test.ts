import { describe, expect, it } from '@jest/globals'
import { answersJson } from '../../simulator/index.js'
import { A, B, C, cloud, ends, PROJECT } from './cloud.js'
import { step, type Inputs } from './harness.js'
import { errors, gate, ids, named } from './named.js'
import { sample } from '../sample.js'
import { D, project } from './names-cases.js'

describe('pipelines by name', () => {
  const right: readonly {
    what: string
    names: string
    more?: Inputs
    judges: readonly string[]
    says: string
  }[] = [
    { what: 'exact', names: 'deploy', judges: [C], says: `deploy (${C})` },
    { what: 'a pattern, by name', names: 'build-*', judges: [B, A], says: 'build-* → build-api, build-web' },
    { what: 'a star alone', names: '*', judges: [B, A, C, D], says: '* → build-api' },
    { what: 'stars only', names: '***', judges: [B, A, C, D], says: '*** → build-api' },
    { what: 'a star in the middle', names: 'b*d-*b', judges: [A], says: 'b*d-*b → build-web' },
    {
      what: 'line by line',
      names: 'deploy\n\n  build-web  \r\nbuild-*',
      judges: [C, A, B],
      says: `deploy (${C})`
    },
    { what: 'Chinese, with a comma', names: '构建,测试', judges: [D], says: `构建,测试 (${D})` },
    { what: 'after IDs', names: '*', more: { pipeline_ids: D }, judges: [D, B, A, C], says: '* → build-api' },
    {
      what: 'and the same by ID',
      names: 'deploy',
      more: { pipeline_ids: `${A} ${C}` },
      judges: [A, C],
      says: 'deploy'
    },
    {
      what: 'a pattern beside a pin, which stays',
      names: 'build-*',
      more: { pipeline_ids: `${A}@25` },
      judges: [A, B],
      says: 'build-*'
    }
  ]
  it.concurrent.each(sample(right))('$what', async ({ names, more, judges, says }) => {
    await using made = await cloud(project)
    const ended = await gate(made, names, more)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true', result: 'success' } })
    expect(ids(ended)).toEqual(judges)
    const line = ended.lines.filter(text => text.startsWith('Pipelines by name: '))
    expect(line).toHaveLength(1)
    expect(line[0]).toContain(says)
    expect(made.count('v5.list')).toBe(1)
  })

  it.concurrent('a pin beside a pattern is that run', async () => {
    await using made = await cloud([
      named(B, 'build-api'),
      {
        ...named(A, 'build-web'),
        runs: [24, 25].map(number => ({ number, moments: [ends(number === 24 ? 'success' : 'error')] }))
      }
    ])
    const ended = await gate(made, 'build-*', { pipeline_ids: `${A}@24` })
    expect(ended).toMatchObject({
      code: 0,
      pipelines: [{ id: A, run_number: 24, matched_by: 'run_id' }, { id: B }]
    })
  })

  it.concurrent('the red one of three', async () => {
    await using made = await cloud([...project.slice(0, 2), named(C, 'build-cli', 'error')])
    const ended = await gate(made, 'build-*')
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error', failed_ids: JSON.stringify([C]) } })
    expect(ids(ended)).toEqual([B, C, A])
  })

  it.concurrent('two that are called alike: both under a pattern, by ID', async () => {
    await using made = await cloud([named(B, 'build'), named(A, 'build'), named(C, 'deploy')])
    const ended = await gate(made, 'b*')
    expect([ended.code, ids(ended)]).toEqual([0, [A, B]])
  })

  it.concurrent('a rename after they were found changes nothing', async () => {
    const slow = {
      ...named(A, 'build'),
      runs: [{ number: 1, moments: [ends('running'), ends('success', 300)] }]
    }
    await using made = await cloud([slow])
    made.simulator.misbehave({
      on: 'v5.status',
      times: 1,
      does: honest => {
        made.simulator.add({ ...slow, name: 'renamed' }, named(B, 'build', 'error'))
        return honest()
      }
    })
    const ended = await gate(made, 'build')
    expect(ended).toMatchObject({ code: 0, pipelines: [{ id: A, name: 'build' }] })
    expect(made.count('v5.list')).toBe(1)
  })

  it.concurrent('started', async () => {
    await using made = await cloud(project)
    const ended = await gate(made, 'build-*', { start: 'true' })
    expect([ended.code, ids(ended)]).toEqual([0, [B, A]])
    expect(made.simulator.started.map(({ pipelineId }) => pipelineId).toSorted()).toEqual([A, B])
  })
})

describe('names that cannot be used: red, told like other bad inputs, nothing judged', () => {
  const many = [named(B, 'build'), named(A, 'build'), named(C, 'deploy-prod')]
  const wrong: readonly {
    what: string
    names: string
    more?: Inputs
    says: readonly string[]
    not?: string
  }[] = [
    { what: 'fuzzy only', names: 'deploy', says: ['"deploy"', '"deploy-prod"'] },
    { what: 'a slip', names: 'deploy-prdo', says: ['did you mean "deploy-prod"'] },
    { what: 'letter case', names: 'Deploy-Prod', says: ['did you mean "deploy-prod"'] },
    { what: 'nothing near', names: 'nightly', says: ['"nightly"', 'no pipeline'], not: 'did you mean' },
    {
      what: 'a pattern without a match',
      names: 'nightly-*',
      says: ['"nightly-*"', 'no pipeline'],
      not: 'did you mean'
    },
    { what: 'a pattern with a slip', names: 'delpoy-*', says: ['did you mean "deploy-prod"'] },
    { what: 'two of one name', names: 'build', says: ['"build"', A, B] },
    {
      what: 'a pinned one by its name',
      names: 'deploy-prod',
      more: { pipeline_ids: `${C}@25` },
      says: [`${C}@25`]
    },
    { what: 'an invisible character', names: 'deploy\u200B-prod', says: ['U+200B'] },
    {
      what: 'several lines at once',
      names: 'nightly\nbuild\nDEPLOY-PROD',
      says: ['"nightly"', A, '"deploy-prod"']
    }
  ]
  it.concurrent.each(sample(wrong))('$what', async ({ names, more, says, not }) => {
    await using made = await cloud(many)
    const ended = await gate(made, names, more)
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    expect(ended.report).toMatchObject({ failure: { code: 'inputs' } })
    expect(
      new Set(
        ended.report?.failure === undefined ? [] : (ended.report.failure as { inputs: string[] }).inputs
      )
    ).toEqual(new Set(['pipeline_names']))
    const [error = '', ...others] = errors(ended)
    expect(others).toEqual([])
    for (const text of ['pipeline_names', ...says]) expect(error).toContain(text)
    if (not !== undefined) expect(error).not.toContain(not)
    expect(ended.summary).toContain('pipeline')
    expect(made.count('v5.status')).toBe(0)
  })

  it.concurrent('on v3: no request', async () => {
    await using made = await cloud(project)
    for (const more of [{ project_id: '' }, { api_version: 'v3' }]) {
      const ended = await gate(made, 'deploy', more)
      expect(ended).toMatchObject({ code: 1 })
      expect(errors(ended)[0]).toMatch(/pipeline_names.*v5/)
    }
    expect(made.count()).toBe(0)
  })

  it.concurrent('neither names nor IDs', async () => {
    await using made = await cloud(project)
    const ended = await gate(made, ' \n ')
    expect(errors(ended)[0]).toMatch(/pipeline_ids: required.*pipeline_names/)
  })

  it.concurrent('a hundred lines that mean nothing are ten, and a number', async () => {
    await using made = await cloud(many)
    const lines = Array.from({ length: 100 }, (_, n) => `nothing ${n}`)
    const [error = ''] = errors(await gate(made, lines.join('\n')))
    expect(error).toContain('90 more')
    expect(error.length).toBeLessThan(2_000)
  })

  it.concurrent('a project that the caller may not see: its list is empty, and no error', async () => {
    await using made = await cloud(project, [], { notMemberOf: [PROJECT] })
    const ended = await gate(made, '*')
    expect(ended).toMatchObject({ code: 1, report: { failure: { error_code: 'DEVPIPE.00011412' } } })
  })
})

describe('the look-up of names and the rest of the step', () => {
  it.concurrent('counts towards timeout', async () => {
    await using made = await cloud(project, [{ on: 'v5.list', does: answersJson(503, {}) }])
    const ended = await gate(made, 'deploy', { timeout: '5s' })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    expect(ended.report).toMatchObject({ failure: { code: 'unreachable', http_status: 503 } })
    expect(ended.elapsedMs).toBeGreaterThan(1_500)
  })

  it.concurrent('is tried again while it fails', async () => {
    await using made = await cloud(project, [{ on: 'v5.list', times: 2, does: answersJson(503, {}) }])
    const ended = await gate(made, 'deploy')
    expect([ended.code, ids(ended)]).toEqual([0, [C]])
  })

  const odd: readonly (readonly [string, unknown])[] = [
    ['no list', {}],
    ['null', null],
    ['an array', []],
    [
      'a pipeline of another project',
      { total: 1, pipelines: [{ pipeline_id: A, name: 'deploy', project_id: 'x'.repeat(32) }] }
    ],
    ['a pipeline without an ID', { total: 1, pipelines: [{ name: 'deploy' }] }],
    ['an ID that is a path', { total: 1, pipelines: [{ pipeline_id: '../x', name: 'deploy' }] }],
    ['less than it counts', { total: 2, pipelines: [{ pipeline_id: A, name: 'deploy' }] }],
    ['an error', { error_code: 'DEVPIPE.00011412', error_msg: 'no project' }]
  ]
  it.concurrent.each(sample(odd))('%s: red', async (_, body) => {
    await using made = await cloud(project, [{ on: 'v5.list', does: answersJson(200, body) }])
    const ended = await gate(made, 'deploy', { timeout: '5s' })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown', pipelines: '[]' } })
    expect(made.count('v5.status')).toBe(0)
  })

  it.concurrent('a cancelled look-up is red at once', async () => {
    await using made = await cloud(project, [{ on: 'v5.list', does: answersJson(503, {}) }])
    const ended = await step(made.v5([], { pipeline_names: 'deploy' }), {
      kills: [{ signal: 'SIGTERM', once: () => made.count('v5.list') > 1 }]
    })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
    expect(ended.stdout).toContain('cancelled')
  })
})
