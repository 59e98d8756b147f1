import { describe, expect, it } from '@jest/globals'
import { latestObservation, type Observer } from '../../../../src/codearts/v5/observe.js'
import { openProofs } from '../../../../src/codearts/v5/proofs.js'
import { initialState, type Target } from '../../../../src/domain/pipeline-state.js'
import { aRun, started } from '../../helpers.js'

const unasked = (): never => {
  throw new Error('No request is needed.')
}
const observer: Observer = {
  begunAt: () => 0,
  reader: { detail: unasked, page: unasked } as unknown as Observer['reader'],
  search: { newest: unasked, numbered: unasked } as unknown as Observer['search'],
  proofs: openProofs(),
  trusts: 'details'
}
const run = aRun({ runId: 'r2' })
const latestOf = (target: Target, parts: object = {}) =>
  latestObservation({ ...initialState('p', target), ...parts }, { kind: 'latest', run }, observer)

describe('the latest run alone', () => {
  it('decides where any will do, and where it is the one that was started', () => {
    expect(latestOf({ kind: 'latest' })).toEqual({ kind: 'run', run })
    expect(latestOf(started({ runId: 'r2', commit: null }))).toEqual({ kind: 'run', run })
  })

  it('does not decide for a pin, for another started run, or for a commit that no detail has shown', () => {
    const commit = { commit: 'a'.repeat(40), repository: null }
    expect(latestOf({ kind: 'pin', runId: 'r2', runNumber: null })).toBeNull()
    expect(latestOf(started({ runId: 'r1', commit: null }))).toBeNull()
    expect(latestOf(started({ runId: 'r2', commit }))).toBeNull()
    expect(latestOf({ kind: 'condition', condition: { commit, startedAfter: null } })).toBeNull()
  })

  it('does not take the place of a run that was decided', () => {
    expect(latestOf({ kind: 'latest' }, { decided: true, run: aRun({ runId: 'r1' }) })).toBeNull()
  })

  it('a run that was seen before has not ceased to be where the answer has none', () => {
    const seen = { ...initialState('p', { kind: 'latest' }), run }
    expect(latestObservation(seen, { kind: 'no_run' }, observer)).toBeNull()
    expect(latestObservation(initialState('p', { kind: 'latest' }), { kind: 'no_run' }, observer)).toEqual({
      kind: 'no_run'
    })
  })
})
