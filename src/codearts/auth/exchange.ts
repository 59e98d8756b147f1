import { FailureError } from '../../errors.js'
import type { Clock } from '../../ports.js'
import type { Credential, IssuedCredential } from '../http/authorise.js'
import type { Answer } from '../http/attempt.js'
import type { Client } from '../http/client.js'
import { text } from '../http/values.js'
import { isObject } from '../../common/json.js'
import { failure, type DetailCode, type Service } from '../../domain/failure.js'

/** An IAM user and what it signs in with. */
export interface IamUser {
  readonly domain: string
  readonly username: string
  readonly password: string
}

/** Temporary keys live an hour, the service's default; they are renewed before they end. */
const SESSION_SECONDS = 3600

/** What every sign-in needs: a client of the identity service, and a place to keep what it gives out of sight. */
export interface SignIn {
  readonly service: Service
  readonly client: Client
  readonly clock: Clock
  readonly hide: (secret: string, name: string) => void
}

/** Signs in with a password: a project-scoped token. `POST /v3/auth/tokens`. */
export async function passwordToken(
  signIn: SignIn,
  region: string,
  user: IamUser
): Promise<IssuedCredential> {
  const { domain, username: name, password } = user
  const answer = await signIn.client.post('/v3/auth/tokens?nocatalog=true', {
    auth: {
      identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
      scope: { project: { name: region } }
    }
  })
  return readToken(answer, signIn)
}

/** Exchanges the job's OIDC token at a classic identity provider: a project-scoped token. */
export async function idpToken(
  signIn: SignIn,
  region: string,
  idpId: string,
  idToken: string
): Promise<IssuedCredential> {
  const body = { auth: { id_token: { id: idToken }, scope: { project: { name: region } } } }
  const answer = await signIn.client.post('/v3.0/OS-AUTH/id-token/tokens', body, { 'x-idp-id': idpId })
  return readToken(answer, signIn)
}

export interface Agency {
  readonly agencyUrn: string
  readonly providerUrn: string
  readonly sessionName: string
}

/** Exchanges the job's OIDC token at STS: temporary keys. `POST /v5/agencies/assume-with-oidc`. */
export async function assumeAgency(
  signIn: SignIn,
  agency: Agency,
  idToken: string
): Promise<IssuedCredential> {
  const answer = await signIn.client.post('/v5/agencies/assume-with-oidc', {
    provider_urn: agency.providerUrn,
    agency_urn: agency.agencyUrn,
    agency_session_name: agency.sessionName,
    id_token: idToken,
    duration_seconds: SESSION_SECONDS
  })
  const given = isObject(answer.json) && isObject(answer.json.credentials) ? answer.json.credentials : {}
  const accessKey = text(given.access_key_id)
  const secretKey = text(given.secret_access_key)
  const securityToken = text(given.security_token)
  if (accessKey === null || secretKey === null || securityToken === null)
    throw incomplete(answer, signIn, 'no_credentials')
  for (const [name, secret] of Object.entries({ accessKey, secretKey, securityToken }))
    signIn.hide(secret, `STS ${name}`)
  return hold({ kind: 'access_key', accessKey, secretKey, securityToken }, given.expiration, answer, signIn)
}

/** The token is a header; its expiry is in the body. */
function readToken(answer: Answer, signIn: SignIn): IssuedCredential {
  const token = answer.headers['x-subject-token'] ?? ''
  if (token === '') throw incomplete(answer, signIn, 'no_token')
  signIn.hide(token, 'IAM token')
  const about = isObject(answer.json) && isObject(answer.json.token) ? answer.json.token : {}
  return hold({ kind: 'token', token }, about.expires_at, answer, signIn)
}

function hold(credential: Credential, expiry: unknown, answer: Answer, signIn: SignIn): IssuedCredential {
  const { clock } = signIn
  const lifeMs = Date.parse(text(expiry) ?? '') - cloudTime(answer, clock.epoch())
  if (Number.isNaN(lifeMs)) throw incomplete(answer, signIn, 'no_expiry')
  if (lifeMs <= 0) throw incomplete(answer, signIn, 'already_ended')
  return { credential, obtainedAt: clock.now(), expiresAt: clock.now() + lifeMs }
}

/** The header `Date` is cut to whole seconds, so it is only taken where this machine's clock is off. */
const DATE_PRECISION_MS = 2_000

function cloudTime({ serverDate }: Answer, epochNow: number): number {
  const isOff = serverDate !== null && Math.abs(serverDate - epochNow) >= DATE_PRECISION_MS
  return isOff ? serverDate : epochNow
}

function incomplete({ status, requestId }: Answer, { service }: SignIn, code: DetailCode): FailureError {
  return new FailureError(
    failure('not_understood', {
      service,
      status,
      requestId,
      detail: { code, params: {} },
      hint: 'wrong_identity_endpoint'
    })
  )
}
