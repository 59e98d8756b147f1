import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { failure } from '../../src/domain/failure.js'
import { openSecrets } from '../../src/secrets.js'
import { aConclusion, aRun, decided } from './helpers.js'

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
const redacting = (...secrets: readonly string[]) =>
  hiding(...secrets.map(secret => [secret, 'secret_key'] as const)).redact

describe('masks', () => {
  it('are asked for plain and line by line', () => {
    expect(hiding(['first"line\nsecond-line', 'secret_key']).masked).toEqual([
      'first"line\nsecond-line',
      'first"line',
      'second-line'
    ])
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

describe('what is no text stays as it is', () => {
  const id = '0'.repeat(30) + 'ab'
  const url = `https://devcloud.cn-north-4.huaweicloud.com/cicd/project/${'c'.repeat(32)}/pipeline/detail/${id}/${id}?v=1`
  const run = aRun({ pipelineId: id, runId: id, status: 'COMPLETED', commit: '0'.repeat(40), url })
  const conclusion = aConclusion([{ ...decided('success', id), run }, decided('error')])

  it('IDs, statuses, hashes, our own words and keys', () => {
    const words = [
      'success',
      'COMPLETED',
      '000000',
      'pipeline_run_id',
      'outcome',
      'connection',
      'wrong_endpoint'
    ]
    const failed = failure('connection', { hint: 'wrong_endpoint', detail: { code: 'not_json', params: {} } })
    const whole = { ...conclusion, failure: failed }
    expect(redacting(...words)(whole)).toEqual(whole)
  })

  it('one object stays one: what failed is among the pipelines', () => {
    const { verdict } = redacting('nothing')(conclusion)
    expect(verdict.failed.every(pipeline => verdict.pipelines.includes(pipeline))).toBe(true)
  })

  it('but a field for an ID that holds no ID is a text, and so is the rest of an address', () => {
    const redact = redacting('hunter2 hunter2', 'secretpath')
    expect(redact({ runId: 'hunter2 hunter2', status: 'x hunter2 hunter2' })).toEqual({
      runId: '***',
      status: 'x ***'
    })
    expect(redact({ url: 'https://x/secretpath', runId: 'secret' })).toEqual({
      url: 'https://x/***',
      runId: 'secret'
    })
  })
})
