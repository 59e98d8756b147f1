import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findCloudError, parseBody } from '../../../../src/codearts/http/envelope.js'

describe('the error in a body', () => {
  const error = { code: 'X.1', message: 'no' }
  it.each([
    [{ error_code: 'X.1', error_msg: 'no' }],
    [{ errorCode: 'X.1', errorMsg: 'no' }],
    [{ code: 'X.1', message: 'no' }],
    [{ error: { code: 'X.1', message: 'no' } }],
    [{ anything: { error_code: 'X.1', error_msg: 'no' }, other: null }],
    [{ result: 'x', error: { errorCode: 'X.1', errorMsg: 'no' } }],
    [[{ error_code: 'X.1', error_msg: 'no' }]],
    [[{ pipeline_id: 'a', status: 'completed', result: 'success', error_code: 'X.1', error_msg: 'no' }]],
    [[{ pipeline_id: 'b' }, { pipeline_id: 'a', errorCode: 'X.1', errorMsg: 'no' }]],
    [{ pipeline_id: 'a', id: 'r', status: 'COMPLETED', error_code: 'X.1', error_msg: 'no' }]
  ])('is found in %j', body => {
    expect(findCloudError(body, false)).toEqual(error)
    expect(findCloudError(body, true)).toEqual(error)
  })

  it('may have a number for its code', () => {
    expect(findCloudError({ error: { code: 401, message: 'no' } }, true)).toEqual({
      code: '401',
      message: 'no'
    })
  })

  it.each([{ message: 'no' }, { error_msg: 'no' }])(
    'may be words only, when the status says that it is one: %j',
    body => {
      expect(findCloudError(body, true)).toEqual({ code: null, message: 'no' })
      expect(findCloudError(body, false)).toBeNull()
    }
  )

  it.each([
    null,
    [],
    'X.1',
    7,
    {},
    { error_code: null },
    { code: '' },
    { code: 7 },
    [{ pipeline_id: 'x', code: 'X.1', message: 'no' }],
    [{ pipeline_id: 'x', error_code: null, errorCode: '' }],
    { a: [error] }
  ])('is not in %j', body => {
    expect(findCloudError(body, false)).toBeNull()
  })

  it.each<[unknown, boolean, ReturnType<typeof findCloudError>]>([
    [{ error_code: 'X.1' }, false, { code: 'X.1', message: null }],
    [{ code: 'X.1' }, true, null],
    [{ error_code: 1, error_msg: 2 }, false, { code: '1', message: '2' }],
    [{ error_code: 'X.1', error_msg: ['no'] }, false, { code: 'X.1', message: null }],
    [{ errorMsg: 'no' }, true, { code: null, message: 'no' }],
    [{ message: '' }, true, null],
    [{ error: { message: 'no' } }, true, null],
    [[{ a: { error_code: 'X.1', error_msg: 'no' } }], true, null],
    [{ pipeline_id: 'a', message: 'no' }, true, null],
    [{ pipeline_id: 'a', stages: { error_code: 'X.1' } }, true, null],
    [[{ message: 'no' }], true, { code: null, message: 'no' }],
    [[{ pipeline_id: 'a', error_code: 'X.1' }, { error_code: 'X.2' }], false, { code: 'X.2', message: null }]
  ])('of %j, failure: %s', (body, isFailure, expected) => {
    expect(findCloudError(body, isFailure)).toEqual(expected)
  })

  it('property: whatever JSON comes, looking for it does not throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (body, isFailure) => {
        findCloudError(body, isFailure)
      })
    )
  })
})

describe('a body', () => {
  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['\uFEFF', 'empty'],
    ['<html></html>', 'html'],
    ['\n <!DOCTYPE html>', 'html'],
    ['[{', 'not_json'],
    ['upstream error', 'not_json']
  ])('%j is %s', (body, not) => {
    expect(parseBody(body)).toEqual({ not })
  })

  it.each([
    ['null', null, 0, 0],
    ['{}', {}, 0, 1],
    ['\uFEFF[]', [], 0, 1],
    [' {"a":1}\r\n', { a: 1 }, 1, 1]
  ])('%j is JSON, told with its counts', (body, json, keys, values) => {
    expect(parseBody(body)).toEqual({ json, counts: { keys, values } })
  })
  it('has at most 100,000 places for a value', () => {
    const list = (values: number): string => `[${'0,'.repeat(values - 1)}0]`
    expect(parseBody(list(100_000))).toMatchObject({ counts: { values: 100_000 } })
    expect(parseBody(list(100_001))).toEqual({ not: 'too_many_values' })
    expect(parseBody(`"${list(300_000)}"`)).toMatchObject({ counts: { values: 0 } })
  })
  it('a byte order mark elsewhere than at its start belongs to it', () => {
    expect(parseBody('"a\uFEFFb"')).toMatchObject({ json: 'a\uFEFFb' })
  })
})

describe('words of the cloud', () => {
  it('are cut: what follows says nothing more, and patterns are looked for in them', () => {
    const body = { error_code: 'X'.repeat(3_000), error_msg: 'y'.repeat(3_000) }
    expect(findCloudError(body, true)).toEqual({ code: 'X'.repeat(2_000), message: 'y'.repeat(2_000) })
  })
})
