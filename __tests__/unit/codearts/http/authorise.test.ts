import { describe, expect, it } from '@jest/globals'
import { authorise } from '../../../../src/codearts/http/authorise.js'
import { sdkDate } from '../../../../src/codearts/http/signer.js'

const KEY = { kind: 'access_key', accessKey: 'AKEXAMPLE', secretKey: 'SKEXAMPLE' } as const
const DATE = Date.UTC(2026, 0, 2, 3, 4, 5)
const request = { method: 'GET', url: 'https://h/x', headers: { accept: 'a' }, body: null } as const

describe('what a request proves its sender with', () => {
  it('a key signs host and date, and nothing that a proxy may change', () => {
    const headers = authorise(request, { ...KEY, securityToken: null }, DATE)
    expect(Object.keys(headers).sort()).toEqual(['authorization', 'host', 'x-sdk-date'])
    expect(headers['x-sdk-date']).toBe(sdkDate(DATE))
    expect(headers.authorization).toContain('Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date,')
    expect(JSON.stringify(headers)).not.toContain('SKEXAMPLE')
  })

  it('temporary keys send and sign their security token', () => {
    const headers = authorise(request, { ...KEY, securityToken: 'st' }, DATE)
    expect(headers['x-security-token']).toBe('st')
    expect(headers.authorization).toContain('SignedHeaders=host;x-sdk-date;x-security-token')
  })

  it('a token is sent as it is, and nothing is signed', () => {
    expect(authorise(request, { kind: 'token', token: 't' }, DATE)).toEqual({ 'x-auth-token': 't' })
  })
})
