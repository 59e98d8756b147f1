import { describe, expect, it } from '@jest/globals'
import { FailureError } from '../../../src/errors.js'
import { resolveConfig } from '../../../src/inputs/resolve.js'
import { config, ID, issue, OTHER, PROJECT } from './given.js'

const named = (pipeline_names: string) => config({ project_id: PROJECT, pipeline_names })
const project = [{ id: OTHER, name: 'build' }]

describe('resolveConfig', () => {
  it('asks for nothing where no name was given', async () => {
    const given = config({})
    const resolved = await resolveConfig(given, () => Promise.reject(new Error('not to be asked')))
    expect(resolved).toEqual({ config: given, resolutions: [], project: [] })
  })

  it('adds what the names mean', async () => {
    const resolved = await resolveConfig(named('build'), () => Promise.resolve(project))
    expect([...resolved.config.targets.keys()]).toEqual([ID, OTHER])
    expect(resolved).toMatchObject({ project, resolutions: [{ line: 'build', pipelines: project }] })
  })

  it('keeps what is advisory by ID, and adds what is advisory by name', async () => {
    const list = () => Promise.resolve(project)
    const byId = await resolveConfig(
      config({ project_id: PROJECT, pipeline_names: 'build', advisory: ID }),
      list
    )
    expect([...byId.config.advisory]).toEqual([ID])
    const byName = await resolveConfig(
      config({ project_id: PROJECT, pipeline_names: 'build', advisory: 'build' }),
      list
    )
    expect([[...byName.config.advisory], byName.config.advisoryLines]).toEqual([[OTHER], []])
    const alone = await resolveConfig(
      config({ project_id: PROJECT, pipeline_ids: `${ID} ${OTHER}`, advisory: 'build' }),
      list
    )
    expect([...alone.config.advisory]).toEqual([OTHER])
  })

  it.each([
    ['each', 40, null],
    ['each', 41, issue('commit_status', 'status_many', 'each', { n: 41, most: 40 })],
    ['one', 41, null]
  ])('commit_status: %s with %i pipelines', async (commit_status, n, expected) => {
    const many = Array.from({ length: n }, (_, i) => ({ id: String(i).padStart(32, 'e'), name: `n${i}` }))
    const given = config(
      {
        ...{ project_id: PROJECT, pipeline_ids: '', pipeline_names: '*', commit_status },
        ...{ commit: 'ab'.repeat(20), github_token: 'token-of-the-job' }
      },
      { GITHUB_REPOSITORY: 'octo/app' }
    )
    const issues = await resolveConfig(given, () => Promise.resolve(many)).then(
      () => null,
      (error: unknown) => (error as FailureError).failure.issues
    )
    expect(issues).toEqual(expected === null ? null : [expected])
  })

  it('an advisory line that means nothing is a bad input', async () => {
    const given = config({ project_id: PROJECT, pipeline_names: 'build', advisory: 'other' })
    await expect(resolveConfig(given, () => Promise.resolve(project))).rejects.toMatchObject({
      failure: { code: 'inputs', issues: [{ input: 'advisory', given: 'other' }] }
    })
  })

  it('names that mean nothing are bad inputs', async () => {
    const error: unknown = await resolveConfig(named('other'), () => Promise.resolve(project)).catch(
      (error: unknown) => error
    )
    expect(error).toBeInstanceOf(FailureError)
    expect((error as FailureError).failure).toMatchObject({
      code: 'inputs',
      issues: [{ input: 'pipeline_names', given: 'other', code: 'name_none' }]
    })
  })
})
