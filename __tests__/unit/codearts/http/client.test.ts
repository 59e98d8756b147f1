import { describe, expect, it } from '@jest/globals'
import { getEventListeners } from 'node:events'
import { givenCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { Failure, HintCode } from '../../../../src/domain/failure.js'
import { ConnectionError, DeadlineError, FailureError } from '../../../../src/errors.js'
import { type Reply, scripted, type Scripted, SECRET } from '../scripted.js'

const PATH = '/v3/pipelines/status?pipeline_ids=a'
/** What asking ended with: the failure that was thrown. */
async function failureOf(service: Scripted): Promise<Failure> {
  const error: unknown = await service.client.get(PATH).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof FailureError) return error.failure
  throw error instanceof Error ? error : new Error('no failure')
}
const noTunnel = (status: number): Reply => ({
  breaks: new ConnectionError(
    'ECONNRESET',
    `ECONNRESET tunneling socket could not be established, statusCode=${status}`
  )
})

describe('a request', () => {
  it('leaves no listener behind with the signal of the step, however often it is sent again', async () => {
    const { signal } = new AbortController()
    const service = scripted(n => ({ status: n < 20 ? 503 : 200 }), { signal })
    await service.client.get(PATH)
    expect(service.asked).toHaveLength(20)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('carries a date, a signature and the language, and nothing of the secret', async () => {
    const service = scripted(() => ({}), { language: 'zh' })
    await service.client.get(PATH)
    expect(service.asked[0]?.method).toBe('GET')
    expect(service.asked[0]?.headers).toMatchObject({
      'x-sdk-date': '20260102T030405Z',
      'x-language': 'zh-cn',
      authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=[0-9a-f]{64}$/
      ) as unknown
    })
    expect(JSON.stringify(service.asked)).not.toContain(SECRET)
  })

  it('says what it is, what it takes, and that no cache may answer', async () => {
    const service = scripted(() => ({}))
    await service.client.post('/x', { a: 1 }, { 'x-other': 'y' })
    expect(service.asked[0]).toMatchObject({
      method: 'POST',
      headers: {
        ...{ accept: 'application/json', 'content-type': 'application/json', 'x-language': 'en-us' },
        ...{ 'cache-control': 'no-cache', 'x-other': 'y' }
      }
    })
  })

  it('with a token carries it, and no signature', async () => {
    const service = scripted(() => ({}), {
      credentials: givenCredential({ kind: 'token', token: 'tok' })
    })
    await service.client.get(PATH)
    expect(service.asked[0]?.headers).toMatchObject({ 'x-auth-token': 'tok' })
    expect(service.asked[0]?.headers).not.toHaveProperty('authorization')
  })

  it('is signed anew at each attempt', async () => {
    const service = scripted(n => (n < 3 ? { status: 500 } : {}))
    await service.client.get(PATH)
    const [first, , third] = service.asked.map(({ headers }) => headers)
    expect(third?.['x-sdk-date']).not.toBe(first?.['x-sdk-date'])
    expect(third?.authorization).not.toBe(first?.authorization)
  })

  it('never lasts longer than what is left until the deadline', async () => {
    const service = scripted(() => ({ afterMs: 1e9 }), { deadline: 70_000 })
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(DeadlineError)
    for (const { at, timeoutMs } of service.asked) expect(at + timeoutMs).toBeLessThanOrEqual(70_000)
    expect(service.clock.now()).toBe(70_000)
  })

  it('is not sent at all once the deadline has passed', async () => {
    const service = scripted(() => ({}), { deadline: 0 })
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(DeadlineError)
    expect(service.asked).toEqual([])
  })
})

/** Faults of a connection that another try does not fix, as long as the service has not answered. */
const garbled: readonly (readonly [string, string, string, HintCode])[] = [
  ['TLS with what speaks none', 'EPROTO', 'EPROTO write EPROTO: wrong version number', 'wrong_protocol'],
  ['TLS, in the words of newer versions', 'ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version', 'wrong_protocol'],
  ['no HTTP', 'HPE_INVALID_CONSTANT', 'HPE_INVALID_CONSTANT Parse Error: Expected HTTP/', 'wrong_protocol'],
  ['another protocol', 'UPGRADE', 'UPGRADE HTTP 101 Switching Protocols', 'wrong_protocol'],
  [
    'a proxy that speaks no HTTP',
    'ECONNRESET',
    'ECONNRESET tunneling socket could not be established, cause=Parse Error: Expected HTTP/',
    'wrong_protocol'
  ],
  ['headers too large', 'HPE_HEADER_OVERFLOW', 'HPE_HEADER_OVERFLOW Parse Error', 'headers_too_large']
]

describe('what is asked again', () => {
  const heals: readonly (readonly [string, Reply])[] = [
    ['408', { status: 408 }],
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['503 with HTML', { status: 503, body: '<html>' }],
    ['APIGW.0308', { status: 400, body: { error_code: 'APIGW.0308', error_msg: 'throttled' } }],
    ['APIG.0308 in a 200', { status: 200, body: { error_code: 'APIG.0308', error_msg: 'throttled' } }],
    ['a broken connection', { breaks: new ConnectionError('ECONNRESET', 'reset') }],
    ...[408, 425, 429, 502].map(status => [`a proxy with trouble: ${status}`, noTunnel(status)] as const),
    ['no answer for 30 s', { afterMs: 30_000 }]
  ]
  it.each(heals)('%s', async (_, reply) => {
    const service = scripted(n => (n === 1 ? reply : {}))
    await service.client.get(PATH)
    expect(service.asked).toHaveLength(2)
    expect(service.errors).toHaveLength(1)
  })

  const final: readonly (readonly [string, Reply, Partial<Failure>])[] = [
    ['400', { status: 400 }, { code: 'rejected', status: 400 }],
    ['401', { status: 401 }, { code: 'refused', hint: 'no_identity' }],
    ['403', { status: 403 }, { code: 'refused', hint: 'forbidden' }],
    ['404', { status: 404, body: '<html>' }, { code: 'rejected', hint: 'wrong_endpoint' }],
    ['407', { status: 407 }, { code: 'rejected', hint: 'proxy_credentials' }],
    ['413', { status: 413 }, { code: 'rejected', hint: 'too_long' }],
    ['414', { status: 414 }, { code: 'rejected', hint: 'too_long' }],
    ['422', { status: 422 }, { code: 'rejected', hint: 'rejected' }],
    [
      'a coding that nobody asked for',
      { body: 'xyz', headers: { 'content-encoding': 'gzip' } },
      { code: 'not_understood', detail: { code: 'encoded', params: { encoding: 'gzip' } } }
    ],
    ['a proxy that wants credentials', noTunnel(407), { code: 'connection', hint: 'proxy_credentials' }],
    ...[400, 403, 405].map(
      status =>
        [
          `a proxy that refuses: ${status}`,
          noTunnel(status),
          { code: 'connection', hint: 'proxy_refuses' }
        ] as const
    ),
    [
      'a proxy whose certificate is not trusted',
      {
        breaks: new ConnectionError(
          'ECONNRESET',
          'ECONNRESET tunneling socket could not be established, cause=self-signed certificate'
        )
      },
      { code: 'connection', hint: 'certificate' }
    ],
    [
      'a proxy variable that cannot be read',
      { breaks: new ConnectionError('PROXY_UNREADABLE', 'https_proxy') },
      { code: 'connection', hint: 'proxy_unreadable' }
    ],
    [
      'a proxy of another kind',
      { breaks: new ConnectionError('PROXY_UNSUPPORTED', 'https_proxy') },
      { code: 'connection', hint: 'proxy_unsupported' }
    ],
    ...garbled.map(
      ([what, code, message, hint]) =>
        [what, { breaks: new ConnectionError(code, message) }, { code: 'connection', hint }] as const
    ),
    [
      'a header that Node refuses',
      { breaks: new ConnectionError('ERR_INVALID_CHAR', 'ERR_INVALID_CHAR Invalid character in header') },
      { code: 'connection', hint: 'unsendable' }
    ],
    [
      'a date that is too far off',
      {
        status: 401,
        body: { error_code: 'APIGW.0301', error_msg: 'date is too far from the time of the server' }
      },
      { code: 'refused', hint: 'clock' }
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://evil.example/x' } },
      { code: 'redirected', detail: { code: 'redirect_to', params: { host: 'evil.example' } } }
    ],
    [
      'APIGW.0101',
      { status: 404, body: { error_code: 'APIGW.0101', error_msg: 'no API' } },
      { cloudCode: 'APIGW.0101', hint: 'v3_offline' }
    ],
    [
      'an error in a 200',
      { body: { error_code: 'DEVPIPE.00011401', error_msg: 'none' }, headers: { 'x-request-id': 'r1' } },
      { code: 'rejected', cloudCode: 'DEVPIPE.00011401', hint: 'no_such_pipeline', requestId: 'r1' }
    ],
    ['HTML', { body: '<html>' }, { code: 'not_understood', detail: { code: 'html', params: {} } }],
    ['an empty body', { body: '' }, { code: 'not_understood', detail: { code: 'empty', params: {} } }],
    ['204', { status: 204, body: '' }, { code: 'not_understood', status: 204 }],
    [
      'truncated JSON',
      { body: '[{"a":' },
      { code: 'not_understood', detail: { code: 'not_json', params: {} } }
    ],
    [
      'a certificate that is not trusted',
      { breaks: new ConnectionError('CERT_HAS_EXPIRED', 'expired') },
      { code: 'connection', hint: 'certificate' }
    ],
    [
      'a endless body',
      { breaks: new ConnectionError('BODY_TOO_LARGE', '16 MiB') },
      { code: 'not_understood', detail: { code: 'too_large', params: { limit: '16 MiB' } } }
    ]
  ]
  it.each(final)('not: %s', async (_, reply, expected) => {
    const service = scripted(() => reply)
    expect(await failureOf(service)).toMatchObject(expected)
    expect(service.asked).toHaveLength(1)
    expect(service.errors).toEqual([])
  })

  const succeeds = '{"pipeline_id":"a","status":"completed","result":"success"}'
  it.each([
    ['result', '"result":"error","result":"success"'],
    ['result', '"result":"success","result":"error"'],
    ['status', '"status":"running","status":"completed"'],
    ['status', '"status":"completed","status":"running"'],
    ['pipeline_id', '"pipeline_id":"b","pipeline_id":"a"'],
    ['pipeline_id', '"pipeline_id":"a","pipeline_id":"b"']
  ])('not: the key %s twice, as in %s', async (key, twice) => {
    const body = `[${succeeds.replace(new RegExp(`"${key}":"[a-z]+"`), twice)}]`
    for (const api of ['v3', 'v5'] as const) {
      const service = scripted(() => ({ body }), { service: api })
      expect(await failureOf(service)).toMatchObject({
        code: 'not_understood',
        detail: { code: 'duplicate_key', params: {} }
      })
      expect(service.asked).toHaveLength(1)
    }
  })

  it.each(garbled)('once the service has answered: %s', async (_, code, message) => {
    const service = scripted(n => (n === 2 ? { breaks: new ConnectionError(code, message) } : {}))
    await service.client.get(PATH)
    await service.client.get(PATH)
    expect(service.asked).toHaveLength(3)
    expect(service.errors).toMatchObject([{ code: 'connection', hint: 'wrong_endpoint' }])
  })

  describe('a host name that is unknown', () => {
    const unknown: Reply = { breaks: new ConnectionError('ENOTFOUND', 'getaddrinfo ENOTFOUND cloud.example') }

    it('does not exist after half a minute', async () => {
      const service = scripted(() => unknown)
      const failed = await failureOf(service)
      expect(failed).toMatchObject({
        code: 'connection',
        hint: 'no_such_host',
        attempts: service.asked.length
      })
      expect(service.clock.now()).toBeGreaterThanOrEqual(30_000)
      expect(service.clock.now()).toBeLessThan(30_100)
    })

    it.each(['iam', 'idp', 'sts'] as const)('nor does that of %s', async asked => {
      const service = scripted(() => unknown, { service: asked })
      expect(await failureOf(service)).toMatchObject({ hint: 'no_identity_host' })
      expect(service.clock.now()).toBeLessThan(30_100)
    })

    it('may become known before that', async () => {
      const service = scripted(n => (n < 5 ? unknown : {}))
      await service.client.get(PATH)
      expect(service.asked).toHaveLength(5)
    })

    it('exists if anything has answered there, if only with trouble', async () => {
      const service = scripted(n => (n === 4 ? { status: 503 } : unknown), { deadline: 120_000 })
      await expect(service.client.get(PATH)).rejects.toBeInstanceOf(DeadlineError)
      expect(service.clock.now()).toBe(120_000)
    })

    it('exists if it has answered before', async () => {
      const service = scripted(n => (n > 1 && n < 12 ? unknown : {}))
      await service.client.get(PATH)
      await service.client.get(PATH)
      expect(service.clock.now()).toBeGreaterThan(60_000)
    })
  })

  describe('an answer out of a cache', () => {
    const aged = (age: string): Reply => ({ headers: { age, date: new Date(0).toUTCString() } })

    it.each(['61', ' 61 ', '3600, 2', '999999999999999'])('Age: %s', async age => {
      const service = scripted(n => (n === 1 ? aged(age) : {}))
      await service.client.get(PATH)
      expect(service.asked).toHaveLength(2)
      expect(service.errors).toMatchObject([
        {
          code: 'server_error',
          hint: 'cached',
          detail: { code: 'old_answer', params: { seconds: parseInt(age) } }
        }
      ])
    })

    it.each(['60', '0', '-61', 'old', '', '6e9'])('but not Age: %s', async age => {
      const service = scripted(() => aged(age))
      await service.client.get(PATH)
      expect(service.asked).toHaveLength(1)
    })

    it('of an error is no answer either, nor one that the service has given', async () => {
      const service = scripted(n =>
        n === 1 ? { ...aged('61'), status: 404 } : { breaks: new ConnectionError('EPROTO', 'EPROTO') }
      )
      expect(await failureOf(service)).toMatchObject({ hint: 'wrong_protocol' })
      expect(service.asked).toHaveLength(2)
    })
  })

  it('a lock is waited out, and asked for once a minute whoever asks', async () => {
    const lock = { error_code: 'APIGW.0301', error_msg: 'AK access failed to reach the limit,forbidden' }
    const service = scripted(n => (n < 4 ? { status: 401, body: lock } : {}))
    await Promise.all([service.client.get(PATH), service.client.get(PATH), service.client.once('GET', PATH)])
    const [first = 0, second = 0, third = 0, fourth = 0] = service.asked.map(({ at }) => at)
    for (const pause of [second - first, third - second, fourth - third])
      expect(pause).toBeGreaterThanOrEqual(60_000)
    expect(service.errors[0]).toMatchObject({ code: 'locked', hint: 'key_locked' })
    expect(service.corrections).toEqual([])
  })

  it('without file descriptors it may heal, and the hint says what is missing', async () => {
    const breaks = new ConnectionError('EMFILE', 'EMFILE socket')
    const service = scripted(n => (n === 1 ? { breaks } : {}))
    await service.client.get(PATH)
    expect(service.errors).toMatchObject([{ code: 'connection', hint: 'descriptors' }])
  })

  it('a byte order mark before the JSON does no harm', async () => {
    const service = scripted(() => ({ body: '\uFEFF[]' }))
    expect((await service.client.get(PATH)).json).toEqual([])
  })
})
