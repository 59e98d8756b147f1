import { describe, expect, it } from '@jest/globals'
import { givenCredential } from '../../../src/codearts/auth/credential-source.js'
import { v3Poll } from '../../../src/codearts/v3.js'
import { initialState, type Observation } from '../../../src/domain/tracking.js'
import { AbortedError, ConnectionError, FailureError, DeadlineError } from '../../../src/errors.js'
import { scripted, SECRET, START, type Reply, type Scripted } from './scripted.js'
import type { Failure } from '../../../src/domain/failure.js'
import type { CredentialSource, IssuedCredential } from '../../../src/codearts/http/authorise.js'

const PATH = '/v3/pipelines/status?pipeline_ids=a'
const idOf = (index: number): string => String(index).padStart(32, 'x')
const askedIds = (url: string): string[] => new URL(url).searchParams.get('pipeline_ids')?.split(',') ?? []
const succeeded = (url: string): object[] =>
  askedIds(url).map(id => ({ pipeline_id: id, build_id: '1', status: 'completed', result: 'success' }))

/** What asking ended with: the failure that was thrown. */
async function failureOf(service: Scripted): Promise<Failure> {
  const error: unknown = await service.client.get(PATH).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof FailureError) return error.failure
  throw error instanceof Error ? error : new Error('no failure')
}

/** Looks at pipelines as the gate does, and gives what was reported of each. */
async function poll(service: Scripted, ids: readonly string[]): Promise<Map<string, Observation>> {
  const told = new Map<string, Observation>()
  await v3Poll(service.client)(
    ids.map(id => initialState(id)),
    observations => {
      for (const [id, observation] of observations) told.set(id, observation)
    }
  )
  return told
}

