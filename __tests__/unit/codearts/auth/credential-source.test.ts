import { describe, expect, it } from '@jest/globals'
import { VirtualClock } from '../../../../tools/bench/lib/virtual-clock.js'
import { givenCredential, renewedCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { IssuedCredential } from '../../../../src/codearts/http/authorise.js'
import { failure } from '../../../../src/domain/failure.js'
import { FailureError } from '../../../../src/errors.js'

const MINUTE = 60_000
const never = new AbortController().signal
interface Source {
  readonly source: ReturnType<typeof renewedCredential>
  readonly clock: VirtualClock
  /** When each fetch began. */
  readonly fetches: number[]
  /** Lets the virtual time pass. */
  readonly pass: (ms: number) => Promise<void>
  readonly token: () => Promise<string>
}
/** A source whose nth fetch takes a second and gives the token `n`, or fails where requested. */
function renewing(lifeMs: number, fails: (n: number) => Error | null = () => null): Source {
  const clock = new VirtualClock(0)
  const fetches: number[] = []
  const fetch = async (): Promise<IssuedCredential> => {
    const n = fetches.push(clock.now())
    await clock.sleep(1_000, never)
    const error = fails(n)
    if (error !== null) throw error
    const now = clock.now()
    return { credential: { kind: 'token', token: String(n) }, obtainedAt: now, expiresAt: now + lifeMs }
  }
  const source = renewedCredential(fetch, clock)
  return {
    source,
    clock,
    fetches,
    pass: ms => clock.sleep(ms, never),
    token: async () => {
      const { credential } = await source.current()
      return credential.kind === 'token' ? credential.token : ''
    }
  }
}

describe('a credential that is given', () => {
  it('cannot be renewed', async () => {
    const source = givenCredential({ kind: 'token', token: 'tok' })
    const issued = await source.current()
    expect(await source.renew(issued)).toBe(false)
    expect(await source.current()).toBe(issued)
  })
})

describe('a credential that is fetched', () => {
  it('is fetched once, however many requests wait for it', async () => {
    const { token, fetches } = renewing(60 * MINUTE)
    expect(await Promise.all([token(), token(), token(), token()])).toEqual(['1', '1', '1', '1'])
    expect(fetches).toHaveLength(1)
  })

  it('is renewed before it ends: five minutes, or less of a short life', async () => {
    const day = renewing(24 * 60 * MINUTE)
    await day.token()
    await day.pass((24 * 60 - 6) * MINUTE)
    expect(await day.token()).toBe('1')
    await day.pass(MINUTE)
    expect(await day.token()).toBe('2')

    const short = renewing(10 * MINUTE)
    await short.token()
    await short.pass(8 * MINUTE)
    expect(await short.token()).toBe('1')
    await short.pass(MINUTE)
    expect(await short.token()).toBe('2')
  })

  it('that cannot be fetched at all is a failure, and is tried again by the next request', async () => {
    const refused = new FailureError(failure('refused'))
    const { token, fetches } = renewing(60 * MINUTE, n => (n === 1 ? refused : null))
    await expect(token()).rejects.toBe(refused)
    expect(await token()).toBe('2')
    expect(fetches).toHaveLength(2)
  })

  it('goes on while it lives when its renewal fails, and does not try at each request', async () => {
    const { token, fetches, pass } = renewing(60 * MINUTE, n =>
      n > 1 ? new FailureError(failure('rejected')) : null
    )
    await token()
    await pass(56 * MINUTE)
    for (let request = 0; request < 5; request++) expect(await token()).toBe('1')
    expect(fetches).toHaveLength(2)
    await pass(10_000)
    expect(await token()).toBe('1')
    expect(fetches).toHaveLength(3)
    await pass(5 * MINUTE)
    await expect(token()).rejects.toBeInstanceOf(FailureError)
  })

  it('that was refused is fetched anew, once for all that were refused with it', async () => {
    const { source, fetches } = renewing(60 * MINUTE)
    const issued = await source.current()
    expect(await Promise.all([source.renew(issued), source.renew(issued)])).toEqual([true, true])
    expect(fetches).toHaveLength(2)
    // A request that was sent with the old one finds the new one already there.
    expect(await source.renew(issued)).toBe(true)
    expect(fetches).toHaveLength(2)
  })
})
