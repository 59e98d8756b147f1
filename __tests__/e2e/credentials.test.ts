import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, fails, type IdentityOptions, type Rule } from '../../simulator/index.js'
import { A, B, ends, pipeline, WALL } from './cloud.js'
import { step, type Inputs } from './harness.js'
import { sample } from '../sample.js'
import { AGENCY, identityCloud, KINDS, TRUST } from './identity-cloud.js'

const KEYLESS = ['an agency', 'a classic provider'] as const

describe('every kind of credential', () => {
  it.concurrent.each(sample(Object.entries(KINDS)))('%s ends green', async (_, credential) => {
    await using made = await identityCloud()
    const { sign } = made
    expect(await sign(credential)).toMatchObject({ code: 0, outputs: { passed: 'true' } })
  })

  it.concurrent.each(sample(KEYLESS))('%s: an audience of its own', async kind => {
    const own = { ...TRUST, audience: 'gate of us' }
    await using made = await identityCloud({
      sts: { ...own, agencyUrn: AGENCY },
      idp: { ...own, provider: 'github' }
    })
    const { sign } = made
    expect((await sign(KINDS[kind], { oidc_audience: 'gate of us' })).code).toBe(0)
    expect((await sign(KINDS[kind])).code).toBe(1)
  })

  it.concurrent('a password is sent to IAM and to nobody else', async () => {
    await using made = await identityCloud()
    const { sign, simulator } = made
    await sign(KINDS['an IAM user'])
    const told = simulator.requests.filter(({ body, headers }) =>
      (body + JSON.stringify(headers)).includes('pa\\"ss')
    )
    expect(told.map(({ kind }) => kind)).toEqual(['iam.token'])
  })

  it.concurrent('an OIDC token is fetched anew for each exchange', async () => {
    await using made = await identityCloud({ lifeMs: 1200 }, [], { clock: WALL })
    const { sign, identity, served, inputs } = made
    expect((await sign(KINDS['an agency'], { pipeline_ids: `${A} ${B}` })).code).toBe(0)
    const tokens = identity.issued.filter(({ kind }) => kind === 'id_token').map(({ text }) => text)
    expect(tokens.length).toBeGreaterThan(1)
    expect(new Set(tokens).size).toBe(tokens.length)
    expect(inputs([A]).endpoint).toBe(served.url)
  })

  it.concurrent('the environment that the auth action of Huawei Cloud leaves behind', async () => {
    await using made = await identityCloud()
    const { inputs } = made
    const env = {
      HUAWEI_CLOUD_ACCESS_KEY_ID: EXAMPLE_KEY.accessKey,
      HUAWEI_CLOUD_SECRET_ACCESS_KEY: EXAMPLE_KEY.secretKey,
      HUAWEI_CLOUD_REGION: 'cn-north-4'
    }
    const ended = await step(inputs([A], { access_key: '', secret_key: '' }), { env })
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('AK from HUAWEI_CLOUD_ACCESS_KEY_ID')
  })
})

