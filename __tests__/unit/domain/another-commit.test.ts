import { describe, expect, it } from '@jest/globals'
import { ofAnotherCommit } from '../../../src/domain/another-commit.js'
import type { PipelineRun } from '../../../src/domain/pipeline-run.js'
import type { CommitRule } from '../../../src/domain/selection.js'
import type { Target } from '../../../src/domain/pipeline-state.js'
import { aRun, aTracked, started } from '../helpers.js'

const OURS = '0123456789abcdef0123456789abcdef01234567'
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'
const HERE = 'github.example/o/r'
const UNDER_TEST: CommitRule = { commit: OURS, repository: HERE }

describe('a judged run of another commit than the one under test', () => {
  const of = (target: Target, run: Partial<PipelineRun>): readonly string[] =>
    ofAnotherCommit([aTracked({ target, run: aRun(run) })], UNDER_TEST).map(({ commit }) => commit)
  const condition = (commit: CommitRule | null): Target => ({
    kind: 'condition',
    condition: { commit, startedAfter: null }
  })

  it.each<[string, Target]>([
    ['the latest run', { kind: 'latest' }],
    ['a run after a time', condition(null)],
    ['a pinned run', { kind: 'pin', runId: '25', runNumber: null }],
    ['a started run of any commit', started({ commit: null })]
  ])('%s is told, and one of the same commit is not', (_, target) => {
    expect(of(target, { commit: OTHER })).toEqual([OTHER])
    for (const commit of [OURS, null]) expect(of(target, { commit })).toEqual([])
  })

  it('a run is of each commit of its sources, of this repository where that is one of them', () => {
    const source = (commit: string, repository: string | null = null) => ({ commit, repository })
    const latest = { kind: 'latest' } as const
    expect(of(latest, { commit: OTHER, sources: [source(OTHER), source(OURS)] })).toEqual([])
    expect(of(latest, { commit: OTHER, sources: [source(OTHER, HERE), source(OURS)] })).toEqual([OTHER])
    expect(of(latest, { sources: [source(OTHER)] })).toEqual([OTHER])
  })

  it.each<[string, Target]>([
    ['a run that matched', condition(UNDER_TEST)],
    ['a started run that has to match', started({ commit: UNDER_TEST })]
  ])('%s was proven before', (_, target) => {
    expect(of(target, { commit: OTHER })).toEqual([])
  })

  it('is none where no commit is under test, or there is no run', () => {
    const latest = aTracked({ target: { kind: 'latest' }, run: aRun({ commit: OTHER }) })
    expect(ofAnotherCommit([latest], null)).toEqual([])
    expect(ofAnotherCommit([aTracked()], UNDER_TEST)).toEqual([])
  })
})
