import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_TEMPORARY_KEY, EXAMPLE_TOKEN } from '../../simulator/index.js'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { eventFile } from './event.js'
import { step, type Inputs } from './harness.js'
import { sample } from '../sample.js'
import { green } from './inputs-cases.js'

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
    {
      what: 'none among others in fail_on',
      inputs: { fail_on: 'none, error' },
      says: ['fail_on', 'cannot be combined']
    },
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
    {
      what: 'half a key',
      inputs: { secret_key: '' },
      says: ['secret_key', 'access_key', 'required together']
    },
    {
      what: 'two kinds',
      inputs: { auth_token: 'some-token-here' },
      says: ['access_key', 'auth_token', 'one kind']
    },
    {
      what: 'no credential',
      inputs: { access_key: '', secret_key: '' },
      says: ['set exactly one', 'HUAWEICLOUD_SDK_AK']
    }
  ]
  it.concurrent.each(sample(cases))('$what', async ({ inputs: more, says }) => {
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

  it.concurrent('a pause below a second, but with an endpoint on loopback', async () => {
    await using made = await cloud(green)
    const { inputs, count } = made
    for (const poll_interval of ['999ms', '500ms']) {
      const ended = await step(inputs([A], { poll_interval, endpoint: 'https://example.com' }))
      expect(ended.code).toBe(1)
      expect(ended.stdout).toContain(`- poll_interval: got "${poll_interval}"`)
      expect((await step(inputs([A], { poll_interval }))).code).toBe(0)
    }
    expect(count()).toBe(2)
  })

  it.concurrent('an OIDC token that would be asked for over plain http', async () => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://token.example/x',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token-example'
    }
    const keyless = { access_key: '', secret_key: '', oidc_idp_id: 'provider' }
    const ended = await step(inputs([A], keyless), { env })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('- ACTIONS_ID_TOKEN_REQUEST_URL: expected https')
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
    expect(ended.stdout).toContain('以下输入无效')
    expect(ended.outputs.result).toBe('unknown')
  })
})

describe('an INPUT_ variable that is no input', () => {
  it.concurrent.each(
    sample([
      { variable: 'INPUT_SHA', says: ['- sha: unknown input; use commit', 'INPUT_SHA', 'env:'] },
      { variable: 'INPUT_COMMIT_SHA', says: ['commit_sha', 'use commit.'] },
      { variable: 'INPUT_REF', says: ['use commit.'] },
      { variable: 'INPUT_REVISION', says: ['use commit.'] },
      { variable: 'INPUT_SINCE', says: ['use started_after.'] },
      { variable: 'INPUT_PROJECT', says: ['use project_id.'] },
      { variable: 'INPUT_RUN_ID', says: ['use pipeline_ids'] },
      { variable: 'INPUT_FAIL-ON', says: ['- fail-on: ', 'use fail_on.'] },
      { variable: 'INPUT_COMIT', says: ['use commit.'] },
      { variable: 'INPUT_commit', says: ['INPUT_COMMIT'] }
    ])
  )('$variable stands for a condition, and is refused', async ({ variable, says }) => {
    await using made = await cloud(green)
    const { inputs, count } = made
    const ended = await step(inputs([A]), { env: { [variable]: 'x' } })
    expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
    const [error = ''] = ended.lines.filter(line => line.startsWith('::error'))
    for (const text of says) expect(error).toContain(text)
    expect(count()).toBe(0)
  })

  it.concurrent('any other one is warned of, by its full name', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { INPUT_REASON: 'secret value', INPUT_TAGS: 'a', 'INPUT_WHO-TO-GREET': '' }
    const ended = await step(inputs([A]), { env })
    expect(ended.code).toBe(0)
    const warnings = ended.lines.filter(line => line.startsWith('::warning'))
    expect(warnings).toHaveLength(1)
    for (const text of ['INPUT_REASON', 'INPUT_TAGS', 'INPUT_WHO-TO-GREET', '`env:` of the job'])
      expect(warnings[0]).toContain(text)
    expect(ended.stdout).not.toContain('secret value')
  })

  it.concurrent('in Chinese', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { INPUT_REASON: 'x' }
    const ended = await step(inputs([A], { language: 'zh' }), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('已忽略 1 个未知的输入：INPUT_REASON')
    const refused = await step(inputs([A], { language: 'zh' }), { env: { INPUT_SHA: 'x' } })
    expect(refused.stdout).toContain('- sha：未知的输入，应为 commit')
  })
})