describe('what is wrong is told, within one attempt, with what to do', () => {
  const key = KINDS['a permanent key']
  const user = KINDS['an IAM user']
  const agency = KINDS['an agency']
  const idp = KINDS['a classic provider']
  const cases: readonly {
    what: string
    credential: Inputs
    options?: Partial<IdentityOptions>
    en: string
    zh: string
  }[] = [
    {
      what: 'a wrong AK',
      credential: { ...key, access_key: 'AKWRONG' },
      en: 'The AK does not exist',
      zh: 'AK 不存在'
    },
    {
      what: 'a wrong SK',
      credential: { ...key, secret_key: 'wrong-secret' },
      en: '`secret_key`',
      zh: '`secret_key`'
    },
    {
      what: 'a wrong token',
      credential: { auth_token: 'wrong-token' },
      en: 'another region',
      zh: '其他区域'
    },
    {
      what: 'a wrong user',
      credential: { ...user, iam_username: 'nobody' },
      en: 'iam_username',
      zh: '账号名'
    },
    {
      what: 'a wrong domain',
      credential: { ...user, iam_domain: 'nowhere' },
      en: 'iam_domain',
      zh: '账号名'
    },
    {
      what: 'a wrong password',
      credential: { ...user, iam_password: 'wrong-one' },
      en: 'iam_password',
      zh: '账号名'
    },
    {
      what: 'a user with MFA',
      credential: { ...user, iam_username: 'guarded' },
      en: 'without MFA',
      zh: 'MFA'
    },
    {
      what: 'a region of others',
      credential: user,
      options: { region: 'cn-east-3' },
      en: 'check `region`',
      zh: '`region`'
    },
    {
      what: 'an agency that does not trust',
      credential: agency,
      options: { subject: 'repo:them/fork:ref:refs/heads/x' },
      en: 'repo:them/fork:ref:refs/heads/x',
      zh: 'repo:them/fork'
    },
    {
      what: 'a wrong agency',
      credential: { ...agency, oidc_agency_urn: 'iam::other' },
      en: 'trust policy',
      zh: '信任策略'
    },
    {
      what: 'a wrong provider URN',
      credential: { ...agency, oidc_provider_urn: 'iam::other' },
      en: 'oidc_provider_urn',
      zh: 'oidc_provider_urn'
    },
    {
      what: 'a wrong audience',
      credential: { ...agency, oidc_audience: 'x' },
      en: 'oidc_audience',
      zh: 'oidc_audience'
    },
    {
      what: 'a wrong classic provider',
      credential: { oidc_idp_id: 'other' },
      en: 'oidc_idp_id',
      zh: 'oidc_idp_id'
    },
    {
      what: 'a classic provider that maps nobody',
      credential: idp,
      options: { idp: { ...TRUST, provider: 'github', mapped: false } },
      en: 'Conversion Rules',
      zh: '身份转换规则'
    }
  ]
  it.concurrent.each(sample(cases))('$what', async ({ credential, options, en, zh }) => {
    for (const [language, text] of [
      ['en', en],
      ['zh', zh]
    ] as const) {
      await using made = await identityCloud(options)
      const { sign, simulator } = made
      const ended = await sign(credential, { language })
      expect(ended).toMatchObject({ code: 1, outputs: { passed: 'false', result: 'unknown' } })
      expect(ended.stdout).toContain(text)
      const kinds = simulator.requests.map(({ kind }) => kind)
      expect(new Set(kinds).size).toBe(kinds.length)
    }
  })

  it.concurrent('a disabled AK', async () => {
    await using made = await identityCloud()
    const { sign, simulator } = made
    simulator.store.keys.push({
      accessKey: 'AKDISABLED',
      secretKey: 'sk-disabled',
      refusedWith: 'ak AKDISABLED is disabled'
    })
    expect((await sign({ access_key: 'AKDISABLED', secret_key: 'sk-disabled' })).stdout).toContain(
      'AK is disabled'
    )
  })

  it.concurrent.each(sample(KEYLESS))('%s without id-token: write', async kind => {
    await using made = await identityCloud()
    const { inputs, count } = made
    const ended = await step(inputs([A], { access_key: '', secret_key: '', ...KINDS[kind] }))
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('permissions: { id-token: write }')
    expect(count()).toBe(0)
  })

  it.concurrent('IAM reachable but the pipeline service not', async () => {
    await using made = await identityCloud()
    const { sign, served } = made
    const ended = await sign(KINDS['an IAM user'], { endpoint: 'http://127.0.0.1:9', timeout: '1s' })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain('CodeArts did not respond before the timeout')
    expect(served.url).not.toBe('')
  })
})

