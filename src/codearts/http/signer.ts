import { createHash, createHmac } from 'node:crypto'

/** Huawei Cloud's API gateway signature, SDK-HMAC-SHA256, stage by stage. */
const ALGORITHM = 'SDK-HMAC-SHA256'

export interface SigningKey {
  readonly accessKey: string
  readonly secretKey: string
}

export interface UnsignedRequest {
  readonly method: string
  /** As it goes over the wire; its query must be encoded with `encodeRfc3986`. */
  readonly url: URL
  /** All of them are signed; `host` and `x-sdk-date` have to be there. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Percent-encodes everything but the unreserved characters `A–Z a–z 0–9 - _ . ~`. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

/** An instant as `X-Sdk-Date` wants it: `YYYYMMDDTHHMMSSZ`, UTC. */
export function sdkDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** First stage: method, path, query, headers, their names and the body's hash, a line each. */
export function canonicalRequest(request: UnsignedRequest): string {
  const headers = sortedHeaders(request.headers)
  return [
    request.method.toUpperCase(),
    canonicalPath(request.url.pathname),
    canonicalQuery(request.url.searchParams),
    ...headers.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaderNames(request.headers),
    hash(request.body)
  ].join('\n')
}

/** Second stage: what is signed. */
export function stringToSign(canonical: string, date: string): string {
  return [ALGORITHM, date, hash(canonical)].join('\n')
}

/** Third stage: the `Authorization` header of a request that carries its `x-sdk-date`. */
export function authorization(request: UnsignedRequest, key: SigningKey): string {
  const date = request.headers['x-sdk-date'] ?? ''
  const text = stringToSign(canonicalRequest(request), date)
  const signature = createHmac('sha256', key.secretKey).update(text).digest('hex')
  return `${ALGORITHM} Access=${key.accessKey}, SignedHeaders=${signedHeaderNames(request.headers)}, Signature=${signature}`
}

function canonicalPath(pathname: string): string {
  const path = pathname
    .split('/')
    .map(segment => encodeRfc3986(decodeURIComponent(segment)))
    .join('/')
  return path.endsWith('/') ? path : `${path}/`
}

function canonicalQuery(query: URLSearchParams): string {
  // Sorted as they are, encoded afterwards: "~" stands before what encoding makes begin with "%".
  return [...query]
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .join('&')
}

function sortedHeaders(headers: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => compare(a, b))
}

function signedHeaderNames(headers: Readonly<Record<string, string>>): string {
  return sortedHeaders(headers)
    .map(([name]) => name)
    .join(';')
}

/** By code point: `localeCompare` would depend on the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
