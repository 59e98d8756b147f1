import { describe, expect, it } from '@jest/globals'
import { A, B, cloud, type Cloud } from '../e2e/cloud.js'
import { quick, startable } from '../e2e/starts.js'
import { bodies, start } from '../e2e/start-cases.js'

describe('start: true', () => {
  it.concurrent('builds a tag', async () => {
    await using made = await cloud([startable(A, quick)])
    const ended = await start(made, [A], { tag: 'v1.0' })
    expect(ended.code).toBe(0)
    expect(bodies(made)[0]).toMatchObject({
      sources: [{ params: { build_params: { build_type: 'tag', tag: 'v1.0', event_type: 'Manual' } } }]
    })
  })

  it.concurrent('cuts a long description between two characters and keeps the mark', async () => {
    await using made = await cloud([startable(A, quick)])
    await start(made, [A], { description: 'x' + '🙂'.repeat(700) })
    const text = String(bodies(made)[0]?.description)
    expect(text.length).toBeLessThanOrEqual(1024)
    expect(text).toMatch(/^x(🙂)+ \[codearts-gate:[0-9a-z]{12}\]$/u)
  })

  const targets = (made: Cloud): unknown[] =>
    bodies(made).flatMap(body =>
      (body.sources as { params: { build_params: { target_branch?: string; tag?: string } } }[]).map(
        ({ params: { build_params: built } }) => built.target_branch ?? built.tag
      )
    )
  const several = [{ alias: 'code' }, { alias: 'lib', defaultBranch: 'trunk' }]
  it.concurrent('one value is a branch, even if it looks like a line for a source', async () => {
    await using made = await cloud([startable(A, quick)])
    expect((await start(made, [A], { branch: 'code=release' })).code).toBe(0)
    expect(targets(made)).toEqual(['code=release'])
  })
  it.concurrent('one value is a branch where only some of the pipelines have several sources', async () => {
    await using made = await cloud([startable(A, quick), startable(B, quick, { sources: several })])
    expect((await start(made, [A, B], { branch: 'code=release' })).code).toBe(0)
    expect(targets(made)).toEqual(['code=release', 'code=release', 'code=release'])
  })
  it.concurrent('one line names a source where all of the pipelines have several', async () => {
    await using made = await cloud([startable(A, quick, { sources: several })])
    expect((await start(made, [A], { branch: 'code=refs/heads/release' })).code).toBe(0)
    expect(targets(made)).toEqual(['release', 'trunk'])
  })
  it.concurrent('one value goes for all sources of a pipeline that has several', async () => {
    await using made = await cloud([startable(A, quick, { sources: several })])
    expect((await start(made, [A], { branch: 'release' })).code).toBe(0)
    expect(targets(made)).toEqual(['release', 'release'])
  })
})
