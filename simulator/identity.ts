import { createHash, createSign, generateKeyPairSync, randomBytes, verify, type KeyObject } from 'node:crypto'
import { refuseInWords } from './refusals.js'
import type { Service, Simulator } from './simulator.js'
import { isRecord, json, readJson, splitTarget, type SimRequest, type SimResponse } from './transport.js'

/** A user that signs in with a password. */
export interface SimUser {
  readonly domain: string
  readonly name: string
  readonly password: string
  readonly mfa?: boolean
}

/** What CodeArts trusts: the subjects of one issuer and one audience. */
export interface Trust {
  /** URN of the provider for STS, its ID for the classic kind. */
  readonly provider: string
  readonly audience: string
  /** `repo:owner/name:…`; `*` at its end stands for anything. */
  readonly subject: string
}

export interface IdentityOptions {
  readonly users?: readonly SimUser[]
  readonly region?: string
  readonly sts?: Trust & { readonly agencyUrn: string }
  readonly idp?: Trust & { readonly mapped?: boolean }
  /** How long what is issued lives. */
  readonly lifeMs?: number
  /** The subject of the tokens that the simulated GitHub gives. */
  readonly subject?: string
}

const ISSUER = 'https://token.actions.githubusercontent.com'
const DAY_MS = 86_400_000
const REQUEST_TOKEN = 'request-token-of-the-runner'
export const OIDC_PATH = '/github/token?api-version=2.0'

let madeKeys: ReturnType<typeof makeKeys> | null = null
const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The key pair of the simulated GitHub, made when it is first needed: that takes a while. */
function issuerKeys(): ReturnType<typeof makeKeys> {
  madeKeys ??= makeKeys()
  return madeKeys
}

/** IAM, STS and GitHub's token service, as services of a simulator. */
export class Identity {
  /** What has been issued, in its order. */
  readonly issued: { kind: 'token' | 'key' | 'id_token'; text: string }[] = []
  private serial = 0

  constructor(
    private readonly simulator: Simulator,
    private readonly options: IdentityOptions
  ) {
    simulator.services.push(this.serve)
  }

