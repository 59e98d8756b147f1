import { describe, expect, it } from '@jest/globals'
import type { Moment } from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith } from './cloud.js'
import { postStep, step, type Inputs } from './harness.js'
import { sample } from '../sample.js'
import { hub } from './hub.js'
import { named, build, test } from './statuses-cases.js'

const OTHER = 'fe'.repeat(20)

describe('commit_status: each', () => {
  it.concurrent('is pending at once, and then what each pipeline came to', async () => {
    await using made = await cloud([
      { ...build(ends('running'), ends('success', 600)), detailUrl: 'https://devcloud.example/run/{run}' },
      test(ends('running'), ends('error', 900))
    ])
    await using github = await hub()
    const ended = await step(made.v5([A, B], { ...github.inputs, commit_status: 'each' }), github)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
    expect([...github.written()].sort()).toEqual([
      'codearts/build pending',
      'codearts/build success',
      'codearts/test failure',
      'codearts/test pending'
    ])
    const { 'codearts/build': passed, 'codearts/test': failed } = github.standing()
    expect(passed?.targetUrl).toMatch(/^https:\/\/devcloud\.example\/run\/[0-9a-f]{32}$/)
    // Its page is unknown, and its endpoint is not CodeArts' own.
    expect(failed?.targetUrl).toMatch(new RegExp(`/actions/runs/.*#pipeline-${B}$`))
    expect(passed?.description).toMatch(/^Passed \(run #25, .*\)$/)
    expect(failed?.description).toMatch(/^Failed \(run #25, .*\)$/)
    expect(ended.state).toMatchObject({ status_0: '', status_1: '' })
    // The list before the first write, before the success and at the end, and two writes for each pipeline.
    expect(github.requests('github.statuses')).toHaveLength(3)
    expect(github.requests()).toHaveLength(7)
  })

  it.concurrent.each<readonly [Moment['state'], string, number]>([
    ['success', 'success', 0],
    ['error', 'failure', 1],
    ['aborted', 'error', 1]
  ])('%s is %s', async (state, expected, code) => {
    await using made = await cloud([build(ends(state))])
    await using github = await hub()
    const ended = await step(made.v5([A], { ...github.inputs, commit_status: 'true' }), github)
    expect(ended.code).toBe(code)
    expect(github.written()).toEqual(['codearts/build pending', `codearts/build ${expected}`])
  })

  it.concurrent(
    'what has not ended in time, or has no run of the commit, is an error with the reason',
    async () => {
      await using made = await cloud([
        build(ends('running')),
        { ...pipelineWith(B, [{ number: 3, commit: OTHER, moments: [ends('success')] }]), name: 'test' }
      ])
      await using github = await hub()
      const inputs = { ...github.inputs, commit_status: 'each', timeout: '5s', start_timeout: '300ms' }
      const ended = await step(made.v5([A, B], inputs), github)
      expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['timed_out', 'stale'])
      expect(github.standing()).toMatchObject({
        'codearts/build': { state: 'error', description: expect.stringContaining('Timed out') as unknown },
        'codearts/test': {
          state: 'error',
          description: expect.stringContaining('No run of this commit') as unknown
        }
      })
    }
  )

  it.concurrent('a success that runs again while others are waited for is pending again', async () => {
    await using made = await cloud([
      build(ends('success'), ends('running', 600), ends('error', 1200)),
      test(ends('running'), ends('success', 2000))
    ])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'each', poll_interval: '300ms' }
    const ended = await step(made.v5([A, B], inputs), github)
    expect(ended.code).toBe(1)
    expect(github.written().filter(text => text.includes('build'))).toEqual([
      'codearts/build pending',
      'codearts/build success',
      'codearts/build pending',
      'codearts/build failure'
    ])
  })

  it.concurrent('pipelines that are given by name have statuses, and so have advisory ones', async () => {
    await using made = await cloud([build(ends('success')), test(ends('error'))])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'each', pipeline_names: '*', advisory: 'test' }
    const ended = await step({ ...made.v5([], inputs) }, github)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(github.standing()).toMatchObject({
      'codearts/build': { state: 'success' },
      'codearts/test': { state: 'failure' }
    })
  })
})

describe('commit_status: one', () => {
  it.concurrent.each<readonly [Moment['state'], string]>([
    ['success', 'success'],
    ['error', 'failure']
  ])('%s: one status for all of them', async (state, expected) => {
    await using made = await cloud([build(ends('success')), test(ends('running'), ends(state, 500))])
    await using github = await hub()
    await step(made.v5([A, B], { ...github.inputs, commit_status: 'one' }), github)
    expect(github.written()).toEqual(['codearts/gate pending', `codearts/gate ${expected}`])
    const { 'codearts/gate': gate } = github.standing()
    expect(gate?.targetUrl).toMatch(
      /^https:\/\/github\.com\/octo\/app\/actions\/runs\/9001\/attempts\/1#[0-9a-f]{12}$/
    )
    if (state === 'error') expect(gate?.description).toBe('1 of 2 pipelines did not pass: test (error)')
  })

  it.concurrent('where the gate could not judge it is an error', async () => {
    await using made = await cloud([build(ends('success'))])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'one', secret_key: 'wrong-secret-key' }
    const ended = await step(made.v5([A], inputs), github)
    expect(ended.code).toBe(1)
    expect(github.written()).toEqual(['codearts/gate pending', 'codearts/gate error'])
    expect(github.standing()['codearts/gate']?.description).toMatch(/^No verdict: /)
  })
})

