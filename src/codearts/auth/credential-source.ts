import { FailureError } from '../../errors.js'
import type { Clock } from '../../ports.js'
import type { Credential, IssuedCredential, CredentialSource } from '../http/authorise.js'

/** A credential that the user gave: it cannot be renewed. */
export function givenCredential(credential: Credential): CredentialSource {
  return issuedCredential({ credential, obtainedAt: 0, expiresAt: null })
}

/** A credential as it is: for requests that are not worth a renewal, nor the wait for one. */
export function issuedCredential(issued: IssuedCredential): CredentialSource {
  return {
    renews: false,
    current: () => Promise.resolve(issued),
    renew: () => Promise.resolve(false),
    issued: () => issued
  }
}

/** Part of a credential's life that is left when it is renewed, and the most of it. */
const MARGIN = 0.15
const LONGEST_MARGIN_MS = 300_000
/** After a renewal that failed, the old credential is used for this long before the next try. */
const RENEWAL_PAUSE_MS = 5_000
/** A renewal is waited for this long while the old credential lives; then it continues beside the requests. */
const RENEWAL_BUDGET_MS = 5_000

/**
 * A credential that is fetched when it is first needed and again before it ends; one fetch at a time,
 * however many requests wait for it.
 *
 * @param fetch obtains a new one; may throw `FailureError`
 */
export function renewedCredential(fetch: () => Promise<IssuedCredential>, clock: Clock): CredentialSource {
  let issued: IssuedCredential | null = null
  let fetching: Promise<IssuedCredential> | null = null
  let triedAt = Number.NEGATIVE_INFINITY

  const fetchOnce = (): Promise<IssuedCredential> => {
    triedAt = clock.now()
    fetching ??= fetch()
      .then(fresh => (issued = fresh))
      .finally(() => (fetching = null))
    return fetching
  }
  return {
    renews: true,
    async current() {
      if (issued === null) return fetchOnce()
      const old = issued
      const isDue =
        dueAt(old) <= clock.now() && clock.now() - triedAt >= Math.min(RENEWAL_PAUSE_MS, marginOf(old) / 4)
      if (!isDue && fetching === null) return old
      try {
        return await soonOr(old, fetchOnce(), clock)
      } catch (error) {
        // The old one still lives, so the next request will try again.
        if (error instanceof FailureError && (old.expiresAt ?? 0) > clock.now()) return old
        throw error
      }
    },
    async renew(refused) {
      if (issued === refused) await fetchOnce()
      return issued !== refused
    },
    issued: () => issued
  }
}

/**
 * The new credential if it comes soon, else the old one as long as it lives: a service that hangs must not stop the
 * polls.
 */
async function soonOr(
  old: IssuedCredential,
  renewal: Promise<IssuedCredential>,
  clock: Clock
): Promise<IssuedCredential> {
  const budgetMs = Math.min(RENEWAL_BUDGET_MS, ((old.expiresAt ?? 0) - clock.now()) / 2)
  if (budgetMs <= 0) return renewal
  const done = new AbortController()
  const late = clock.sleep(budgetMs, done.signal).then(
    () => old,
    () => renewal
  )
  renewal.catch(() => undefined)
  return Promise.race([renewal, late]).finally(() => done.abort())
}

function dueAt(issued: IssuedCredential): number {
  const { expiresAt } = issued
  return expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - marginOf(issued)
}

function marginOf({ obtainedAt, expiresAt }: IssuedCredential): number {
  return Math.min(((expiresAt ?? 0) - obtainedAt) * MARGIN, LONGEST_MARGIN_MS)
}
