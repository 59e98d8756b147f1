import { describe, expect, it } from '@jest/globals'
import { AbortedError, ConnectionError } from '../../../src/errors.js'
import type { Effects, HttpRequest, HttpResponse } from '../../../src/ports.js'
import { withRequestLog } from '../../../src/report/request-log.js'
import { VirtualClock } from '../../../tools/bench/lib/virtual-clock.js'

const request: HttpRequest = {
  method: 'GET',
  url: 'https://a.example/runs/s3cret?token=hidden',
  headers: {},
  body: null,
  timeoutMs: 1_000
}
const answer = (headers: Record<string, string>): HttpResponse => ({ status: 200, headers, body: '' })

/** The debug lines of one request. */
async function told(reply: () => Promise<HttpResponse>, isOn = true): Promise<string[]> {
  const lines: string[] = []
  const debug = isOn ? (line: string) => void lines.push(line) : null
  const effects = { http: reply, clock: new VirtualClock(0), runner: { debug } } as unknown as Effects
  const redact = (text: string): string => text.replace('s3cret', '***')
  await withRequestLog(effects, redact)
    .http(request, new AbortController().signal)
    .catch(() => undefined)
  return lines
}

describe('the debug log of requests', () => {
  it.each([
    ['x-request-id', 'r-1'],
    ['x-github-request-id', 'r-1']
  ])('has method, path, status, duration and the ID in %s, without query and secrets', async (name, id) => {
    expect(await told(() => Promise.resolve(answer({ [name]: id })))).toEqual(['GET /runs/*** 200 0ms r-1'])
  })

  it.each([
    [new ConnectionError('ECONNRESET', 'gone'), 'ECONNRESET'],
    [new AbortedError(), 'ABORTED'],
    [new Error('else'), 'ERROR']
  ])('has the code of what failed: %s', async (error, code) => {
    expect(await told(() => Promise.reject(error))).toEqual([`GET /runs/*** ${code} 0ms`])
  })

  it('is empty without step debug logging', async () => {
    expect(await told(() => Promise.resolve(answer({})), false)).toEqual([])
  })
})
