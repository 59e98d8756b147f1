import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, EXAMPLE_TOKEN } from '../../simulator/index.js'
import { A, cloud, ends, pipeline } from '../e2e/cloud.js'
import { pipelineId, step } from '../e2e/harness.js'
import { sample } from '../sample.js'
import { green } from '../e2e/inputs-cases.js'

describe('inputs that are fine', () => {
  it.concurrent('a token in the place of a key', async () => {
    await using made = await cloud(green)
    const { inputs, simulator } = made
    const ended = await step(inputs([A], { access_key: '', secret_key: '', auth_token: EXAMPLE_TOKEN.token }))
    expect(ended.code).toBe(0)
    expect(simulator.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it.concurrent.each(
    sample([
      { ak: 'HUAWEICLOUD_SDK_AK', sk: 'HUAWEICLOUD_SDK_SK' },
      { ak: 'HUAWEI_CLOUD_ACCESS_KEY_ID', sk: 'HUAWEI_CLOUD_SECRET_ACCESS_KEY' },
      { ak: 'HW_ACCESS_KEY', sk: 'HW_SECRET_KEY' }
    ])
  )('a key from the environment: $ak', async ({ ak, sk }) => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { [ak]: EXAMPLE_KEY.accessKey, [sk]: EXAMPLE_KEY.secretKey }
    const ended = await step(inputs([A], { access_key: '', secret_key: '' }), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain(`AK from ${ak}`)
  })

  it.concurrent('the region from the environment', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const third = { HW_REGION_NAME: 'cn-east-3' }
    const second = { ...third, HUAWEICLOUD_SDK_REGION: 'cn-north-1' }
    const first = { ...second, HUAWEI_CLOUD_REGION: 'ap-southeast-3' }
    for (const [env, region] of [
      [third, 'cn-east-3'],
      [second, 'cn-north-1'],
      [first, 'ap-southeast-3']
    ] as const)
      expect((await step(inputs([A]), { env })).stdout).toContain(`region ${region}`)
  })

  it.concurrent('many IDs', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => pipelineId(`n${index}x`))
    await using made = await cloud(ids.map(id => pipeline(id, ends('success'))))
    const { inputs, served, count } = made
    const ended = await step(inputs(ids))
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
    expect(count()).toBeLessThanOrEqual(25)
    expect(served.maxInFlight()).toBeLessThanOrEqual(4)
    expect(ended.pipelines.map(({ id }) => id)).toEqual(ids)
  })
})
