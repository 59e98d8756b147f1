import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { authorization, encodeRfc3986, sdkDate } from '../../../../src/codearts/http/signer.js'

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