describe('a step that ends before its pipelines', () => {
  it.concurrent('settles what is pending when it is cancelled, soon', async () => {
    await using made = await cloud([build(ends('running'))])
    await using github = await hub()
    const ended = await step(made.v5([A], { ...github.inputs, commit_status: 'each' }), {
      ...github,
      kills: [{ signal: 'SIGINT', once: () => github.written().length === 1 && made.count('v5.status') > 1 }]
    })
    expect(ended.code).toBe(1)
    expect(github.written()).toEqual(['codearts/build pending', 'codearts/build error'])
    expect(github.standing()['codearts/build']?.description).toContain('cancelled')
    expect(ended.state).toMatchObject({ status_0: '' })
  })

  it.concurrent.each(sample(['each', 'one']))(
    'is settled by its post step when it is killed: %s',
    async mode => {
      await using made = await cloud([build(ends('running'))])
      await using github = await hub()
      const inputs = made.v5([A], { ...github.inputs, commit_status: mode })
      const killed = await step(inputs, {
        ...github,
        kills: [{ signal: 'SIGKILL', once: () => github.written().length === 1 }]
      })
      expect(killed.signal).toBe('SIGKILL')
      expect(JSON.stringify(killed.state)).not.toContain(github.inputs.github_token)
      const settled = await postStep(inputs, killed, github.env)
      expect(settled.code).toBe(0)
      const [, last] = github.written()
      expect(last).toBe(mode === 'each' ? 'codearts/build error' : 'codearts/gate error')
      // A second post step finds nothing pending.
      await postStep(inputs, killed, github.env)
      expect(github.written()).toHaveLength(2)
    }
  )
})

describe('two steps that share a context', () => {
  it.concurrent('of another pipeline: never a success over it', async () => {
    await using made = await cloud([build(ends('error')), named(B, 'build', ends('success'))])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'each' }
    await step(made.v5([A], inputs), github)
    const second = await step(made.v5([B], inputs), github)
    expect(second.code).toBe(0)
    expect(github.standing()['codearts/build']).toMatchObject({ state: 'error' })
    expect(second.stdout).toMatch(/::warning::.*status_prefix/)
  })

  it.concurrent(
    'of the same workflow run: never a success over it; a re-run of the same step is none',
    async () => {
      await using made = await cloud([build(ends('error')), test(ends('success'))])
      await using github = await hub()
      const inputs = { ...github.inputs, commit_status: 'one' }
      await step(made.v5([A], inputs), github)
      await step(made.v5([B], inputs), github)
      expect(github.standing()['codearts/gate']).toMatchObject({ state: 'error' })
    }
  )
})

