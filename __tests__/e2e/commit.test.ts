import { describe, expect, it } from '@jest/globals'
import { commitOf, type PipelineSpec } from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith, PROJECT, type Cloud } from './cloud.js'
import { step, type Inputs, type Step } from './harness.js'
import { sample } from '../sample.js'
import {
  type Example,
  HEAD_OF_BRANCH,
  OTHER,
  example,
  environment,
  failedFor,
  greenOf,
  PULL,
  warned
} from './commit-cases.js'

/** The same payload for an event that GitHub publishes no example of. */
const renamed = (name: string, { payload }: Example): Example => ({ name, payload })

const notices = ({ lines }: Step): readonly string[] => lines.filter(line => /commit: \w+/.test(line))

describe("the commit of an event, from GitHub's own payloads", () => {
  const pull = example('pull_request')
  const list: readonly (readonly [Example, string])[] = [
    [pull, 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [renamed('pull_request_target', pull), 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [example('pull_request_review'), 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [example('pull_request_review_comment'), 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [example('merge_group'), '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d'],
    [example('push', text => text.includes('refs/heads/')), '6113728f27ae82c7b1a177c8d03f9e96e0adf246'],
    [
      example('push', text => text.includes('refs/tags/') && !text.includes('"deleted":true')),
      '6113728f27ae82c7b1a177c8d03f9e96e0adf246'
    ],
    [example('check_run'), 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [example('check_suite'), 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'],
    [
      example('workflow_run', text => text.includes('"event":"workflow_dispatch"')),
      '5779607b49aab1200488439f02372c57b4f75444'
    ],
    [example('status'), '6113728f27ae82c7b1a177c8d03f9e96e0adf246'],
    [example('deployment'), 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e'],
    [example('deployment_status'), 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e'],
    [example('create'), HEAD_OF_BRANCH],
    [example('release'), HEAD_OF_BRANCH]
  ]
  it.concurrent.each(sample(list.map(([event, commit]) => ({ name: event.name, event, commit }))))(
    'auto requires it: $name',
    async ({ event, commit }) => {
      await using made = await cloud([failedFor(commit)])
      const { v5 } = made
      const ended = await step(v5([A]), { env: environment(event) })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'error', passed: 'false' } })
      expect(ended.pipelines).toMatchObject([{ run_number: 4, commit, matched_by: 'commit' }])
      expect(notices(ended)).toEqual([expect.stringMatching(`${commit}.*${event.name}.*commit: any`)])
    }
  )

  it.concurrent.each<Example>([
    { name: 'schedule', payload: { schedule: '17 5 * * *' } },
    example('workflow_dispatch')
  ])('auto is any: $name', async event => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    const ended = await step(v5([A]), { env: environment(event) })
    expect(ended.code).toBe(0)
    expect(ended.pipelines).toMatchObject([{ commit: OTHER, matched_by: 'latest' }])
    expect(notices(ended)).toEqual([expect.stringMatching(`any commit.*${event.name}`)])
    const strict = await step(v5([A], { commit: 'event', start_timeout: '1s' }), {
      env: environment(event)
    })
    expect(strict).toMatchObject({ code: 1, outputs: { result: 'stale' } })
  })

  const others = [
    ...['issue_comment', 'issues', 'delete', 'repository_dispatch', 'discussion', 'discussion_comment'],
    ...['fork', 'gollum', 'label', 'milestone', 'page_build', 'public', 'watch', 'branch_protection_rule']
  ]
  it.concurrent.each(
    sample([
      ...others.map(name => ({
        what: `an event about no commit, ${name}`,
        event: example(name),
        says: name
      })),
      {
        what: 'a run of a branch',
        event: example('workflow_run', text => text.includes('"event":"repository_dispatch"')),
        says: 'repository_dispatch'
      },
      {
        what: 'a push that deletes',
        event: example('push', text => text.includes('"deleted":true')),
        says: 'deletes'
      },
      {
        what: 'a run of which nobody says what has triggered it',
        event: renamed('workflow_run', {
          name: 'workflow_run',
          payload: JSON.stringify({ workflow_run: { head_sha: HEAD_OF_BRANCH } })
        }),
        says: 'does not say which event triggered'
      },
      {
        what: 'a payload that cannot be read',
        event: renamed('pull_request', { name: '', payload: '{' }),
        says: 'read'
      }
    ])
  )('auto and event are refused: $what', async ({ event, says }) => {
    await using made = await cloud([greenOf(HEAD_OF_BRANCH)])
    const { v5, count } = made
    const env = environment(event)
    const each = [v5([A]), v5([A], { commit: 'event' }), v5([A], { commit: '' })]
    for (const ended of await Promise.all(each.map(inputs => step(inputs, { env })))) {
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown', passed: 'false' } })
      const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
      for (const part of ['- commit: ', says, 'commit hash', 'commit: any']) expect(error).toContain(part)
    }
    expect(count()).toBe(0)
    expect(await step(v5([A], { commit: 'any' }), { env })).toMatchObject({ code: 0 })
  })

  it.concurrent('a payload that is not there', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5, count } = made
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: OTHER }
    const ended = await step(v5([A]), { env })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('GITHUB_EVENT_PATH is not set')
    expect(count()).toBe(0)
  })
})

describe('what is given', () => {
  const pull = environment({
    name: 'pull_request',
    payload: { pull_request: { head: { sha: HEAD_OF_BRANCH } } }
  })

  it.concurrent.each(sample(['', ' \n']))('empty (%j) is event, on every event', async commit => {
    await using made = await cloud([failedFor(HEAD_OF_BRANCH)])
    const { v5 } = made
    for (const env of [pull, { ...environment({ name: 'schedule', payload: {} }) }]) {
      const ended = await step(v5([A], { commit }), { env })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'error' } })
      expect(notices(ended)).toEqual([expect.stringContaining('means `event`')])
    }
  })

  it.concurrent('without an event, nothing is any, and empty is refused', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    const ended = await step(v5([A]))
    expect(ended.code).toBe(0)
    expect(notices(ended)).toEqual([expect.stringContaining('any commit')])
    const empty = await step(v5([A], { commit: '' }))
    expect(empty.code).toBe(1)
    expect(empty.stdout).toContain('- commit: got ""; an empty value means `event`')
  })

  it.concurrent('in Chinese', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const { v5 } = made
    const ended = await step(v5([A], { commit: 'any', language: 'zh' }), { env: pull })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('接受任意提交的执行记录')
    expect(ended.stdout).toContain(`属于提交 ${OTHER}`)
    const refused = await step(v5([A], { language: 'zh' }), {
      env: environment(example('issue_comment'))
    })
    expect(refused.stdout).toContain('issue_comment 事件不针对某个提交')
  })
})

