import { expect, it } from '@jest/globals'
import { isLasting, type ForgeProblem } from '../../../src/domain/forge-failure.js'

it.each<readonly [ForgeProblem, boolean]>([
  ['credential', true],
  ['permission', true],
  ['not_found', true],
  ['locked', true],
  ['redirected', true],
  ['limit', false],
  ['refused', false],
  ['not_understood', false],
  ['unreachable', false]
])('%s lasts: %s', (problem, expected) => {
  expect(isLasting({ problem, status: null, words: null, permission: 'statuses: write' })).toBe(expected)
})
