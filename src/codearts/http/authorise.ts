import { authorization, sdkDate } from './signer.js'

/** What a request proves its sender with. */
export type Credential =
  | {
      readonly kind: 'access_key'
      readonly accessKey: string
      readonly secretKey: string
      readonly securityToken: string | null
    }
  | { readonly kind: 'token'; readonly token: string }

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/**
 * The headers that a request needs beside its own, to be accepted from `credential`.
 *
 * @param epochMs date of the signature; the gateway refuses more than 15 minutes of difference
 */
export function authorise(
  request: OutgoingRequest,
  credential: Credential,
  epochMs: number
): Record<string, string> {
  if (credential.kind === 'token') return { 'x-auth-token': credential.token }
  const url = new URL(request.url)
  const added: Record<string, string> = { host: url.host, 'x-sdk-date': sdkDate(epochMs) }
  if (credential.securityToken !== null) added['x-security-token'] = credential.securityToken
  // What is signed must arrive unchanged; other headers are left to the proxies on the way.
  const signed = { method: request.method, url, headers: added, body: request.body ?? '' }
  return { ...added, authorization: authorization(signed, credential) }
}

/** A credential and when it ends, `null` if that is not known. Milliseconds on the monotonic clock. */
export interface IssuedCredential {
  readonly credential: Credential
  readonly obtainedAt: number
  readonly expiresAt: number | null
}

/** Gives the credential that a request is to be authorised with. */
export interface CredentialSource {
  /** Whether it can get a new one at all. */
  readonly renews: boolean
  /** One that is valid now; fetched or renewed first if need be. */
  current(): Promise<IssuedCredential>
  /** Called when `held` was refused as expired. Returns whether there is another one now. */
  renew(issued: IssuedCredential): Promise<boolean>
  /** The one that is there, `null` where none has been fetched yet: makes no request. */
  issued(): IssuedCredential | null
}
