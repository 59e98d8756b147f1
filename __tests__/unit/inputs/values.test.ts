import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  InputIssues,
  isNear,
  listed,
  near,
  parseBoolean,
  parseChoice,
  readDuration,
  splitList
} from '../../../src/inputs/values.js'
import { codes, config, issue, issues } from './given.js'

const S = 1_000
const M = 60 * S

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1h1m1s1ms', 3_661_001],
    ['120h', 432_000_000]
  ])('%s', (text, ms) => {
    expect(config({ timeout: text }).timeoutMs).toBe(ms)
  })
  it.each(['0', '0s', '-1s', '1d', 'abc', '999999h', '121h', '60', '1.5h', '1m1h', '1H', 's', '1 h', '１h'])(
    '%s is refused',
    text => {
      for (const input of ['timeout', 'poll_interval', 'start_timeout'])
        expect(codes({ [input]: text })).toEqual([`${input}: duration`])
    }
  )
  it('property: what is written is what is read', () => {
    const part = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(part, part, part, part, (h, m, s, ms) => {
        expect(readDuration(`${h}h${m}m${s}s${ms}ms`)).toBe(h * 3_600_000 + m * 60_000 + s * 1000 + ms)
      })
    )
  })
})

describe('how inputs are read', () => {
  it.each(['summary', 'dry_run', 'wait', 'fail_fast', 'stop_on_cancel', 'start'])(
    '%s is true or false',
    input => {
      expect(issues({ [input]: 'yes' })).toEqual([issue(input, 'boolean', 'yes')])
    }
  )

  it('words are some of a few, and all of them are told', () => {
    expect(issues({ language: 'fr' })).toEqual([issue('language', 'choice', 'fr', { choices: 'en, zh' })])
    expect(issues({ api_version: 'v4' })).toEqual([
      issue('api_version', 'choice', 'v4', { choices: 'auto, v3, v5' })
    ])
  })

  it('a duration has a unit, and an end', () => {
    expect(readDuration('')).toBeNull()
    expect(config({ timeout: '120h' }).timeoutMs).toBe(120 * 60 * M)
    expect(config({ poll_interval: 'AUTO' }).pollInterval).toBe('auto')
    expect(config({ poll_interval: '7s' }).pollInterval).toBe(7 * S)
  })

  it('a value is shown up to 200 characters', () => {
    const given = (length: number) => issues({ timeout: 'x'.repeat(length) })[0]?.given
    expect([given(200), given(201)]).toEqual(['x'.repeat(200), `${'x'.repeat(200)}…`])
  })

  it('nothing given is shown as nothing', () => {
    const all = new InputIssues()
    all.add({ input: 'x', value: '' }, 'required')
    expect(all.all).toEqual([issue('x', 'required')])
  })

  it('a list is split at commas and white space, and told up to ten, each once and cut', () => {
    expect(splitList(' a,, b\n\tc ')).toEqual(['a', 'b', 'c'])
    expect(listed(['a', 'b', 'a'])).toBe('a, b')
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`)
    expect(listed(names.slice(0, 10))).toBe(names.slice(0, 10).join(', '))
    expect(listed(names)).toBe(`${names.slice(0, 10).join(', ')} … (+2)`)
    expect(listed(['x'.repeat(40), 'y'.repeat(41)])).toBe(`${'x'.repeat(40)}, ${'y'.repeat(40)}…`)
  })
})

describe('true and false', () => {
  const read = (value: string, fallback: boolean) => {
    const issues = new InputIssues()
    return [parseBoolean({ input: 'wait', value }, fallback, issues), issues.all.length]
  }
  it.each([
    ['true', true, 0],
    ['TRUE', true, 0],
    ['false', false, 0],
    ['False', false, 0]
  ])('%s, whatever holds without it', (value, expected, wrong) => {
    for (const fallback of [true, false]) expect(read(value, fallback)).toEqual([expected, wrong])
  })
  it.each([
    ['', 0],
    ['yes', 1],
    ['truefalse', 1]
  ])('%j is neither', (value, wrong) => {
    for (const fallback of [true, false]) expect(read(value, fallback)).toEqual([fallback, wrong])
  })
})

describe('a choice of words', () => {
  const WORDS = ['each', 'one', 'false'] as const
  const read = (value: string) => {
    const issues = new InputIssues()
    return { choice: parseChoice({ input: 'x', value }, WORDS, 'false', issues), issues: issues.all }
  }
  it('is one of them, in any letter case, or the one that holds without it', () => {
    expect(read('each')).toEqual({ choice: 'each', issues: [] })
    expect(read('ONE')).toEqual({ choice: 'one', issues: [] })
    expect(read('')).toEqual({ choice: 'false', issues: [] })
  })
  it('that is none tells all, and what was probably meant', () => {
    const choices = 'each, one, false'
    expect(read('both')).toEqual({ choice: 'false', issues: [issue('x', 'choice', 'both', { choices })] })
    expect(read('eahc').issues).toEqual([issue('x', 'choice_near', 'eahc', { choices, meant: 'each' })])
  })
  it('may mean several, and is looked at as far as it is shown', () => {
    const issues = new InputIssues()
    const seen: string[] = []
    const value = 'y'.repeat(300)
    parseChoice({ input: 'x', value }, WORDS, 'false', issues, word => {
      seen.push(word)
      return ['each', 'one']
    })
    expect(seen).toEqual(['y'.repeat(200)])
    expect(issues.all).toMatchObject([{ code: 'choice_near', params: { meant: 'each / one' } }])
  })
})

describe('near', () => {
  it('the same in another letter case comes alone', () => {
    expect(near('MAIN', ['main', 'mains'])).toEqual(['main'])
    expect(near('mein', ['main', 'mainz'])).toEqual(['main'])
    expect(near('Mein', ['MAIN'])).toEqual(['MAIN'])
  })
  it('a candidate has four letters or more', () => {
    expect(near('abx', ['abc', 'abxy'])).toEqual(['abxy'])
  })

  it.each([
    ['main', 'main', true],
    ['man', 'main', true],
    ['maain', 'main', true],
    ['mein', 'main', true],
    ['amin', 'main', true],
    ['mian', 'main', true],
    ['mani', 'main', true],
    ['main', 'mai', true],
    ['', 'a', true],
    ['aa', 'aaa', true],
    ['mn', 'main', false],
    ['main', 'mn', false],
    ['nami', 'main', false],
    ['niam', 'main', false],
    ['mxxn', 'main', false],
    ['xmaiy', 'main', false],
    ['abcd', 'badc', false],
    ['ab', 'bc', false]
  ])('%j becomes %j by one typo: %s', (word, other, expected) => {
    expect(isNear(word, other)).toBe(expected)
    expect(isNear(other, word)).toBe(expected)
  })
})
