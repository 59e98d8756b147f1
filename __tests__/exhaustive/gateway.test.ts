import { describe, expect, it } from '@jest/globals'
import { answersJson, changesElements, fails, onTheWire, type Misbehaviour } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline, pipelineWith, PROJECT, WALL } from '../e2e/cloud.js'
import { FAST, source, SPEED } from '../e2e/fast-timers.js'
import { pipelineId, step, type StepOptions } from '../e2e/harness.js'

const RUN = '1'.repeat(32)
const green = [pipeline(A, ends('success'))]
const many = Array.from({ length: 450 }, (_, index) => pipelineId(`${index}x`))

/** What the gateway says when it does not accept who is asking. */
const refuses = (why: string): Misbehaviour =>
  fails(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`)

/** A module for a machine whose resolver says that there are no such hosts. */
const NO_HOSTS = source(`import dns from 'node:dns'
  dns.lookup = (host, options, told) => process.nextTick(told, Object.assign(
    new Error('getaddrinfo ENOTFOUND ' + host), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: host }))`)

const fast: StepOptions = { nodeArguments: ['--import', FAST] }

describe('a key that the gateway does not accept costs one refused signature', () => {
  it.concurrent.each([
    ['v3', 'a wrong secret', { secret_key: 'wrong-secret-of-the-test' }, 'secret_key'],
    ['v5', 'a wrong secret', { secret_key: 'wrong-secret-of-the-test' }, 'secret_key'],
    ['v5', 'a wrong key ID', { access_key: 'AKWRONG-OF-THE-TEST' }, 'The AK does not exist'],
    ['v5, with pins', 'a wrong secret', { secret_key: 'wrong-secret-of-the-test' }, 'secret_key'],
    [
      'v5, with a start',
      'a wrong secret',
      { secret_key: 'wrong-secret-of-the-test', start: 'true' },
      'secret_key'
    ]
  ] as const)('%s: %s', async (api, _, given, says) => {
    await using made = await cloud(many.map(id => pipeline(id, ends('running'))))
    const { inputs, v5, count } = made
    const ids = api === 'v5, with pins' ? many.slice(0, 20).map(id => `${id}@${RUN}`) : many
    const ended = await step((api === 'v3' ? inputs : v5)(ids, given))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.stdout).toContain(says)
    expect(count()).toBe(1)
  })

  it.concurrent.each([
    ['verify aksk signature fail', 'wrong_secret_key', 'check `secret_key` of this `access_key`'],
    ['Get secretKey failed,ak:AKEXAMPLE,err:ak not exist', 'wrong_access_key', 'check `access_key`'],
    ['decrypt token fail', 'wrong_token', 'token'],
    [
      'signature expired, signature time:20260101T000000Z,server time:20260101T010000Z',
      'clock',
      'set the clock of this runner'
    ]
  ])('%s: %s', async (why, hint, says) => {
    await using made = await cloud(green, [{ does: refuses(why) }])
    const { v5, count } = made
    const ended = await step(v5([A]))
    expect(ended).toMatchObject({ code: 1, report: { failure: { code: 'refused', hint } } })
    expect(ended.stdout).toContain(says)
    expect(count()).toBe(1)
  })

  it.concurrent('once one has been accepted, several go out at once, and no more than four', async () => {
    await using made = await cloud(
      many.map(id => pipeline(id, ends('success'))),
      [{ on: 'v5.status', does: onTheWire({ kind: 'delay', ms: 300 }) }],
      { clock: WALL }
    )
    const { v5, served, simulator } = made
    expect(await step(v5(many))).toMatchObject({ code: 0 })
    const looks = simulator.requests.filter(({ kind }) => kind === 'v5.status')
    expect(looks).toHaveLength(5)
    const [first = 0, second = 0] = looks.map(({ at }) => at)
    expect(second - first).toBeGreaterThanOrEqual(290)
    expect(served.maxInFlight()).toBe(4)
  })
})

describe('a key that is locked', () => {
  const locked = refuses('AK access failed to reach the limit,forbidden')
  const MINUTE = 60_000 / SPEED

  it.concurrent.each(['v3', 'v5', 'v5 with a start'])(
    'is waited out, asked for once a minute: %s',
    async api => {
      await using made = await cloud(
        [A, B, ...many].map(id => pipelineWith(id, [{ number: 1, moments: [ends('success')] }])),
        [{ times: 2, does: locked }],
        { clock: WALL }
      )
      const { inputs, v5, simulator } = made
      const ids = api === 'v5 with a start' ? [A, B] : [A, B, ...many]
      const given = { timeout: '30m', ...(api === 'v5 with a start' ? { start: 'true' } : {}) }
      const ended = await step((api === 'v3' ? inputs : v5)(ids, given), fast)
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(ended.stdout).toContain('locked the access key')
      const [first = 0, second = 0, third = 0] = simulator.requests.map(({ at }) => at)
      expect(second - first).toBeGreaterThanOrEqual(MINUTE)
      expect(third - second).toBeGreaterThanOrEqual(MINUTE)
    }
  )

  it.concurrent(
    'when a run is started, it is not started twice, and not given up with start_timeout',
    async () => {
      await using made = await cloud(green, [{ on: 'v5.start', times: 3, does: locked }], { clock: WALL })
      const { v5, simulator, count } = made
      const ended = await step(v5([A], { start: 'true', start_timeout: '30s', timeout: '30m' }), fast)
      expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
      expect(ended.stdout).toContain('locked the access key')
      expect([count('v5.start'), simulator.started.length]).toEqual([4, 1])
      const starts = simulator.requests.filter(({ kind }) => kind === 'v5.start').map(({ at }) => at)
      for (const [n, at] of starts.entries())
        if (n > 0) expect(at - (starts[n - 1] ?? 0)).toBeGreaterThanOrEqual(MINUTE)
    }
  )

  it.concurrent('in the middle of a wait holds every request back', async () => {
    const states = [ends('running'), ends('success', 800)]
    const runs = [A, B].map(id => pipelineWith(id, [{ number: 1, id: RUN, moments: states }]))
    await using made = await cloud(runs, [{ on: 'v5.run', after: 4, times: 2, does: locked }], {
      clock: WALL
    })
    const { v5, simulator } = made
    const ended = await step(
      v5([`${A}@${RUN}`, `${B}@${RUN}`], { poll_interval: '2s', timeout: '30m' }),
      fast
    )
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'success' } })
    const after = simulator.requests.filter(({ status }) => status === 401).map(({ at }) => at)
    const next = simulator.requests.find(({ at }) => at > (after[0] ?? 0) + MINUTE / 2)
    expect((next?.at ?? 0) - (after.at(-1) ?? 0)).toBeGreaterThanOrEqual(MINUTE)
  })

  it.concurrent('until the deadline is red, and the message says who is locked and why', async () => {
    await using made = await cloud(green, [{ does: locked }])
    const { v5, count } = made
    const ended = await step(v5([A, B, ...many], { timeout: '150s' }), fast)
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.report).toMatchObject({ failure: { code: 'locked', hint: 'key_locked' } })
    expect(ended.stdout).toContain('for everything that uses it')
    expect(count()).toBe(3)
  })

  it.concurrent('is told in Chinese too', async () => {
    await using made = await cloud(green, [{ does: locked }])
    const { v5 } = made
    const ended = await step(v5([A], { timeout: '5s', language: 'zh' }), fast)
    expect(ended.stdout).toContain('访问密钥会被锁定五分钟')
  })
})

describe('an answer out of a cache', () => {
  const aged =
    (seconds: string): Misbehaviour =>
    honest => {
      const answer = honest()
      return { ...answer, headers: { ...answer.headers, age: seconds } }
    }

  it.concurrent.each(['v3.status', 'v5.status'])(
    '%s: is asked for again, and requests want none',
    async kind => {
      await using made = await cloud(green, [{ on: kind, times: 2, does: aged('61') }])
      const { inputs, v5, count, simulator } = made
      const ended = await step((kind === 'v3.status' ? inputs : v5)([A]))
      expect(ended).toMatchObject({ code: 0 })
      expect(ended.stdout).toContain('cached response, 61s old')
      expect(count(kind)).toBe(3)
      for (const { headers } of simulator.requests) expect(headers['cache-control']).toBe('no-cache')
    }
  )

  it.concurrent('is none up to a minute', async () => {
    await using made = await cloud(green, [{ does: aged('60') }])
    const { inputs, count } = made
    expect(await step(inputs([A]))).toMatchObject({ code: 0 })
    expect(count()).toBe(1)
  })

  it.concurrent('for ever is red, whatever it says', async () => {
    await using made = await cloud(green, [{ does: aged('86400') }])
    const { inputs } = made
    const ended = await step(inputs([A], { timeout: '3s' }))
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'unknown' } })
    expect(ended.report).toMatchObject({ failure: { hint: 'cached' } })
  })
})

describe('an error next to a success is no answer', () => {
  const error = { code: 'X.1', message: 'no' }
  const shapes: readonly (readonly [string, object])[] = [
    ['words without a code', { error_msg: 'no' }],
    ['words without a code, in the other spelling', { errorMsg: 'no' }],
    ['code and words', { error_code: 'X.1', error_msg: 'no' }],
    ['code and message', error],
    ['a nested error', { error }],
    ['nested words', { error: { message: 'no' } }],
    ['an error one level down in any object', { extra: error }],
    ['a list of errors', { errors: [error] }]
  ]
  it.concurrent.each(shapes)('in an element, %s', async (_, parts) => {
    const does = changesElements(elements => elements.map(element => ({ ...element, ...parts })))
    await using made = await cloud(green, [{ on: ['v3.status', 'v5.status'], does }])
    const { inputs, v5 } = made
    for (const asked of [inputs([A]), v5([A])])
      expect(await step(asked)).toMatchObject({ code: 1, outputs: { result: 'unknown', passed: 'false' } })
  })

  it.concurrent.each(shapes)('in the list and the detail of runs, %s', async (_, parts) => {
    const commit = 'c'.repeat(40)
    const runs = [{ number: 1, id: RUN, commit, moments: [ends('success')] }]
    const run = {
      pipeline_id: A,
      pipeline_run_id: RUN,
      status: 'COMPLETED',
      build_params: { commit_id: commit }
    }
    const list = { total: 1, offset: 0, limit: 50, pipeline_runs: [{ ...run, ...parts }] }
    const detail = { id: RUN, pipeline_id: A, status: 'COMPLETED', sources: [], stages: [], ...parts }
    const other = changesElements(elements =>
      elements.map(element => ({ ...element, status: 'RUNNING', build_params: {} }))
    )
    for (const [on, body, ids, more] of [
      ['v5.runs', list, [A], { commit }],
      ['v5.run', detail, [`${A}@${RUN}`], {}]
    ] as const) {
      await using made = await cloud(
        [pipelineWith(A, runs)],
        [
          { on, does: answersJson(200, body) },
          { on: 'v5.status', does: other }
        ]
      )
      const { v5 } = made
      const ended = await step(v5(ids, { ...more, timeout: '5s', project_id: PROJECT }))
      expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false' } })
      expect(ended.outputs.result).not.toBe('success')
    }
  })

  it.concurrent('while the words of a run are its own', async () => {
    const does = changesElements(elements =>
      elements.map(element => ({
        ...element,
        build_params: { message: 'fix: error_msg {"error":{"code":"X.1"}}' },
        stages: [
          { name: 'build', status: 'completed', result: 'success', parameters: { error, error_msg: 'no' } }
        ],
        stage_status_list: [{ name: 'build', status: 'COMPLETED', message: 'no', error_msg: 'no' }]
      }))
    )
    await using made = await cloud(green, [{ on: ['v3.status', 'v5.status'], does }])
    const { inputs, v5 } = made
    for (const asked of [inputs([A]), v5([A])]) expect(await step(asked)).toMatchObject({ code: 0 })
  })
})

describe('what cannot heal', () => {
  it.concurrent('a host that does not exist is given up after half a minute', async () => {
    await using made = await cloud(green)
    const { v5 } = made
    const asked = v5([A, B, ...many], {
      endpoint: 'https://codearts.example',
      poll_interval: '1s',
      timeout: '60m'
    })
    const ended = await step(asked, { nodeArguments: [...(fast.nodeArguments ?? []), '--import', NO_HOSTS] })
    expect(ended).toMatchObject({
      code: 1,
      report: { failure: { code: 'connection', hint: 'no_such_host' } }
    })
    expect(ended.stdout).toContain('ENOTFOUND codearts.example')
    expect(ended.elapsedMs).toBeGreaterThanOrEqual(30_000 / SPEED)
  })
})

describe('an identity host that a region does not have', () => {
  it.concurrent.each([
    ['an IAM user', { iam_domain: 'company', iam_username: 'gate', iam_password: 'pa"ss\\w%rd=1' }, 'iam'],
    ['an agency', { oidc_agency_urn: 'iam::acct:agency:gate', oidc_provider_urn: 'urn' }, 'sts']
  ])('%s: the message says which input takes another one', async (_, credential, host) => {
    await using made = await cloud(green)
    const { url } = made.served
    made.simulator.services.push(({ target }) =>
      target.startsWith('/oidc')
        ? { kind: 'oidc', honest: () => ({ status: 200, headers: {}, body: '{"value":"a.b.c"}' }) }
        : null
    )
    const inputs = {
      ...{ pipeline_ids: A, project_id: PROJECT, region: 'af-north-1', timeout: '60m', ...credential }
    }
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc?x=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request' }
    const withoutHosts = { nodeArguments: [...(fast.nodeArguments ?? []), '--import', NO_HOSTS], env }
    const ended = await step(inputs, withoutHosts)
    expect(ended).toMatchObject({ code: 1, report: { failure: { hint: 'no_identity_host' } } })
    expect(ended.stdout).toContain(`ENOTFOUND ${host}.af-north-1.myhuaweicloud.com`)
    for (const input of ['`iam_endpoint`', '`sts_endpoint`']) expect(ended.stdout).toContain(input)
  })
})

describe('a long answer', () => {
  it.concurrent('of the run list, which tells how long runs took, does not stop the step', async () => {
    const began = Date.now() - 3_600_000
    await using made = await cloud(
      [pipeline(A, ends('running'), ends('success', 3_000))],
      [
        {
          on: 'v5.status',
          does: changesElements(elements => elements.map(element => ({ ...element, start_time: began })))
        },
        // 135 kB.
        {
          on: 'v5.runs',
          does: answersJson(200, { pipeline_runs: Array.from({ length: 45_000 }, () => ({})) })
        }
      ],
      { clock: WALL }
    )
    const { v5, count } = made
    const ended = await step(v5([A], { poll_interval: 'auto', timeout: '10m' }))
    expect(ended).toMatchObject({ code: 0 })
    expect(count('v5.runs')).toBeGreaterThan(0)
  })
})
