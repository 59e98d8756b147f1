import { describe, expect, it } from '@jest/globals'
import { memoryRunner, type MemoryRunner } from '../../tools/bench/lib/memory-runner.js'
import { VirtualClock } from '../../tools/bench/lib/virtual-clock.js'
import { ConnectionError } from '../../src/errors.js'
import type { HttpRequest, HttpResponse } from '../../src/ports.js'
import { run } from '../../src/run.js'

const ID = 'a'.repeat(32)
const MINUTE = 60_000
/** What CodeArts does at the nth request (from 1) and at a time: an answer, or an error that is thrown. */
type Script = (n: number, request: HttpRequest, clock: VirtualClock) => HttpResponse | Error
interface Played {
  readonly runner: MemoryRunner
  readonly clock: VirtualClock
  readonly requests: { at: number; url: string }[]
}
/** The whole use case on a virtual clock against a scripted cloud. */
async function play(
  inputs: Readonly<Record<string, string>>,
  script: Script,
  signal?: AbortSignal
): Promise<Played> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const runner = memoryRunner({ pipeline_ids: ID, auth_token: 'token-of-the-test', ...inputs })
  const requests: { at: number; url: string }[] = []
  const http = async (request: HttpRequest, aborted: AbortSignal): Promise<HttpResponse> => {
    requests.push({ at: clock.now(), url: request.url })
    const answer = script(requests.length, request, clock)
    if (answer instanceof Error && answer.message === 'hang') {
      await clock.sleep(request.timeoutMs, aborted)
      throw new ConnectionError('TIMEOUT', 'timeout')
    }
    await clock.sleep(10, aborted)
    if (answer instanceof Error) throw answer
    return answer
  }
  await run({ http, clock, runner, random: () => 0.5, signal: signal ?? new AbortController().signal })
  return { runner, clock, requests }
}
const answer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {}
): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body)
})
const element = (status: string | null, result: string | null = null, id = ID): object => ({
  pipeline_id: id,
  pipeline_name: 'build',
  build_id: '25',
  status,
  result
})
const says = (status: string, result: string | null = null): HttpResponse =>
  answer(200, [element(status, result)])
const hang = new Error('hang')

describe('waiting on a virtual clock', () => {
  it('over hours without a change only heartbeats are printed, at most one a minute', async () => {
    const { runner, requests } = await play({ timeout: '3h' }, () => says('running'))
    expect(requests.length).toBeGreaterThan(300)
    const heartbeats = runner.lines.filter(line => line.startsWith('Still waiting'))
    expect(heartbeats.length).toBeGreaterThan(150)
    expect(heartbeats.length).toBeLessThanOrEqual(180)
    expect(runner.lines.length - heartbeats.length).toBeLessThanOrEqual(5)
    expect(heartbeats[0]).toMatch(/1 of 1 pipeline not finished, 1m \d+s elapsed, 2h 5\dm remaining/)
  })

  it('auto looks a little more often than every ten seconds while nothing is known', async () => {
    const { requests } = await play({ timeout: '1m' }, () => says('running'))
    expect(requests.map(({ at }) => Math.round(at / 1000))).toEqual([0, 9, 19, 28, 37, 47, 56, 59])
  })

  it('the deadline is kept to the millisecond, with a last look before it', async () => {
    const { clock, requests } = await play({ timeout: '25s' }, () => says('running'))
    expect(clock.now()).toBe(25_000)
    expect(requests.at(-1)?.at).toBe(24_000)
  })

  it('a missing run is looked for twice, one interval apart', async () => {
    const { requests, runner } = await play({}, () => answer(200, []))
    expect(requests.map(({ at }) => at)).toEqual([0, 10_010])
    expect(runner.values.result).toBe('not_found')
  })

  it('a condition ends at start_timeout', async () => {
    const old = { ...element('completed', 'success'), start_time: '2020-01-01 00:00:00' }
    const { clock, runner } = await play(
      { started_after: '1h', start_timeout: '3m', poll_interval: '50s' },
      () => answer(200, [old])
    )
    expect(runner.values).toMatchObject({ result: 'stale', passed: 'false' })
    expect(clock.now()).toBeGreaterThanOrEqual(3 * MINUTE)
    expect(clock.now()).toBeLessThan(3 * MINUTE + 100)
  })
})

describe('a look that straddles the end of start_timeout', () => {
  it('is followed by another at once', async () => {
    const old = { ...element('completed', 'success'), start_time: '2020-01-01 00:00:00' }
    const { clock, requests } = await play(
      { started_after: '1h', start_timeout: '5ms', poll_interval: '50s' },
      () => answer(200, [old])
    )
    expect(requests).toHaveLength(2)
    expect(clock.now()).toBeLessThan(100)
  })
})

