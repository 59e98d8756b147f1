import { describe, expect, it } from '@jest/globals'
import { connectionFailure } from '../../../../src/codearts/http/connection-failure.js'
import type { HintCode, Service } from '../../../../src/domain/failure.js'
import { ConnectionError } from '../../../../src/errors.js'

const failed = (code: string, message = code, service: Service = 'v5', hasAnswered = false) =>
  connectionFailure(new ConnectionError(code, message), 1_500, { service, hasAnswered })

describe('a connection that brought no answer', () => {
  it.each<[string, string, HintCode, HintCode]>([
    // What is wrong with the address, unless the service has answered there before.
    ['ENOTFOUND', 'getaddrinfo', 'no_such_host', 'wrong_endpoint'],
    ['EPROTO', 'SSL routines', 'wrong_protocol', 'wrong_endpoint'],
    ['HPE_INVALID_CONSTANT', 'Parse Error', 'wrong_protocol', 'wrong_endpoint'],
    ['HPE_HEADER_OVERFLOW', 'Header overflow', 'headers_too_large', 'wrong_endpoint'],
    // The rest, whenever it happens.
    ['CERT_HAS_EXPIRED', 'certificate has expired', 'certificate', 'certificate'],
    ['PROXY_UNSUPPORTED', 'socks5', 'proxy_unsupported', 'proxy_unsupported'],
    ['PROXY_UNREADABLE', 'x', 'proxy_unreadable', 'proxy_unreadable'],
    ['ECONNRESET', 'statusCode=407', 'proxy_credentials', 'proxy_credentials'],
    ['ECONNRESET', 'statusCode=403', 'proxy_refuses', 'proxy_refuses'],
    ['ECONNRESET', 'statusCode=429', 'wrong_endpoint', 'wrong_endpoint'],
    ['ERR_INVALID_CHAR', 'x', 'unsendable', 'unsendable'],
    ['EMFILE', 'x', 'descriptors', 'descriptors'],
    ['ECONNREFUSED', 'x', 'wrong_endpoint', 'wrong_endpoint']
  ])('%s %s', (code, message, first, later) => {
    expect(failed(code, message)).toMatchObject({ code: 'connection', hint: first })
    expect(failed(code, message, 'v5', true).hint).toBe(later)
  })

  it('to an identity service names its own inputs', () => {
    expect(failed('ECONNREFUSED', 'x', 'sts').hint).toBe('wrong_identity_endpoint')
    expect(failed('ECONNREFUSED', 'x', 'github').hint).toBe('id_token')
    for (const service of ['iam', 'idp', 'sts'] as const)
      expect(failed('ENOTFOUND', 'getaddrinfo', service).hint).toBe('no_identity_host')
  })

  it('within the time says how long it was waited for', () => {
    expect(failed('TIMEOUT').detail).toEqual({ code: 'no_answer', params: { seconds: 2 } })
  })

  it('because of its size is no answer that can be read', () => {
    expect(failed('BODY_TOO_LARGE', '8 MiB')).toMatchObject({
      code: 'not_understood',
      detail: { code: 'too_large', params: { limit: '8 MiB' } },
      hint: 'wrong_endpoint'
    })
    expect(failed('BODY_TOO_LARGE', '8 MiB', 'iam').hint).toBe('wrong_identity_endpoint')
  })
})