describe('several sources: the commit of the event has to be that of this repository', () => {
  const sources = [{ alias: 'app' }, { alias: 'lib' }]
  const building = (app: string, lib: string): PipelineSpec => ({
    ...pipelineWith(A, [
      {
        number: 5,
        commit: app,
        moments: [ends('success')],
        sources: [
          { alias: 'app', commit: app, url: 'https://github.com/Acme/app.git' },
          { alias: 'lib', commit: lib, url: 'git@github.com:acme/lib.git' }
        ]
      }
    ]),
    sources
  })
  const pull = {
    ...environment({ name: 'pull_request', payload: { pull_request: { head: { sha: HEAD_OF_BRANCH } } } }),
    GITHUB_SERVER_URL: 'https://github.com'
  }
  it.concurrent.each(
    sample([
      { repository: 'acme/lib', app: OTHER, lib: HEAD_OF_BRANCH, result: 'success' },
      { repository: 'acme/app', app: OTHER, lib: HEAD_OF_BRANCH, result: 'stale' },
      { repository: 'acme/else', app: OTHER, lib: HEAD_OF_BRANCH, result: 'success' },
      { repository: 'acme/app', app: HEAD_OF_BRANCH, lib: OTHER, result: 'success' }
    ])
  )('$repository, run of $app and $lib: $result', async ({ repository, app, lib, result }) => {
    await using made = await cloud([building(app, lib)])
    const env = { ...pull, GITHUB_REPOSITORY: repository }
    for (const commit of ['auto', 'event']) {
      const ended = await step(made.v5([A], { commit, start_timeout: '300ms' }), { env })
      expect(ended.outputs.result).toBe(result)
      // The reported commit is the one that the run was matched by.
      if (result === 'success') {
        expect(ended.pipelines).toMatchObject([{ commit: HEAD_OF_BRANCH, matched_by: 'commit' }])
        expect(ended.summary).toContain(HEAD_OF_BRANCH.slice(0, 10))
        expect(`${ended.stdout}${ended.summary}`).not.toContain(OTHER.slice(0, 10))
      }
      expect(ended.lines.filter(line => line.startsWith('::warning'))).toEqual([])
    }
  })
})

