import { describe, expect, it } from '@jest/globals'
import { KNOWN_REGIONS, pipelineEndpoint, serviceLocation } from '../../../src/codearts/regions.js'

/** Host names as the vendor's list of regions and endpoints has them. */
const HOSTS = {
  'cn-north-1': 'cloudpipeline-ext.cn-north-1',
  'cn-north-4': 'cloudpipeline-ext.cn-north-4',
  'cn-south-1': 'cloudpipeline-ext.cn-south-1',
  'cn-south-2': 'cloudpipeline-ext.cn-south-2',
  'cn-east-2': 'cloudpipeline-ext.cn-east-2',
  'cn-east-3': 'cloudpipeline-ext.cn-east-3',
  'cn-southwest-2': 'cloudpipeline-ext.cn-southwest-2',
  'ap-southeast-3': 'cloudpipeline-ext.ap-southeast-3',
  'sa-brazil-1': 'cloudpipeline-ext.sa-brazil-1',
  'la-north-2': 'cloudpipeline-ext.la-north-2',
  'tr-west-1': 'pipeline-external.tr-west-1',
  'la-south-2': 'pipeline-external.la-south-2',
  'af-north-1': 'pipeline.af-north-1',
  'me-east-1': 'pipeline.me-east-1',
  'af-south-1': 'pipeline.af-south-1'
} as const

describe('regions', () => {
  it.each(Object.entries(HOSTS))('%s is at %s', (region, host) => {
    expect(pipelineEndpoint(region)).toBe(`https://${host}.myhuaweicloud.com`)
  })
  it('these are known, and no other', () => {
    expect([...KNOWN_REGIONS].sort()).toEqual(Object.keys(HOSTS).sort())
    expect(pipelineEndpoint('cn-north-5')).toBeNull()
  })
})

describe('where the service is', () => {
  const at = (region: string, endpoint: string): unknown =>
    serviceLocation({ region, endpoint, iam: 'https://iam.example', sts: 'https://sts.example' })
  const own = 'https://codearts.example'

  it('is the region where its endpoint is used', () => {
    const location = { customEndpoint: null, region: 'cn-north-4' }
    expect(at('cn-north-4', 'https://cloudpipeline-ext.cn-north-4.myhuaweicloud.com')).toEqual(location)
  })
  it('is a custom endpoint, and the region only where somebody has chosen one', () => {
    expect(at('cn-north-4', own)).toEqual({ customEndpoint: own, region: null })
    expect(at('eu-de', own)).toEqual({ customEndpoint: own, region: 'eu-de' })
  })
})
