import { describe, expect, it } from '@jest/globals'
import { failure } from '../../../src/domain/failure.js'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { durationText, failureText, placeText } from '../../../src/report/text.js'
import { LANGUAGES } from './hostile.js'

const english = messagesIn('en')

describe('the message tables', () => {
  it.each([
    [0, '0s'],
    [999, '999ms'],
    [24_000, '24s'],
    [61_000, '1m 1s'],
    [3_599_600, '1h'],
    [300_000, '5m'],
    [3_900_000, '1h 5m'],
    [3_605_000, '1h']
  ])('%i ms is %s', (ms, text) => {
    expect(durationText(ms, english)).toBe(text)
  })
})

describe('a failure', () => {
  it.each([
    ['not a member of it.', 'not a member of it'],
    ['没有权限。\n', '没有权限'],
    ['wait...', 'wait'],
    ['v1.2', 'v1.2']
  ])('goes on behind the words of the cloud without a second stop: %j', (cloudMessage, told) => {
    const rejected = failure('rejected', { status: 400, cloudCode: 'X.1', cloudMessage, requestId: 'r' })
    expect(failureText(rejected, english)).toContain(`X.1: ${told}, request ID r)`)
  })

  it('says what happened, with code and request ID, and what to do', () => {
    const refused = failure('refused', {
      status: 401,
      cloudCode: 'APIGW.0301',
      cloudMessage: 'verify aksk signature fail',
      requestId: 'r-1',
      hint: 'wrong_key'
    })
    expect(failureText(refused, english)).toBe(
      'CodeArts rejected the credential (HTTP 401, APIGW.0301: verify aksk signature fail, request ID r-1). ' +
        'Check that `access_key` and `secret_key` belong together and that the key is enabled (console: My Credentials > Access Keys).'
    )
  })
})

describe('where the service is', () => {
  it.each([
    [{ customEndpoint: null, region: 'cn-north-4' }, 'region cn-north-4'],
    [{ customEndpoint: 'https://c.example', region: null }, 'endpoint https://c.example'],
    [{ customEndpoint: 'https://c.example', region: 'eu-de' }, 'endpoint https://c.example, region eu-de'],
    [{ customEndpoint: null, region: null }, '']
  ])('%j', (location, text) => expect(placeText(location, english)).toBe(text))
})

describe('what is wrong with the inputs', () => {
  const issues: readonly InputIssue[] = [
    { input: 'timeout', given: '1d\n::error::x', code: 'duration', params: {} },
    { input: 'endpoint', given: '<script>|', code: 'endpoint_url', params: {} },
    { input: 'secret_key', given: null, code: 'credential_half', params: { all: 'access_key, secret_key' } }
  ]
  it.each(LANGUAGES)('in %s has a line for each, and a value cannot add one', language => {
    const lines = failureText(failure('inputs', { issues }), messagesIn(language)).split('\n')
    expect(lines).toHaveLength(1 + issues.length)
    for (const [index, { input }] of issues.entries()) expect(lines[index + 1]).toContain(input)
    for (const line of lines) expect(line).not.toMatch(/^\s*::/)
  })
})
