import { describe, expect, it } from '@jest/globals'
import { givenCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { ClientOptions, FailedAttempt } from '../../../../src/codearts/http/attempt.js'
import type { CredentialSource, IssuedCredential } from '../../../../src/codearts/http/authorise.js'
import { AbortedError, ConnectionError, DeadlineError, FailureError } from '../../../../src/errors.js'
import { type Reply, scripted, type Scripted, START } from '../scripted.js'

const PATH = '/v5/run'
const token = givenCredential({ kind: 'token', token: 'tok' })
const failed = async (reply: Reply, options: Partial<ClientOptions> = {}): Promise<FailedAttempt> => {
  const service = scripted(() => reply, options)
  const outcome = await service.client.once('POST', PATH, {})
  if ('json' in outcome) throw new Error('no failure')
  return outcome
}
const breaks = (code: string, message = code): Reply => ({ breaks: new ConnectionError(code, message) })

describe('just before it is sent', () => {
  async function sent(options: Partial<ClientOptions>, sending?: () => void): Promise<[Scripted, unknown]> {
    const service = scripted(() => ({}), options)
    const error: unknown = await service.client
      .once('POST', PATH, {}, sending)
      .catch((thrown: unknown) => thrown)
    return [service, error]
  }
  it('it is told', async () => {
    let told = 0
    const [service] = await sent({}, () => {
      told++
    })
    expect([told, service.asked.length]).toEqual([1, 1])
  })
  it('what that throws prevents it', async () => {
    const [service, error] = await sent({}, () => {
      throw new Error('full')
    })
    expect([service.asked.length, error]).toEqual([0, new Error('full')])
  })
  it('nothing is told, nor sent, when the step is cancelled or its time is up', async () => {
    let told = 0
    const sending = () => {
      told++
    }
    const [cancelled, end] = await sent({ signal: AbortSignal.abort() }, sending)
    const [late, deadline] = await sent({ deadline: 0 }, sending)
    expect([cancelled.asked.length, late.asked.length, told]).toEqual([0, 0, 0])
    expect(end).toBeInstanceOf(AbortedError)
    expect(deadline).toBeInstanceOf(DeadlineError)
  })
})

describe('a refusal that can be put right', () => {
  const refusal: Reply = { status: 401, body: { error_code: 'APIGW.0301', error_msg: 'decrypt token fail' } }
  /** A source that has another token once it was asked to renew. */
  function renewing(): CredentialSource & { renewals: number } {
    const fetched = (): IssuedCredential => ({
      credential: { kind: 'token', token: 'tok' },
      obtainedAt: 0,
      expiresAt: null
    })
    let issued = fetched()
    const source = {
      renews: true,
      renewals: 0,
      current: () => Promise.resolve(issued),
      renew: () => {
        source.renewals++
        issued = fetched()
        return Promise.resolve(true)
      },
      issued: () => issued
    }
    return source
  }

  it('is sent again once, because a refusal creates nothing', async () => {
    const credentials = renewing()
    const service = scripted(n => (n === 1 ? refusal : { body: { ok: true } }), { credentials })
    expect(await service.client.once('POST', PATH, {})).toMatchObject({ json: { ok: true } })
    expect([service.asked.length, credentials.renewals]).toEqual([2, 1])
  })

  it('is what is told when it comes again', async () => {
    const credentials = renewing()
    const service = scripted(() => refusal, { credentials })
    expect(await service.client.once('POST', PATH, {})).toMatchObject({ failed: { code: 'refused' } })
    expect([service.asked.length, credentials.renewals]).toEqual([2, 1])
  })

  it('is sent again with the time of the cloud', async () => {
    const headers = { date: new Date(START + 3_600_000).toUTCString() }
    const service = scripted(n => (n === 1 ? { ...refusal, headers } : {}))
    await service.client.once('POST', PATH, {})
    expect(service.asked.map(({ headers }) => headers['x-sdk-date'])).toEqual([
      ...['20260102T030405Z', '20260102T040405Z']
    ])
    expect(await failed({ ...refusal, headers })).toMatchObject({ offsetMs: 3_599_990 })
  })

  it('is left where nobody is proven', async () => {
    const service = scripted(() => refusal, { credentials: null })
    expect(await service.client.once('POST', PATH, {})).toMatchObject({ failed: { code: 'refused' } })
    expect(service.asked).toHaveLength(1)
    expect(service.asked[0]?.headers).not.toHaveProperty('x-auth-token')
  })

  it('with a token says nothing of the clock', async () => {
    const headers = { date: new Date(START + 3_600_000).toUTCString() }
    const service = scripted(() => ({ status: 401, headers }), { credentials: token })
    expect(await service.client.once('POST', PATH, {})).toMatchObject({ failed: { code: 'refused' } })
    expect([service.asked.length, service.corrections]).toEqual([1, []])
  })

  it('stands as it is where a renewal has failed', async () => {
    const credentials = { ...renewing(), renew: () => Promise.resolve(false) }
    const service = scripted(n => (n === 1 ? {} : refusal), { credentials })
    await service.client.get(PATH)
    await expect(service.client.get(PATH)).rejects.toMatchObject({ failure: { hint: 'wrong_token' } })
    expect(service.asked).toHaveLength(2)
  })

  it('with other words than those of an end is a wrong credential, until it was accepted', async () => {
    const other: Reply = { status: 401, body: { error_code: 'X', error_msg: 'no' } }
    const credentials = renewing()
    const wrong = scripted(() => other, { credentials })
    await expect(wrong.client.get(PATH)).rejects.toBeInstanceOf(FailureError)
    expect(credentials.renewals).toBe(0)
    const service = scripted(n => (n === 2 ? other : {}), { credentials })
    await service.client.get(PATH)
    await service.client.get(PATH)
    expect([service.asked.length, credentials.renewals]).toEqual([3, 1])
  })

  it('of a wrong clock is no end, though it was accepted', async () => {
    const credentials = renewing()
    const late: Reply = { status: 401, body: { error_code: 'X', error_msg: 'Signature expired' } }
    const service = scripted(n => (n === 2 ? late : {}), { credentials })
    await service.client.get(PATH)
    await expect(service.client.get(PATH)).rejects.toMatchObject({ failure: { hint: 'clock' } })
    expect(credentials.renewals).toBe(0)
  })

  it('of another kind than 401 is no end, though it was accepted', async () => {
    const credentials = renewing()
    const service = scripted(n => (n === 2 ? { status: 403 } : {}), { credentials })
    await service.client.get(PATH)
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(FailureError)
    expect(credentials.renewals).toBe(0)
  })
})

describe('requests beside one another', () => {
  const thrown = (asking: Promise<unknown>) =>
    asking.then(
      () => null,
      (error: unknown) => error
    )
  const troubled = (n: number): Reply => (n === 1 ? { status: 503 } : { status: 401, afterMs: 200 })

  it('are not repeated any more once nobody is recognised', async () => {
    const service = scripted(troubled, { credentials: token })
    const [waits, refused] = await Promise.all([
      thrown(service.client.get('/a')),
      thrown(service.client.get('/b'))
    ])
    expect(refused).toMatchObject({ failure: { code: 'refused', status: 401 } })
    expect(waits).toBeInstanceOf(DeadlineError)
    expect(waits).toMatchObject({ lastError: { status: 503, attempts: 1 } })
    expect(service.clock.now()).toBe(210)
    expect(service.asked).toHaveLength(2)
  })

  it('go on where only one of them is forbidden', async () => {
    const service = scripted(n => (n === 3 ? {} : { ...troubled(n), ...(n === 2 ? { status: 403 } : {}) }), {
      credentials: token
    })
    const [waits, refused] = await Promise.all([
      thrown(service.client.get('/a')),
      thrown(service.client.get('/b'))
    ])
    expect(refused).toMatchObject({ failure: { code: 'refused', status: 403 } })
    expect(waits).toBeNull()
  })
})

describe('a request that may be repeated', () => {
  it('needs no credential where the service asks for none', async () => {
    const service = scripted(n => (n === 1 ? { status: 503 } : { body: { ok: true } }), {
      credentials: null
    })
    expect(await service.client.get(PATH)).toMatchObject({ json: { ok: true } })
  })
  it('is repeated after a reset, though little time is left', async () => {
    const service = scripted(n => (n === 1 ? breaks('ECONNRESET') : {}), { deadline: 20_000 })
    await service.client.get(PATH)
    expect(service.asked).toHaveLength(2)
  })
  it('ends at once when the step is cancelled', async () => {
    const cancelled = new AbortController()
    const http: ClientOptions['http'] = (_request, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AbortedError()))
        setImmediate(() => cancelled.abort())
      })
    const service = scripted(() => ({}), { signal: cancelled.signal, http })
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(AbortedError)
  })
  it('words without a code are an error only where the status says so', async () => {
    const service = scripted(() => ({ body: { message: 'no' } }))
    expect(await service.client.get(PATH)).toMatchObject({ json: { message: 'no' } })
    for (const status of [300, 400])
      expect((await failed({ status, body: { message: 'no' } })).failed.cloudMessage).toBe('no')
  })
})