describe('a wait that is longer than the credential', () => {
  it.concurrent.each(sample(['an IAM user', 'an agency', 'a classic provider'] as const))(
    '%s is renewed through three lifetimes',
    async kind => {
      await using made = await identityCloud({ lifeMs: 1_200 }, [], { clock: WALL })
      const { sign, identity, simulator } = made
      simulator.add(pipeline(B, ends('running'), ends('success', 4_000)))
      const ended = await sign(KINDS[kind], { pipeline_ids: B })
      expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
      expect(identity.issued.filter(({ kind }) => kind !== 'id_token').length).toBeGreaterThan(2)
      expect(ended.stdout).not.toContain('APIGW')
    }
  )

  it.concurrent('with several requests waiting, one renewal is seen', async () => {
    await using made = await identityCloud()
    const { sign, simulator, count } = made
    const ids = Array.from({ length: 400 }, (_, index) => `n${index}x`.padEnd(32, '0'))
    simulator.add(...ids.map(id => pipeline(id, ends('running'), ends('success', 1200))))
    const refuse = fails(401, 'APIGW.0307', 'The token must be updated')
    simulator.misbehave({ on: 'v3.status', after: 8, times: 4, does: refuse })
    const ended = await sign(KINDS['an IAM user'], { pipeline_ids: ids.join(' ') })
    expect(ended.code).toBe(0)
    expect(count('iam.token')).toBe(2)
  })

  it.concurrent('a renewal that fails is tried again while the old credential lives', async () => {
    // Long enough for a busy machine to come back to it in time.
    await using made = await identityCloud({ lifeMs: 8_000 }, [], { clock: WALL })
    const { sign, simulator, count } = made
    simulator.add(pipeline(B, ends('running'), ends('success', 8_500)))
    simulator.misbehave({ on: 'iam.token', after: 1, times: 1, does: fails(403) })
    expect((await sign(KINDS['an IAM user'], { pipeline_ids: B })).code).toBe(0)
    expect(count('iam.token')).toBeGreaterThan(2)
  })

  it.concurrent.each(
    sample([
      ['a token', { auth_token: 'short-lived-token' }],
      [
        'a temporary key',
        { access_key: 'ASIASHORT', secret_key: 'sk-short-lived', security_token: 'st-short-lived' }
      ]
    ])
  )('%s that was given cannot be renewed: the message names the kinds that can', async (_, credential) => {
    await using made = await identityCloud()
    const { sign, simulator } = made
    // It ends with the first poll, however long the step took to begin.
    let endsAt = Number.POSITIVE_INFINITY
    const life = {
      get endsAt() {
        return endsAt
      }
    }
    simulator.store.tokens.push(Object.assign(life, { token: 'short-lived-token' }))
    simulator.store.keys.push(
      Object.assign(life, {
        accessKey: 'ASIASHORT',
        secretKey: 'sk-short-lived',
        securityToken: 'st-short-lived'
      })
    )
    simulator.misbehave({
      on: 'v3.status',
      times: 1,
      does: honest => {
        const answer = honest()
        endsAt = simulator.now()
        return answer
      }
    })
    const ended = await sign(credential, { pipeline_ids: B })
    expect(ended.code).toBe(1)
    for (const text of ['cannot be renewed', 'iam_username', 'oidc_agency_urn'])
      expect(ended.stdout).toContain(text)
    expect(ended.pipelines).toMatchObject([{ outcome: 'running' }])
  })
})

describe('no secret is seen outside of a mask', () => {
  const troubles: readonly (readonly Rule[])[] = [
    [],
    [
      {
        on: 'v3.status',
        does: (_, { headers }) =>
          fails(
            401,
            'APIGW.0301',
            JSON.stringify(headers)
          )(() => ({ status: 0, headers: {}, body: '' }), { method: '', target: '', headers, body: '' })
      }
    ],
    [
      {
        on: ['iam.token', 'iam.idp', 'sts.oidc'],
        does: (honest, request) => fails(403, 'X.1', request.body)(honest, request)
      }
    ],
    [{ probability: 0.4, does: fails(503) }]
  ]
  const cases = Object.entries(KINDS).flatMap(([kind, credential]) =>
    troubles.map((rules, index) => ({ kind, credential, rules, index }))
  )
  it.concurrent.each(sample(cases))('$kind, trouble $index', async ({ credential, rules }) => {
    await using made = await identityCloud({}, rules)
    const { sign, identity } = made
    const ended = await sign(credential, { timeout: '4s' })
    const given = Object.entries(credential).flatMap(([name, value]) =>
      /secret|token|password|access_key/.test(name) ? [value] : []
    )
    const secrets = [...given, ...identity.issued.map(({ text }) => text)]
    const spoken = ended.lines.filter(line => !line.startsWith('::add-mask::')).join('\n')
    const everything = [
      spoken,
      ended.stderr,
      ended.summary,
      JSON.stringify(ended.outputs),
      JSON.stringify(ended.report)
    ].join('\n')
    for (const secret of secrets) {
      expect(everything).not.toContain(secret)
      expect(everything).not.toContain(JSON.stringify(secret).slice(1, -1))
    }
  })
})
