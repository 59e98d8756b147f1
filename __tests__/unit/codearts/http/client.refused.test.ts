import { describe, expect, it } from '@jest/globals'
import { givenCredential } from '../../../../src/codearts/auth/credential-source.js'
import type { CredentialSource, IssuedCredential } from '../../../../src/codearts/http/authorise.js'
import type { Failure } from '../../../../src/domain/failure.js'
import { AbortedError, FailureError } from '../../../../src/errors.js'
import { type Reply, type Scripted, scripted, SECRET, START } from '../scripted.js'

const PATH = '/v3/pipelines/status?pipeline_ids=a'
/** What asking ended with: the failure that was thrown. */
async function failureOf(service: Scripted): Promise<Failure> {
  const error: unknown = await service.client.get(PATH).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof FailureError) return error.failure
  throw error instanceof Error ? error : new Error('no failure')
}

describe('a credential that was accepted and is refused later', () => {
  const keys = { kind: 'access_key', accessKey: 'AKEXAMPLE', secretKey: SECRET } as const
  const permanent = { ...keys, securityToken: null }
  const temporary = { ...keys, securityToken: 'st' }
  const token = { kind: 'token', token: 'tok' } as const
  const says = (words: string): Reply => ({
    status: 401,
    body: { error_code: 'APIGW.0301', error_msg: words }
  })
  it.each([
    ['a token that ended', token, 'decrypt token fail', 'cannot_renew'],
    ['a token, in other words', token, 'no', 'cannot_renew'],
    ['a temporary key that ended', temporary, 'the security token has expired', 'cannot_renew'],
    ['a temporary key, in other words', temporary, 'verify aksk signature fail', 'cannot_renew'],
    ['a temporary key that was disabled', temporary, 'ak is disabled', 'key_disabled'],
    ['a key that was disabled', permanent, 'ak AKEXAMPLE is disabled', 'key_disabled'],
    ['a key that was deleted', permanent, 'ak AKEXAMPLE not exist', 'wrong_access_key'],
    ['a key that no longer fits', permanent, 'verify aksk signature fail', 'wrong_secret_key']
  ] as const)('%s', async (_, credential, words, hint) => {
    const service = scripted(n => (n === 1 ? {} : says(words)), {
      credentials: givenCredential(credential)
    })
    await service.client.get(PATH)
    expect(await failureOf(service)).toMatchObject({ code: 'refused', hint, cloudMessage: words })
    expect(service.asked).toHaveLength(2)
  })

  it('one that is refused at once is wrong, not ended', async () => {
    const service = scripted(() => says('decrypt token fail'), {
      credentials: givenCredential(token)
    })
    expect(await failureOf(service)).toMatchObject({ hint: 'wrong_token' })
  })

  it('one that can be renewed is renewed once; if that does not help, the refusal stands', async () => {
    let renewals = 0
    const fetched = (): IssuedCredential => ({ credential: { ...token }, obtainedAt: 0, expiresAt: null })
    let issued = fetched()
    const credentials: CredentialSource = {
      renews: true,
      current: () => Promise.resolve(issued),
      renew: () => {
        renewals++
        issued = fetched()
        return Promise.resolve(true)
      },
      issued: () => issued
    }
    const service = scripted(n => (n === 1 ? {} : says('decrypt token fail')), { credentials })
    await service.client.get(PATH)
    expect(await failureOf(service)).toMatchObject({ hint: 'wrong_token' })
    expect(renewals).toBe(1)
  })
})

describe('the pause before the next attempt', () => {
  /** When the second request came, after a first that was answered at 10 ms. */
  async function second(reply: Reply, deadline = 600_000): Promise<number> {
    const service = scripted(n => (n === 1 ? { status: 429, ...reply } : {}), { deadline })
    await service.client.get(PATH)
    return (service.asked[1]?.at ?? 0) - 10
  }
  const after = (value: string): Reply => ({ headers: { 'retry-after': value } })

  it('is what Retry-After says in seconds, and a little more', async () => {
    const pause = await second(after('7'))
    expect(pause).toBeGreaterThanOrEqual(7_000)
    expect(pause).toBeLessThanOrEqual(7_500)
  })

  it('is what Retry-After says as a date, by the clock of the server', async () => {
    const server = START + 1_000_000
    const pause = await second({
      headers: {
        date: new Date(server).toUTCString(),
        'retry-after': new Date(server + 9_000).toUTCString()
      }
    })
    expect(pause).toBeGreaterThanOrEqual(9_000)
    expect(pause).toBeLessThanOrEqual(9_500)
  })

  it.each(['soon', '-1', '', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'is a backoff where it says %j',
    async value => {
      expect(await second(after(value))).toBe(750)
    }
  )

  it('is five minutes at most', async () => {
    expect(await second(after('86400'), 3_600_000)).toBeLessThanOrEqual(300_500)
  })

  it('ends a second before the deadline for a last attempt', async () => {
    expect(await second(after('3600'), 100_000)).toBe(99_000 - 10)
  })

  it('is ended at once when the step is cancelled', async () => {
    const cancelled = new AbortController()
    const service = scripted(() => ({ status: 500 }), {
      signal: cancelled.signal,
      onRetry: () => cancelled.abort()
    })
    await expect(service.client.get(PATH)).rejects.toBeInstanceOf(AbortedError)
    expect(service.clock.now()).toBe(10)
  })
})
