import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { authorise } from '../../src/codearts/http/authorise.js'
import {
  authorization,
  canonicalRequest,
  encodeRfc3986,
  sdkDate,
  stringToSign
} from '../../src/codearts/http/signer.js'

interface OfficialSigner {
  sign(
    request: {
      endpoint: string
      method: string
      headers: Record<string, string>
      queryParams: object
      data?: object
    },
    credential: { getAk(): string; getSk(): string }
  ): Record<string, string>
}
const load = createRequire(resolve('package.json'))
const { AKSKSigner } = load('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js') as {
  AKSKSigner: OfficialSigner
}

const KEY = { accessKey: 'AKEXAMPLE', secretKey: 'SKEXAMPLE' }
const DATE = Date.UTC(2026, 0, 2, 3, 4, 5)
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const example = {
  method: 'GET',
  url: new URL(
    'https://cloudpipeline-ext.cn-north-4.myhuaweicloud.com/v3/pipelines/status?pipeline_ids=a%2Cb'
  ),
  headers: {
    'content-type': 'application/json',
    host: 'cloudpipeline-ext.cn-north-4.myhuaweicloud.com',
    'x-project-id': 'p0',
    'x-sdk-date': '20260102T030405Z'
  },
  body: ''
}

describe('the signature, stage by stage', () => {
  it('the date is UTC without separators', () => {
    expect(sdkDate(DATE)).toBe('20260102T030405Z')
  })

  it('everything but the unreserved characters is encoded', () => {
    expect(encodeRfc3986("a,b c!*'()~-_.中")).toBe('a%2Cb%20c%21%2A%27%28%29~-_.%E4%B8%AD')
  })

  it('the canonical request', () => {
    expect(canonicalRequest(example)).toBe(
      [
        'GET',
        '/v3/pipelines/status/',
        'pipeline_ids=a%2Cb',
        'content-type:application/json',
        'host:cloudpipeline-ext.cn-north-4.myhuaweicloud.com',
        'x-project-id:p0',
        'x-sdk-date:20260102T030405Z',
        '',
        'content-type;host;x-project-id;x-sdk-date',
        EMPTY_HASH
      ].join('\n')
    )
  })

  it('the string to sign', () => {
    expect(stringToSign('', '20260102T030405Z')).toBe(`SDK-HMAC-SHA256\n20260102T030405Z\n${EMPTY_HASH}`)
  })

  it('the header, as the official signer computes it', () => {
    expect(authorization(example, KEY)).toBe(
      'SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=content-type;host;x-project-id;x-sdk-date, ' +
        'Signature=a8afce3247988bfad21965187cf17d64ddf28a5578e2cbb165f2ad26139ae86c'
    )
  })

  it('queries are sorted by name, then by value', () => {
    const url = new URL('https://h/?b=2&a=3&b=1&a-=0')
    expect(canonicalRequest({ ...example, url }).split('\n')[2]).toBe('a=3&a-=0&b=1&b=2')
  })

  it('temporary keys send and sign their security token', () => {
    const request = { method: 'GET', url: 'https://h/x', headers: {}, body: null } as const
    const headers = authorise(request, { kind: 'access_key', ...KEY, securityToken: 'st' }, DATE)
    expect(headers['x-security-token']).toBe('st')
    expect(headers.authorization).toContain('SignedHeaders=host;x-sdk-date;x-security-token')
  })

  it('a token is sent as it is, and nothing is signed', () => {
    const request = { method: 'GET', url: 'https://h/x', headers: {}, body: null } as const
    expect(authorise(request, { kind: 'token', token: 't' }, DATE)).toEqual({ 'x-auth-token': 't' })
  })
})

describe('the official signer', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9._~中文-]{1,12}$/)
  const value = fc
    .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
    .filter(
      text =>
        !/[\uD800-\uDFFF]/.test(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '')) && text.trim() === text
    )
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    host: fc.stringMatching(/^[a-z]{1,10}\.example(:8443)?$/),
    path: fc.array(word, { maxLength: 4 }).filter(parts => !parts.some(part => /^\.+$/.test(part))),
    query: fc.dictionary(word, value, { maxKeys: 4, noNullPrototype: true }),
    extra: fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[!-~]{1,20}$/), {
      maxKeys: 3,
      noNullPrototype: true
    }),
    data: fc.option(fc.record({ name: fc.string(), ids: fc.array(fc.string()) })),
    seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
    ak: fc.stringMatching(/^[A-Z0-9]{4,20}$/),
    sk: fc.stringMatching(/^[!-~]{4,40}$/)
  })

  it('agrees with ours on hundreds of random requests', () => {
    fc.assert(
      fc.property(requests, ({ method, host, path, query, extra, data, seconds, ak, sk }) => {
        const date = sdkDate(seconds * 1000)
        const headers = { 'content-type': 'application/json', ...extra, 'X-Sdk-Date': date }
        const endpoint = `https://${host}/${path.join('/')}`
        const official = AKSKSigner.sign(
          { endpoint, method, headers, queryParams: query, ...(data === null ? {} : { data }) },
          { getAk: () => ak, getSk: () => sk }
        )
        const url = new URL(endpoint)
        url.search = Object.entries(query)
          .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
          .join('&')
        const ours = authorization(
          {
            method,
            url,
            headers: { 'content-type': 'application/json', ...extra, 'x-sdk-date': date, host },
            body: data === null ? '' : JSON.stringify(data)
          },
          { accessKey: ak, secretKey: sk }
        )
        expect(ours).toBe(official.Authorization)
      }),
      { numRuns: 500 }
    )
  })
})
