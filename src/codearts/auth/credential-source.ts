import { FailureError } from '../../errors.js'
import type { Clock } from '../../ports.js'
import type { Credential, Held, CredentialSource } from '../http/authorise.js'

/** A credential that the user gave: it cannot be renewed. */
export function givenCredential(credential: Credential): CredentialSource {
  return heldCredential({ credential, obtainedAt: 0, endsAt: null })
}

/** A credential as it is: for requests that are not worth a renewal, nor the wait for one. */
export function heldCredential(held: Held): CredentialSource {
  return {
    renews: false,
    current: () => Promise.resolve(held),
    renew: () => Promise.resolve(false),
    held: () => held
  }
}

/** Part of a credential's life that is left when it is renewed, and the most of it. */
const MARGIN = 0.15
const LONGEST_MARGIN_MS = 300_000
/** After a renewal that failed, the old credential goes on for this long before the next try. */
const RENEWAL_PAUSE_MS = 5_000
/** A renewal is waited for this long while the old credential lives; then it goes on beside the requests. */
const RENEWAL_PATIENCE_MS = 5_000

/**
 * A credential that is fetched when it is first needed and again before it ends; one fetch at a time,
 * however many requests wait for it.
 *
 * @param fetch obtains a new one; may throw `FailureError`
 */
export function renewedCredential(fetch: () => Promise<Held>, clock: Clock): CredentialSource {
  let held: Held | null = null
  let fetching: Promise<Held> | null = null
  let triedAt = Number.NEGATIVE_INFINITY

  const fetchOnce = (): Promise<Held> => {
    triedAt = clock.now()
    fetching ??= fetch()
      .then(fresh => (held = fresh))
      .finally(() => (fetching = null))
    return fetching
  }
  return {
    renews: true,
    async current() {
      if (held === null) return fetchOnce()
      const old = held
      const isDue =
        dueAt(old) <= clock.now() && clock.now() - triedAt >= Math.min(RENEWAL_PAUSE_MS, marginOf(old) / 4)
      if (!isDue && fetching === null) return old
      try {
        return await soonOr(old, fetchOnce(), clock)
      } catch (error) {
        // The old one still lives, so the next request will try again.
        if (error instanceof FailureError && (old.endsAt ?? 0) > clock.now()) return old
        throw error
      }
    },
    async renew(refused) {
      if (held === refused) await fetchOnce()
      return held !== refused
    },
    held: () => held
  }
}

/** The new credential if it comes soon, else the old one as long as it lives: a service that hangs must not stop the looks. */
async function soonOr(old: Held, renewal: Promise<Held>, clock: Clock): Promise<Held> {
  const patience = Math.min(RENEWAL_PATIENCE_MS, ((old.endsAt ?? 0) - clock.now()) / 2)
  if (patience <= 0) return renewal
  const done = new AbortController()
  const late = clock.sleep(patience, done.signal).then(
    () => old,
    () => renewal
  )
  renewal.catch(() => undefined)
  return Promise.race([renewal, late]).finally(() => done.abort())
}

function dueAt(held: Held): number {
  const { endsAt } = held
  return endsAt === null ? Number.POSITIVE_INFINITY : endsAt - marginOf(held)
}

function marginOf({ obtainedAt, endsAt }: Held): number {
  return Math.min(((endsAt ?? 0) - obtainedAt) * MARGIN, LONGEST_MARGIN_MS)
}
