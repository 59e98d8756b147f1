import { expect, it } from '@jest/globals'
import { takeArguments, type Place } from '../../../src/command/command.js'

const place: Place = {
  columns: 80,
  readTable: () => ({
    version: '1.2.3',
    inputs: [{ name: 'tag', fallback: null, meaning: { en: 'A tag.', zh: '标签。' } }]
  })
}

it('arguments are inputs, or are answered', () => {
  expect(takeArguments(['--version'], {}, place)).toEqual({ answer: '1.2.3' })
  expect(takeArguments(['--help'], {}, place)).toMatchObject({
    answer: expect.stringContaining('A tag.') as unknown
  })
  const unread: Place = {
    ...place,
    readTable: () => {
      throw new Error('not needed')
    }
  }
  expect(takeArguments(['--tag', 'v1'], {}, unread)).toMatchObject({
    variables: { INPUT_TAG: 'v1' },
    issues: []
  })
})
