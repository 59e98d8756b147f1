import { describe, expect, it } from '@jest/globals'
import {
  authorization,
  canonicalRequest,
  encodeRfc3986,
  sdkDate,
  stringToSign
} from '../../../../src/codearts/http/signer.js'

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
})
