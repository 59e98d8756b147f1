import { describe, expect, it } from '@jest/globals'
import { ON_THE_WAY, wayChecks } from '../../../src/doctor/way-checks.js'
import { failure, type Failure, type FailureCode } from '../../../src/domain/failure.js'
import { green, setup } from './play.js'

const NOW = Date.UTC(2026, 0, 1)
const results = (failed: Failure | null, serverDate: number | null = NOW, inputs = {}): string[] =>
  wayChecks(setup([green()], inputs).config, { failed, serverDate }, NOW).map(
    ({ name, result }) => `${name} ${result}`
  )
const fine = ON_THE_WAY.map(name => `${name} ok`)
const until = (complaint: string, before: 'ok' | 'skipped' = 'ok'): string[] => {
  const at = ON_THE_WAY.findIndex(name => name === complaint)
  return ON_THE_WAY.map((name, index) =>
    index === at ? `${name} bad` : `${name} ${index < at ? before : 'skipped'}`
  )
}

describe('the way to the service', () => {
  it('is fine up to the project, which v3 has none of', () => {
    expect(results(null)).toEqual(fine)
    expect(results(null, NOW, { project_id: '' }).at(-1)).toBe('project skipped')
  })

  it.each<[string, FailureCode, Partial<Failure>]>([
    ['endpoint', 'connection', {}],
    ['endpoint', 'rejected', { cloudCode: null }],
    ['sign_in', 'refused', {}],
    ['api', 'rejected', { hint: 'no_such_api' }],
    ['api', 'rejected', { hint: 'v3_offline' }],
    ['api', 'rejected', { cloudCode: 'X.1' }],
    ['project', 'refused', { hint: 'no_such_project' }],
    ['project', 'refused', { hint: 'forbidden', service: 'v5' }],
    ['sign_in', 'refused', { hint: 'forbidden', service: 'v3' }]
  ])('is bad at %s for %s %j, and what follows is not looked at', (complaint, code, parts) => {
    expect(results(failure(code, parts))).toEqual(until(complaint))
  })

  it.each(['iam', 'sts', 'idp', 'github'] as const)('has not begun for who cannot sign in at %s', service => {
    expect(results(failure('refused', { service }))).toEqual(until('sign_in', 'skipped'))
  })

  it.each(['not_owned', 'no_such_pipeline'] as const)(
    'is fine where only the pipeline is wrong: %s',
    hint => {
      expect(results(failure('rejected', { hint }))).toEqual(fine)
    }
  )

  it.each<[number | null, string]>([
    [null, 'clock skipped'],
    [NOW - 15 * 60_000, 'clock ok'],
    [NOW - 15 * 60_000 - 1, 'clock bad'],
    [NOW + 15 * 60_000 + 1, 'clock bad']
  ])('with the time of the server at %p: %s', (serverDate, clock) => {
    expect(results(null, serverDate)[1]).toBe(clock)
  })
})
