import { describe, expect, it } from '@jest/globals'
import { failure, type Failure } from '../../../../src/domain/failure.js'
import { readRetry } from '../../../../src/codearts/v5/retry-answer.js'

const answer = (json: unknown) => ({ json, status: 200, headers: {}, requestId: 'r', serverDate: null })
const failed = (parts: Partial<Failure>, more: { neverSent?: boolean; body?: unknown } = {}) => ({
  failed: { ...failure('rejected'), ...parts },
  ...{ retryAfterMs: null, serverDate: null, offsetMs: 0, neverSent: false, body: undefined },
  ...more
})

describe('the answer to a retry', () => {
  it.each([
    [{ success: true }, 'accepted'],
    [{ success: 'true' }, 'accepted'],
    [{ success: false }, 'refused'],
    [{ success: 'False' }, 'refused'],
    // What says neither may mean either.
    [{}, 'lost'],
    [null, 'lost'],
    [[], 'lost'],
    [{ success: 1 }, 'lost'],
    [{ success: 'yes' }, 'lost']
  ])('%j is %s', (json, kind) => expect(readRetry(answer(json))).toMatchObject({ kind }))

  it.each([
    ['no right to run', failed({ cloudCode: 'DEVPIPE.30011011', status: 200 }), 'refused'],
    ['refused at the door', failed({ code: 'refused', status: 401 }), 'refused'],
    ['too many runs', failed({ cloudCode: 'DEVPIPE.00011104', status: 200 }), 'not_now'],
    ['throttled', failed({ code: 'throttled', status: 429 }), 'not_now'],
    ['no connection', failed({ code: 'connection' }, { neverSent: true }), 'not_now'],
    ['a broken connection', failed({ code: 'connection' }), 'lost'],
    ['a page of a gateway', failed({ code: 'not_understood', status: 200 }), 'lost'],
    ['a service in trouble', failed({ code: 'server_error', status: 502 }), 'lost']
  ])('%s is %s', (_, outcome, kind) => expect(readRetry(outcome)).toMatchObject({ kind }))

  it('queued tells the record in the queue', () => {
    const body = { error: { pipeline_run_id: 'a'.repeat(32), queue_id: 'q' } }
    const queued = failed({ cloudCode: 'DEVPIPE.00011169', status: 200 }, { body })
    expect(readRetry(queued)).toEqual({ kind: 'queued', queueId: 'q' })
  })
})
