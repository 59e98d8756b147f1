import { describe, expect, it } from '@jest/globals'
import { secretRedactor } from '../../src/secrets.js'

describe('secrets', () => {
  it('are taken out plain, as JSON, and line by line', () => {
    const masked: string[] = []
    const keeper = secretRedactor(secret => masked.push(secret))
    keeper.hide('first"line\nsecond-line')
    expect(masked).toEqual(['first"line\nsecond-line', 'first"line', 'second-line'])
    expect(keeper.redact('x first"line y second-line z first\\"line')).toBe('x *** y *** z ***')
    keeper.hide('a/b+c=d&e')
    expect(keeper.redact('x a%2Fb%2Bc%3Dd%26e y YS9iK2M9ZCZl z')).toBe('x *** y *** z')
    keeper.hide('abcdef')
    keeper.hide('abcdefghijk')
    expect(keeper.redact('abcdefghijk abcdef')).toBe('*** ***')
  })
})

describe('line ends of Windows', () => {
  it('in a secret of several lines hide none of them', () => {
    const masked: string[] = []
    const secrets = secretRedactor(secret => masked.push(secret))
    secrets.hide('first-line\r\nsecond-line\r\n')
    expect(masked).toEqual(['first-line\r\nsecond-line', 'first-line', 'second-line'])
    expect(secrets.redact('a first-line, a second-line')).toBe('a ***, a ***')
  })
})
