import { describe, expect, it } from '@jest/globals'
import { A, B, cloud, ends } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import { hub } from '../e2e/hub.js'
import { named, build, test } from '../e2e/statuses-cases.js'

describe('commit_status: each', () => {
  it.concurrent('more than 40 that a pattern means are refused, and one is named', async () => {
    const many = Array.from({ length: 41 }, (_, n) => named(pipelineId(n + 10), `p${n}`, ends('success')))
    await using made = await cloud(many)
    await using github = await hub()
    const ended = await step(
      made.v5([], { ...github.inputs, commit_status: 'each', pipeline_names: '*' }),
      github
    )
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/41.*commit_status: one/)
    expect(github.written()).toEqual([])
  })

  it.concurrent('contexts are unique, letter case aside', async () => {
    await using made = await cloud([named(A, 'Build', ends('success')), named(B, 'build', ends('success'))])
    await using github = await hub()
    await step(made.v5([A, B], { ...github.inputs, commit_status: 'each' }), github)
    const contexts = Object.keys(github.standing())
    expect(contexts.sort()).toEqual([
      `codearts/Build (${A.slice(0, 8)})`,
      `codearts/build (${B.slice(0, 8)})`
    ])
  })
})

describe('commit_status: one', () => {
  it.concurrent('does not ask advisory pipelines', async () => {
    await using made = await cloud([build(ends('success')), test(ends('error'))])
    await using github = await hub()
    await step(made.v5([A, B], { ...github.inputs, commit_status: 'one', advisory: B }), github)
    expect(github.written()).toEqual(['codearts/gate pending', 'codearts/gate success'])
  })
})

describe('two steps that share a context', () => {
  it.concurrent('the same step in another attempt is no other step', async () => {
    await using made = await cloud([build(ends('success'))])
    await using github = await hub()
    const inputs = { ...github.inputs, commit_status: 'one' }
    await step(made.v5([A], inputs), github)
    await step(made.v5([A], inputs), { env: { ...github.env, GITHUB_RUN_ATTEMPT: '2' } })
    expect(github.standing()['codearts/gate']).toMatchObject({ state: 'success' })
    expect(github.written()).toHaveLength(4)
  })
})

describe('what is refused before anything is asked', () => {
  it.concurrent('41 pipelines with each name one; 40 are taken', async () => {
    await using made = await cloud()
    await using github = await hub()
    const ids = Array.from({ length: 41 }, (_, index) => pipelineId(`${index + 10}`))
    const refused = await step(made.v5(ids, { ...github.inputs, commit_status: 'each' }), github)
    expect(refused.stdout).toMatch(/41.*commit_status: one/)
    expect(github.requests()).toEqual([])
  })

  it.concurrent('a token that would go elsewhere than over https', async () => {
    await using made = await cloud([build(ends('success'))])
    await using github = await hub()
    const env = { ...github.env, GITHUB_API_URL: 'http://api.example.com' }
    const ended = await step(made.v5([A], { ...github.inputs, commit_status: 'each' }), { env })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('GITHUB_API_URL')
  })
})