describe('wait: false', () => {
  const snapshot = { wait: 'false', commit_status: 'each' }

  it.concurrent(
    'leaves pending behind, is green for what has not ended or appeared, and says who decides',
    async () => {
      await using made = await cloud([
        build(ends('running')),
        { ...pipelineWith(B, [{ number: 3, commit: OTHER, moments: [ends('success')] }]), name: 'test' }
      ])
      await using github = await hub()
      const inputs = made.v5([A, B], { ...github.inputs, ...snapshot, comment: 'true' })
      const ended = await step(inputs, github)
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false' } })
      expect([...github.written()].sort()).toEqual(['codearts/build pending', 'codearts/test pending'])
      // Log, summary and comment say that the statuses decide now, and who settles them.
      for (const text of [ended.stdout, ended.summary, github.gitHub.comments[0]?.body]) {
        expect(text).toMatch(/2 of 2 pipelines/)
        expect(text).toMatch(/statuses decide.*`sweep: true`/)
        expect(text).not.toContain('`fail_on`')
      }
      await postStep(inputs, ended, github.env)
      expect(github.written()).toHaveLength(2)
    }
  )

  it.concurrent('is red for what has failed already', async () => {
    await using made = await cloud([build(ends('running')), test(ends('error'))])
    await using github = await hub()
    const ended = await step(made.v5([A, B], { ...github.inputs, ...snapshot }), github)
    expect(ended.code).toBe(1)
    expect(github.standing()).toMatchObject({
      'codearts/build': { state: 'pending' },
      'codearts/test': { state: 'failure' }
    })
  })

  it.concurrent.each(['running', 'success'] as const)(
    'is red when nothing could be written: %s',
    async state => {
      await using made = await cloud([build(ends(state))])
      await using github = await hub({
        accounts: [{ token: 'ghs_tokenOfTheJob0123456789', login: 'bot', permissions: { statuses: 'read' } }]
      })
      const ended = await step(made.v5([A], { ...github.inputs, ...snapshot }), github)
      expect(ended.code).toBe(1)
      expect(ended.stdout).toMatch(/::error.*pending.*could not be written/)
      expect(ended.stdout).toMatch(/::warning::.*statuses: write/)
    }
  )
})

describe('what is refused before anything is asked', () => {
  const full = { commit_status: 'each' }
  it.concurrent.each<readonly [string, Inputs, RegExp]>(
    sample([
      ['v3', { ...full, project_id: '' }, /commit_status.*project_id/],
      ['any commit', { ...full, commit: 'any' }, /commit_status.*commit: any/],
      ['a short hash', { ...full, commit: '1f1f1f1' }, /commit_status.*40 hex digits/],
      ['a pin', { ...full, pipeline_ids: `${A}@${'9'.repeat(32)} ${B}` }, /commit_status.*pin/],
      ['fail_on: none', { ...full, fail_on: 'none' }, /commit_status.*fail_on: none/],
      ['an empty token', { ...full, github_token: '' }, /github_token.*empty/],
      ['an empty token for a comment', { comment: 'true', github_token: '' }, /github_token.*empty/],
      ['a prefix of odd characters', { ...full, status_prefix: 'ci\u200B/' }, /status_prefix/],
      ['a prefix that is too long', { ...full, status_prefix: 'x'.repeat(101) }, /status_prefix.*100/],
      ['another word', { commit_status: 'eech' }, /commit_status.*did you mean each/]
    ])
  )('%s', async (_, more, says) => {
    await using made = await cloud([build(ends('success'))])
    await using github = await hub()
    const ended = await step(made.v5([A], { ...github.inputs, ...more }), github)
    expect(ended.code).toBe(1)
    expect(ended.stdout.replaceAll('%0A', '\n')).toMatch(says)
    expect(github.requests()).toEqual([])
    expect(made.count()).toBe(0)
  })
})
