import { describe, expect, it } from '@jest/globals'
import type { Moment, PipelineSpec } from '../../simulator/index.js'
import { A, B, C, ends, pipelineWith } from '../e2e/cloud.js'
import { COMMIT, hub, type Hub } from '../e2e/hub.js'
import { named, each, one, played } from '../e2e/statuses-edges-cases.js'

const targetOf = (github: Hub): string => github.standing()['codearts/gate']?.targetUrl ?? ''

describe('contexts', () => {
  it.concurrent('characters above U+FFFF are replaced, in contexts and in descriptions', async () => {
    await using github = await hub()
    const where = { name: 'ship \u{1F680}', state: 'error' } as const
    const pipelines = [
      named(A, 'build \u{1F680}', { at: 0, state: 'error', stages: [{ ...where, jobs: [] }] }),
      named(B, 'build \u{1F525}', ends('success'))
    ]
    const ended = await played(pipelines, github, each)
    expect(ended.stdout).not.toContain('::warning')
    expect(github.standing()).toMatchObject({
      [`codearts/build \uFFFD (${A.slice(0, 8)})`]: { state: 'failure' },
      [`codearts/build \uFFFD (${B.slice(0, 8)})`]: { state: 'success' }
    })
  })

  it.concurrent('a pipeline without a name has its ID, a long name is cut, and both fit', async () => {
    await using github = await hub()
    const pipelines = [
      named(A, '', ends('success')),
      named(B, `${'long '.repeat(60)}one`, ends('success')),
      named(C, `${'long '.repeat(60)}two`, ends('success'))
    ]
    await played(pipelines, github, { ...each, status_prefix: `${'p'.repeat(99)}/` })
    const contexts = Object.keys(github.standing())
    expect(contexts).toHaveLength(3)
    expect(contexts).toContain(`${'p'.repeat(99)}/${A}`)
    expect(contexts.every(context => context.length <= 255)).toBe(true)
  })
})

describe('the status of one', () => {
  it.concurrent('names what failed, says what an advisory pipeline came to, and shows a flake', async () => {
    await using github = await hub()
    const flaky = pipelineWith(A, [
      {
        number: 25,
        commit: COMMIT,
        moments: [ends('error')],
        retries: [{ moments: [ends('running'), ends('success', 100)] }]
      }
    ])
    const pipelines = [{ ...flaky, name: 'build' }, named(B, 'lint', ends('error'))]
    const ended = await played(pipelines, github, { ...one, advisory: B, retry: '1' })
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(github.standing()['codearts/gate']).toMatchObject({ state: 'success' })
    expect(github.standing()['codearts/gate']?.description).toMatch(/1 of 2.*lint: .*build: attempt 2/)
  })

  it.concurrent('two steps that start the same pipeline with other variables are two', async () => {
    await using github = await hub()
    const start = { ...one, start: 'true', branch: 'main' }
    const startable = (state: Moment['state']): PipelineSpec => ({
      ...named(A, 'build', ends('success')),
      variables: [{ name: 'OS' }],
      onStart: { commit: COMMIT, moments: [ends(state)] }
    })
    await played([startable('error')], github, { ...start, variables: 'OS=linux' })
    const first = targetOf(github)
    const second = await played([startable('success')], github, { ...start, variables: 'OS=windows' })
    expect(targetOf(github)).not.toBe(first)
    expect(github.standing()['codearts/gate']).toMatchObject({ state: 'error' })
    expect(second).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/::warning::.*status_prefix/) as unknown
    })
  })
})

describe('wait: false', () => {
  it.concurrent('that starts its runs leaves them pending', async () => {
    await using github = await hub()
    const onStart = { commit: COMMIT, moments: [ends('running')] }
    const pipelines = [{ ...named(A, 'build', ends('success')), onStart }]
    const ended = await played(pipelines, github, { ...each, wait: 'false', start: 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
    expect(github.written()).toEqual(['codearts/build pending'])
  })
})
