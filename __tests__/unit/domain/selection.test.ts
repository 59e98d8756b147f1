import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PipelineRun } from '../../../src/domain/pipeline-run.js'
import {
  asMatched,
  criteriaOf,
  isOlder,
  matches,
  newestFirst,
  matchingCommit
} from '../../../src/domain/selection.js'
import { aRun } from '../helpers.js'

describe('which run counts', () => {
  const hash = 'abcdef0'
  const commit = { commit: hash, repository: null }
  it('a run that does not tell, does not match', () => {
    expect(matches(aRun(), { commit, startedAfter: null })).toBe(false)
    expect(matches(aRun(), { commit: null, startedAfter: 0 })).toBe(false)
  })
  it('at the very instant is after', () => {
    expect(matches(aRun({ startedAt: 5 }), { commit: null, startedAfter: 5 })).toBe(true)
    expect(matches(aRun({ startedAt: 4 }), { commit: null, startedAfter: 5 })).toBe(false)
  })
  it('both, when both are asked for', () => {
    const run = aRun({ commit: `${hash}123`, startedAt: 4 })
    expect(matches(run, { commit, startedAfter: 4 })).toBe(true)
    expect(matches(run, { commit, startedAfter: 5 })).toBe(false)
  })
  it('a source that is this repository has to have the commit itself', () => {
    const rule = { commit: hash, repository: 'github.com/octo/app' }
    const fork = { repository: 'github.com/else/fork', commit: hash }
    const own = { repository: 'github.com/octo/app', commit: null }
    expect(matches(aRun({ sources: [own, fork] }), { commit: rule, startedAfter: null })).toBe(false)
    expect(matches(aRun({ sources: [fork] }), { commit: rule, startedAfter: null })).toBe(true)
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
          aRun({ runNumber, runId: `r${runNumber}`, commit: mine ? hash : 'fff' })
        )
        const condition = { commit, startedAfter: null }
        const newestOf = (runs: readonly PipelineRun[]) =>
          newestFirst(runs).find(run => matches(run, condition))
        const newest = newestOf(made)
        expect(newestOf([...made].reverse())).toEqual(newest)
        const best = Math.max(-1, ...list.filter(({ mine }) => mine).map(({ runNumber }) => runNumber))
        expect(newest?.runNumber ?? -1).toBe(best)
      })
    )
  })
})

describe('the commit of a run with several sources', () => {
  const [A, B, OTHER] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const
  const HERE = 'github.com/acme/app'
  const source = (commit: string, repository: string | null = null) => ({ commit, repository })
  it.each([
    ['what the list tells, where no detail was read', { commit: A }, A, HERE, A],
    ['any source', { commit: A, sources: [source(A), source(B)] }, B, null, B],
    ['none of them', { commit: OTHER, sources: [source(A), source(B)] }, OTHER, null, null],
    [
      'this repository, where a source is of it',
      { sources: [source(A, HERE), source(B, 'x/y/z')] },
      B,
      HERE,
      null
    ],
    ['this repository twice', { sources: [source(A, HERE), source(B, HERE)] }, B, HERE, B],
    ['any, where none is of this repository', { sources: [source(A, 'x/y/z'), source(B)] }, B, HERE, B]
  ])('%s', (_, parts, commit, repository, expected) => {
    expect(matchingCommit(aRun(parts), { commit, repository })).toBe(expected)
  })
})

describe('a run that matches', () => {
  const A = 'ab'.repeat(20)
  it('is told by the commit that has matched', () => {
    const run = aRun({ commit: 'e'.repeat(40), sources: [{ repository: null, commit: A }] })
    expect(asMatched(run, { commit: 'abab', repository: null })).toEqual({ ...run, commit: A })
    expect(asMatched(run, { commit: 'ffff', repository: null })).toBe(run)
    expect(asMatched(run, null)).toBe(run)
  })
  it('may be of any source, where no repository is asked for', () => {
    const sources = [
      { repository: null, commit: 'e'.repeat(40) },
      { repository: 'github.com/acme/app', commit: A }
    ]
    expect(matchingCommit(aRun({ sources }), { commit: A, repository: null })).toBe(A)
  })
})

describe('the criteria of a condition', () => {
  it('count a duration back from the beginning of the step, by the clock of CodeArts', () => {
    const commit = { commit: 'abcdef1', repository: null }
    expect(criteriaOf({ commit, startedAfter: { agoMs: 30 } }, 1_000)).toEqual({
      commit,
      startedAfter: 970
    })
  })
  it('leave an instant as it is', () => {
    expect(criteriaOf({ commit: null, startedAfter: { epochMs: 5 } }, 1_000)).toEqual({
      commit: null,
      startedAfter: 5
    })
    expect(criteriaOf({ commit: null, startedAfter: null }, 1_000).startedAfter).toBeNull()
  })
})
