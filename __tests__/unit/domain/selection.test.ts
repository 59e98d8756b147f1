import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isOlder, matches, newestMatching } from '../../../src/domain/selection.js'
import { aRun } from '../helpers.js'

describe('which run counts', () => {
  const commit = 'abcdef0'
  it('a run that does not tell, does not match', () => {
    expect(matches(aRun(), { commit, startedAfter: null })).toBe(false)
    expect(matches(aRun(), { commit: null, startedAfter: 0 })).toBe(false)
  })
  it('at the very instant is after', () => {
    expect(matches(aRun({ startedAt: 5 }), { commit: null, startedAfter: 5 })).toBe(true)
    expect(matches(aRun({ startedAt: 4 }), { commit: null, startedAfter: 5 })).toBe(false)
  })
  it('both, when both are asked for', () => {
    const run = aRun({ commit: `${commit}123`, startedAt: 4 })
    expect(matches(run, { commit, startedAfter: 4 })).toBe(true)
    expect(matches(run, { commit, startedAfter: 5 })).toBe(false)
  })
  it('run numbers are numbers: 10 is newer than 9', () => {
    expect(isOlder(aRun({ runId: '9' }), aRun({ runId: '10' }))).toBe(true)
    expect(isOlder(aRun({ runId: 'x', runNumber: 10 }), aRun({ runId: 'y', runNumber: 9 }))).toBe(false)
  })
  it.each([
    ['the same run, however told', { runId: 'x', runNumber: 1 }, { runId: 'x', runNumber: 2 }, false],
    [
      'a number on one side only: the start decides',
      { runId: 'x', startedAt: 1 },
      { runId: 'y', runNumber: 5, startedAt: 2 },
      true
    ],
    ['the other way round', { runId: 'y', runNumber: 5, startedAt: 2 }, { runId: 'x', startedAt: 1 }, false],
    [
      'equal numbers: the start decides',
      { runId: 'x', runNumber: 5, startedAt: 1 },
      { runId: 'y', runNumber: 5, startedAt: 2 },
      true
    ],
    ['nothing to compare', { runId: 'x' }, { runId: 'y' }, false],
    ['no IDs, but starts', { runId: null, startedAt: 1 }, { runId: null, startedAt: 2 }, true],
    ['a start on one side only', { runId: 'x', startedAt: 1 }, { runId: 'y' }, false],
    ['a start on the other side only', { runId: 'x' }, { runId: 'y', startedAt: 1 }, false],
    ['hashes that look like numbers', { runId: '1'.repeat(32) }, { runId: '2'.repeat(32) }, false],
    ['a counter beside a hash', { runId: '9' }, { runId: 'f'.repeat(32) }, false]
  ])('%s', (_, run, other, older) => {
    expect(isOlder(aRun(run), aRun(other))).toBe(older)
  })
  it('by start, where the number of only one is known', () => {
    const [numbered, bare] = [
      aRun({ runId: 'x', runNumber: 5, startedAt: 1 }),
      aRun({ runId: 'y', startedAt: 2 })
    ]
    expect([isOlder(numbered, bare), isOlder(bare, numbered)]).toEqual([true, false])
  })
  it('property: the newest match does not depend on order, matches, and none that matches is newer', () => {
    const runs = fc.uniqueArray(fc.record({ runNumber: fc.nat(50), mine: fc.boolean() }), {
      selector: ({ runNumber }) => runNumber
    })
    fc.assert(
      fc.property(runs, list => {
        const made = list.map(({ runNumber, mine }) =>
          aRun({ runNumber, runId: `r${runNumber}`, commit: mine ? commit : 'fff' })
        )
        const condition = { commit, startedAfter: null }
        const newest = newestMatching(made, condition)
        expect(newestMatching([...made].reverse(), condition)).toEqual(newest)
        const best = Math.max(-1, ...list.filter(({ mine }) => mine).map(({ runNumber }) => runNumber))
        expect(newest?.runNumber ?? -1).toBe(best)
      })
    )
  })
})
