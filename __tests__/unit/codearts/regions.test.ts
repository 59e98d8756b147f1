import { describe, expect, it } from '@jest/globals'
import { KNOWN_REGIONS, pipelineEndpoint } from '../../../src/codearts/regions.js'

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
