import { describe, expect, it } from '@jest/globals'
import { createTriggersApi } from '../../../../src/codearts/v5/triggers-api.js'
import { FailureError } from '../../../../src/errors.js'
import { scripted, type Reply } from '../scripted.js'

const PROJECT = { region: 'cn-north-4', projectId: 'c'.repeat(32) }
const PIPELINE = 'a'.repeat(32)
const TIME = 1_780_000_000_000

function asking(reply: Reply) {
  const { client, asked } = scripted(() => reply)
  return { api: createTriggersApi(client, PROJECT), paths: () => asked.map(({ url }) => new URL(url)) }
}

describe('failed triggers', () => {
  it.each<[string, object, object]>([
    ['as documented', { trigger_time: TIME, reason: 'x' }, { at: TIME, reason: 'x' }],
    ['with a time as text', { trigger_time: String(TIME), reason: 'x' }, { at: TIME, reason: 'x' }],
    ['with nothing', {}, { at: null, reason: null }],
    ['with nulls', { trigger_time: null, reason: null }, { at: null, reason: null }],
    ['with odd types', { trigger_time: [], reason: {} }, { at: null, reason: null }]
  ])('are read %s', async (_, record, expected) => {
    const { api, paths } = asking({ body: { triggerFailedRecordVOS: [null, record, 7], total: 1 } })
    expect(await api.failed(PIPELINE)).toEqual([expected])
    const [url, ...more] = paths()
    expect(more).toEqual([])
    expect(`${url?.pathname ?? ''}${url?.search ?? ''}`).toBe(
      `/v5/${PROJECT.projectId}/api/pipelines/${PIPELINE}/trigger-failed-record?offset=0&limit=10`
    )
  })

  it.each<[string, Reply]>([
    ['without a list', { body: { triggerFailedRecordVOS: null } }],
    [
      'that is a refusal',
      { body: { error_code: 'DEVPIPE.30011011', error_msg: 'no operation permissions' } }
    ],
    ['of a server in trouble', { status: 503 }]
  ])('an answer %s is asked for once and fails', async (_, reply) => {
    const { api, paths } = asking(reply)
    await expect(api.failed(PIPELINE)).rejects.toThrow(FailureError)
    expect(paths()).toHaveLength(1)
  })
})

describe('the queue', () => {
  it('is its first page', async () => {
    const records = Array.from({ length: 10 }, (_, id) => ({ id, status: 'QUEUED', enqueue_time: TIME + id }))
    const { api, paths } = asking({ body: { queuedPipelines: records, total: 100 } })
    const page = await api.queued(PIPELINE)
    expect([page.records.length, page.total, paths().length]).toEqual([10, 100, 1])
  })
})
