import { afterEach, describe, expect, it } from '@jest/globals'
import * as http from 'node:http'
import {
  answers,
  answersHtml,
  answersJson,
  changesElements,
  errsWith200,
  EXAMPLE_TOKEN,
  fails,
  forgets,
  nullifies,
  onTheWire,
  redirects,
  refuses,
  seededRandom,
  serve,
  Simulator,
  speaksOfOthers,
  throttles,
  truncates,
  twins,
  type Rule,
  type Served
} from '../../simulator/index.js'
import { A, B, Cloud, pipeline } from './cloud.js'

interface Got {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** One GET over a connection of its own, that follows nothing and retries nothing. */
function get(url: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-auth-token': EXAMPLE_TOKEN.token }
    const request = http.get(url, { headers, agent: false }, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    request.on('error', reject)
  })
}

const runs = [{ number: 1, moments: [{ at: 0, state: 'success' as const }] }]
const open: Served[] = []

async function on(
  ...rules: Rule[]
): Promise<{ served: Served; simulator: Simulator; ask: () => Promise<Got> }> {
  const simulator = new Simulator().add(pipeline(runs), pipeline(runs, { id: B })).misbehave(...rules)
  const served = await serve(simulator)
  open.push(served)
  return { served, simulator, ask: () => get(`${served.url}/v3/pipelines/status?pipeline_ids=${A}%2C${B}`) }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(served => served.close()))
})

