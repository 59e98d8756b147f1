import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, EXAMPLE_TOKEN } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { eventFile } from './event.js'
import { pipelineId, step, type Inputs } from './harness.js'

const green = [pipeline(A, ends('success'))]

describe('bad inputs: red, told in one message, and no request is sent', () => {
  const cases: readonly { what: string; inputs: Inputs; says: readonly string[] }[] = [
    { what: 'no ID', inputs: { pipeline_ids: '' }, says: ['pipeline_ids', 'required'] },
    { what: 'only separators', inputs: { pipeline_ids: ' ,\n, ' }, says: ['pipeline_ids', 'required'] },
    {
      what: 'a short ID',
      inputs: { pipeline_ids: 'abc' },
      says: ['pipeline_ids', 'abc', '32 letters and digits']
    },
    {
      what: 'a byte order mark',
      inputs: { pipeline_ids: `\uFEFF${A}` },
      says: ['U+FEFF', 'BYTE ORDER MARK']
    },
    {
      what: 'a zero-width space',
      inputs: { pipeline_ids: `${A}\u200B` },
      says: ['U+200B', 'ZERO WIDTH SPACE']
    },
    {
      what: 'a full-width comma',
      inputs: { pipeline_ids: `${A}，${B}` },
      says: ['U+FF0C', 'FULLWIDTH COMMA']
    },
    { what: 'a pin on v3', inputs: { pipeline_ids: `${A}@${B}` }, says: ['pin', 'v5'] },
    { what: 'a pin without a run', inputs: { pipeline_ids: `${A}@` }, says: [`${A}@`] },
    { what: 'a pin without a pipeline', inputs: { pipeline_ids: `@${A}` }, says: [`@${A}`] },
    ...['0', '0s', '-1s', '1d', 'abc', '999999h', '60', '1.5h', '5m1h'].map(timeout => ({
      what: `timeout ${timeout}`,
      inputs: { timeout },
      says: ['timeout', `"${timeout}"`, '1h30m']
    })),
    { what: 'poll_interval 0', inputs: { poll_interval: '0' }, says: ['poll_interval'] },
    { what: 'a boolean', inputs: { wait: 'yes' }, says: ['wait', '"yes"', 'true or false'] },
    {
      what: 'http off loopback',
      inputs: { endpoint: 'http://example.com' },
      says: ['endpoint', 'https', 'loopback']
    },
    {
      what: 'an endpoint with a path',
      inputs: { endpoint: 'https://example.com/v3' },
      says: ['endpoint', 'path']
    },
    {
      what: 'an endpoint with credentials',
      inputs: { endpoint: 'https://me:hunter22@example.com' },
      says: ['endpoint', 'password']
    },
    {
      what: 'an endpoint with a slash',
      inputs: { endpoint: 'https://example.com/' },
      says: ['endpoint', 'slash', 'https://example.com']
    },
    { what: 'no endpoint at all', inputs: { endpoint: 'example' }, says: ['endpoint', '"example"'] },
    { what: 'a typo in fail_on', inputs: { fail_on: 'eror' }, says: ['fail_on', '"eror"', 'error'] },
    { what: 'none among others in fail_on', inputs: { fail_on: 'none, error' }, says: ['fail_on', 'alone'] },
    { what: 'running in fail_on', inputs: { fail_on: 'running' }, says: ['fail_on', 'wait: false'] },
    { what: 'language', inputs: { language: 'fr' }, says: ['language', 'en, zh'] },
    {
      what: 'v5 without a project',
      inputs: { api_version: 'v5' },
      says: ['project_id', '/project/', 'IAM project ID']
    },
    {
      what: 'a short project',
      inputs: { project_id: 'abc' },
      says: ['project_id', '/project/', 'IAM project ID']
    },
    { what: 'commit on v3', inputs: { commit: 'abcdef1' }, says: ['commit', 'v3', 'project_id'] },
    { what: 'a dry run that is neither', inputs: { dry_run: 'maybe' }, says: ['dry_run', 'true or false'] },
    { what: 'half a key', inputs: { secret_key: '' }, says: ['secret_key', 'access_key', 'belong together'] },
    {
      what: 'two kinds',
      inputs: { auth_token: 'some-token-here' },
      says: ['access_key', 'auth_token', 'one kind']
    },
    {
      what: 'no credential',
      inputs: { access_key: '', secret_key: '' },
      says: ['give one credential', 'HUAWEICLOUD_SDK_AK']
    }
  ]
  it.concurrent.each(cases)('$what', async ({ inputs: more, says }) => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const ended = await step(inputs([A], more))
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    const errors = ended.lines.filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(1)
    for (const text of says) expect(errors[0]).toContain(text)
    expect(ended.stdout).not.toContain('hunter22')
    expect(ended.summary).not.toBe('')
    expect(count()).toBe(0)
  })

  it.concurrent('an unknown region: the message lists the known 15', async () => {
    const ended = await step({ pipeline_ids: A, region: 'cn-nort-4', auth_token: EXAMPLE_TOKEN.token })
    expect(ended.code).toBe(1)
    const regions = new Set(ended.stdout.match(/\b(cn|ap|sa|la|tr|af|me)-[a-z]+-\d\b/g))
    regions.delete('cn-nort-4')
    expect(regions.size).toBe(15)
    expect(ended.stdout).toContain('did you mean cn-north-4?')
  })

  it.concurrent.each([
    ['en', '- fail-on: is no input of this action; did you mean fail_on?'],
    ['zh', '- fail-on：本操作没有这个输入；是否想写 fail_on？']
  ])('a name that comes close to an input is refused (%s)', async (language, problem) => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const env = { 'INPUT_FAIL-ON': 'error', INPUT_DIR: 'x' }
    const ended = await step(inputs([A], { language }), { env })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    expect(ended.stdout).toContain(problem)
    expect(count()).toBe(0)
  })

  it.concurrent('all of them at once', async () => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const ended = await step(inputs(['x'], { timeout: '1d', fail_on: 'eror', wait: 'maybe', secret_key: '' }))
    const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
    for (const input of ['pipeline_ids', 'timeout', 'fail_on', 'wait', 'secret_key'])
      expect(error).toContain(input)
    expect(count()).toBe(0)
  })

  it.concurrent('fails whatever fail_on says', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    expect(await step(inputs([A], { fail_on: 'none', timeout: '1d' }))).toMatchObject({ code: 1 })
  })

  it.concurrent('in Chinese when language: zh is given', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const ended = await step(inputs([A], { language: 'zh', timeout: '1d' }))
    expect(ended.stdout).toContain('以下输入无法使用')
    expect(ended.outputs.result).toBe('unknown')
  })
})

