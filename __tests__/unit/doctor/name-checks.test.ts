import { describe, expect, it } from '@jest/globals'
import { listChecks, nameChecks } from '../../../src/doctor/name-checks.js'
import { failure } from '../../../src/domain/failure.js'
import { FailureError } from '../../../src/errors.js'
import { ID, setup } from './play.js'

const project = [{ id: ID, name: 'build' }]
const pipelines = () => Promise.resolve(project)
const config = (pipeline_names: string) => setup([], { pipeline_ids: '', pipeline_names }).config

describe('the check of names', () => {
  it('is one, with the pipelines that they mean', async () => {
    const found = await nameChecks(config('b*'), { pipelines })
    expect([...found.config.targets.keys()]).toEqual([ID])
    expect(found.checks).toMatchObject([{ name: 'names', result: 'ok', about: { code: 'names' } }])
  })

  it('is bad where they mean nothing, and none where there is no name', async () => {
    expect((await nameChecks(config('x'), { pipelines })).checks).toMatchObject([
      { name: 'names', result: 'bad', about: { failure: { code: 'inputs' } } }
    ])
    expect((await nameChecks(setup([], { pipeline_ids: ID }).config, { pipelines })).checks).toEqual([])
  })
})

describe('the pipelines of a project', () => {
  const listed = { id: ID, name: 'build', latest: null }
  it('are listed, and counted', async () => {
    const page = { pipelines: [listed], total: 70 }
    expect(await listChecks({ firstPipelines: () => Promise.resolve(page) })).toMatchObject([
      { name: 'pipeline', about: { code: 'listed', id: ID, run: null } },
      { name: 'pipelines', result: 'warn', about: { code: 'list', shown: 1, total: 70 } }
    ])
  })

  it.each([
    [1, 'ok'],
    [null, 'ok'],
    [2, 'warn']
  ] as const)('that are all listed are right, of a total of %s', async (total, result) => {
    const page = { pipelines: [listed], total }
    const checks = await listChecks({ firstPipelines: () => Promise.resolve(page) })
    expect(checks.at(-1)).toMatchObject({ name: 'pipelines', result })
  })

  it('that are none at all are no success', async () => {
    const page = { pipelines: [], total: 0 }
    expect(await listChecks({ firstPipelines: () => Promise.resolve(page) })).toMatchObject([
      { result: 'warn' }
    ])
  })

  it('that may not be seen are told as such', async () => {
    const firstPipelines = () => Promise.reject(new FailureError(failure('rejected')))
    expect(await listChecks({ firstPipelines })).toMatchObject([{ name: 'pipelines', result: 'bad' }])
  })
})
