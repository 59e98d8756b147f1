import { describe, expect, it } from '@jest/globals'
import { probe } from '../../../src/codearts/probe.js'
import { scripted, START } from './scripted.js'

const ID = 'a'.repeat(32)
const PROJECT = { region: 'cn-north-4', projectId: 'c'.repeat(32) }
const date = new Date(START).toUTCString()

describe('one question to the service', () => {
  it.each([
    ['v3', null, 'GET', `/v3/pipelines/status?pipeline_ids=${ID}`],
    ['v5', PROJECT, 'POST', `/v5/${PROJECT.projectId}/api/pipelines/status`]
  ] as const)(
    'of %s is sent once, and answered with the time of the server',
    async (_, project, method, path) => {
      const { client, asked } = scripted(() => ({ headers: { date } }))
      expect(await probe(client, project, ID)).toEqual({ failed: null, serverDate: START })
      expect(asked.map(({ method, url }) => [method, url])).toEqual([
        [method, `https://cloud.example${path}`]
      ])
    }
  )

  it('that fails is a finding, and is not repeated', async () => {
    const { client, asked } = scripted(() => ({ status: 503 }))
    const { failed } = await probe(client, PROJECT, ID)
    expect(failed).toMatchObject({ code: 'server_error', status: 503 })
    expect(asked).toHaveLength(1)
  })
})
