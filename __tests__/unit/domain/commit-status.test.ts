import { describe, expect, it } from '@jest/globals'
import {
  contextKey,
  contextsOf,
  isCarriedOn,
  isForeignTo,
  pipelineMark,
  saysAlready,
  standingOf,
  sendable,
  stateOfPipeline,
  stateOfVerdict,
  type CommitStatus
} from '../../../src/domain/commit-status.js'
import { OUTCOMES, type Outcome } from '../../../src/domain/pipeline-run.js'
import { decide } from '../../../src/domain/verdict.js'
import { aRun, aTracked, decided, DEFAULT_FAIL_ON } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)

describe('the status of one pipeline', () => {
  it.each<readonly [Outcome, string]>(
    OUTCOMES.map(outcome => [
      outcome,
      outcome === 'success' ? 'success' : outcome === 'error' ? 'failure' : 'error'
    ])
  )('that ended %s is %s', (outcome, state) => {
    expect(stateOfPipeline(decided(outcome), 'ended')).toBe(state)
  })

  it('is pending while it is waited for, and only then', () => {
    const open = aTracked({ outcome: 'running', decided: false })
    expect(stateOfPipeline(open, 'waiting')).toBe('pending')
    expect(stateOfPipeline(open, 'ended')).toBe('error')
    expect(stateOfPipeline(decided('success'), 'waiting')).toBe('success')
  })

  it.each<readonly [Outcome, boolean]>([
    ['running', true],
    ['paused', true],
    ['not_found', true],
    ['stale', true],
    ['success', false],
    ['error', false],
    ['aborted', false],
    ['timed_out', false]
  ])('a snapshot leaves %s to others: %s', (outcome, expected) => {
    expect(isCarriedOn(decided(outcome))).toBe(expected)
    expect(stateOfPipeline(decided(outcome), 'snapshot') === 'pending').toBe(expected)
  })

  it('an unknown one is left to others only while its run may go on', () => {
    expect(isCarriedOn(aTracked({ outcome: 'unknown', run: aRun({ ended: false }) }))).toBe(true)
    expect(isCarriedOn(aTracked({ outcome: 'unknown', run: aRun({ ended: true }) }))).toBe(false)
    expect(isCarriedOn(aTracked({ outcome: 'unknown', run: null }))).toBe(false)
  })
})

describe('the status of a step', () => {
  const verdict = (...outcomes: readonly Outcome[]) =>
    decide(
      outcomes.map(outcome => decided(outcome)),
      DEFAULT_FAIL_ON
    )

  it('tells whether it has passed', () => {
    expect(stateOfVerdict(verdict('success'), true, 'ended')).toBe('success')
    expect(stateOfVerdict(verdict('success', 'error'), true, 'ended')).toBe('failure')
    expect(stateOfVerdict(verdict('success'), false, 'ended')).toBe('error')
    expect(stateOfVerdict(verdict('success'), true, 'waiting')).toBe('pending')
  })

  it('of a snapshot is pending while nothing has failed and something is open', () => {
    expect(stateOfVerdict(verdict('success', 'running'), true, 'snapshot')).toBe('pending')
    expect(stateOfVerdict(verdict('error', 'running'), true, 'snapshot')).toBe('failure')
  })
})

describe('contexts', () => {
  const of = (...names: readonly (string | null)[]): string[] => [
    ...contextsOf(
      names.map((name, index) => ({ id: 'abcdefgh'[index]?.repeat(32) ?? '', name })),
      'ci/'
    ).values()
  ]

  it('are prefix and name, or the ID without one', () => {
    expect(of('build', null, ' ')).toEqual(['ci/build', `ci/${B}`, `ci/${'c'.repeat(32)}`])
  })

  it('are unique, letter case aside', () => {
    const contexts = of('build', 'Build', 'test', 'BUILD (aaaaaaaa)')
    expect(contexts).toContain('ci/test')
    expect(new Set(contexts.map(contextKey)).size).toBe(4)
  })

  it('are no longer than GitHub takes, and still tell pipelines apart', () => {
    const contexts = of('x'.repeat(300), 'x'.repeat(300))
    for (const context of contexts) expect(context.length).toBeLessThanOrEqual(255)
    expect(new Set(contexts).size).toBe(2)
  })

  it('hold no characters that GitHub refuses', () => {
    expect(sendable('a\u{1F680}b\u0007\n\u200Bc')).toBe('a\uFFFDb c')
  })
})

