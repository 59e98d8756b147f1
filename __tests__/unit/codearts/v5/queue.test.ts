import { describe, expect, it } from '@jest/globals'
import type { Client } from '../../../../src/codearts/http/client.js'
import { readQueue } from '../../../../src/codearts/v5/queue.js'
import { FailureError } from '../../../../src/errors.js'

const PROJECT = { region: 'cn-north-4', projectId: 'c'.repeat(32) }
const PIPELINE = 'a'.repeat(32)

/** A service that shows so many of its records on one page, and what it was asked for. */
function service(records: readonly unknown[], page = 10, total: unknown = records.length) {
  const asked: string[] = []
  const client: Pick<Client, 'once'> = {
    once: (_, path) => {
      asked.push(path)
      const offset = Number(/offset=(\d+)/.exec(path)?.[1])
      const json = { queuedPipelines: records.slice(offset, offset + page), total }
      return Promise.resolve({ json, status: 200, headers: {}, requestId: null, serverDate: null })
    }
  }
  return { asked, read: () => readQueue(client, PROJECT, PIPELINE) }
}
const record = (n: number, more: object = {}): object => ({
  id: n,
  pipeline_run_id: `run${n}`,
  enqueue_time: 1_780_000_000_000 + n,
  status: 'QUEUED',
  ...more
})

describe('the queue of a pipeline', () => {
  it('is read to its end, whatever the size of its pages', async () => {
    for (const page of [10, 3]) {
      const { read } = service(
        Array.from({ length: 25 }, (_, n) => record(n)),
        page
      )
      expect(await read()).toHaveLength(25)
    }
  })

  it('tells places by time, in whatever order it comes', async () => {
    const { read } = service([record(3), record(1, { enqueue_time: '1780000000001' }), record(2)])
    expect((await read()).map(({ queueId, place }) => [queueId, place])).toEqual([
      ['3', 3],
      ['1', 1],
      ['2', 2]
    ])
  })

  it('knows those that have waited too long: they stand before nobody', async () => {
    const { read } = service([record(1, { status: 'QUEUED_TIME_OUT' }), record(2)])
    expect(await read()).toMatchObject([{ state: 'timed_out' }, { state: 'waiting', place: 1 }])
  })

  it('takes nulls, empty texts and junk', async () => {
    const { read } = service([{ id: '', pipeline_run_id: null, enqueue_time: 'soon', status: null }, null, 7])
    expect(await read()).toEqual([{ queueId: null, runId: null, since: null, state: 'waiting', place: 1 }])
  })

  it('asks for ten pages at most, and for one where no total is told', async () => {
    const endless = service(Array.from({ length: 1_000 }, (_, n) => record(n)))
    expect(await endless.read()).toHaveLength(100)
    expect(endless.asked).toHaveLength(10)
    const silent = service([record(1)], 10, null)
    await silent.read()
    expect(silent.asked).toHaveLength(1)
  })

  it('is an error where it is no list', async () => {
    const client: Pick<Client, 'once'> = {
      once: () => Promise.resolve({ json: {}, status: 200, headers: {}, requestId: null, serverDate: null })
    }
    await expect(readQueue(client, PROJECT, PIPELINE)).rejects.toThrow(FailureError)
  })
})
