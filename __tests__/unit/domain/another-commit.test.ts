import { describe, expect, it } from '@jest/globals'
import { ofAnotherCommit } from '../../../src/domain/another-commit.js'
import type { Target } from '../../../src/domain/tracking.js'
import { aRun, aTracked, started } from '../helpers.js'

const OURS = '0123456789abcdef0123456789abcdef01234567'
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'

describe('a judged run of another commit than the one under test', () => {
  const of = (target: Target, commit: string | null, underTest: string | null = OURS): readonly string[] =>
    ofAnotherCommit([aTracked({ target, run: aRun({ commit }) })], underTest).map(({ commit }) => commit)
  const condition = (commit: string | null): Target => ({
    kind: 'condition',
    condition: {
      commit: commit === null ? null : { commit, repository: null },
      startedAfter: { epochMs: 0 }
    }
  })

  it.each<[string, Target]>([
    ['the latest run', { kind: 'latest' }],
    ['a run after a time', condition(null)],
    ['a pinned run', { kind: 'pin', runId: '25', runNumber: null }],
    ['a started run of any commit', started({ commit: null })]
  ])('%s is told, and one of the same commit is not', (_, target) => {
    expect(of(target, OTHER)).toEqual([OTHER])
    expect(of(target, OTHER.toUpperCase())).toEqual([OTHER])
    for (const commit of [OURS, OURS.toUpperCase(), OURS.slice(0, 7), null])
      expect(of(target, commit)).toEqual([])
  })

  it.each<[string, Target]>([
    ['a run that matched', condition(OURS)],
    ['a started run that has to match', started({ commit: { commit: OURS, repository: null } })]
  ])('%s is proven otherwise: by another source than the one that it tells', (_, target) => {
    expect(of(target, OTHER)).toEqual([])
  })

  it('is none where no commit is under test, or there is no run', () => {
    expect(of({ kind: 'latest' }, OTHER, null)).toEqual([])
    expect(ofAnotherCommit([aTracked()], OURS)).toEqual([])
  })
})
