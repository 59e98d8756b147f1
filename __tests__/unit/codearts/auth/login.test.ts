import { describe, expect, it } from '@jest/globals'
import { simulatedHttp } from '../../../../tools/bench/lib/simulated-http.js'
import { VirtualClock } from '../../../../tools/bench/lib/virtual-clock.js'
import { Identity, Simulator } from '../../../../simulator/index.js'
import { credentialSource, type Login } from '../../../../src/codearts/auth/login.js'
import type { CredentialSource } from '../../../../src/codearts/http/authorise.js'
import { serverClock } from '../../../../src/codearts/http/server-clock.js'

const TRUST = { provider: 'iam::p', audience: 'https://github.com/us', subject: 'repo:us/main:*' }
const USER = { domain: 'company', name: 'gate', password: 'a-password' }
const ENV = { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2' }
const at = 'https://cloud.example'
const endpoints = { region: 'cn-north-4', endpoint: at, iam: at, sts: at }

interface Signed {
  readonly source: CredentialSource
  readonly simulator: Simulator
  readonly hidden: string[]
}

/** A way to sign in at simulated identity services. @param subject whom they trust */
function signIn(login: (identity: Identity) => Login, subject = TRUST.subject): Signed {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const simulator = new Simulator({ clock: { now: () => clock.epoch() } })
  const trust = { ...TRUST, subject }
  const identity = new Identity(simulator, {
    users: [USER],
    sts: { ...trust, agencyUrn: 'iam::a' },
    idp: { ...trust, provider: 'github' }
  })
  const hidden: string[] = []
  const source = credentialSource(login(identity), endpoints, {
    http: simulatedHttp(simulator, clock),
    clock,
    random: () => 0.5,
    serverClock: serverClock(() => undefined),
    language: 'en',
    deadline: 60_000,
    signal: new AbortController().signal,
    onRetry: () => undefined,
    hide: secret => void hidden.push(secret),
    env: ENV
  })
  return { source, simulator, hidden }
}

const oidc = (identity: Identity) => {
  const env = identity.environment(at)
  const url = new URL(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  return { url, requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '', audience: null }
}
const agency = (identity: Identity): Login => ({
  kind: 'sts',
  agencyUrn: 'iam::a',
  providerUrn: 'iam::p',
  source: oidc(identity)
})

describe('a login', () => {
  it('with a key that is given is that key, and asks nobody', async () => {
    const credential = { kind: 'token', token: 'tok' } as const
    const { source, simulator } = signIn(() => ({ kind: 'given', credential }))
    expect(source.renews).toBe(false)
    expect((await source.current()).credential).toEqual(credential)
    expect(simulator.requests).toEqual([])
  })

  it.each<[string, (identity: Identity) => Login, readonly string[]]>([
    ['of a user', () => ({ kind: 'iam_user', user: { ...USER, username: USER.name } }), ['iam.token']],
    ['of an agency', agency, ['github.token', 'sts.oidc']],
    [
      'of a classic provider',
      identity => ({ kind: 'idp', idpId: 'github', source: oidc(identity) }),
      ['github.token', 'iam.idp']
    ]
  ])('%s fetches a credential once it is needed', async (_, login, kinds) => {
    const { source, simulator, hidden } = signIn(login)
    expect(simulator.requests).toEqual([])
    const { credential } = await source.current()
    expect(simulator.requests.map(({ kind }) => kind)).toEqual(kinds)
    for (const text of Object.values(credential).filter(text => text !== credential.kind))
      expect(hidden).toContain(text)
  })

  it('names the session after the attempt of the workflow run', async () => {
    const { source, simulator } = signIn(agency)
    await source.current()
    expect(simulator.requests.at(-1)?.body).toContain('"agency_session_name":"codearts-gate-42-2"')
  })

  it('that is refused says which subject was sent', async () => {
    const { source } = signIn(agency, 'repo:others/main:*')
    await expect(source.current()).rejects.toMatchObject({
      failure: { subject: expect.stringMatching(/^repo:us\/main:/) as unknown }
    })
  })
})
