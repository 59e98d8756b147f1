import { describe, expect, it } from '@jest/globals'
import { EXAMPLE_KEY, fails, onTheWire, answersHtml, type Rule } from '../../simulator/index.js'
import { A, B } from '../e2e/cloud.js'
import { sample } from '../sample.js'
import { identityCloud, KINDS, USER } from '../e2e/identity-cloud.js'

describe('secrets as people paste them', () => {
  it.concurrent.each(
    sample([`  ${EXAMPLE_KEY.secretKey}`, `${EXAMPLE_KEY.secretKey}\n`, `\t${EXAMPLE_KEY.secretKey}\r\n`])
  )('white space around %j is left out, with a warning that does not show it', async secret => {
    await using made = await identityCloud()
    const { sign } = made
    const ended = await sign({ access_key: EXAMPLE_KEY.accessKey, secret_key: secret })
    expect(ended.code).toBe(0)
    const warnings = ended.lines.filter(line => line.startsWith('::warning'))
    expect(warnings).toEqual(['::warning::secret_key: leading and trailing spaces were removed.'])
  })

  it.concurrent.each(sample(['密钥密钥密钥', 'two words here', 'two\nlines here']))(
    '%j as a key is refused before any request',
    async secret => {
      await using made = await identityCloud()
      const { sign, count } = made
      const ended = await sign({ access_key: EXAMPLE_KEY.accessKey, secret_key: secret })
      expect(ended.code).toBe(1)
      expect(ended.stdout).toContain('secret_key: contains characters')
      expect(count()).toBe(0)
    }
  )

  it.concurrent.each(
    sample(['"quotes"', "it's", '100%0Apercent', '密码密码密码', 'back\\slash', 'a b c d e f'])
  )('%j is a password like any other', async password => {
    await using made = await identityCloud({ users: [{ ...USER, password }] })
    const { sign } = made
    const ended = await sign({ ...KINDS['an IAM user'], iam_password: password })
    expect(ended.code).toBe(0)
    const spoken = ended.lines.filter(line => !line.startsWith('::add-mask::')).join('\n')
    expect(spoken).not.toContain(password)
  })
})

describe('identity services in trouble', () => {
  it.concurrent.each<{ what: string; rule: Rule; green: boolean; says: string }>(
    sample([
      {
        what: 'a 500, then an answer',
        rule: { on: 'iam.token', times: 1, does: fails(500) },
        green: true,
        says: ''
      },
      {
        what: 'a 429, then an answer',
        rule: { on: 'iam.token', times: 1, does: fails(429) },
        green: true,
        says: ''
      },
      {
        what: 'a slow answer',
        rule: { on: 'iam.token', does: onTheWire({ kind: 'delay', ms: 400 }) },
        green: true,
        says: ''
      },
      {
        what: 'HTML under 200',
        rule: { on: 'iam.token', does: answersHtml(200) },
        green: false,
        says: 'IAM returned an invalid response'
      },
      {
        what: '201 without the header',
        rule: { on: 'iam.token', does: honest => ({ ...honest(), headers: {} }) },
        green: false,
        says: 'no token'
      }
    ])
  )('$what', async ({ rule, green, says }) => {
    await using made = await identityCloud({}, [rule])
    const { sign } = made
    const ended = await sign(KINDS['an IAM user'])
    expect(ended.code).toBe(green ? 0 : 1)
    expect(ended.stdout).toContain(says)
  })

  it.concurrent.each<{ what: string; credentials: object; says: string }>(
    sample([
      {
        what: 'half of a key',
        credentials: { access_key_id: 'AK', expiration: '2999-01-01T00:00:00Z' },
        says: 'incomplete credentials'
      },
      {
        what: 'no expiry',
        credentials: { access_key_id: 'AKAKAK', secret_access_key: 'sksksk', security_token: 'ststst' },
        says: 'no valid expiry time'
      },
      {
        what: 'an expiry that is no time',
        credentials: {
          access_key_id: 'AKAKAK',
          secret_access_key: 'sksksk',
          security_token: 'ststst',
          expiration: 'soon'
        },
        says: 'no valid expiry time'
      },
      {
        what: 'an expiry in the past',
        credentials: {
          access_key_id: 'AKAKAK',
          secret_access_key: 'sksksk',
          security_token: 'ststst',
          expiration: '2020-01-01T00:00:00Z'
        },
        says: 'already expired'
      }
    ])
  )('STS gives $what: a clear error, and nothing is signed with it', async ({ credentials, says }) => {
    const does: Rule['does'] = honest => ({ ...honest(), body: JSON.stringify({ credentials }) })
    await using made = await identityCloud({}, [{ on: 'sts.oidc', does }])
    const { sign, count } = made
    const ended = await sign(KINDS['an agency'])
    expect(ended.code).toBe(1)
    expect(ended.stdout).toContain(says)
    expect(count('v3.status')).toBe(0)
  })
})

describe('the clock of the runner', () => {
  it.concurrent.each(
    sample([
      { off: 20, warns: 1 },
      { off: -20, warns: 1 },
      { off: 2, warns: 0 },
      { off: -2, warns: 0 }
    ])
  )('is $off minutes off: green, $warns warnings', async ({ off, warns }) => {
    await using made = await identityCloud({}, [], { clock: { now: () => Date.now() + off * 60_000 } })
    for (const kind of ['a permanent key', 'an agency'] as const) {
      const ended = await made.sign(KINDS[kind], { pipeline_ids: `${A} ${B}` })
      expect(ended.code).toBe(0)
      const warnings = ended.lines.filter(line => line.startsWith('::warning'))
      expect(warnings).toHaveLength(warns)
      if (warns > 0) expect(warnings[0]).toMatch(off > 0 ? /(19m 59s|20m) behind/ : /20m( 1s)? ahead/)
    }
  })
})
