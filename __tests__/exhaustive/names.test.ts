import { describe, expect, it } from '@jest/globals'
import { A, B, C, cloud, PROJECT } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import { errors, gate, ids, named } from '../e2e/named.js'
import { project } from '../e2e/names-cases.js'

describe('pipelines by name', () => {
  it.concurrent('with the project of an address', async () => {
    await using made = await cloud(project)
    const address = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${PROJECT}/pipeline/detail/${A}`
    const ended = await step({ ...made.inputs([]), pipeline_ids: address, pipeline_names: 'deploy' })
    expect([ended.code, ids(ended)]).toEqual([0, [A, C]])
  })

  it.concurrent('what looks like an ID is a name', async () => {
    await using made = await cloud([named(A, B), named(C, 'deploy')])
    const ended = await gate(made, B)
    expect([ended.code, ids(ended)]).toEqual([0, [A]])
    const unknown = await gate(made, C)
    expect([unknown.code, ids(unknown)]).toEqual([1, []])
    expect(errors(unknown)[0]).toContain('pipeline_names')
  })

  it.concurrent('in the order of their code points', async () => {
    const names = ['\u{1F680}', '\uFF21', 'z', 'Z', '构']
    const made = names.map((name, index) => named(pipelineId(`e${index}`), name))
    await using served = await cloud(made)
    const ended = await gate(served, '*')
    expect(ended.pipelines.map(({ name }) => name)).toEqual(['Z', 'z', '构', '\uFF21', '\u{1F680}'])
  })

  it.concurrent('a name with line breaks is one line of the log', async () => {
    await using made = await cloud([named(A, 'build\n::error::x\r\nweb'), named(B, 'deploy')])
    const ended = await gate(made, 'build*web')
    expect([ended.code, ids(ended), errors(ended)]).toEqual([0, [A], []])
  })
})

describe('names that cannot be used: red, told like other bad inputs, nothing judged', () => {
  const many = [named(B, 'build'), named(A, 'build'), named(C, 'deploy-prod')]

  it.concurrent('with fail_on: none, too', async () => {
    await using made = await cloud(many)
    expect(await gate(made, 'nightly', { fail_on: 'none' })).toMatchObject({ code: 1 })
  })

  it.concurrent('a project without pipelines', async () => {
    await using made = await cloud([], [], { projects: [PROJECT] })
    const ended = await gate(made, 'build-*')
    expect(ended).toMatchObject({ code: 1, report: { failure: { code: 'inputs' } } })
    expect(errors(ended)[0]).toMatch(/no pipelines/)
  })
})
