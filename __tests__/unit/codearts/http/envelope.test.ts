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

  it.each([{ message: 'no' }, { pipeline_id: 'a', message: 'no' }, [{ message: 'no' }]])(
    'may be a message only, when the status says that it is one: %j',
    body => {
      expect(findCloudError(body, true)).toEqual({ code: null, message: 'no' })
      expect(findCloudError(body, false)).toBeNull()
    }
  )

  it.each([
    { error_msg: 'no' },
    { errorMsg: 'no', pipeline_run_id: 'r' },
    { error: 'no' },
    { error: { message: 'no' } },
    { errors: [{ message: 'no' }] },
    { errors: ['no'] },
    [{ pipeline_id: 'a', error_msg: 'no' }],
    { total: 1, pipeline_runs: [{ pipeline_id: 'a', error: { message: 'no' } }] }
  ])('may be words where nothing but an error stands: %j', body => {
    for (const isFailure of [true, false])
      expect(findCloudError(body, isFailure)).toEqual({ code: null, message: 'no' })
  })

  it.each([
    null,
    [],
    'X.1',
    7,
    {},
    { error_code: null },
    { code: '' },
    { code: 7 },
    [{ pipeline_id: 'x', error_code: null, errorCode: '', error: null, errors: [], error_msg: '' }],
    [{ pipeline_id: 'x', error: {}, build_params: { message: 'error_msg: no' } }],
    { error: false, errors: {} },
    { a: [error] },
    { error: [[[[]]]] }
  ])('is not in %j', body => {
    expect(findCloudError(body, false)).toBeNull()
  })

  it.each<[unknown, boolean, ReturnType<typeof findCloudError>]>([
    [{ error_code: 'X.1' }, false, { code: 'X.1', message: null }],
    [{ code: 'X.1' }, true, null],
    [{ error_code: 1, error_msg: 2 }, false, { code: '1', message: '2' }],
    [{ error_code: 'X.1', error_msg: ['no'] }, false, { code: 'X.1', message: null }],
    [[{ pipeline_id: 'x', code: 'X.1', message: 'no' }], false, error],
    [{ error: true }, false, { code: null, message: null }],
    [{ error: { code: 'X.1' } }, false, { code: 'X.1', message: null }],
    [{ error_msg: 'words', errors: [error] }, false, error],
    [{ message: '' }, true, null],
    [[{ a: { error_code: 'X.1', error_msg: 'no' } }], true, error],
    [{ pipeline_id: 'a', stages: [{ error_code: 'X.1' }] }, true, null],
    [[{ pipeline_id: 'a', error_code: 'X.1' }, { error_code: 'X.2' }], false, { code: 'X.2', message: null }]
  ])('of %j, failure: %s', (body, isFailure, expected) => {
    expect(findCloudError(body, isFailure)).toEqual(expected)
  })

  describe('property:', () => {
    const words = fc.oneof(
      fc.constantFrom('no', 'error_msg', '{"errorCode":"X","errorMessage":"no"}'),
      fc.string()
    )
    const said = words.filter(text => text !== '')
    /** A success in every form that the service answers in, with texts of the user's wherever there may be any. */
    const legal = fc.record({ free: words, deep: fc.jsonValue() }).chain(({ free, deep }) => {
      const parameters = { error_code: free, error: { code: free, message: free }, more: deep }
      const stage = { name: free, status: 'COMPLETED', parameters, message: free }
      const build = { message: free, commit_id: 'f'.repeat(40), target_branch: free }
      const run = {
        pipeline_id: 'a',
        pipeline_run_id: 'r',
        status: 'COMPLETED',
        executor_name: free,
        build_params: build,
        stage_status_list: [stage]
      }
      const job = {
        name: free,
        message: free,
        status: 'COMPLETED',
        steps: [{ message: free, inputs: [parameters] }]
      }
      return fc.constantFrom<object>(
        [{ pipeline_id: 'a', build_id: '1', status: 'completed', result: 'success', stages: [stage] }],
        [run],
        { offset: 0, total: 1, pipeline_runs: [run] },
        { total: 1, pipelines: [{ pipeline_id: 'a', name: free, latest_run: run }] },
        {
          id: 'r',
          status: 'COMPLETED',
          sources: [{ params: { build_params: build } }],
          stages: [{ ...stage, pre: [{ message: free }], jobs: [job] }]
        },
        { pipeline_run_id: 'r' },
        { has_more: false, log: free, step_run_id: 's' },
        { id: 'a', name: free, variables: [{ name: free, value: free }] }
      )
    })
    const anError = fc
      .record({ code: said, words: said })
      .chain(({ code, words }) =>
        fc.constantFrom<object>(
          { error_code: code },
          { error_code: code, error_msg: words },
          { error_msg: words },
          { errorCode: code, errorMsg: words },
          { errorMsg: words },
          { code, message: words }
        )
      )
    const marked = fc.oneof(
      anError,
      said.map(message => ({ message })),
      said
    )

    it('no text of a run is taken for an error', () => {
      fc.assert(fc.property(legal, body => expect(findCloudError(body, false)).toBeNull()))
    })

    /** Where an error can stand: the body, or an element of its list. */
    const placesIn = (body: object): Record<string, unknown>[] => {
      const lists = Array.isArray(body)
        ? [body]
        : Object.entries(body).filter(([name]) => name.startsWith('pipeline'))
      const elements = (lists as unknown[])
        .flat(2)
        .filter(value => typeof value === 'object' && value !== null)
      return (Array.isArray(body) ? elements : [body, ...elements]) as Record<string, unknown>[]
    }
    const placed = fc.tuple(legal, fc.nat()).map(([body, n]) => {
      const copy = structuredClone(body)
      const places = placesIn(copy)
      return { copy, place: places[n % places.length] ?? {} }
    })
    it.each([
      ['at the top', anError, (place: object, error: unknown) => Object.assign(place, error)],
      [
        'one level down',
        anError,
        (place: object, error: unknown) => Object.assign(place, { anything: error })
      ],
      ['under its own name', marked, (place: object, error: unknown) => Object.assign(place, { error })],
      [
        'in a list of errors',
        marked,
        (place: object, error: unknown) => Object.assign(place, { errors: [error] })
      ]
    ] as const)('an error next to a success is one, %s', (_, errors: fc.Arbitrary<unknown>, put) => {
      fc.assert(
        fc.property(placed, errors, ({ copy, place }, error) => {
          put(place, structuredClone(error))
          expect(findCloudError(copy, false)).not.toBeNull()
        })
      )
    })
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
