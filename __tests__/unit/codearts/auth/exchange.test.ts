import { describe, expect, it } from '@jest/globals'
import { assumeAgency, idpToken, passwordToken, type SignIn } from '../../../../src/codearts/auth/exchange.js'
import { FailureError } from '../../../../src/errors.js'
import { scripted, START, type Reply, type Scripted } from '../scripted.js'

const HOUR = 3_600_000
const USER = { domain: 'company', username: 'gate', password: 'p"w' }
const AGENCY = {
  agencyUrn: 'iam::a:agency:gate',
  providerUrn: 'iam::a:provider:github',
  sessionName: 'gate-1'
}
const at = (epochMs: number): string => new Date(epochMs).toISOString()

interface Identity extends Scripted {
  readonly signIn: SignIn
  readonly hidden: string[]
}

/** An identity service that gives this answer. */
function identity(reply: Reply): Identity {
  const made = scripted(() => reply, { service: 'iam', credentials: null })
  const hidden: string[] = []
  const signIn = {
    service: 'iam' as const,
    client: made.client,
    clock: made.clock,
    hide: (secret: string) => void hidden.push(secret)
  }
  return { ...made, signIn, hidden }
}

const token = (body: unknown = { token: { expires_at: at(START + HOUR) } }, headers = {}): Reply => ({
  status: 201,
  headers: { 'x-subject-token': 'tok', ...headers },
  body
})
const keys = (parts: object = {}): Reply => ({
  body: {
    credentials: {
      access_key_id: 'AK',
      secret_access_key: 'SK',
      security_token: 'ST',
      expiration: at(START + HOUR),
      ...parts
    }
  }
})

describe('a token', () => {
  it('of a user is asked for with the password, for the project that a region is', async () => {
    const { signIn, asked, hidden, clock } = identity(token())
    const issued = await passwordToken(signIn, 'cn-north-4', USER)
    expect(issued.credential).toEqual({ kind: 'token', token: 'tok' })
    expect(issued.expiresAt).toBe(clock.now() + START + HOUR - clock.epoch())
    expect(hidden).toEqual(['tok'])
    expect(asked[0]?.url).toBe('https://cloud.example/v3/auth/tokens?nocatalog=true')
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
      auth: {
        identity: { password: { user: { name: 'gate', password: 'p"w', domain: { name: 'company' } } } },
        scope: { project: { name: 'cn-north-4' } }
      }
    })
  })

  it('of a classic provider is asked for with the ID token', async () => {
    const { signIn, asked } = identity(token())
    await idpToken(signIn, 'cn-north-4', 'github', 'id-token')
    expect(asked[0]).toMatchObject({
      url: 'https://cloud.example/v3.0/OS-AUTH/id-token/tokens',
      headers: { 'x-idp-id': 'github' }
    })
    expect(asked[0]?.body).toContain('"id":"id-token"')
  })

  it('ends by the clock of the service where that of this machine is off', async () => {
    const date = new Date(START + 5 * HOUR).toUTCString()
    const { signIn, clock } = identity(token({ token: { expires_at: at(START + 6 * HOUR) } }, { date }))
    const { expiresAt } = await passwordToken(signIn, 'r', USER)
    expect(expiresAt).toBe(clock.now() + HOUR)
  })

  it.each([
    ['no_token', token({ token: { expires_at: at(START + HOUR) } }, { 'x-subject-token': '' })],
    ['no_expiry', token({})],
    ['no_expiry', token({ token: { expires_at: 'soon' } })],
    ['already_ended', token({ token: { expires_at: at(START - 1) } })]
  ])('with %s in the answer is none', async (code, reply) => {
    const error: unknown = await passwordToken(identity(reply).signIn, 'r', USER).catch((it: unknown) => it)
    expect(error).toBeInstanceOf(FailureError)
    expect((error as FailureError).failure).toMatchObject({
      code: 'not_understood',
      service: 'iam',
      detail: { code },
      hint: 'wrong_identity_endpoint'
    })
  })
})

describe('keys of an agency', () => {
  it('live an hour, and are hidden, all three', async () => {
    const { signIn, asked, hidden } = identity(keys())
    const { credential } = await assumeAgency(signIn, AGENCY, 'id-token')
    expect(credential).toEqual({ kind: 'access_key', accessKey: 'AK', secretKey: 'SK', securityToken: 'ST' })
    expect(hidden).toEqual(['AK', 'SK', 'ST'])
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      provider_urn: AGENCY.providerUrn,
      agency_urn: AGENCY.agencyUrn,
      agency_session_name: 'gate-1',
      id_token: 'id-token',
      duration_seconds: 3_600
    })
  })

  it.each(['access_key_id', 'secret_access_key', 'security_token'])('without %s are none', async part => {
    await expect(assumeAgency(identity(keys({ [part]: null })).signIn, AGENCY, 't')).rejects.toMatchObject({
      failure: { detail: { code: 'no_credentials' } }
    })
  })
})
