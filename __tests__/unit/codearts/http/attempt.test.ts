import { describe, expect, it } from '@jest/globals'
import { givenCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { ClientOptions, FailedAttempt } from '../../../../src/codearts/http/attempt.js'
import { ConnectionError } from '../../../../src/errors.js'
import { type Reply, scripted, START } from '../scripted.js'

const PATH = '/v5/run'
const token = givenCredential({ kind: 'token', token: 'tok' })
const failed = async (reply: Reply, options: Partial<ClientOptions> = {}): Promise<FailedAttempt> => {
  const service = scripted(() => reply, options)
  const outcome = await service.client.once('POST', PATH, {})
  if ('json' in outcome) throw new Error('no failure')
  return outcome
}
const breaks = (code: string, message = code): Reply => ({ breaks: new ConnectionError(code, message) })

describe('a request that is sent once', () => {
  it('carries its body as JSON, or none', async () => {
    const service = scripted(() => ({ body: { ok: true }, headers: { 'x-request-id': 'r' } }), {
      credentials: token
    })
    expect(await service.client.once('POST', PATH, { a: 1 })).toMatchObject({
      ...{ json: { ok: true }, status: 200, requestId: 'r' }
    })
    await service.client.once('GET', PATH)
    await service.client.post('/other', [1], { 'x-own': 'y', accept: 'text/plain' })
    expect(service.asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', 'https://cloud.example/v5/run', '{"a":1}'],
      ['GET', 'https://cloud.example/v5/run', null],
      ['POST', 'https://cloud.example/other', '[1]']
    ])
    const own = {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      'x-language': 'en-us',
      'x-auth-token': 'tok'
    }
    expect(service.asked.map(({ headers }) => headers)).toEqual([
      { ...own, accept: 'application/json', 'user-agent': 'codearts-pipeline-gate' },
      { ...own, accept: 'application/json', 'user-agent': 'codearts-pipeline-gate' },
      { ...own, accept: 'text/plain', 'user-agent': 'codearts-pipeline-gate', 'x-own': 'y' }
    ])
    expect(service.client.urlLength('/12345')).toBe('https://cloud.example/12345'.length)
  })

  it('is not repeated, whatever comes of it, and tells nobody', async () => {
    for (const reply of [{ status: 503 }, { status: 429 }, breaks('ECONNRESET'), { body: '<html>' }]) {
      const service = scripted(() => reply)
      expect(await service.client.once('POST', PATH, {})).toHaveProperty('failed')
      expect([service.asked.length, service.errors.length]).toEqual([1, 0])
    }
  })

  it('tells what the answer was', async () => {
    const headers = { 'retry-after': '7', date: new Date(START).toUTCString() }
    expect(await failed({ status: 429, headers, body: { error_code: 'X' } })).toEqual({
      failed: expect.objectContaining({ code: 'throttled', status: 429, cloudCode: 'X' }) as unknown,
      ...{ retryAfterMs: 7_000, serverDate: START, offsetMs: 0, neverSent: false, body: { error_code: 'X' } }
    })
    expect(await failed({ body: 'x' })).toMatchObject({
      retryAfterMs: null,
      serverDate: null,
      body: undefined
    })
    expect(await failed(breaks('ECONNRESET', 'reset'))).toEqual({
      failed: expect.objectContaining({
        ...{ code: 'connection', detail: { code: 'raw', params: { text: 'reset' } }, hint: 'wrong_endpoint' }
      }) as unknown,
      ...{ retryAfterMs: null, serverDate: null, offsetMs: 0, neverSent: false, body: undefined }
    })
  })

  it.each([
    ['ECONNREFUSED', 'no', true],
    ['ECONNRESET', 'no', true],
    ['CERT_HAS_EXPIRED', 'no', true],
    ['ECONNRESET', 'maybe', false],
    // No code alone says that nothing was sent: this one also comes while an answer is read.
    ['EHOSTUNREACH', 'maybe', false],
    ['ECONNREFUSED', 'maybe', false]
  ] as const)('with %s that reached the service: %s', async (code, reached, neverSent) => {
    expect(await failed({ breaks: new ConnectionError(code, code, reached) })).toMatchObject({ neverSent })
  })

  it.each([
    ['ERR_INVALID_HTTP_TOKEN', 'unsendable'],
    ['ERR_INVALID_CHAR', 'unsendable'],
    ['ERR_INVALID_ARG_VALUE', 'wrong_endpoint'],
    ['ENFILE', 'descriptors'],
    ['EMFILE', 'descriptors'],
    ['XEMFILE', 'wrong_endpoint'],
    ['PROXY_UNREADABLE', 'proxy_unreadable'],
    ['XPROXY_UNREADABLE', 'wrong_endpoint'],
    ['XERR_INVALID_CHAR', 'wrong_endpoint'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'certificate']
  ])('with %s asks for %s', async (code, hint) => {
    expect((await failed(breaks(code, 'words'))).failed.hint).toBe(hint)
  })

  it('the words of a broken connection are told as they are: secrets are taken out where they are shown', async () => {
    const outcome = await failed(breaks('ECONNRESET', 'the word is hunter22'))
    expect(outcome.failed.detail).toEqual({ code: 'raw', params: { text: 'the word is hunter22' } })
  })

  it('that is too large names the bound', async () => {
    expect(await failed(breaks('BODY_TOO_LARGE', '3 MiB'))).toMatchObject({
      failed: {
        code: 'not_understood',
        detail: { code: 'too_large', params: { limit: '3 MiB' } },
        hint: 'wrong_endpoint'
      }
    })
  })

  it('a coding that nobody asked for is told, unless there is nothing that could be coded', async () => {
    const detail = async (reply: Reply) => (await failed(reply)).failed
    const gzip = { 'content-encoding': 'gzip' }
    expect((await detail({ body: 'x', headers: gzip })).detail).toEqual({
      code: 'encoded',
      params: { encoding: 'gzip' }
    })
    expect((await detail({ body: '', headers: gzip })).detail).toEqual({ code: 'empty', params: {} })
    const plain = await detail({ body: 'x', headers: { 'content-encoding': 'identity' } })
    expect(plain).toMatchObject({ detail: { code: 'not_json', params: {} }, hint: 'wrong_endpoint' })
  })

  it('an answer of another kind than 200 is no whole answer of the service, but one of a sign-in', async () => {
    for (const service of ['v3', 'v5'] as const)
      expect((await failed({ status: 201 }, { service })).failed).toMatchObject({
        ...{ code: 'not_understood', detail: { code: 'odd_status', params: {} }, status: 201 }
      })
    const signIn = scripted(() => ({ status: 201, body: '{"a":1,"a":2}' }), { service: 'iam' })
    expect(await signIn.client.once('POST', PATH, {})).toMatchObject({ status: 201, json: { a: 2 } })
  })
})
