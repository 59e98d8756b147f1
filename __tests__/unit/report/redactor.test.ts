import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createRedactor } from '../../../src/report/redactor.js'

function redacting(...secrets: readonly string[]): (text: string) => string {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.add(secret)
  return text => redactor.redact(text)
}

describe('a secret is taken out of a text', () => {
  const SECRET = 'a/b+c=d&e"f<g\\h*i_j k密'
  const bytes = (text: string): string => [...Buffer.from(text)].map(byte => byte.toString(16)).join('%')
  const all = (write: (char: string) => string) => [...SECRET].map(write).join('')
  const code = (char: string): number => char.codePointAt(0) ?? 0
  const base64 = (before: string, after = '') =>
    Buffer.from(`${before}${SECRET}${after}`).toString('base64').replace(/=+$/, '')
  it.each([
    ['plain', SECRET],
    ['in capitals', SECRET.toUpperCase()],
    ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['as JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    [
      'as JSON with \\u003d and \\/',
      SECRET.replaceAll('"', '\\"').replace('\\h', '\\\\h').replaceAll('=', '\\u003d').replaceAll('/', '\\/')
    ],
    ['as JSON with every character as \\u', all(char => `\\u${code(char).toString(16).padStart(4, '0')}`)],
    ['in an address', encodeURIComponent(SECRET)],
    ['in an address with small letters', encodeURIComponent(SECRET).toLowerCase()],
    ['in an address with every byte encoded', `%${bytes(SECRET)}`],
    ['in an address twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['in a form', new URLSearchParams({ s: SECRET }).toString().slice(2)],
    ['as HTML', SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['as HTML by numbers', all(char => `&#${code(char)};`)],
    ['as HTML by other numbers', all(char => `&#X${code(char).toString(16).toUpperCase()};`)],
    ['as Markdown', SECRET.replace(/[\\*_&<"]/g, '\\$&')],
    ['with invisible characters', all(char => `${char}\u200B`)],
    ['with colours', all(char => `\u001B[1m${char}`)],
    ['as base64', base64('')],
    ['as base64 after one byte', base64('u')],
    ['as base64 after two bytes', base64('u:', 'x')],
    ['as base64 of addresses', Buffer.from(`user:${SECRET}`).toString('base64url')]
  ])('%s', (_, written) => {
    const shown = redacting(SECRET)(`before ${written} after`)
    expect(shown.replace(/(\*|[\u200B]|\S{0,8})*\*\*\*\S{0,8}/, '***')).toBe('before *** after')
    if (!written.startsWith('a')) return
    expect(shown).toBe('before *** after')
  })

  it('where its end was cut off', () => {
    const redact = redacting('abcdefghijklmnop')
    expect(redact('it was abcdefghijk…, and so on')).toBe('it was ***…, and so on')
    expect(redact('it was abcdefghijk')).toBe('it was ***')
    expect(redact('it was abcde')).toBe('it was abcde')
  })

  it('that contains invisible characters, also where others are encoded', () => {
    const secret = 'ab&\u3164cd\u200Bef'
    const redact = redacting(secret, 'ordinary')
    for (const written of [secret, secret.replace('&', '&amp;'), encodeURIComponent(secret)])
      expect(redact(`x ${written} y or\u200Bdinary`)).toBe('x *** y ***')
  })

  it('beside others, and where one is a part of another', () => {
    const redact = redacting('abcdef', 'abcdefghijk', 'second-line')
    expect(redact('abcdefghijk abcdef xsecond-liney')).toBe('*** *** x***y')
  })

  it('for random secrets, encodings and surroundings', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 })
    const encodings: readonly ((secret: string) => string)[] = [
      secret => secret,
      secret => JSON.stringify(secret).slice(1, -1),
      secret => JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
      encodeURIComponent,
      secret => encodeURIComponent(secret).toLowerCase(),
      secret => encodeURIComponent(JSON.stringify(secret).slice(1, -1)),
      secret => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      secret => Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      secret => Buffer.from(`a${secret}`).toString('base64').replace(/=+$/, '').slice(2),
      secret => Buffer.from(`ab${secret}`).toString('base64').replace(/=+$/, '').slice(3)
    ]
    fc.assert(
      fc.property(text, fc.nat(encodings.length - 1), fc.string(), fc.string(), (raw, nth, before, after) => {
        const secret = raw.trim()
        fc.pre(secret.length >= 6 && !/[\r\n]/.test(secret))
        const written = encodings[nth]?.(secret) ?? ''
        const shown = redacting(secret)(`${before} ${written} ${after}`)
        expect(shown).toContain('***')
        expect(shown.includes(written) && !'***'.includes(written)).toBe(false)
      }),
      { numRuns: 2_000 }
    )
  })

  it('in a time that grows with the text', () => {
    const redact = redacting('aaaaaaaaaaaaaaaaaaaaaaaab', 'x'.repeat(20_000))
    const long = `${'\\u0061%61a'.repeat(100_000)} ${'…x'.repeat(50_000)}`
    expect(redact(long).length).toBe(long.length)
  })
})
