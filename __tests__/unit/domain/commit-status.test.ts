import { describe, expect, it } from '@jest/globals'
import {
  contextKey,
  contextsOf,
  isCarriedOn,
  sendable,
  stateOfPipeline,
  stateOfVerdict
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
    expect(stateOfPipeline(open, 'sweep')).toBe('pending')
    expect(stateOfPipeline(decided('error'), 'sweep')).toBe('failure')
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
    expect(stateOfVerdict(verdict('running'), true, 'ended')).toBe('failure')
  })

  it.each<[string, string, readonly Outcome[], readonly Outcome[]]>([
    ['failure', 'one has failed, whatever is open', ['error', 'not_found'], ['running']],
    ['failure', 'one could not be judged', ['unknown'], []],
    [
      'error',
      'all that failed have not come, or not ended',
      ['not_found', 'timed_out', 'stale'],
      ['running']
    ],
    ['pending', 'one is open and none has failed', ['success'], ['running']],
    ['success', 'all have passed', ['success', 'success'], []],
    ['failure', 'one is paused for good', ['paused', 'success'], []]
  ])('of a sweep is %s where %s', (state, _, over, open) => {
    const pipelines = [
      ...over.map(outcome => decided(outcome)),
      ...open.map(outcome => ({ ...decided(outcome), decided: false }))
    ]
    const judged = decide(pipelines, DEFAULT_FAIL_ON)
    const known = { ...judged, failed: judged.failed.filter(pipeline => pipeline.decided) }
    expect(stateOfVerdict(known, true, 'sweep')).toBe(state)
    expect(stateOfVerdict(known, false, 'sweep')).toBe('error')
  })

  it('of a sweep is an error where what has not come does not fail the step, nor lets it pass', () => {
    const missing = decide([decided('not_found'), decided('success')], new Set<Outcome>(['error']))
    expect(missing).toMatchObject({ passed: false, failed: [] })
    expect(stateOfVerdict(missing, true, 'sweep')).toBe('error')
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

  it('are as long as GitHub takes, and no longer', () => {
    const whole = 'x'.repeat(255 - 'ci/'.length)
    expect(of(whole)).toEqual([`ci/${whole}`])
    expect(of(`${'x'.repeat(300)}-the-end-is-kept`)).toEqual([`ci/${'x'.repeat(240)}…end-is-kept`])
  })

  it('of IDs that are named twice is the ID', () => {
    const twice = [
      { id: A, name: 'build' },
      { id: A, name: 'build' }
    ]
    expect([...contextsOf(twice, 'ci/')]).toEqual([[A, `ci/${A}`]])
  })

  it('hold no characters that GitHub refuses', () => {
    expect(sendable('a\u{1F680}b\u0007\n\u200Bc')).toBe('a\uFFFDb c')
  })
})
