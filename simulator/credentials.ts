/** A key that signs requests; temporary ones come with a security token. */
export interface SimKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken?: string
  readonly disabled?: boolean
  /** Epoch milliseconds from which it is refused. */
  readonly endsAt?: number
}

/** A token that `X-Auth-Token` carries. */
export interface SimToken {
  readonly token: string
  /** The region it is good for, any if not given. */
  readonly region?: string
  /** Epoch milliseconds from which it is refused. */
  readonly endsAt?: number
}

/** Made up, and only good for the simulator. */
export const EXAMPLE_KEY: SimKey = {
  accessKey: 'AKEXAMPLE-SIMULATOR',
  secretKey: 'sk-example-of-the-simulator'
}
export const EXAMPLE_TEMPORARY_KEY: SimKey = {
  accessKey: 'AKEXAMPLE-TEMPORARY',
  secretKey: 'sk-example-temporary',
  securityToken: 'security-token-example'
}
export const EXAMPLE_TOKEN: SimToken = { token: 'token-example-of-the-simulator' }

/** Everything that the simulated cloud accepts; services that issue credentials add to it. */
export class CredentialStore {
  constructor(readonly region = 'cn-north-4') {}

  readonly keys: SimKey[] = [EXAMPLE_KEY, EXAMPLE_TEMPORARY_KEY]
  readonly tokens: SimToken[] = [EXAMPLE_TOKEN]

  key(accessKey: string): SimKey | undefined {
    return this.keys.find(key => key.accessKey === accessKey)
  }

  token(token: string): SimToken | undefined {
    return this.tokens.find(known => known.token === token)
  }
}
