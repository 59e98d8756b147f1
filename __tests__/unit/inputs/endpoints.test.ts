import { describe, expect, it } from '@jest/globals'
import type { InputIssue } from '../../../src/domain/input-issue.js'
import { codes, config, issue, issues } from './given.js'

describe('place', () => {
  it('an unknown region needs an endpoint', () => {
    const [issue] = issues({ region: 'cn-nort-4' })
    expect(issue).toMatchObject({
      ...{ code: 'region_near', given: 'cn-nort-4', params: { meant: 'cn-north-4' } }
    })
    expect(String(issue?.params.regions).split(', ')).toHaveLength(15)
    expect(config({ region: 'cn-new-9', endpoint: 'https://x.example' }).endpoints).toMatchObject({
      region: 'cn-new-9',
      endpoint: 'https://x.example'
    })
  })
  it('the environment, in its order, only when the input is not set', () => {
    const both = { HUAWEI_CLOUD_REGION: 'cn-east-3', HUAWEICLOUD_SDK_REGION: 'cn-east-2' }
    expect(config({}, both).endpoints.region).toBe('cn-east-3')
    expect(config({}, { HUAWEICLOUD_SDK_REGION: 'cn-east-2' }).endpoints.region).toBe('cn-east-2')
    expect(config({ region: 'cn-south-1' }, both).endpoints.region).toBe('cn-south-1')
  })
  it.each([
    'http://127.0.0.1:8080',
    'http://localhost:1',
    'http://[::1]:2',
    'http://127.9.9.9',
    'https://a.example:444'
  ])('%s', endpoint => {
    expect(config({ endpoint }).endpoints.endpoint).toBe(endpoint)
  })
  it.each([
    ['http://example.com', 'endpoint_https'],
    ['http://127.0.0.1.evil.example', 'endpoint_https'],
    ['http://localhost.evil.example', 'endpoint_https'],
    ['https://a.example/x', 'endpoint_extra'],
    ['https://a.example?x', 'endpoint_extra'],
    ['https://u:p@a.example', 'endpoint_extra'],
    ['https://a.example/', 'endpoint_slash'],
    ['ftp://a.example', 'endpoint_url'],
    ['a.example', 'endpoint_url'],
    ['https://', 'endpoint_url'],
    ['https://a.example?', 'endpoint_extra'],
    ['https://a.example#', 'endpoint_extra']
  ])('%s is refused: %s', (endpoint, code) => {
    for (const input of ['endpoint', 'iam_endpoint', 'sts_endpoint'])
      expect(codes({ [input]: endpoint })).toEqual([`${input}: ${code}`])
  })
})

describe('a secret in an address', () => {
  it.each([
    'user:hunter22@host',
    'ftp://user:hunter22@host',
    '//user:hunter22@host',
    'https:/user:hunter22@host',
    'https://user:hunter22@ho st',
    'https://user:hunter22@host:99999',
    'https://user:hunter22@host',
    'https://host/?token=hunter22',
    'https://host/#hunter22'
  ])('%s is refused without being shown', endpoint => {
    for (const input of ['endpoint', 'iam_endpoint', 'sts_endpoint']) {
      const credential = issues({ [input]: endpoint })
      expect(credential.length).toBeGreaterThan(0)
      expect(JSON.stringify(credential)).not.toContain('hunter22')
    }
  })
})

describe('the place', () => {
  it('has the addresses of its region, or those that are given', () => {
    expect(config({ region: 'cn-east-3' }).endpoints).toEqual({
      region: 'cn-east-3',
      endpoint: 'https://cloudpipeline-ext.cn-east-3.myhuaweicloud.com',
      iam: 'https://iam.cn-east-3.myhuaweicloud.com',
      sts: 'https://sts.cn-east-3.myhuaweicloud.com'
    })
    const own = {
      endpoint: 'https://a.example',
      iam_endpoint: 'https://b.example',
      sts_endpoint: 'https://c.example'
    }
    expect(config(own).endpoints).toEqual({
      ...{
        region: 'cn-north-4',
        endpoint: 'https://a.example',
        iam: 'https://b.example',
        sts: 'https://c.example'
      }
    })
  })

  it('a region from a variable is told by its name', () => {
    expect(config({}, { HUAWEI_CLOUD_REGION: ' cn-east-3\n' }).endpoints.region).toBe('cn-east-3')
    expect(
      config({}, { HUAWEI_CLOUD_REGION: '  ', HUAWEICLOUD_SDK_REGION: 'cn-east-2' }).endpoints.region
    ).toBe('cn-east-2')
    expect(config({}, { HUAWEI_CLOUD_REGION: ' ' }).endpoints.region).toBe('cn-north-4')
    expect(issues({}, { HUAWEI_CLOUD_REGION: ' mars ' })).toMatchObject([
      { input: 'region (HUAWEI_CLOUD_REGION)', given: 'mars', code: 'region' }
    ])
    expect(issues({ region: 'mars' })).toMatchObject([{ input: 'region', given: 'mars', code: 'region' }])
  })

  it('a region that makes no host name is refused', () => {
    const endpoint = 'https://a.example'
    for (const region of ['cn north', 'cn/north', 'evil.example#', 'r'.repeat(65)])
      expect(issues({ region, endpoint })).toEqual([issue('region', 'region_shape', region)])
    expect(config({ region: 'r'.repeat(64), endpoint }).endpoints.region).toBe('r'.repeat(64))
  })

  it.each<[string, readonly InputIssue[]]>([
    [
      'https://a.example/',
      [issue('endpoint', 'endpoint_slash', 'https://a.example/', { origin: 'https://a.example' })]
    ],
    ['https://a.example/v3', [issue('endpoint', 'endpoint_extra', 'https://a.example/v3')]],
    ['https://a.example?', [issue('endpoint', 'endpoint_extra')]],
    ['https://a.example/#', [issue('endpoint', 'endpoint_extra')]],
    ['https://u@a.example', [issue('endpoint', 'endpoint_extra')]],
    ['xhttps://a.example', [issue('endpoint', 'endpoint_url', 'xhttps://a.example')]],
    ['https://a.example:x', [issue('endpoint', 'endpoint_url', 'https://a.example:x')]],
    ['http://a.example:8080', [issue('endpoint', 'endpoint_https', 'http://a.example:8080')]],
    ['http://127.evil.example', [issue('endpoint', 'endpoint_https', 'http://127.evil.example')]],
    ['http://x127.0.0.1.example', [issue('endpoint', 'endpoint_https', 'http://x127.0.0.1.example')]]
  ])('%s', (endpoint, expected) => {
    expect(issues({ endpoint })).toEqual(expected)
  })

  it.each(['HTTPS://a.example', 'http://127.100.200.250:1', 'http://LOCALHOST:1'])(
    '%s is taken',
    endpoint => {
      expect(config({ endpoint }).endpoints.endpoint).toBe(endpoint.toLowerCase())
    }
  )
})