describe('trouble', () => {
  it.each([400, 401, 403, 404, 409, 413, 414, 422])('HTTP %i is not asked again', async status => {
    const { requests, runner } = await play({}, () => answer(status, { error_code: 'X.1', error_msg: 'no' }))
    expect(requests).toHaveLength(1)
    expect(runner.failed).toBe(true)
  })

  it.each([408, 429, 500, 501, 502, 503, 504, 520])(
    'HTTP %i is asked again, apart by more and more',
    async status => {
      const { requests, runner } = await play({ timeout: '10m' }, n =>
        n <= 5 ? answer(status, 'x') : says('completed', 'success')
      )
      expect(runner.failed).toBe(false)
      const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
      expect(gaps).toEqual([760, 1510, 3010, 6010, 12_010])
    }
  )

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE'])(
    '%s is asked again',
    async code => {
      const { requests, runner } = await play({}, n =>
        n === 1 ? new ConnectionError(code, code) : says('completed', 'success')
      )
      expect(requests).toHaveLength(2)
      expect(runner.failed).toBe(false)
    }
  )

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s is not',
    async code => {
      const { requests, runner } = await play({}, () => new ConnectionError(code, code))
      expect(requests).toHaveLength(1)
      expect(runner.lines.join()).toContain('NODE_EXTRA_CA_CERTS')
    }
  )

  it('trouble for ever ends at the deadline, whatever the server asks for', async () => {
    for (const after of ['3600', '99999999999', 'soon', '-1', 'Thu, 01 Jan 2099 00:00:00 GMT', '0']) {
      const { clock, runner, requests } = await play({ timeout: '20m' }, () =>
        answer(429, '', { 'retry-after': after })
      )
      expect(clock.now()).toBe(20 * MINUTE)
      expect(runner.values).toMatchObject({ passed: 'false', result: 'unknown' })
      expect(requests.length).toBeLessThan(120)
    }
  })

  it('a hanging service is asked again after 30 s, and ends at the deadline', async () => {
    const { clock, runner, requests } = await play({ timeout: '5m' }, () => hang)
    expect(clock.now()).toBe(5 * MINUTE)
    expect(requests.length).toBeGreaterThan(3)
    expect(runner.failed).toBe(true)
    expect(runner.lines.join('\n')).toContain('no response within')
  })

  it('a long outage is told at most once a minute, and once when it is over', async () => {
    const { runner } = await play({ timeout: '1h' }, (_, __, clock) =>
      clock.now() < 20 * MINUTE ? answer(503, '') : says('completed', 'success')
    )
    expect(runner.failed).toBe(false)
    const told = runner.lines.filter(line => line.includes('HTTP 503'))
    expect(told.length).toBeLessThanOrEqual(21)
    expect(told.filter(line => line.includes('succeed again'))).toHaveLength(1)
  })

  it('a snapshot does not try for an hour', async () => {
    const { clock, runner } = await play({ wait: 'false' }, () => answer(503, ''))
    expect(clock.now()).toBe(2 * MINUTE)
    expect(runner.failed).toBe(true)
  })

  it('one look that is cut off by the deadline does not make a pipeline unknown', async () => {
    const { runner, clock } = await play({ timeout: '25s' }, n => (n < 4 ? says('running') : hang))
    expect(clock.now()).toBe(25_000)
    expect(runner.values.result).toBe('timed_out')
  })

  it('what is known when a later part fails is kept', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => String(index).padStart(32, 'x'))
    const { runner } = await play({ pipeline_ids: ids.join(' ') }, (n, { url }) => {
      if (n === 2) return answer(403, { error_code: 'X', error_msg: 'no' })
      const asked = new URL(url).searchParams.get('pipeline_ids')?.split(',') ?? []
      return answer(
        200,
        asked.map(id => element('completed', 'success', id))
      )
    })
    const outcomes = (JSON.parse(runner.values.pipelines ?? '[]') as { outcome: string }[]).map(
      ({ outcome }) => outcome
    )
    expect(outcomes.filter(outcome => outcome === 'success').length).toBe(100)
    expect(outcomes.filter(outcome => outcome === 'unknown').length).toBe(50)
    expect(runner.failed).toBe(true)
  })
})

describe('requests', () => {
  it('hold at most 100 IDs and less than 4,000 characters each', async () => {
    const ids = Array.from({ length: 777 }, (_, index) => String(index).padStart(32, 'x'))
    const endpoint = `https://${'long.'.repeat(40)}example`
    const { requests } = await play({ pipeline_ids: ids.join(' '), endpoint }, (_, { url }) => {
      const asked = new URL(url).searchParams.get('pipeline_ids')?.split(',') ?? []
      expect(asked.length).toBeLessThanOrEqual(100)
      return answer(
        200,
        asked.map(id => element('completed', 'success', id))
      )
    })
    for (const { url } of requests) expect(url.length).toBeLessThan(4_000)
    expect(requests.length).toBeLessThanOrEqual(9)
  })
})

describe('cancelling', () => {
  it('ends at once, with what is known', async () => {
    const cancelled = new AbortController()
    const { runner, clock } = await play(
      {},
      n => {
        if (n === 3) cancelled.abort()
        return says('running')
      },
      cancelled.signal
    )
    expect(clock.now()).toBeLessThan(22_000)
    expect(runner.values).toMatchObject({ result: 'running', passed: 'false' })
    expect(runner.failed).toBe(true)
    expect(runner.lines.join()).toContain('cancelled')
  })
})

describe('a mistake of our own', () => {
  it('is red, with outputs', async () => {
    const { runner } = await play({}, () => new TypeError('oops'))
    expect(runner.failed).toBe(true)
    expect(runner.values).toMatchObject({ passed: 'false', result: 'unknown' })
    expect(runner.lines.join()).toContain('oops')
  })
})
