import { describe, expect, it } from '@jest/globals'
import {
  answers,
  answersHtml,
  answersJson,
  errsWith200,
  fails,
  onTheWire,
  redirects,
  serve,
  Simulator,
  speaksOfOthers,
  throttles,
  truncates,
  twins,
  type Misbehaviour
} from '../../simulator/index.js'
import { APIS } from '../e2e/cancellations.js'
import { A, B, cloud, ends, pipeline, WALL } from '../e2e/cloud.js'
import { step } from '../e2e/harness.js'
import { TROUBLES } from '../e2e/troubles.js'

const green = [pipeline(A, ends('success'))]

describe('what cannot heal is red within one attempt, with what the cloud said', () => {
  const cases: readonly { what: string; does: Misbehaviour; says: readonly string[]; result?: string }[] = [
    {
      what: '400',
      does: fails(400, 'DEVPIPE.00011103', 'wrong ID'),
      says: ['HTTP 400', 'DEVPIPE.00011103', 'wrong ID']
    },
    {
      what: '401',
      does: fails(401, 'APIGW.0301', 'verify aksk signature fail'),
      says: ['APIGW.0301', 'secret_key']
    },
    { what: '403', does: fails(403, 'APIGW.0302', 'blocked'), says: ['HTTP 403', 'APIGW.0302'] },
    {
      what: '404',
      does: fails(404, 'APIGW.0101', 'no such API'),
      says: ['APIGW.0101', 'v3', 'may be offline', 'project_id']
    },
    {
      what: 'an error body under HTTP 200',
      does: errsWith200('DEVPIPE.00011401'),
      says: ['DEVPIPE.00011401', 'pipeline_ids']
    },
    { what: 'errorCode under HTTP 200', does: errsWith200('DEVPIPE.1', 'errorCode'), says: ['DEVPIPE.1'] },
    { what: 'code under HTTP 200', does: errsWith200('DEVPIPE.2', 'code'), says: ['DEVPIPE.2'] },
    { what: 'a nested error under HTTP 200', does: errsWith200('DEVPIPE.3', 'nested'), says: ['DEVPIPE.3'] },
    { what: 'null', does: answersJson(200, null), says: ['null'] },
    { what: '{}', does: answersJson(200, {}), says: ['no list of pipelines'] },
    { what: 'HTML', does: answersHtml(200), says: ['HTML'] },
    { what: 'nothing', does: answers(200, ''), says: ['empty'] },
    { what: '204', does: answers(204, ''), says: ['HTTP 204', 'empty'] },
    {
      what: 'an array of junk',
      does: answersJson(200, [1, 'a', null]),
      says: ['unexpected entry in the list of pipelines']
    },
    {
      what: 'an array of empty objects',
      does: answersJson(200, [{}]),
      says: ['unexpected entry in the list of pipelines']
    },
    { what: 'truncated JSON', does: truncates, says: ['invalid JSON'] },
    {
      what: 'a redirect',
      does: redirects('https://elsewhere.example/'),
      says: ['redirect', 'elsewhere.example']
    },
    {
      what: 'twins that differ',
      does: twins({ status: 'running' }),
      says: ['conflicting results'],
      result: 'unknown'
    }
  ]
  it.concurrent.each(cases)('$what', async ({ does, says, result = 'unknown' }) => {
    await using made = await cloud(green, [{ does }])
    const { inputs, count } = made
    const ended = await step(inputs([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result } })
    for (const text of says) expect(ended.stdout).toContain(text)
    expect(ended.summary).toMatch(/^## (⚠️|❌) /)
    expect(count()).toBe(1)
    expect(ended.pipelines).toHaveLength(1)
  })

  it.concurrent('other pipelines only: as with any answer without a run, after one more poll', async () => {
    await using made = await cloud(green, [{ does: speaksOfOthers }])
    const ended = await step(made.inputs([A]))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'not_found' } })
    expect(ended.stdout).toContain('not found')
    expect(made.count()).toBe(2)
  })

  it.concurrent.each(['400', '401', '200'])('names the request ID (%s)', async status => {
    const does = status === '200' ? errsWith200('DEVPIPE.1') : fails(Number(status))
    await using made = await cloud(green, [{ does }])
    const { inputs } = made
    const ended = await step(inputs([A]))
    expect(ended.stdout).toContain('request ID sim-000001')
    expect(ended.report).toMatchObject({ failure: { request_id: 'sim-000001' } })
  })

  it.concurrent('fail_on: none turns it into a warning, and it has not passed', async () => {
    await using made = await cloud(green, [{ does: fails(403) }])
    const { inputs } = made
    const ended = await step(inputs([A], { fail_on: 'none' }))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'false', result: 'unknown' } })
    expect(ended.stdout).toContain('::warning::')
    expect(ended.stdout).not.toContain('::error')
  })

  it.concurrent('a failure later in the wait keeps what was known', async () => {
    await using made = await cloud([...green, pipeline(B, ends('running'))], [{ after: 3, does: fails(401) }])
    const { inputs } = made
    const ended = await step(inputs([A, B]))
    expect(ended.code).toBe(1)
    expect(ended.pipelines).toMatchObject([
      // A success that could not be confirmed at the end of the wait is not known.
      { outcome: 'unknown', run_id: '25' },
      { outcome: 'running', run_id: '25' }
    ])
  })

  it.concurrent.each([301, 302, 303, 307, 308])(
    'a redirect (%i) leaves the other server without a request',
    async status => {
      const other = new Simulator()
      const elsewhere = await serve(other)
      try {
        const does = redirects(`${elsewhere.url}/v3/pipelines/status`, status)
        await using made = await cloud(green, [{ does }])
        expect((await step(made.inputs([A]))).code).toBe(1)
        expect(other.requests).toEqual([])
      } finally {
        await elsewhere.close()
      }
    }
  )
})

