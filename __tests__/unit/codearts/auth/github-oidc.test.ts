import { describe, expect, it } from '@jest/globals'
import { fetchIdToken, subjectOf } from '../../../../src/codearts/auth/github-oidc.js'
import { scripted } from '../scripted.js'

const REQUEST = { path: '/token?x=1', requestToken: 'request-token', audience: null }
const tokenOf = (claims: unknown): string =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'sig'].join('.')

describe("the job's OIDC token", () => {
  it.each([
    [null, '/token?x=1'],
    ['gate of us&me', '/token?x=1&audience=gate%20of%20us%26me']
  ])('is asked for with the audience %j', async (audience, path) => {
    const { client, asked } = scripted(() => ({ body: { value: 'id-token' } }), { credentials: null })
    expect(await fetchIdToken(client, { ...REQUEST, audience })).toBe('id-token')
    expect(asked[0]?.url).toBe(`https://cloud.example${path}`)
    expect(asked[0]?.headers.authorization).toBe('Bearer request-token')
  })

  it.each([{}, { value: '' }, { value: {} }, []])('is not in %j', async body => {
    const { client } = scripted(() => ({ body }), { credentials: null })
    await expect(fetchIdToken(client, REQUEST)).rejects.toMatchObject({
      failure: { service: 'github', detail: { code: 'no_token' }, hint: 'id_token' }
    })
  })
})

describe('the subject of a token', () => {
  it('is what it claims', () => {
    expect(subjectOf(tokenOf({ sub: 'repo:us/main:ref:refs/heads/main' }))).toBe(
      'repo:us/main:ref:refs/heads/main'
    )
  })

  it.each(['', 'x', 'a.b.c', tokenOf({}), tokenOf({ sub: {} }), tokenOf(null)])(
    'cannot be read in %j',
    token => {
      expect(subjectOf(token)).toBeNull()
    }
  )
})
