import { describe, expect, it } from '@jest/globals'
import { openSecrets } from '../../src/secrets.js'

/** Secrets, the masks that were asked for, and the names of what was too short for one. */
function hiding(...secrets: readonly (readonly [secret: string, name: string])[]) {
  const masked: string[] = []
  const short: string[] = []
  const made = openSecrets({
    mask: secret => void masked.push(secret),
    tooShort: name => void short.push(name)
  })
  for (const [secret, name] of secrets) made.hide(secret, name)
  const redact: typeof made.redact = value => made.redact(value)
  return { redact, masked, short }
}

describe('masks', () => {
  it('are asked for plain and line by line', () => {
    expect(hiding(['first"line\nsecond-line', 'secret_key']).masked).toEqual([
      'first"line\nsecond-line',
      'first"line',
      'second-line'
    ])
  })

  it('and what they hide is taken out, also of lines that end as on Windows', () => {
    const { redact, masked } = hiding(['first-line\r\nsecond-line\r\n', 'secret_key'])
    expect(masked).toEqual(['first-line\r\nsecond-line', 'first-line', 'second-line'])
    expect(redact({ text: 'a first-line, a second-line' })).toEqual({ text: 'a ***, a ***' })
  })

  it('are none for what is shorter than six characters, which is told once by its name', () => {
    const { masked, short } = hiding(
      ['1', 'access_key'],
      ['12345', 'variables (PIN)'],
      ['123456', 'secret_key'],
      ['long-line\n}\n{', 'auth_token'],
      ['', 'iam_password'],
      [' \n', 'iam_password']
    )
    expect(masked).toEqual(['123456', 'long-line\n}\n{', 'long-line'])
    expect(short).toEqual(['access_key', 'variables (PIN)', 'auth_token'])
  })
})