describe('when the deadline passes', () => {
  it('what went wrong before is told, with how often', async () => {
    const service = scripted(() => ({ status: 503 }), { deadline: 5_000 })
    await expect(service.client.get(PATH)).rejects.toMatchObject({ lastError: { status: 503 } })
    expect(service.errors.map(({ attempts }) => attempts)).toEqual(
      service.errors.map((_, index) => index + 1)
    )
    expect(service.errors.length).toBeGreaterThan(2)
    expect(service.clock.now()).toBeLessThanOrEqual(5_000)
  })

  it.each([
    [4_999, null],
    [5_000, { code: 'connection', detail: { code: 'no_answer', params: { seconds: 5 } } }],
    [12_001, { code: 'connection', detail: { code: 'no_answer', params: { seconds: 13 } } }]
  ])('within a request that had %i ms: the trouble is %j', async (deadline, lastError) => {
    const service = scripted(() => ({ afterMs: 60_000 }), { deadline })
    const error = await service.client.get(PATH).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DeadlineError)
    if (lastError === null) expect(error).toMatchObject({ lastError: null })
    else expect(error).toMatchObject({ lastError })
  })

  it('with a request that had all its time, the request has failed and not the deadline', async () => {
    const outcome = await failed({ afterMs: 60_000 }, { deadline: 30_000 })
    expect(outcome.failed).toMatchObject({ code: 'connection', detail: { params: { seconds: 30 } } })
  })

  it('no request is sent with no time left', async () => {
    const service = scripted(() => ({}), { deadline: 0 })
    await expect(service.client.get(PATH)).rejects.toMatchObject({
      name: 'DeadlineError',
      lastError: null
    })
    expect(service.asked).toEqual([])
  })
})
