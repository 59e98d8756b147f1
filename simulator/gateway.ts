import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { CredentialStore, SimKey } from './credentials.js'
import { refuse } from './refusals.js'
import { splitTarget, type SimRequest, type SimResponse } from './transport.js'

/** The gateway refuses a signature whose date is further off than this. */
const DATE_TOLERANCE_MS = 15 * 60_000

export type Admission = { readonly as: string } | { readonly refused: SimResponse }

/** Epoch milliseconds of two clocks: the gateway's own, and that of CodeArts, which can run faster. */
export interface GatewayTime {
  readonly wall: number
  readonly cloud: number
}

/**
 * Who is asking, by signature or token; written from the description of the gateway, not from the action.
 * Signatures are dated by the wall clock, which the caller shares; credentials expire by that of CodeArts.
 */
export function admit(request: SimRequest, store: CredentialStore, now: GatewayTime): Admission {
  const { authorization, 'x-auth-token': token } = request.headers
  if (token !== undefined) return admitToken(token, store, now.cloud)
  if (authorization === undefined)
    return { refused: refuse('DEV.00000001', 'No identity was recognised in the request.') }
  return admitSignature(request, authorization, store, now)
}

function admitToken(token: string, store: CredentialStore, epochNow: number): Admission {
  const known = store.token(token)
  if (known === undefined || epochNow >= (known.endsAt ?? Number.POSITIVE_INFINITY))
    return unidentified('decrypt token fail')
  if (known.region !== undefined && known.region !== store.region) return unidentified('decrypt token fail')
  return { as: `token …${token.slice(-4)}` }
}

function admitSignature(
  request: SimRequest,
  authorization: string,
  store: CredentialStore,
  now: GatewayTime
): Admission {
  const parts = /^SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    authorization
  )
  const [, accessKey = '', names = '', signature = ''] = parts ?? []
  const key = store.key(accessKey)
  if (parts === null) return unidentified('the Authorization header is malformed')
  if (key === undefined) return unidentified(`Get secretKey failed,ak:${accessKey},err:ak not exist`)
  if (store.isLocked(accessKey, now.cloud))
    return unidentified('AK access failed to reach the limit,forbidden')
  if (key.refusedWith !== undefined) return unidentified(key.refusedWith)
  const wrong = wrongDate(request, now.wall) ?? wrongToken(request, names.split(';'), key, now.cloud)
  if (wrong !== null) return unidentified(wrong)
  if (
    !names.split(';').includes('x-sdk-date') ||
    !sameText(signature, sign(request, names.split(';'), key))
  ) {
    store.noteFailure(accessKey, now.cloud)
    return unidentified('verify aksk signature fail')
  }
  store.noteSuccess(accessKey)
  return { as: accessKey }
}

/** What the gateway says of a signature that is too old or too new, `null` of one that is neither. */
function wrongDate({ headers }: SimRequest, wall: number): string | null {
  const text = headers['x-sdk-date'] ?? ''
  const date = readSdkDate(text)
  if (Number.isNaN(date)) return 'verify aksk signature fail'
  if (Math.abs(date - wall) <= DATE_TOLERANCE_MS) return null
  return `signature expired, signature time:${text},server time:${toSdkDate(wall)}`
}

/** A temporary key comes with its security token, which has to be signed too. */
function wrongToken(
  { headers }: SimRequest,
  signed: readonly string[],
  { securityToken, endsAt = Number.POSITIVE_INFINITY }: SimKey,
  cloud: number
): string | null {
  if (securityToken === undefined) return null
  if (!signed.includes('x-security-token')) return 'verify aksk signature fail'
  return headers['x-security-token'] !== securityToken || cloud >= endsAt ? 'decrypt token fail' : null
}

function unidentified(why: string): Admission {
  return { refused: refuse('APIGW.0301', `Incorrect IAM authentication information: ${why}`) }
}

/** `YYYYMMDDTHHMMSSZ` as epoch milliseconds, or `NaN`. */
function readSdkDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return Number.NaN
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
}

function toSdkDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '')
}

function sign(request: SimRequest, signed: readonly string[], { secretKey }: SimKey): string {
  const { path, query } = splitTarget(request.target)
  const lines = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    ...[...signed].sort().map(name => `${name}:${(request.headers[name] ?? '').trim()}`),
    '',
    [...signed].sort().join(';'),
    sha256(request.body)
  ]
  const toSign = `SDK-HMAC-SHA256\n${request.headers['x-sdk-date'] ?? ''}\n${sha256(lines.join('\n'))}`
  return createHmac('sha256', secretKey).update(toSign).digest('hex')
}

/** The path on the wire must be encoded as the rule says; it is taken as it is, so that a wrong encoding fails. */
function canonicalPath(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}

/** Sorted, and encoded as the rule says: what the wire carried in another encoding does not match. */
function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs = query.split('&').map(pair => (pair.includes('=') ? pair : `${pair}=`))
  if (!pairs.every(isEncoded)) return 'not encoded as it has to be'
  return pairs
    .map(pair => ({ pair, parts: pair.split('=').map(decodeURIComponent) }))
    .sort((a, b) => compare(a.parts[0], b.parts[0]) || compare(a.parts[1], b.parts[1]))
    .map(({ pair }) => pair)
    .join('&')
}

/** Whether key and value are spelt as the rule demands: unreserved characters, the rest `%XX` in upper case. */
function isEncoded(pair: string): boolean {
  const parts = pair.split('=')
  return parts.length === 2 && parts.every(part => encode(decode(part)) === part)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

function encode(plain: string): string {
  return encodeURIComponent(plain).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function compare(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
