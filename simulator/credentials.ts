/** A key that signs requests; temporary ones come with a security token. */
export interface SimKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken?: string
  /** The gateway rejects every request signed with this key, with these words. */
  readonly refusedWith?: string
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

/** So many failed signatures are forgiven; the next one locks the key. */
const FORGIVEN = 5
const LOCK_MS = 5 * 60_000

/** Everything that the simulated cloud accepts; services that issue credentials add to it. */
export class CredentialStore {
  private readonly failures = new Map<string, number>()
  private readonly lockedUntil = new Map<string, number>()

  /** @param lockMs how long a key is locked, by the time of CodeArts */
  constructor(
    readonly region = 'cn-north-4',
    private readonly lockMs = LOCK_MS
  ) {}

  readonly keys: SimKey[] = [EXAMPLE_KEY, EXAMPLE_TEMPORARY_KEY]
  readonly tokens: SimToken[] = [EXAMPLE_TOKEN]

  key(accessKey: string): SimKey | undefined {
    return this.keys.find(key => key.accessKey === accessKey)
  }

  token(token: string): SimToken | undefined {
    return this.tokens.find(known => known.token === token)
  }

  /** Whether an access key is locked, for everybody who uses it. */
  isLocked(accessKey: string, now: number): boolean {
    return now < (this.lockedUntil.get(accessKey) ?? Number.NEGATIVE_INFINITY)
  }

  /** Counts a signature that was wrong: more than five lock the key for five minutes. */
  noteFailure(accessKey: string, now: number): void {
    const failures = (this.failures.get(accessKey) ?? 0) + 1
    this.failures.set(accessKey, failures > FORGIVEN ? 0 : failures)
    if (failures > FORGIVEN) this.lockedUntil.set(accessKey, now + this.lockMs)
  }

  /** A right signature: what failed before is forgotten. */
  noteSuccess(accessKey: string): void {
    this.failures.delete(accessKey)
  }
}
