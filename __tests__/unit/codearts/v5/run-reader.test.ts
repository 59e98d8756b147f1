import { describe, expect, it } from '@jest/globals'
import { openRunReader, type RunReader } from '../../../../src/codearts/v5/run-reader.js'
import { aRun } from '../../helpers.js'
import { scripted, type Reply } from '../scripted.js'

const PROJECT = { region: 'cn-north-4', projectId: 'x' }
const OURS = 'a'.repeat(40)

function reading(reply: (n: number) => Reply): { reader: RunReader; asked: () => number } {
  const { client, asked } = scripted(reply)
  return { reader: openRunReader(client, PROJECT, () => 'called'), asked: () => asked.length }
}
const refused = (error_msg: string, error_code = 'DEVPIPE.00011402'): Reply => ({
  status: 400,
  body: { error_code, error_msg }
})

describe('a page of the run list', () => {
  it('has the runs of the pipeline by its name, and says where the next one begins', async () => {
    const body = {
      total: 9,
      pipeline_runs: [{ pipeline_run_id: 'r', status: 'FAILED' }, { pipeline_id: 'other' }]
    }
    const { runs, size, total } = await reading(() => ({ body })).reader.list('p', 0)
    expect(runs).toMatchObject([{ runId: 'r', outcome: 'error', pipelineName: 'called' }])
    expect([size, total]).toEqual([1, 9])
  })
})

describe('a run by its detail', () => {
  it('has the branch that the list has told, and its commit where the detail tells none', async () => {
    const { reader } = reading(() => ({ body: { id: 'r', status: 'COMPLETED' } }))
    const known = aRun({ branch: 'main', commit: OURS })
    expect(await reader.detail('p', 'r', known)).toMatchObject({
      ...{ outcome: 'success', commit: OURS, branch: 'main' }
    })
  })

  it.each(['The pipeline run does not exist.', 'Execution record not found', '流水线运行不存在'])(
    'is none where the service says: %s',
    async words => {
      expect(await reading(() => refused(words)).reader.detail('p', 'r', null)).toBeNull()
    }
  )

  it.each([
    ['another refusal', refused('You may not see this.')],
    ['a missing permission', refused('no permission: the run does not exist')],
    ['another project', refused('The run was not found: not owned', 'DEVPIPE.00011136')],
    ['no such project', refused('The run does not exist', 'DEVPIPE.00011412')],
    ['the words of a gateway', refused('The pipeline run does not exist.', 'APIGW.0101')],
    ['another run', { body: { id: 'other', status: 'COMPLETED' } }]
  ])('is no answer with %s', async (_, reply) => {
    await expect(reading(() => reply).reader.detail('p', 'r', null)).rejects.toThrow()
  })
})

describe('whether a pipeline builds from several repositories', () => {
  const of = (...types: string[]): Reply => ({ body: { id: 'p', sources: types.map(type => ({ type })) } })

  it.each<[string, Reply, boolean]>([
    ['one', of('code'), false],
    ['none', of(), false],
    ['two', of('code', 'code'), true],
    ['one, and an artifact', of('code', 'artifact'), false],
    ['what cannot be seen', refused('no'), true],
    ['what may not be seen', refused('no operation permissions', 'DEVPIPE.30011011'), true],
    ['another pipeline', { body: { id: 'q', sources: [] } }, true]
  ])('with %s', async (_, reply, several) => {
    expect(await reading(() => reply).reader.hasSeveralSources('p')).toBe(several)
  })

  it('is read once, and again only where that has failed', async () => {
    const { reader, asked } = reading(n => (n === 1 ? { body: 'no JSON' } : of('code', 'code')))
    await expect(reader.hasSeveralSources('p')).rejects.toThrow()
    expect(await reader.hasSeveralSources('p')).toBe(true)
    expect(await reader.hasSeveralSources('p')).toBe(true)
    expect(asked()).toBe(2)
  })
})
