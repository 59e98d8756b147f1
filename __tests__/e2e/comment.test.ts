import { describe, expect, it } from '@jest/globals'
import { JOB_ACCOUNT, type Moment, type PipelineSpec, type SimComment } from '../../simulator/index.js'
import { A, B, cloud, ends, pipelineWith } from './cloud.js'
import { pipelineId, step } from './harness.js'
import { COMMIT, hub, type Hub } from './hub.js'

const named = (id: string, name: string, ...moments: readonly Moment[]): PipelineSpec => ({
  ...pipelineWith(id, [{ number: 118, commit: COMMIT, moments }]),
  name
})
const only = ({ gitHub }: Hub): SimComment => {
  expect(gitHub.comments).toHaveLength(1)
  const [comment] = gitHub.comments
  if (comment === undefined) throw new Error('no comment')
  return comment
}
const on = { comment: 'true' }

describe('comment: true', () => {
  it.concurrent('one comment, written when the step begins and when it ends', async () => {
    await using made = await cloud([named(A, 'build', ends('running'), ends('error', 700))])
    await using github = await hub()
    const ended = await step(made.v5([A], { ...github.inputs, ...on }), github)
    expect(ended.code).toBe(1)
    const { body } = only(github)
    expect(body).toMatch(/^<!-- codearts-pipeline-gate:[0-9a-f]{16} -->\n### ❌ CodeArts gate failed/)
    expect(body).toContain('build')
    // Not found, written, checked for a race, and written once more: no poll in between is a request.
    expect(github.requests().map(({ kind }) => kind)).toEqual([
      'github.graphql',
      'github.add_comment',
      'github.graphql',
      'github.change_comment'
    ])
  })

  it.concurrent('the next step updates it in place; another prefix has its own', async () => {
    await using made = await cloud([named(A, 'build', ends('success'))])
    await using github = await hub()
    const inputs = made.v5([A], { ...github.inputs, ...on })
    await step(inputs, github)
    const { id } = only(github)
    await step(inputs, github)
    expect(only(github).id).toBe(id)
    await step({ ...inputs, status_prefix: 'nightly/' }, github)
    expect(github.gitHub.comments).toHaveLength(2)
  })

  it.concurrent('the mark of somebody else is not enough', async () => {
    await using made = await cloud([named(A, 'build', ends('success'))])
    await using github = await hub()
    const inputs = made.v5([A], { ...github.inputs, ...on })
    await step(inputs, github)
    const own = only(github)
    const stranger = { ...own, id: own.id - 1, author: 'mallory', body: `${own.body}\nmine` }
    github.gitHub.comments.unshift(stranger)
    await step(inputs, github)
    expect(github.gitHub.comments[0]).toEqual(stranger)
    expect(github.gitHub.comments).toHaveLength(2)
  })

  it.concurrent('two that have raced end as one, the older', async () => {
    await using made = await cloud([named(A, 'build', ends('success'))])
    await using github = await hub({}, [
      {
        on: 'github.add_comment',
        times: 1,
        does: (honest, { body }) => {
          // Another step with the same token was faster.
          const text = (JSON.parse(body) as { body: string }).body
          const at = Date.now()
          const first = {
            id: 1,
            issue: 7,
            author: JOB_ACCOUNT.login,
            body: text,
            createdAt: at,
            updatedAt: at
          }
          github.gitHub.comments.push(first)
          return honest()
        }
      }
    ])
    await step(made.v5([A], { ...github.inputs, ...on }), github)
    expect(only(github)).toMatchObject({ id: 1, body: expect.stringContaining('gate passed') as unknown })
  })

  it.concurrent('a comment that was deleted meanwhile is written anew', async () => {
    await using made = await cloud([named(A, 'build', ends('running'), ends('success', 900))])
    await using github = await hub()
    await step(made.v5([A], { ...github.inputs, ...on }), {
      ...github,
      kills: [
        {
          signal: 'SIGCONT',
          once: () =>
            github.requests('github.graphql').length === 2 && github.gitHub.comments.splice(0).length === 1
        }
      ]
    })
    expect(only(github).body).toContain('gate passed')
  })

  it.concurrent('outside a pull request it is a notice, and nothing else', async () => {
    await using made = await cloud([named(A, 'build', ends('success'))])
    await using github = await hub({ pullRequests: [] })
    const env = { ...github.env, GITHUB_EVENT_NAME: 'schedule', GITHUB_SHA: COMMIT }
    const ended = await step(made.v5([A], { ...github.inputs, ...on, commit: 'event' }), {
      env: { ...env, GITHUB_EVENT_PATH: undefined }
    })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('not on a pull request')
    expect(ended.stdout).not.toContain('::warning')
    expect(github.gitHub.comments).toEqual([])
  })

  it.concurrent('the pull request of a commit that was pushed', async () => {
    await using made = await cloud([named(A, 'build', ends('success'))])
    await using github = await hub()
    const env = { ...github.env, GITHUB_EVENT_NAME: 'create', GITHUB_SHA: COMMIT }
    await step(made.v5([A], { ...github.inputs, ...on }), { env: { ...env, GITHUB_EVENT_PATH: undefined } })
    expect(only(github).issue).toBe(7)
  })

  it.concurrent('mentions nobody and refers to no issue', async () => {
    const name = 'build @octocat #12 GH-34 fixes octo/app#5 https://github.com/octo/app/issues/6'
    await using made = await cloud([named(A, name, ends('error'))])
    await using github = await hub()
    await step(made.v5([A], { ...github.inputs, ...on }), github)
    const prose = only(github).body.replace(/\]\([^)]*\)/g, ']')
    expect(prose).toContain('octocat')
    expect(prose).not.toMatch(/@[\p{L}\p{N}]|#\d|GH-\d|:\/\//u)
  })

  it.concurrent('fits, however much there is to say', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      named(pipelineId(`${index + 100}`), `${'long '.repeat(14)}${index}`, ends('error'))
    )
    await using made = await cloud(many)
    await using github = await hub()
    const ids = many.map(({ id }) => id)
    const ended = await step(made.v5(ids, { ...github.inputs, ...on }), github)
    expect(ended.code).toBe(1)
    expect(only(github).body.length).toBeLessThan(65_536)
    expect(only(github).body).toContain('### ❌')
  })

  it.concurrent('a comment may stand beside statuses, in Chinese as well', async () => {
    await using made = await cloud([named(A, '构建', ends('success')), named(B, '测试', ends('error'))])
    await using github = await hub()
    const inputs = { ...github.inputs, ...on, commit_status: 'each', language: 'zh' }
    await step(made.v5([A, B], inputs), github)
    expect(only(github).body).toContain('门禁')
    expect(github.standing()).toMatchObject({
      'codearts/构建': { state: 'success', description: expect.stringMatching(/^通过/) as unknown },
      'codearts/测试': { state: 'failure', description: expect.stringMatching(/^失败/) as unknown }
    })
  })
})
