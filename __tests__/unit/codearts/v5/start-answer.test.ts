import { describe, expect, it } from '@jest/globals'
import type { FailedAttempt } from '../../../../src/codearts/http/attempt.js'
import { readStart } from '../../../../src/codearts/v5/start-answer.js'
import { failure, type Failure } from '../../../../src/domain/failure.js'

const RUN = '0'.repeat(31) + '8'
const answer = (json: unknown): Parameters<typeof readStart>[0] => ({
  json,
  status: 200,
  headers: {},
  requestId: null,
  serverDate: null
})
const refusal = (
  cloudCode: string | null,
  body: object,
  more: Partial<FailedAttempt> & { readonly failure?: Partial<Failure> } = {}
): FailedAttempt => ({
  failed: failure('rejected', { cloudCode, status: 200, ...more.failure }),
  retryAfterMs: null,
  serverDate: null,
  offsetMs: 0,
  neverSent: false,
  body,
  ...more
})

describe('a plain answer', () => {
  it.each([
    [{ pipeline_run_id: RUN }, { kind: 'started', runId: RUN }],
    [{ pipeline_run_id: '' }, { kind: 'lost' }],
    [{ pipeline_run_id: 'short' }, { kind: 'lost' }],
    [{ pipeline_run_id: `${RUN}0` }, { kind: 'lost' }],
    [{ pipeline_run_id: [RUN] }, { kind: 'lost' }],
    [{ data: { pipeline_run_id: RUN } }, { kind: 'lost' }],
    [{ pipeline_run_id: RUN, error_msg: 'no' }, { kind: 'lost' }],
    [{ error_msg: 'no' }, { kind: 'refused' }],
    [{}, { kind: 'lost' }],
    [[], { kind: 'lost' }],
    [null, { kind: 'lost' }]
  ])('%j', (json, expected) => {
    expect(readStart(answer(json))).toMatchObject(expected)
  })
})

describe('an answer that refuses', () => {
  const ids = { pipeline_run_id: RUN, queue_id: 'q' }
  it.each([
    ['DEVPIPE.00011169', { error: ids }, { kind: 'queued', runId: RUN, queueId: 'q' }],
    ['DEVPIPE.00011170', { error: ids }, { kind: 'queued', runId: RUN, queueId: 'q' }],
    ['DEVPIPE.00011169', { error: { ...ids, queue_id: 12 } }, { kind: 'queued', queueId: '12' }],
    ['DEVPIPE.00011169', { error: { pipeline_run_id: '', queue_id: '' } }, { kind: 'queued', runId: null }],
    ['DEVPIPE.00011169', ids, { kind: 'queued', runId: null, queueId: null }],
    ['DEVPIPE.00011169', {}, { kind: 'queued', runId: null, queueId: null }],
    ['DEVPIPE.00011104', {}, { kind: 'not_now' }],
    ['DEVPIPE.00011104', { error: ids }, { kind: 'lost' }],
    ['DEVPIPE.00010000', {}, { kind: 'refused' }],
    ['DEVPIPE.00010000', { pipeline_run_id: RUN }, { kind: 'lost' }],
    ['DEVPIPE.00010000', { error: { pipeline_run_id: RUN } }, { kind: 'lost' }],
    [null, { error_msg: 'no' }, { kind: 'refused' }],
    [null, {}, { kind: 'lost' }]
  ])('%s with %j', (code, body, expected) => {
    expect(readStart(refusal(code, body))).toMatchObject(expected)
  })

  it('is the sign-in’s, whatever stands beside it', () => {
    const refused = refusal('APIGW.0301', { pipeline_run_id: RUN }, { failed: failure('refused') })
    expect(readStart(refused)).toMatchObject({ kind: 'refused' })
  })

  it('of a locked key is waited out: nothing was created', () => {
    const locked = refusal('APIGW.0301', {}, { failed: failure('locked') })
    expect(readStart(locked)).toMatchObject({ kind: 'not_now' })
  })

  it.each([
    [true, 'not_now'],
    [false, 'lost']
  ])('a broken connection, surely before it was sent: %s', (neverSent, kind) => {
    const broken = { failed: failure('connection'), neverSent }
    expect(readStart(refusal(null, {}, broken))).toMatchObject({ kind })
  })
})