describe('over the wire comes', () => {
  it.each<[string, Rule['does'], number, RegExp]>([
    ['an error', fails(503), 503, /^\{"error_code":"DEVPIPE/],
    [
      'an error in another shape',
      fails(500, 'X.1', 'no', 'errorCode'),
      500,
      /"errorCode":"X.1","errorMsg":"no"/
    ],
    ['an error under 200', errsWith200('DEVPIPE.1'), 200, /^\{"error_code":"DEVPIPE.1"/],
    ['one as code and message', errsWith200('X.1', 'code'), 200, /^\{"code":"X.1","message"/],
    ['one a level down', errsWith200('X.1', 'nested'), 200, /^\{"error":\{"error_code":"X.1"/],
    ['no such API', refuses('APIG.0101', 'no'), 404, /"error_code":"APIG.0101"/],
    ['a blocked API', refuses('APIGW.0302', 'no'), 403, /"error_code":"APIGW.0302"/],
    ['a bad identity', refuses('APIGW.0303', 'no'), 401, /"error_code":"APIGW.0303"/],
    ['no permission', refuses('DEVPIPE.30011011', 'no'), 400, /"error_code":"DEVPIPE.30011011"/],
    ['a page', answersHtml(502), 502, /^<!DOCTYPE html>/],
    ['a page under 200', answersHtml(200), 200, /^<!DOCTYPE html>/],
    ['nothing', answers(200, ''), 200, /^$/],
    ['no content', answers(204, ''), 204, /^$/],
    ['anything', answers(418, 'tea', { 'x-pot': 'short' }), 418, /^tea$/],
    ['null', answersJson(200, null), 200, /^null$/],
    ['junk in an array', answersJson(200, [1, null, 'x', []]), 200, /^\[1,null,"x",\[\]\]$/],
    ['JSON cut in two', truncates, 200, /^\[\{[^\]]*\],?.*[^\]]$/],
    ['everyone twice', twins(), 200, /(a{32}.*){2}(b{32}.*){2}/],
    ['a twin that differs', twins({ result: 'error' }), 200, /"result":"success".*"result":"error"/],
    ['an answer without one', forgets(A), 200, /^(?!.*a{32}).*b{32}/],
    ['others only', speaksOfOthers, 200, /^(?!.*[ab]{32}).*f{32}/],
    ['nulls', nullifies, 200, /"result":null.*"pipeline_id":"a{32}"/],
    ['what a test makes of it', changesElements(() => ['x']), 200, /^\["x"\]$/]
  ])('%s', async (_, does, status, body) => {
    const { ask, simulator } = await on({ does })
    const got = await ask()
    expect(got.status).toBe(status)
    expect(got.body).toMatch(body)
    expect(got.headers['x-request-id']).toBe('sim-000001')
    if (status !== 204) expect(Number(got.headers['content-length'])).toBe(Buffer.byteLength(got.body))
    expect(simulator.requests).toMatchObject([{ kind: 'v3.status', ids: [A, B], status, effect: null }])
  })
  it.each([[undefined], ['1'], ['Fri, 02 Jan 2026 03:04:05 GMT']])(
    'a 429, to come back in %s',
    async when => {
      const { ask } = await on({ does: throttles(when) })
      const { status, body, headers } = await ask()
      expect([status, headers['retry-after']]).toEqual([429, when])
      expect(body).toContain('APIGW.0308')
    }
  )
  it('a way to another host', async () => {
    const { ask } = await on({ does: redirects('http://127.0.0.1:9/') })
    expect(await ask()).toMatchObject({ status: 302, headers: { location: 'http://127.0.0.1:9/' } })
  })
  it.each([['drop' as const], ['drop_body' as const]])('a %s', async kind => {
    const { ask, simulator } = await on({ does: onTheWire({ kind }) })
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(simulator.requests).toMatchObject([{ effect: kind }])
  })
  it.each([
    { kind: 'delay' as const, ms: 20 },
    { kind: 'drip' as const, everyMs: 0 }
  ])('the whole answer after a %j', async effect => {
    const { ask } = await on({ does: onTheWire(effect) })
    expect(JSON.parse((await ask()).body)).toHaveLength(2)
  })
  it('nothing ever, until the server is closed', async () => {
    const { ask, served } = await on({ does: onTheWire({ kind: 'hang' }) })
    const asked = ask().catch((error: unknown) => (error as { code: string }).code)
    const begun = Date.now()
    while (served.maxInFlight() === 0) await new Promise(resolve => setImmediate(resolve))
    await served.close()
    expect(await asked).toBe('ECONNRESET')
    expect(Date.now() - begun).toBeLessThan(2000)
  })
  it('an answer to a URL of any length', async () => {
    const { served, simulator } = await on()
    const got = await get(`${served.url}/v3/pipelines/status?pipeline_ids=${'x'.repeat(100_000)}`)
    expect([got.status, got.body, simulator.requests.length]).toEqual([200, '[]', 1])
  })
})

describe('a rule', () => {
  const cloud = (...rules: Rule[]): Cloud => {
    const made = new Cloud([pipeline(runs), pipeline(runs, { id: B })])
    made.simulator.misbehave(...rules)
    return made
  }
  const statuses = (made: Cloud, ...ids: string[]): number[] => {
    for (const id of ids) made.v3(id)
    return made.simulator.requests.map(({ status }) => status)
  }

  it('lets some through and then rests', () => {
    expect(statuses(cloud({ does: fails(500), after: 1, times: 2 }), A, A, A, A)).toEqual([
      200, 500, 500, 200
    ])
  })
  it('meets what its predicate says', () => {
    expect(statuses(cloud({ does: fails(500), when: ({ target }) => target.includes(B) }), A, B, A)).toEqual([
      200, 500, 200
    ])
  })
  it('meets its kinds of request only', () => {
    expect(statuses(cloud({ does: fails(500), on: ['v5.status', 'v5.list'] }), A)).toEqual([200])
  })
  it('meets by chance the same requests each time', () => {
    const once = (): number[] =>
      statuses(cloud({ does: fails(500), probability: 0.5 }), ...Array<string>(40).fill(A))
    expect(once()).toEqual(once())
    expect(new Set(once())).toEqual(new Set([200, 500]))
  })
  it('does not keep what was recorded before', () => {
    const made = cloud()
    made.v3(A)
    made.simulator.reset()
    expect(made.simulator.requests).toEqual([])
  })
})

it('a seed gives numbers from 0 to 1, and others than another seed', () => {
  const draw = (seed: number): number[] => Array.from({ length: 1000 }, seededRandom(seed))
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  expect(draw(7).every(value => value >= 0 && value < 1)).toBe(true)
  expect(draw(7).reduce((sum, value) => sum + value, 0) / 1000).toBeCloseTo(0.5, 1)
})