describe('an empty secret', () => {
  const fork = {
    pull_request: { head: { repo: { full_name: 'them/fork' } }, base: { repo: { full_name: 'us/main' } } }
  }
  const own = {
    pull_request: { head: { repo: { full_name: 'us/main' } }, base: { repo: { full_name: 'us/main' } } }
  }
  it.concurrent.each([
    { what: 'on a pull request from a fork', name: 'pull_request', payload: fork, fork: true },
    {
      what: 'on a pull request of a fork that is gone',
      name: 'pull_request',
      payload: { pull_request: { head: { repo: null }, base: { repo: { full_name: 'us/main' } } } },
      fork: true
    },
    { what: 'on a pull request of our own', name: 'pull_request', payload: own, fork: false },
    { what: 'on a push', name: 'push', payload: {}, fork: false }
  ])('$what', async ({ name, payload, fork }) => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const env = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: eventFile(payload) }
    for (const empty of [{ access_key: '', secret_key: '' }, { secret_key: '' }]) {
      const ended = await step(inputs([A], empty), { env })
      expect(ended.code).toBe(1)
      expect(ended.stdout.includes('forks')).toBe(fork)
    }
    expect(count()).toBe(0)
  })
})

describe('inputs that are fine', () => {
  it.concurrent.each<{ what: string; ids: string }>([
    { what: 'commas', ids: `${A},${B}` },
    { what: 'spaces and new lines', ids: `\n  ${A}\n  ${B}\n` },
    { what: 'doubled IDs', ids: `${A} ${B} ${A},${A}` }
  ])('IDs with $what', async ({ ids }) => {
    await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('success'))])
    const { inputs } = made
    const ended = await step(inputs([], { pipeline_ids: ids }))
    expect(ended.code).toBe(0)
    expect(ended.pipelines.map(({ id }) => id)).toEqual([A, B])
  })

  it.concurrent('a token in the place of a key', async () => {
    await using made = await cloud(green)
    const { inputs, simulator } = made
    const ended = await step(inputs([A], { access_key: '', secret_key: '', auth_token: EXAMPLE_TOKEN.token }))
    expect(ended.code).toBe(0)
    expect(simulator.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it.concurrent.each([
    { ak: 'HUAWEICLOUD_SDK_AK', sk: 'HUAWEICLOUD_SDK_SK' },
    { ak: 'HUAWEI_CLOUD_ACCESS_KEY_ID', sk: 'HUAWEI_CLOUD_SECRET_ACCESS_KEY' }
  ])('a key from the environment: $ak', async ({ ak, sk }) => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { [ak]: EXAMPLE_KEY.accessKey, [sk]: EXAMPLE_KEY.secretKey }
    const ended = await step(inputs([A], { access_key: '', secret_key: '' }), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain(`AK from ${ak}`)
  })

  it.concurrent('the environment is not looked at when an input is given', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { HUAWEICLOUD_SDK_AK: 'other', HUAWEICLOUD_SDK_SK: 'other' }
    expect((await step(inputs([A]), { env })).code).toBe(0)
  })

  it.concurrent('the region from the environment', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { HUAWEI_CLOUD_REGION: 'ap-southeast-3', HUAWEICLOUD_SDK_REGION: 'cn-north-1' }
    expect((await step(inputs([A]), { env })).stdout).toContain('ap-southeast-3')
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
