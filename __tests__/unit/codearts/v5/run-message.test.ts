import { describe, expect, it } from '@jest/globals'
import { readMessage } from '../../../../src/codearts/v5/run-message.js'

const json = (value: unknown): string => JSON.stringify(value)

describe('what a part of a run says', () => {
  it.each([
    ['plain', 'plain'],
    ['', null],
    [null, null],
    [undefined, null],
    [{ errorMessage: 'no' }, null],
    [json({ errorCode: 'DEV.1', errorMessage: 'out of memory' }), 'DEV.1: out of memory'],
    [json({ errorCode: 51, errorMessage: 'out of memory' }), '51: out of memory'],
    [json({ errorMessage: 'out of memory' }), 'out of memory'],
    [json({ errorCode: 'DEV.1', errorMessage: '' }), 'DEV.1'],
    [` \n${json({ errorMessage: 'behind white space' })}`, 'behind white space'],
    [json([{ errorCode: 'A', errorMessage: 'first' }, { errorMessage: 'second' }]), 'A: first'],
    [json({ result: { errorCode: 'A', errorMessage: 'one level down' } }), 'A: one level down'],
    [json({ message: 'no error' }), json({ message: 'no error' })],
    [json({ a: { b: { errorMessage: 'too deep' } } }), json({ a: { b: { errorMessage: 'too deep' } } })],
    [json({ errorMessage: ['x'], errorCode: null }), json({ errorMessage: ['x'], errorCode: null })],
    ['{"errorMessage":"cut', '{"errorMessage":"cut'],
    ['[]', '[]'],
    ['7', '7'],
    ['null', 'null'],
    [`said {"errorMessage":"x"}`, `said {"errorMessage":"x"}`]
  ])('%j → %j', (message, said) => {
    expect(readMessage(message)).toBe(said)
  })

  it('what is nested a hundred thousand deep, or longer than any message, stays as it came', () => {
    const deep = '['.repeat(100_000)
    const long = json({ errorMessage: 'x'.repeat(1_000_000) })
    expect(readMessage(deep)).toBe(deep)
    expect(readMessage(long)).toBe(long)
  })
})