describe('what can heal is asked again', () => {
  it.concurrent(
    'two 500s, a 429 with Retry-After: 1, a dropped connection, then success: green, and told once',
    async () => {
      await using made = await cloud(green, [
        { times: 2, does: fails(500) },
        { times: 1, does: throttles('1') },
        { times: 1, does: onTheWire({ kind: 'drop' }) }
      ])
      const { inputs, count } = made
      const ended = await step(inputs([A]))
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
      const healed = ended.lines.filter(line => line.includes('succeed again'))
      expect(healed).toHaveLength(1)
      expect(healed[0]).toMatch(
        /4 failed attempts: 2 × HTTP 500.*; HTTP 429.*; .*(ECONNRESET|socket hang up)/
      )
      expect(count()).toBe(5)
      expect(ended.stdout).not.toContain('::warning')
    }
  )

  it.concurrent.each<{ what: string; does: Misbehaviour }>([
    { what: '408', does: answers(408, '') },
    { what: '502 with HTML', does: answersHtml(502) },
    { what: '503', does: fails(503) },
    { what: '504', does: answersHtml(504) },
    { what: '429 without Retry-After', does: throttles() },
    { what: 'throttling under HTTP 200', does: errsWith200('APIGW.0308') },
    { what: 'throttling under HTTP 403', does: fails(403, 'APIG.0308') },
    { what: 'a connection dropped in the body', does: onTheWire({ kind: 'drop_body' }) }
  ])('$what', async ({ does }) => {
    await using made = await cloud(green, [{ times: 1, does }])
    const { inputs } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 0, outputs: { passed: 'true' } })
  })

  it.concurrent.each([
    { what: 'seconds', after: () => '1', atLeast: 990 },
    // A date has whole seconds.
    { what: 'a date', after: () => new Date(Date.now() + 2_500).toUTCString(), atLeast: 1_400 }
  ])('Retry-After is kept, as $what', async ({ after, atLeast }) => {
    const late: Misbehaviour = (honest, request) => throttles(after())(honest, request)
    await using made = await cloud(green, [{ times: 1, does: late }], { clock: WALL })
    expect((await step(made.inputs([A]))).code).toBe(0)
    const [first, second] = made.simulator.requests
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(atLeast)
  })
})

/** How late it may be is in `soak/in-time`. */
describe('the time is up', () => {
  const onBoth = TROUBLES.flatMap(one => APIS.map(api => ({ ...one, api })))
  it.concurrent.each(onBoth)('when $api $what: $result', async ({ does, api, result }) => {
    await using made = await cloud([pipeline(A, ends('running'))], [{ on: ['v3.status', 'v5.status'], does }])
    const ended = await step((api === 'v3' ? made.inputs : made.v5)([A], { timeout: '3s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result } })
    expect(ended.elapsedMs).toBeGreaterThan(2_500)
    if (result === 'unknown') expect(ended.stdout).toContain('before the timeout')
  })

  it.concurrent('a detail that hangs then, and would say why it is red, is no reason to wait', async () => {
    await using made = await cloud(
      [pipeline(A, ends('running'))],
      [{ on: 'v5.run', does: onTheWire({ kind: 'hang' }) }]
    )
    const ended = await step(made.v5([A], { timeout: '2s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
  })

  it.concurrent('an API that is unreachable until the end fails the step whatever fail_on says', async () => {
    await using made = await cloud(green)
    const { inputs, served } = made
    await served.close()
    const ended = await step(inputs([A], { timeout: '1s', fail_on: 'error' }))
    expect(ended).toMatchObject({
      code: 1,
      outputs: { passed: 'false', result: 'unknown', failed_ids: '[]' }
    })
    expect(ended.stdout).toContain('ECONNREFUSED')
  })

  it.concurrent(
    'a pipeline that was seen running when the API went away has timed out, and the step is red',
    async () => {
      await using made = await cloud([pipeline(A, ends('running'))], [{ after: 2, does: fails(503) }])
      const { inputs } = made
      const ended = await step(inputs([A], { timeout: '2s', fail_on: 'error' }))
      expect(ended).toMatchObject({ code: 1, outputs: { result: 'timed_out' } })
      expect(ended.stdout).toContain('HTTP 503')
    }
  )
})