describe('a request', () => {
  it('carries a date, a signature and the language, and nothing of the secret', async () => {
    const service = scripted(() => ({}), { language: 'zh' })
    await service.client.get(PATH)
    expect(service.asked[0]?.headers).toMatchObject({
      'x-sdk-date': '20260102T030405Z',
      'x-language': 'zh-cn',
      authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=[0-9a-f]{64}$/
      ) as unknown
    })
    expect(JSON.stringify(service.asked)).not.toContain(SECRET)
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

const noTunnel = (status: number): Reply => ({
  breaks: new ConnectionError(
    'ECONNRESET',
    `ECONNRESET tunneling socket could not be established, statusCode=${status}`
  )
})

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
      'a body without end',
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

  it('a secret that the cloud repeats is taken out', async () => {
    const service = scripted(() => ({
      status: 400,
      body: { error_code: 'X', error_msg: `bad ${SECRET}` }
    }))
    expect(await failureOf(service)).toMatchObject({ cloudMessage: 'bad ***' })
  })
})

describe('a credential that was accepted and is refused later', () => {
  const keys = { kind: 'access_key', accessKey: 'AKEXAMPLE', secretKey: SECRET } as const
  const permanent = { ...keys, securityToken: null }
  const temporary = { ...keys, securityToken: 'st' }
  const token = { kind: 'token', token: 'tok' } as const
  const says = (words: string): Reply => ({
    status: 401,
    body: { error_code: 'APIGW.0301', error_msg: words }
  })
  it.each([
    ['a token that ended', token, 'decrypt token fail', 'cannot_renew'],
    ['a token, in other words', token, 'no', 'cannot_renew'],
    ['a temporary key that ended', temporary, 'the security token has expired', 'cannot_renew'],
    ['a temporary key, in other words', temporary, 'verify aksk signature fail', 'cannot_renew'],
    ['a temporary key that was disabled', temporary, 'ak is disabled', 'key_disabled'],
    ['a key that was disabled', permanent, 'ak AKEXAMPLE is disabled', 'key_disabled'],
    ['a key that was deleted', permanent, 'ak AKEXAMPLE not exist', 'wrong_access_key'],
    ['a key that no longer fits', permanent, 'verify aksk signature fail', 'wrong_key']
  ] as const)('%s', async (_, credential, words, hint) => {
    const service = scripted(n => (n === 1 ? {} : says(words)), {
      credentials: givenCredential(credential)
    })
    await service.client.get(PATH)
    expect(await failureOf(service)).toMatchObject({ code: 'refused', hint, cloudMessage: words })
    expect(service.asked).toHaveLength(2)
  })

  it('one that is refused at once is wrong, not ended', async () => {
    const service = scripted(() => says('decrypt token fail'), {
      credentials: givenCredential(token)
    })
    expect(await failureOf(service)).toMatchObject({ hint: 'wrong_token' })
  })

  it('one that can be renewed is renewed once; if that does not help, the refusal stands', async () => {
    let renewals = 0
    const fetched = (): IssuedCredential => ({ credential: { ...token }, obtainedAt: 0, expiresAt: null })
    let issued = fetched()
    const credentials: CredentialSource = {
      renews: true,
      current: () => Promise.resolve(issued),
      renew: () => {
        renewals++
        issued = fetched()
        return Promise.resolve(true)
      },
      issued: () => issued
    }
    const service = scripted(n => (n === 1 ? {} : says('decrypt token fail')), { credentials })
    await service.client.get(PATH)
    expect(await failureOf(service)).toMatchObject({ hint: 'wrong_token' })
    expect(renewals).toBe(1)
  })
})

describe('the pause before the next attempt', () => {
  /** When the second request came, after a first that was answered at 10 ms. */
  async function second(reply: Reply, deadline = 600_000): Promise<number> {
    const service = scripted(n => (n === 1 ? { status: 429, ...reply } : {}), { deadline })
    await service.client.get(PATH)
    return (service.asked[1]?.at ?? 0) - 10
  }
  const after = (value: string): Reply => ({ headers: { 'retry-after': value } })

  it('is what Retry-After says in seconds, and a little more', async () => {
    const pause = await second(after('7'))
    expect(pause).toBeGreaterThanOrEqual(7_000)
    expect(pause).toBeLessThanOrEqual(7_500)
  })

  it('is what Retry-After says as a date, by the clock of the server', async () => {
    const server = START + 1_000_000
    const pause = await second({
      headers: {
        date: new Date(server).toUTCString(),
        'retry-after': new Date(server + 9_000).toUTCString()
      }
    })
    expect(pause).toBeGreaterThanOrEqual(9_000)
    expect(pause).toBeLessThanOrEqual(9_500)
  })

  it.each(['soon', '-1', '', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'is a backoff where it says %j',
    async value => {
      expect(await second(after(value))).toBe(750)
    }
  )

  it('is five minutes at most', async () => {
    expect(await second(after('86400'), 3_600_000)).toBeLessThanOrEqual(300_500)
  })

  it('ends a second before the deadline for a last attempt', async () => {
    expect(await second(after('3600'), 100_000)).toBe(99_000 - 10)
  })

  it('is ended at once when the step is cancelled', async () => {
    const cancelled = new AbortController()
    const service = scripted(() => ({ status: 500 }), {
      signal: cancelled.signal,
      onRetry: () => cancelled.abort()
    })
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(AbortedError)
    expect(service.clock.now()).toBe(10)
  })
})

describe('a clock that is wrong', () => {
  const refusal = (offsetMs: number): Reply => ({
    status: 401,
    headers: { date: new Date(START + offsetMs).toUTCString() },
    body: { error_code: 'APIGW.0301', error_msg: 'date is expired' }
  })

  it('is put right by the refusal, once, and told', async () => {
    const service = scripted(n => (n === 1 ? refusal(1_200_000) : {}))
    await service.client.get(PATH)
    expect(service.asked[1]?.headers['x-sdk-date']).toBe('20260102T032405Z')
    expect(service.corrections).toEqual([1_199_990])
    expect(service.errors).toEqual([])
  })

  it('that agrees well enough is left alone: the refusal is final', async () => {
    const service = scripted(() => refusal(60_000))
    expect(await failureOf(service)).toMatchObject({ code: 'refused', cloudCode: 'APIGW.0301' })
    expect(service.asked).toHaveLength(1)
  })

  it('is put right again when it has been set in the meantime, either way', async () => {
    // This machine's clock: a day behind at first, then right, then a day ahead.
    const day = 86_400_000
    const clocks = [-day, -day, 0, 0, 0, day]
    const service = scripted(n => {
      const dated = Date.parse(
        (service.asked[n - 1]?.headers['x-sdk-date'] ?? '').replace(
          /(....)(..)(..)T(..)(..)(..)Z/,
          '$1-$2-$3T$4:$5:$6Z'
        )
      )
      const real = START + service.clock.now()
      return Math.abs(dated - real) < 900_000 ? {} : refusal(service.clock.now())
    })
    const epoch = service.clock.epoch.bind(service.clock)
    for (const moved of clocks) {
      service.clock.epoch = () => epoch() + moved
      await service.client.get(PATH)
    }
    expect(service.corrections.map(ms => Math.round(ms / day))).toEqual([1, 0, -1])
    expect(service.asked).toHaveLength(clocks.length + 3)
  })

  it('is not put right for ever', async () => {
    const service = scripted(n => refusal(n * 1_200_000))
    expect(await failureOf(service)).toMatchObject({ code: 'refused' })
    expect(service.asked).toHaveLength(2)
  })
})

describe('many pipelines', () => {
  it('1,000 take at most 25 requests, four at a time, each below 100 IDs and 4,000 characters', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => idOf(index))
    const service = scripted((n, { url }) => ({ body: succeeded(url), afterMs: 10 + (n % 7) * 50 }))
    const told = await poll(service, ids)
    expect(told.size).toBe(1000)
    expect(service.asked.length).toBeLessThanOrEqual(25)
    expect(service.mostInFlight).toBe(4)
    for (const { url } of service.asked) {
      expect(url.length).toBeLessThan(4_000)
      expect(askedIds(url).length).toBeLessThanOrEqual(100)
    }
    expect(service.asked.flatMap(({ url }) => askedIds(url)).sort()).toEqual([...ids].sort())
  })

  it('a long endpoint makes shorter requests', async () => {
    const endpoint = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`
    const service = scripted((_, { url }) => ({ body: succeeded(url) }), { endpoint })
    expect(
      (
        await poll(
          service,
          Array.from({ length: 250 }, (_, index) => idOf(index))
        )
      ).size
    ).toBe(250)
    for (const { url } of service.asked) expect(url.length).toBeLessThan(4_000)
  })

  it('commas are encoded on the wire as they are signed', async () => {
    const service = scripted((_, { url }) => ({ body: succeeded(url) }))
    await poll(service, [idOf(1), idOf(2)])
    expect(service.asked[0]?.url).toBe(
      `https://cloud.example/v3/pipelines/status?pipeline_ids=${idOf(1)}%2C${idOf(2)}`
    )
  })

  it('answers before and after a failure count, and no further part is asked for', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => idOf(index))
    const service = scripted((n, { url }) =>
      n === 2 ? { status: 403, afterMs: 5 } : { body: succeeded(url), afterMs: 20 }
    )
    const told = new Map<string, Observation>()
    const polling = v3Poll(service.client)(
      ids.map(id => initialState(id)),
      observations => {
        for (const [id, observation] of observations) told.set(id, observation)
      }
    )
    await expect(polling).rejects.toBeInstanceOf(FailureError)
    expect(told.size).toBe(300)
    expect(service.asked).toHaveLength(4)
  })
})
