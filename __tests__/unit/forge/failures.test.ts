import { describe, expect, it } from '@jest/globals'
import { jsonOf, pauseOf, refusalOf } from '../../../src/forge/failures.js'

const NOW = Date.UTC(2026, 0, 1)
const refused = (status: number, message = '', headers: Readonly<Record<string, string>> = {}) =>
  refusalOf({ status, headers, body: JSON.stringify({ message }) }, 'statuses: write', NOW)

describe('what a refusal means', () => {
  it.each<readonly [number, string, Readonly<Record<string, string>>, string]>([
    [301, 'Moved Permanently', {}, 'redirected'],
    [400, 'Problems parsing JSON', {}, 'refused'],
    [401, 'Bad credentials', {}, 'credential'],
    [403, 'Resource not accessible by integration', {}, 'permission'],
    [403, 'Unable to create comment because issue is locked.', {}, 'locked'],
    [403, 'You have exceeded a secondary rate limit.', {}, 'limit'],
    [403, 'no', { 'retry-after': '5' }, 'limit'],
    [403, 'no', { 'x-ratelimit-remaining': '0' }, 'limit'],
    [403, 'no', { 'x-ratelimit-remaining': '9' }, 'permission'],
    [404, 'Not Found', {}, 'not_found'],
    [410, 'Gone', {}, 'not_found'],
    [422, 'Validation Failed', {}, 'refused'],
    [429, '', {}, 'limit'],
    [503, '', {}, 'unreachable']
  ])('%d %s is %o: %s', (status, message, headers, problem) => {
    expect(refused(status, message, headers).failure).toMatchObject({ problem, status })
  })

  it('only limits and errors of the server may be over soon', () => {
    expect([401, 403, 404, 422, 301].map(status => refused(status).pauseMs)).toEqual([
      null,
      null,
      null,
      null,
      null
    ])
    expect([500, 503].map(status => refused(status).pauseMs)).toEqual([0, 0])
  })

  it('a limit says how long, or a minute is meant', () => {
    expect(pauseOf({ 'retry-after': '7' }, NOW)).toBe(7000)
    const reset = String(NOW / 1000 + 90)
    expect(pauseOf({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, NOW)).toBe(90_000)
    expect(pauseOf({ 'retry-after': 'soon' }, NOW)).toBe(60_000)
  })

  it("keeps GitHub's words and what it finds wrong", () => {
    const body = JSON.stringify({ message: 'Validation Failed', errors: [{ message: 'too long' }, 'odd', 5] })
    expect(refusalOf({ status: 422, headers: {}, body }, '', NOW).failure.words).toBe(
      'Validation Failed: too long: odd'
    )
    expect(refusalOf({ status: 502, headers: {}, body: '<html>' }, '', NOW).failure.words).toBeNull()
  })

  it('what is no JSON is nothing', () => {
    expect(jsonOf('{')).toBeUndefined()
  })
})
