import { afterEach, describe, expect, it } from '@jest/globals'
import { createHash, createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import {
  EXAMPLE_KEY,
  EXAMPLE_TEMPORARY_KEY,
  EXAMPLE_TOKEN,
  serve,
  Simulator,
  type PipelineSpec,
  type Served,
  type SimRequest
} from '../../simulator/index.js'

const A = 'a'.repeat(32)
const PROJECT = 'c'.repeat(32)
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)
const spec: PipelineSpec = {
  id: A,
  name: 'build',
  projectId: PROJECT,
  runs: [
    {
      number: 3,
      commit: '1f'.repeat(20),
      moments: [
        { at: 0, state: 'running' },
        { at: 5000, state: 'success' }
      ]
    }
  ]
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A request signed step by step as the rule is written down, with parts that a test may spoil. */
function signed(
  target: string,
  spoil: {
    date?: string
    secret?: string
    names?: string[]
    path?: string
    query?: string
    body?: string
    sent?: string
  } = {}
): SimRequest {
  const [path = '', query = ''] = target.split('?')
  const headers: Record<string, string> = { host: 'h', 'x-sdk-date': spoil.date ?? '20260102T030405Z' }
  const names = spoil.names ?? ['host', 'x-sdk-date']
  const canonical = [
    'GET',
    spoil.path ?? `${path}/`,
    spoil.query ?? query,
    ...names.map(name => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    sha256(spoil.body ?? '')
  ].join('\n')
  const text = `SDK-HMAC-SHA256\n${headers['x-sdk-date'] ?? ''}\n${sha256(canonical)}`
  const signature = createHmac('sha256', spoil.secret ?? EXAMPLE_KEY.secretKey)
    .update(text)
    .digest('hex')
  const authorization = `SDK-HMAC-SHA256 Access=${EXAMPLE_KEY.accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { method: 'GET', target, headers: { ...headers, authorization }, body: spoil.sent ?? '' }
}

const fresh = (now = NOW) => new Simulator({ clock: { now: () => now } }).add(spec)
const status = (ids: string): string => `/v3/pipelines/status?pipeline_ids=${ids}`

describe('the gateway', () => {
  it('takes a right signature', () => {
    const simulator = fresh()
    expect(simulator.handle(signed(status(A))).status).toBe(200)
    expect(simulator.requests).toMatchObject([{ kind: 'v3.status', as: EXAMPLE_KEY.accessKey, status: 200 }])
  })
  it.each([
    ['another secret', signed(status(A), { secret: 'x' })],
    ['a comma that is not encoded on the wire', signed(status(`${A},${A}`))],
    [
      'a comma that is encoded on the wire only',
      signed(status(`${A}%2C${A}`), { query: `pipeline_ids=${A},${A}` })
    ],
    ['a path without the slash', signed(status(A), { path: '/v3/pipelines/status' })],
    ['a body that is not the signed one', signed(status(A), { sent: 'x' })],
    ['a date that is not signed', signed(status(A), { names: ['host'] })],
    ['a date 16 minutes old', signed(status(A), { date: '20260102T024804Z' })],
    ['a date that is none', signed(status(A), { date: '2026-01-02' })]
  ])('refuses %s', (_, request) => {
    const answer = fresh().handle(request)
    expect(answer.status).toBe(401)
    expect(answer.body.toString()).toContain('APIGW.0301')
  })
  it('takes a date 14 minutes old', () => {
    expect(fresh().handle(signed(status(A), { date: '20260102T025005Z' })).status).toBe(200)
  })
  it.each([
    [{ 'x-auth-token': EXAMPLE_TOKEN.token }, 200, '[{'],
    [{ 'x-auth-token': 'wrong' }, 401, 'decrypt token fail'],
    [{}, 401, 'DEV.00000001']
  ])('%j is answered with %i', (headers, code, text) => {
    const answer = fresh().handle({ method: 'GET', target: status(A), headers: { ...headers }, body: '' })
    expect(answer.status).toBe(code)
    expect(answer.body.toString()).toContain(text)
    expect(answer.headers['x-request-id']).toBe('sim-000001')
  })
})

const token = { 'x-auth-token': EXAMPLE_TOKEN.token }
const get = (simulator: Simulator, target: string) =>
  simulator.handle({ method: 'GET', target, headers: token, body: '' })
const post = (simulator: Simulator, path: string, body: unknown) =>
  simulator.handle({ method: 'POST', target: path, headers: token, body: JSON.stringify(body) })
const v5 = (path: string, project = PROJECT): string => `/v5/${project}/api/pipelines${path}`
const jsonOf = (answer: { body: string | Buffer }): unknown => JSON.parse(answer.body.toString()) as unknown

describe('v3', () => {
  it('has no other path', () => {
    expect(jsonOf(get(fresh(), '/v3/pipelines/other'))).toMatchObject({ error_code: 'APIGW.0101' })
    expect(get(fresh(), '/v3/pipelines/other').status).toBe(404)
  })
  it.each([
    ['101 IDs', status(Array.from({ length: 101 }, () => A).join('%2C')), [{ pipeline_id: A }]],
    ['a URL of 4,000 characters', status('x'.repeat(4000)), []],
    ['no IDs', '/v3/pipelines/status', []],
    ['an ID that is none', status('abc'), []],
    ['IDs one by one', `${status(A)}&pipeline_ids=${A}`, [{ pipeline_id: A }]],
    ['a parameter that no source names', `${status(A)}&x=1`, [{ pipeline_id: A }]]
  ])('takes %s', (_, target, elements) => {
    expect(jsonOf(get(fresh(), target))).toMatchObject(elements)
  })
  it('leaves out what it does not know, and tells China Standard Time', () => {
    expect(jsonOf(get(fresh(), status(`${A}%2C${'b'.repeat(32)}`)))).toMatchObject([
      { pipeline_id: A, build_id: '3', status: 'running', result: null, start_time: '2026-01-02 11:04:05' }
    ])
  })
  it('goes offline', () => {
    const simulator = new Simulator({ v3Offline: true }).add(spec)
    expect(jsonOf(get(simulator, status(A)))).toMatchObject({ error_code: 'APIGW.0101' })
  })
  it('lives by its clock', () => {
    let now = NOW
    const simulator = new Simulator({ clock: { now: () => now }, speed: 10 }).add(spec)
    expect(jsonOf(get(simulator, status(A)))).toMatchObject([{ status: 'running' }])
    now += 500
    expect(jsonOf(get(simulator, status(A)))).toMatchObject([{ status: 'completed', result: 'success' }])
  })
})

describe('v5', () => {
  it.each([
    ['an object', {}],
    ['null', null],
    ['a text', 'x']
  ])('status takes no %s', (_, body) => {
    const answer = post(fresh(), v5('/status'), body)
    expect(answer.status).toBe(400)
    expect(jsonOf(answer)).toMatchObject({ error_code: 'PARSE_REQUEST_DATA_EXCEPTION' })
  })
  it.each([
    ['an empty array', [], 0],
    ['a number among the IDs', [A, 7], 1],
    ['101 IDs', [A, ...Array.from({ length: 100 }, (_, n) => String(n).padStart(32, '0'))], 1],
    ['an ID that nobody has', [A, 'b'.repeat(32)], 1]
  ])('status takes %s', (_, body, found) => {
    const answer = post(fresh(), v5('/status'), body)
    expect([answer.status, (jsonOf(answer) as unknown[]).length]).toEqual([200, found])
  })
  it.each(['/status', '/list', `/${A}/pipeline-runs/list`, `/${A}/run`])(
    '%s wants JSON: an empty body is refused',
    path => {
      const simulator = fresh()
      const answer = simulator.handle({ method: 'POST', target: v5(path), headers: token, body: '' })
      expect(answer.status).toBe(400)
      expect(jsonOf(answer)).toMatchObject({ error_code: 'PARSE_REQUEST_DATA_EXCEPTION' })
    }
  )
  it('refuses foreign projects and pipelines, as HTTP 200', () => {
    const foreign = { ...spec, id: 'b'.repeat(32), projectId: 'd'.repeat(32) }
    const simulator = fresh().add(foreign)
    const refused = [
      post(simulator, v5('/status', 'e'.repeat(32)), [A]),
      post(simulator, v5('/status'), [foreign.id]),
      get(simulator, v5(`/${'f'.repeat(32)}/pipeline-runs/detail`))
    ]
    expect(refused.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(refused.map(answer => (jsonOf(answer) as { error_code: string }).error_code)).toEqual([
      'DEVPIPE.00011412',
      'DEVPIPE.00011136',
      'DEVPIPE.00011401'
    ])
  })
  it('refuses under another status where a test wants one', () => {
    const simulator = new Simulator({
      clock: { now: () => NOW },
      errorStatus: code => (code === 'DEVPIPE.00011401' ? 404 : undefined)
    }).add(spec)
    expect(get(simulator, v5(`/${'f'.repeat(32)}`)).status).toBe(404)
    expect(post(simulator, v5('/status', 'e'.repeat(32)), [A]).status).toBe(200)
  })
  it('says in words that there is no such run: no source tells a code', () => {
    const answer = get(fresh(), v5(`/${A}/pipeline-runs/detail?pipeline_run_id=x`))
    expect([answer.status, jsonOf(answer)]).toEqual([404, { error_msg: 'The pipeline run does not exist.' }])
  })
  it('pages the runs, newest first', () => {
    const runs = Array.from({ length: 7 }, (_, index) => ({
      number: index + 1,
      moments: [{ at: index - 10, state: 'success' as const }]
    }))
    const simulator = new Simulator({ clock: { now: () => NOW } }).add({ ...spec, runs })
    expect(jsonOf(post(simulator, v5(`/${A}/pipeline-runs/list`), { offset: 5, limit: 5 }))).toMatchObject({
      total: 7,
      pipeline_runs: [{ run_number: 2 }, { run_number: 1 }]
    })
  })
  it('tells detail, name and description', () => {
    expect(jsonOf(get(fresh(), v5(`/${A}/pipeline-runs/detail`)))).toMatchObject({
      name: 'build',
      run_number: 3,
      status: 'RUNNING',
      sources: [{ params: { build_params: { commit_id: '1f'.repeat(20) } } }]
    })
  })
})

interface Sdk {
  HcClient: new (http: object) => {
    withEndpoints(urls: string[]): Sdk['client']
    withCredential(credential: object): Sdk['client']
  }
  client: {
    withEndpoints(urls: string[]): Sdk['client']
    withCredential(credential: object): Sdk['client']
    sendRequest(options: object): Promise<unknown>
  }
  DefaultHttpClient: new (options: object, endpoints: string[]) => object
  BasicCredentials: new () => { withAk(ak: string): Sdk['credential'] }
  credential: {
    withSk(sk: string): Sdk['credential']
    withSecurityToken(token: string): Sdk['credential']
    withProjectId(id: string): object
  }
}
const require = createRequire(import.meta.url)
const core = '@huaweicloud/huaweicloud-sdk-core'
const { HcClient } = require(`${core}/HcClient.js`) as Pick<Sdk, 'HcClient'>
const { DefaultHttpClient } = require(`${core}/http/DefaultHttpClient.js`) as Pick<Sdk, 'DefaultHttpClient'>
const { BasicCredentials } = require(`${core}/auth/BasicCredentials.js`) as Pick<Sdk, 'BasicCredentials'>

describe('the official SDK', () => {
  let served: Served | null = null
  afterEach(async () => {
    await served?.close()
  })

  it.each([
    ['permanent keys', EXAMPLE_KEY],
    ['temporary keys', EXAMPLE_TEMPORARY_KEY]
  ])('makes a real GET with %s and is accepted', async (_, key) => {
    const simulator = new Simulator().add(spec)
    served = await serve(simulator)
    const withSk = new BasicCredentials().withAk(key.accessKey).withSk(key.secretKey)
    const credential = (
      key.securityToken === undefined ? withSk : withSk.withSecurityToken(key.securityToken)
    ).withProjectId(PROJECT)
    const client = new HcClient(new DefaultHttpClient({}, [served.url]))
      .withEndpoints([served.url])
      .withCredential(credential)
    await client.sendRequest({
      method: 'GET',
      url: '/v3/pipelines/status',
      contentType: 'application/json',
      queryParams: { pipeline_ids: `${A},${'b'.repeat(32)}` },
      pathParams: {},
      headers: {}
    })
    expect(simulator.requests).toMatchObject([{ kind: 'v3.status', status: 200, as: key.accessKey }])
  })
})