describe('what is suggested', () => {
  it.concurrent.each<[Inputs, string, string]>(
    sample([
      [{ region: '北京四' }, '"北京四"', 'did you mean cn-north-4?'],
      [{ fail_on: 'Failure' }, '"Failure"', 'did you mean error?'],
      [{ fail_on: 'cancelled' }, '"cancelled"', 'did you mean aborted?'],
      [{ language: 'zh-CN' }, '"zh-CN"', 'did you mean zh?']
    ])
  )('%j', async (given, quoted, suggestion) => {
    const ended = await step({ pipeline_ids: A, auth_token: EXAMPLE_TOKEN.token, ...given })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(`got ${quoted}`)
    expect(ended.stdout).toContain(suggestion)
  })

  it.concurrent.each<Inputs>([{ region: 'us-east-1' }, { fail_on: 'something' }, { language: 'fr' }])(
    'nothing near: %j',
    async given => {
      const ended = await step({ pipeline_ids: A, auth_token: EXAMPLE_TOKEN.token, ...given })
      expect(ended.code).toBe(1)
      expect(ended.stdout).not.toContain('did you mean')
    }
  )
})

describe('an empty secret', () => {
  const pull = (head: object | null): object => ({
    pull_request: { head: { sha: 'a'.repeat(40), repo: head }, base: { repo: { full_name: 'us/main' } } }
  })
  const NOT_SET = ['another environment', 'secrets: inherit', 'Settings > Secrets and variables > Actions']
  const cases: readonly {
    what: string
    env: Readonly<Record<string, string>>
    payload: object
    says: readonly string[]
    not: readonly string[]
  }[] = [
    {
      ...{ what: 'on a pull request from a fork', env: { GITHUB_EVENT_NAME: 'pull_request' } },
      ...{ payload: pull({ full_name: 'them/fork' }), says: ['forks', 'merge_group'] },
      not: ['Dependabot', ...NOT_SET]
    },
    {
      ...{ what: 'on a pull request of a fork that is gone', env: { GITHUB_EVENT_NAME: 'pull_request' } },
      ...{ payload: pull(null), says: ['forks'], not: ['Dependabot', ...NOT_SET] }
    },
    {
      what: 'of Dependabot',
      env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' },
      payload: pull({ full_name: 'us/main' }),
      says: ['Settings > Secrets and variables > Dependabot'],
      not: ['forks', ...NOT_SET]
    },
    {
      ...{ what: 'on a pull request of our own', env: { GITHUB_EVENT_NAME: 'pull_request' } },
      ...{ payload: pull({ full_name: 'us/main' }), says: NOT_SET, not: ['forks', 'Dependabot'] }
    },
    {
      ...{ what: 'on a push', env: { GITHUB_EVENT_NAME: 'push' } },
      ...{ payload: { after: 'a'.repeat(40) }, says: NOT_SET, not: ['forks', 'Dependabot'] }
    }
  ]
  it.concurrent.each(sample(cases))('$what', async ({ env, payload, says, not }) => {
    await using made = await cloud(green)
    const { v5, count } = made
    for (const empty of [{ access_key: '', secret_key: '' }, { secret_key: '' }]) {
      const ended = await step(v5([A], empty), { env: { ...env, GITHUB_EVENT_PATH: eventFile(payload) } })
      expect(ended.code).toBe(1)
      for (const text of says) expect(ended.stdout).toContain(text)
      for (const text of not) expect(ended.stdout).not.toContain(text)
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

  it.concurrent('a temporary key and the region, as Terraform users have them', async () => {
    await using made = await cloud(green)
    const { accessKey, secretKey, securityToken } = EXAMPLE_TEMPORARY_KEY
    const env = {
      HW_ACCESS_KEY: accessKey,
      HW_SECRET_KEY: secretKey,
      HW_SECURITY_TOKEN: securityToken ?? '',
      HW_REGION_NAME: 'cn-east-3',
      // The IAM project, which is none of CodeArts.
      HW_PROJECT_ID: '1'.repeat(32)
    }
    const ended = await step(made.inputs([A], { access_key: '', secret_key: '' }), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('region cn-east-3')
    const [request] = made.simulator.requests
    expect(request?.headers).toHaveProperty('x-security-token', securityToken)
    expect(request?.kind).toBe('v3.status')
    for (const { headers } of made.simulator.requests) expect(headers).not.toHaveProperty('x-project-id')
  })

  it.concurrent('the environment is not looked at when an input is given', async () => {
    await using made = await cloud(green)
    const { inputs } = made
    const env = { HUAWEICLOUD_SDK_AK: 'other', HUAWEICLOUD_SDK_SK: 'other' }
    expect((await step(inputs([A]), { env })).code).toBe(0)
  })
})
