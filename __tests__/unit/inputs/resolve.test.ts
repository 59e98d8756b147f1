import { describe, expect, it } from '@jest/globals'
import { FailureError } from '../../../src/errors.js'
import { resolveConfig } from '../../../src/inputs/resolve.js'
import { config, ID, OTHER, PROJECT } from './given.js'

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