  /** What the runner would put into the environment of the step. @param origin of the served simulator */
  environment(origin: string): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}${OIDC_PATH}`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN
    }
  }

  private readonly serve: Service = request => {
    const { path } = splitTarget(request.target)
    const post = request.method === 'POST'
    if (post && path === '/v3/auth/tokens')
      return { kind: 'iam.token', honest: () => this.passwordToken(request) }
    if (post && path === '/v3.0/OS-AUTH/id-token/tokens')
      return { kind: 'iam.idp', honest: () => this.idpToken(request) }
    if (post && path === '/v5/agencies/assume-with-oidc')
      return { kind: 'sts.oidc', honest: () => this.assume(request) }
    if (request.method === 'GET' && path === '/github/token')
      return { kind: 'github.token', honest: () => this.idToken(request) }
    return null
  }

  private passwordToken({ body }: SimRequest): SimResponse {
    const user = dig(readJson(body), 'auth', 'identity', 'password', 'user')
    const methods = dig(readJson(body), 'auth', 'identity', 'methods')
    const region = dig(readJson(body), 'auth', 'scope', 'project', 'name')
    if (!isRecord(user) || !Array.isArray(methods) || methods[0] !== 'password')
      return iamError(400, 'The request body is invalid')
    const domain = dig(user, 'domain', 'name')
    const known = this.options.users?.find(({ name }) => name === user.name)
    if (known === undefined || known.domain !== domain || known.password !== user.password)
      return iamError(401, 'The username or password is wrong.')
    if (known.mfa === true) return iamError(401, 'MFA verification code is required by the login policy.')
    if (region !== (this.options.region ?? 'cn-north-4')) return iamError(403, 'No project of this name.')
    return this.newToken()
  }

  private idpToken({ body, headers }: SimRequest): SimResponse {
    const { idp } = this.options
    const idToken = dig(readJson(body), 'auth', 'id_token', 'id')
    const region = dig(readJson(body), 'auth', 'scope', 'project', 'name')
    if (idp === undefined || headers['x-idp-id'] !== idp.provider)
      return iamError(404, 'The identity provider does not exist')
    const distrust = this.distrust(idToken, idp)
    if (distrust !== null) return iamError(401, distrust)
    if (idp.mapped === false) return iamError(403, 'No identity mapping rule applies')
    if (region !== (this.options.region ?? 'cn-north-4')) return iamError(403, 'No project of this name.')
    return this.newToken()
  }

  private assume({ body }: SimRequest): SimResponse {
    const { sts, lifeMs = 3_600_000 } = this.options
    const asked = readJson(body)
    if (!isRecord(asked)) return refuseInWords(400, 'The body is no object')
    const {
      provider_urn: provider,
      agency_urn: agency,
      agency_session_name: session,
      id_token: idToken
    } = asked
    const seconds = asked.duration_seconds ?? 3600
    if (typeof session !== 'string' || session.length < 2 || session.length > 128)
      return refuseInWords(400, 'agency_session_name is malformed')
    if (typeof seconds !== 'number' || seconds < 900 || seconds > 43_200)
      return refuseInWords(400, 'duration_seconds is out of range')
    if (sts === undefined || provider !== sts.provider)
      return refuseInWords(404, 'The identity provider does not exist')
    if (agency !== sts.agencyUrn) return refuseInWords(403, 'You are not authorized to assume this agency')
    const distrust = this.distrust(idToken, sts)
    if (distrust !== null) return refuseInWords(403, distrust)
    const endsAt = this.simulator.now() + lifeMs
    const key = {
      accessKey: `ASIATEMPORARY${this.next()}`,
      secretKey: `sk-temporary-${this.next()}-${randomBytes(9).toString('hex')}`,
      securityToken: `st-temporary-${this.next()}-${randomBytes(24).toString('hex')}`,
      endsAt
    }
    this.simulator.store.keys.push(key)
    for (const text of [key.accessKey, key.secretKey, key.securityToken])
      this.issued.push({ kind: 'key', text })
    return json(200, {
      credentials: {
        access_key_id: key.accessKey,
        secret_access_key: key.secretKey,
        security_token: key.securityToken,
        expiration: new Date(endsAt).toISOString()
      }
    })
  }

  private newToken(): SimResponse {
    const endsAt = this.simulator.now() + (this.options.lifeMs ?? DAY_MS)
    const token = `token-${this.next()}-${randomBytes(24).toString('hex')}`
    this.simulator.store.tokens.push({ token, endsAt })
    this.issued.push({ kind: 'token', text: token })
    const expires = new Date(endsAt).toISOString().replace('Z', '000Z')
    return json(201, { token: { expires_at: expires, methods: ['password'] } }, { 'x-subject-token': token })
  }

  private idToken({ target, headers }: SimRequest): SimResponse {
    if (headers.authorization !== `Bearer ${REQUEST_TOKEN}`)
      return json(401, { message: 'bad request token' })
    const query = new URLSearchParams(splitTarget(target).query)
    const now = Math.floor(this.simulator.now() / 1000)
    const claims = {
      iss: ISSUER,
      sub: this.options.subject ?? 'repo:us/main:ref:refs/heads/main',
      aud: query.get('audience') ?? 'https://github.com/us',
      iat: now,
      exp: now + 300,
      jti: this.next()
    }
    const value = sign(claims, issuerKeys().privateKey)
    this.issued.push({ kind: 'id_token', text: value })
    return json(200, { value })
  }

  /** Why a token is not trusted, `null` if it is: by key, issuer, end, audience and subject. */
  private distrust(idToken: unknown, trust: Trust): string | null {
    const claims = typeof idToken === 'string' ? open(idToken, issuerKeys().publicKey) : null
    if (claims === null || claims.iss !== ISSUER)
      return 'The id_token was not signed by the issuer of the provider'
    if (Number(claims.exp) * 1000 <= this.simulator.now()) return 'The id_token has ended'
    if (claims.aud !== trust.audience) return 'The audience of the id_token is not a client of the provider'
    const subject = String(claims.sub)
    const fits = trust.subject.endsWith('*')
      ? subject.startsWith(trust.subject.slice(0, -1))
      : subject === trust.subject
    return fits ? null : 'The trust policy does not allow the subject of the id_token'
  }

  private next(): string {
    return String(++this.serial).padStart(4, '0')
  }
}

function iamError(code: number, message: string): SimResponse {
  return json(code, { error: { code, message, title: 'Unauthorized' } })
}

function dig(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), value)
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function sign(claims: object, key: KeyObject): string {
  const kid = createHash('sha256').update('simulator').digest('hex').slice(0, 8)
  const text = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`
}

function open(token: string, key: KeyObject): Record<string, unknown> | null {
  const [head = '', body = '', signature = ''] = token.split('.')
  const isRight = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    key,
    Buffer.from(signature, 'base64url')
  )
  const claims = isRight ? readJson(Buffer.from(body, 'base64url').toString('utf8')) : null
  return isRecord(claims) ? claims : null
}
