import { describe, expect, it } from '@jest/globals'
import { OUTCOMES } from '../../../src/domain/pipeline-run.js'
import {
  awaitsRun,
  initialState,
  isOfOneCommit,
  matchedBy,
  type Target
} from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked, ofCommit } from '../helpers.js'

const startOf = (commit: string | null): Target => ({
  kind: 'start',
  commit: commit === null ? null : { commit, repository: null },
  runId: null,
  appearsBy: null,
  correlationId: null
})
const pin: Target = { kind: 'pin', runId: 'r', runNumber: null }
const sinceNoon: Target = { kind: 'condition', condition: { commit: null, startedAfter: { epochMs: 0 } } }

describe('the state of a pipeline', () => {
  it.each(OUTCOMES)('waits for a run only while it is open and has none that matches: %s', outcome => {
    const isMissing = outcome === 'not_found' || outcome === 'stale'
    expect(awaitsRun(aTracked({ outcome }))).toBe(isMissing)
    expect(awaitsRun(aTracked({ outcome, decided: true }))).toBe(false)
    expect(awaitsRun(aTracked({ outcome, run: aRun() }))).toBe(false)
  })

  it.each<[Target, ReturnType<typeof matchedBy>, boolean]>([
    [{ kind: 'latest' }, 'latest', false],
    [ofCommit, 'commit', true],
    [sinceNoon, 'started_after', false],
    [pin, 'run_id', false],
    [startOf(null), 'started', false],
    [startOf('a'.repeat(40)), 'started', true]
  ])('%j: what picked its run, and whether only one commit counts', (target, rule, isOfOne) => {
    const pipeline = initialState('p', target)
    expect(matchedBy(pipeline)).toBeNull()
    expect(matchedBy({ ...pipeline, run: aRun() })).toBe(rule)
    expect(isOfOneCommit(pipeline)).toBe(isOfOne)
  })
})
