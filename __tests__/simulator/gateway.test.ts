import { describe, expect, it } from '@jest/globals'
import { createHash, createHmac } from 'node:crypto'
import {
  EXAMPLE_KEY,
  EXAMPLE_TEMPORARY_KEY,
  EXAMPLE_TOKEN,
  Simulator,
  type SimKey,
  type SimRequest
} from '../../simulator/index.js'

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)
const A = 'a'.repeat(32)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Wire {
  /** What the signature is made of; what the wire carries if not given. */
  readonly signedQuery?: string
  readonly names?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** A signed GET of the v3 status whose query is sent exactly like this. */
function get(
  query: string,
  key: SimKey = EXAMPLE_KEY,
  { signedQuery, names, headers }: Wire = {}
): SimRequest {
  const temporary = key.securityToken === undefined ? {} : { 'x-security-token': key.securityToken }
  const sent: Record<string, string> = {
    host: 'h',
    'x-sdk-date': '20260102T030405Z',
    ...temporary,
    ...headers
  }
  const signed = [...(names ?? Object.keys(sent))].sort()
  const canonical = [
    'GET',
    '/v3/pipelines/status/',
    signedQuery ?? query,
    ...signed.map(name => `${name}:${sent[name] ?? ''}`),
    '',
    signed.join(';'),
    sha256('')
  ].join('\n')
  const toSign = `SDK-HMAC-SHA256\n20260102T030405Z\n${sha256(canonical)}`
  const signature = createHmac('sha256', key.secretKey).update(toSign).digest('hex')
  const authorization = `SDK-HMAC-SHA256 Access=${key.accessKey}, SignedHeaders=${signed.join(';')}, Signature=${signature}`
  return {
    method: 'GET',
    target: `/v3/pipelines/status?${query}`,
    headers: { ...sent, authorization },
    body: ''
  }
}

const cloud = (): Simulator => new Simulator({ clock: { now: () => NOW } })
const answer = (request: SimRequest, simulator = cloud()): string => {
  const { status, body } = simulator.handle(request)
  return `${status} ${body.toString()}`
}

describe('a signature', () => {
  it('of a temporary key covers its token', () => {
    expect(answer(get(`pipeline_ids=${A}`, EXAMPLE_TEMPORARY_KEY))).toBe('200 []')
  })
  it.each([
    [
      'a token that is not signed',
      get(`pipeline_ids=${A}`, EXAMPLE_TEMPORARY_KEY, { names: ['host', 'x-sdk-date'] })
    ],
    [
      'another token',
      get(`pipeline_ids=${A}`, EXAMPLE_TEMPORARY_KEY, { headers: { 'x-security-token': 'x' } })
    ],
    ['no token', get(`pipeline_ids=${A}`, { ...EXAMPLE_KEY, accessKey: EXAMPLE_TEMPORARY_KEY.accessKey })],
    ['a date that is not signed', get(`pipeline_ids=${A}`, EXAMPLE_KEY, { names: ['host'] })],
    ['an unknown key', get(`pipeline_ids=${A}`, { accessKey: 'AKEXAMPLE-NOBODY', secretKey: 'sk-example' })],
    ['percent signs that mean nothing', get('pipeline_ids=%zz&x=%')],
    ['lower-case hex digits', get(`pipeline_ids=${A}%2c${A}`)],
    ['letters that need no encoding, encoded', get(`pipeline_ids=%61${A.slice(1)}`)],
    ['an asterisk that is not encoded', get('pipeline_ids=*')],
    ['keys in the order of the wire', get(`x=1&pipeline_ids=${A}`)]
  ])('is refused with %s', (_, request) => {
    expect(answer(request)).toMatch(/^401 .*APIGW\.0301/)
  })
  it('may leave out the host, as the Go client does', () => {
    expect(answer(get(`pipeline_ids=${A}`, EXAMPLE_KEY, { names: ['x-sdk-date'] }))).toBe('200 []')
  })
  it('has its query sorted by key, whatever follows the key', () => {
    expect(answer(get('a-b=1&a=2', EXAMPLE_KEY, { signedQuery: 'a=2&a-b=1' }))).toBe('200 []')
  })
  it('is refused in the words of the gateway', () => {
    const wrongSecret = { ...EXAMPLE_KEY, secretKey: 'sk-example-wrong' }
    const nobody = { accessKey: 'AKEXAMPLE-NOBODY', secretKey: 'sk-example' }
    const late = new Simulator({ clock: { now: () => NOW + 16 * 60_000 } })
    expect(answer(get(`pipeline_ids=${A}`, wrongSecret))).toContain('verify aksk signature fail')
    expect(answer(get(`pipeline_ids=${A}`, nobody))).toContain(
      'Get secretKey failed,ak:AKEXAMPLE-NOBODY,err:ak not exist'
    )
    expect(answer(get(`pipeline_ids=${A}`), late)).toContain(
      'signature expired, signature time:20260102T030405Z,server time:20260102T032005Z'
    )
  })
  it('that fails more than five times locks its key for five minutes, for everybody', () => {
    let now = NOW
    const simulator = new Simulator({ clock: { now: () => now } })
    const wrong = get(`pipeline_ids=${A}`, { ...EXAMPLE_KEY, secretKey: 'sk-example-wrong' })
    const right = get(`pipeline_ids=${A}`)
    for (let failures = 1; failures <= 5; failures++)
      expect(answer(wrong, simulator)).toContain('verify aksk')
    expect(answer(right, simulator)).toBe('200 []')
    for (let failures = 1; failures <= 6; failures++)
      expect(answer(wrong, simulator)).toContain('verify aksk')
    const locked = 'AK access failed to reach the limit,forbidden'
    expect(answer(right, simulator)).toMatch(new RegExp(`^401 .*APIGW.0301.*${locked}`))
    expect(answer(get(`pipeline_ids=${A}`, EXAMPLE_TEMPORARY_KEY), simulator)).toBe('200 []')
    now += 5 * 60_000 - 1
    expect(answer(right, simulator)).toContain(locked)
    now += 1
    expect(answer(right, simulator)).toBe('200 []')
  })
  it('is refused for a key that the gateway will not have, or that has ended', () => {
    const simulator = cloud()
    const disabled = { accessKey: 'AKEXAMPLE-OFF', secretKey: 'sk-example-off', refusedWith: 'disabled' }
    const ended = { ...EXAMPLE_TEMPORARY_KEY, accessKey: 'AKEXAMPLE-ENDED', endsAt: NOW }
    simulator.store.keys.push(disabled, ended)
    expect(answer(get(`pipeline_ids=${A}`, disabled), simulator)).toContain('disabled')
    expect(answer(get(`pipeline_ids=${A}`, ended), simulator)).toContain('decrypt token fail')
  })
  it('is dated by the clock of the asker, however fast the pipelines live', () => {
    let now = NOW - 10_000
    const simulator = new Simulator({ clock: { now: () => now }, speed: 1000 })
    now = NOW
    const { status, headers } = simulator.handle(get(`pipeline_ids=${A}`))
    expect([status, headers.date]).toEqual([200, 'Fri, 02 Jan 2026 03:04:05 GMT'])
  })
})

describe('a token', () => {
  const by = (token: string, simulator = cloud()): string =>
    answer(
      {
        method: 'GET',
        target: `/v3/pipelines/status?pipeline_ids=${A}`,
        headers: { 'x-auth-token': token },
        body: ''
      },
      simulator
    )

  it('is good until it ends, in its region', () => {
    const simulator = cloud()
    simulator.store.tokens.push(
      { token: 'token-example-ended', endsAt: NOW },
      { token: 'token-example-here', endsAt: NOW + 1, region: 'cn-north-4' },
      { token: 'token-example-elsewhere', region: 'cn-south-1' }
    )
    expect(by('token-example-here', simulator)).toBe('200 []')
    expect(by('token-example-ended', simulator)).toMatch(/^401 .*decrypt token fail/)
    expect(by('token-example-elsewhere', simulator)).toMatch(/^401 .*decrypt token fail/)
  })
  it('gives every answer an ID of its own', () => {
    const simulator = cloud()
    const ask = { method: 'GET', target: '/nowhere', headers: {}, body: '' }
    const ids = [1, 2].map(() => simulator.handle(ask).headers['x-request-id'])
    expect(ids).toEqual(['sim-000001', 'sim-000002'])
  })
  it.each([
    ['zh-cn', '项目不存在'],
    ['en-us', 'not a member']
  ])('speaks %s', (language, words) => {
    const headers = { 'x-auth-token': EXAMPLE_TOKEN.token, 'x-language': language }
    const target = `/v5/${A}/api/pipelines/status`
    expect(answer({ method: 'POST', target, headers, body: '[]' })).toContain(words)
  })
})