it.concurrent('fail_fast at the first poll leaves what the same poll has found of the others', async () => {
  await using made = await cloud([failedFor(HEAD_OF_BRANCH), greenOf(HEAD_OF_BRANCH, B)])
  const ended = await step(made.v5([A, B], { fail_fast: 'true' }), { env: PULL })
  expect(ended).toMatchObject({ code: 1, outputs: { result: 'error', failed_ids: JSON.stringify([A]) } })
  expect(ended.pipelines.map(({ outcome }) => outcome)).toEqual(['error', 'success'])
})

it.concurrent('a pipeline that does not exist is called so, and no trigger', async () => {
  await using made = await cloud([greenOf(HEAD_OF_BRANCH)])
  const ended = await step(made.v5([B], { start_timeout: '300ms' }), { env: PULL })
  expect(ended).toMatchObject({ code: 1, outputs: { result: 'not_found' } })
  expect(ended.stdout).toContain('The pipeline does not exist: compare `pipeline_ids`')
  expect(ended.stdout).not.toContain('could not be read completely')
})

describe('a judged run of another commit than the event', () => {
  it.concurrent('with any', async () => {
    await using made = await cloud([greenOf(OTHER), greenOf(HEAD_OF_BRANCH, B)])
    const { v5 } = made
    const ended = await step(v5([A, B], { commit: 'any' }), { env: PULL })
    expect(ended.code).toBe(0)
    warned(ended)
    expect(ended.stdout).toContain('pipeline-a000: run #5 is of commit')
  })

  const startable = (commit: string): PipelineSpec => ({
    ...{ id: A, name: 'build', projectId: PROJECT, runs: [] },
    onStart: { commit, moments: [{ at: 0, state: 'success' }] }
  })
  it.concurrent('with any, of a run that was started', async () => {
    await using made = await cloud([startable(OTHER)])
    const { v5 } = made
    const ended = await step(v5([A], { commit: 'any', start: 'true' }), { env: PULL })
    expect(ended.code).toBe(0)
    warned(ended)
  })

  it.concurrent(
    'with auto, a started run of another commit does not count, and the message says what to check',
    async () => {
      await using made = await cloud([startable(commitOf('main'))])
      const { v5 } = made
      const ended = await step(v5([A], { start: 'true' }), { env: PULL })
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'stale' } })
      const errors = ended.lines.filter(line => line.startsWith('::error'))
      for (const part of ['`branch`', 'github.head_ref', 'commit: any', HEAD_OF_BRANCH, commitOf('main')])
        expect(errors.join()).toContain(part)
    }
  )
})

describe('on v3, which tells no commits', () => {
  const v3 = ({ inputs }: Cloud, more: Inputs = {}): Inputs => inputs([A], more)
  it.concurrent('auto is any, with a warning where the event is about a commit', async () => {
    await using made = await cloud([greenOf(OTHER)])
    const pull = await step(v3(made), { env: environment(example('pull_request')) })
    expect(pull.code).toBe(0)
    expect(pull.lines.filter(line => line.startsWith('::warning'))).toEqual([
      expect.stringMatching(/v3 .*commit.*pull_request.*project_id/)
    ])
    const nightly = await step(v3(made), { env: environment({ name: 'schedule', payload: {} }) })
    expect(nightly.lines.filter(line => line.startsWith('::warning'))).toEqual([])
  })
  it.concurrent.each(sample(['event', '', OTHER]))('commit: %p is refused', async commit => {
    await using made = await cloud([greenOf(OTHER)])
    const ended = await step(v3(made, { commit }), { env: environment(example('pull_request')) })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('project_id')
    expect(made.count()).toBe(0)
  })
})