describe('whose a status is', () => {
  const status = (targetUrl: string | null): CommitStatus => ({
    id: 1,
    context: 'c',
    state: 'pending',
    targetUrl
  })
  const run = (id: string, end = ''): CommitStatus =>
    status(`https://github.com/o/r/actions/runs/${id}/attempts/2${end}`)
  const page = (id: string): CommitStatus =>
    status(`https://devcloud.example/cicd/project/p/pipeline/detail/${id}/r?v=1`)

  it('for a pipeline, another one is foreign, and another step of this workflow run', () => {
    const isForeign = isForeignTo({ kind: 'pipeline', id: A }, '7')
    expect(
      [page(A), status(null), run('8', '#x'), run('7'), run('7', `#${pipelineMark(A)}`)].map(isForeign)
    ).toEqual(Array.from({ length: 5 }, () => false))
    expect([page(B), run('7', '#x'), run('7', `#${pipelineMark(B)}`)].map(isForeign)).toEqual([
      true,
      true,
      true
    ])
  })

  it('for a step, a pipeline is foreign, and another step of this workflow run', () => {
    const isForeign = isForeignTo({ kind: 'step', digest: 'x' }, '7')
    expect([run('7', '#x'), run('8', '#y'), run('7'), status(null)].map(isForeign)).toEqual(
      Array.from({ length: 4 }, () => false)
    )
    expect([run('7', '#y'), page(A), run('7', `#${pipelineMark(A)}`)].map(isForeign)).toEqual([
      true,
      true,
      true
    ])
  })

  it('of a context the newest one stands, whatever its letter case', () => {
    const statuses = [
      { context: 'CI/build', state: 'error' },
      { context: 'ci/build', state: 'success' }
    ]
    expect(standingOf({ statuses }, 'ci/Build')?.state).toBe('error')
    expect(standingOf({ statuses }, 'ci/test')).toBeNull()
  })
})

describe('a status that stands says already what is wanted', () => {
  const run = aRun({ url: `https://x/pipeline/detail/${A}/1` })
  const wanted = (state: 'pending' | 'success' | 'failure' | 'error') => ({
    ...{ context: 'ci/build', description: '', state, targetUrl: run.url }
  })
  it.each(['success', 'failure', 'error'] as const)('%s: with a link to the same run', state => {
    expect(saysAlready({ state, targetUrl: run.url }, wanted(state), run, 'any address')).toBe(true)
    expect(saysAlready({ state, targetUrl: 'https://x' }, wanted(state), run, 'any address')).toBe(false)
  })
  it('pending: whatever it leads to', () => {
    expect(saysAlready({ state: 'pending', targetUrl: null }, wanted('pending'), run, 'same address')).toBe(
      true
    )
  })
  it('not in another state, and not where nothing stands', () => {
    expect(saysAlready(null, wanted('error'), run, 'any address')).toBe(false)
    expect(saysAlready({ state: 'success', targetUrl: run.url }, wanted('error'), run, 'any address')).toBe(
      false
    )
  })
  it('without a run, by the address or without it', () => {
    const standing = { state: 'error', targetUrl: 'https://x' }
    expect(saysAlready(standing, wanted('error'), null, 'same address')).toBe(false)
    expect(saysAlready(standing, { ...wanted('error'), targetUrl: 'https://x' }, null, 'same address')).toBe(
      true
    )
    expect(saysAlready(standing, wanted('error'), null, 'any address')).toBe(true)
  })
})
