import { describe, expect, it } from '@jest/globals'
import type { StandingStatus } from '../../../src/domain/open-head.js'
import { initialState } from '../../../src/domain/pipeline-state.js'
import {
  appearsUntil,
  differs,
  inOrder,
  isQueued,
  judged,
  keepsResult,
  mayBeOutdated,
  mayHaveLostRun,
  startsUntil,
  type SweepRules
} from '../../../src/domain/sweep.js'
import { aRun, aTracked, DEFAULT_FAIL_ON } from '../helpers.js'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 24 * 3_600_000
const RULES: SweepRules = {
  ...{
    mode: 'each',
    failOn: DEFAULT_FAIL_ON,
    startTimeoutMs: 300_000,
    timeoutMs: 3_600_000,
    forgeNow: NOW,
    cloudNow: NOW
  }
}
const OF_ALL: SweepRules = { ...RULES, mode: 'one' }
const standing = (state: string, more: Partial<StandingStatus> = {}): StandingStatus => ({
  ...{ context: 'codearts/build', state, targetUrl: null, writtenAt: NOW - 1000, isOwn: true },
  ...more
})
const none = { kind: 'no_run' } as const
const start = initialState('a'.repeat(32), {
  kind: 'condition',
  condition: { commit: { commit: 'ab'.repeat(20), repository: null }, startedAfter: null }
})
const status = { context: 'codearts/build', state: 'success', description: '', targetUrl: null } as const

describe('how long a run may take to appear', () => {
  it('counts from the pending, and only from one of our own', () => {
    expect(appearsUntil(standing('pending'), RULES)).toBe(NOW - 1000 + 300_000)
    for (const other of [null, standing('pending', { isOwn: false }), standing('success', { isOwn: false })])
      expect(appearsUntil(other, RULES)).toBe(Number.POSITIVE_INFINITY)
    for (const state of ['error', 'failure', 'success'])
      expect(appearsUntil(standing(state), RULES)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('begins anew where one of several pipelines had failed before the others were over', () => {
    const states = ['failure', 'error', 'success'].map(state => appearsUntil(standing(state), OF_ALL))
    expect(states).toEqual([Infinity, -Infinity, -Infinity])
  })

  it('then it is stale or not found, and before that nothing', () => {
    expect(judged(start, none, NOW + 1, RULES).decided).toBe(false)
    expect(judged(start, none, NOW, RULES)).toMatchObject({ decided: true, outcome: 'not_found' })
  })
})

describe('a run that goes on', () => {
  const seen = (startedAt: number) =>
    judged(start, { kind: 'run', run: aRun({ outcome: 'running', ended: false, startedAt }) }, NOW, RULES)
  it('is timed out within timeout of its start, by the clock of CodeArts', () => {
    expect(seen(NOW - 3_600_000)).toMatchObject({ decided: true, outcome: 'timed_out' })
    expect(seen(NOW - 3_599_000).decided).toBe(false)
  })
})

describe('a run that is queued', () => {
  const queued = aRun({ ...{ outcome: 'running', ended: false, startedAt: null }, url: 'https://x/run' })
  const over = 300_000 + 3_600_000
  const until = (state: string, more: Partial<StandingStatus> = {}, run = queued as typeof queued | null) =>
    startsUntil(standing(state, more), run, RULES)

  it('has not begun, and not ended', () => {
    expect(isQueued(queued)).toBe(true)
    for (const other of [null, { ...queued, startedAt: 0 }, { ...queued, ended: true }])
      expect(isQueued(other)).toBe(false)
  })

  it('may start as long after the pending as one may take that starts just in time', () => {
    expect(until('pending')).toBe(NOW - 1000 + over)
    expect(until('pending', {}, null)).toBe(NOW - 1000 + over)
    expect(until('pending', { writtenAt: null })).toBe(Number.POSITIVE_INFINITY)
    const seen = (at: number) => judged(start, { kind: 'run', run: queued }, at, RULES)
    expect(seen(NOW + 1)).toMatchObject({ decided: false, outcome: 'running' })
    expect(seen(NOW)).toMatchObject({ decided: true, outcome: 'timed_out' })
  })

  it('by the clock of GitHub', () => {
    const rules = { ...RULES, cloudNow: NOW + 9 * 3_600_000 }
    expect(judged(start, { kind: 'run', run: queued }, NOW + 1, rules).decided).toBe(false)
  })

  it('is waited for from now on where no status is about it, and not again where an error is', () => {
    for (const other of [until('success'), until('failure'), until('error', { targetUrl: 'https://x' })])
      expect(other).toBe(Number.POSITIVE_INFINITY)
    expect(startsUntil(null, queued, RULES)).toBe(Number.POSITIVE_INFINITY)
    expect(until('error', { targetUrl: queued.url, isOwn: false })).toBe(Number.POSITIVE_INFINITY)
    expect(until('error', { targetUrl: queued.url })).toBe(Number.NEGATIVE_INFINITY)
  })

  it('nor where the one status is an error, which leads to none of the runs', () => {
    const targetUrl = 'https://x/actions/runs/1'
    const states = ['error', 'failure', 'success'].map(state =>
      startsUntil(standing(state, { targetUrl }), queued, OF_ALL)
    )
    expect(states).toEqual([-Infinity, Infinity, Infinity])
  })
})

describe('a result without a run', () => {
  const lost = (committedAt: number | null, readBackTo: number, writtenAt = NOW - DAY): boolean =>
    mayHaveLostRun(
      standing('success', { writtenAt }),
      { committedAt, openedAt: NOW - 2 * DAY },
      readBackTo,
      RULES
    )
  it('stands where the list was not read back far enough, or CodeArts may have dropped its run', () => {
    expect(lost(NOW - 3 * DAY, NOW - 2.5 * DAY)).toBe(true)
    expect(lost(NOW - 3 * DAY, NOW - 4 * DAY)).toBe(false)
    expect(lost(NOW - 91 * DAY, Number.NEGATIVE_INFINITY)).toBe(true)
    expect(lost(null, Number.NEGATIVE_INFINITY)).toBe(true)
  })
  it('a commit of the future does not make it younger than its pull request, or than itself', () => {
    expect(lost(NOW + DAY, NOW - 2.5 * DAY)).toBe(false)
    expect(lost(NOW + DAY, NOW - 1.5 * DAY)).toBe(true)
    expect(lost(NOW + DAY, NOW - 3 * DAY, NOW - 4 * DAY)).toBe(true)
  })
  it('of a pending, or an error, is none', () => {
    for (const [state, isResult] of [
      ['success', true],
      ['failure', true],
      ['pending', false],
      ['error', false]
    ] as const)
      expect(keepsResult(standing(state))).toBe(isResult)
    expect(keepsResult(null)).toBe(false)
    expect(keepsResult(standing('success', { isOwn: false }))).toBe(false)
  })
  it('counts ten minutes for clocks that differ, and no more', () => {
    const MINUTE = 60_000
    expect(lost(NOW - 3 * DAY, NOW - 3 * DAY - 10 * MINUTE)).toBe(false)
    expect(lost(NOW - 3 * DAY, NOW - 3 * DAY - 10 * MINUTE + 1)).toBe(true)
    expect(lost(NOW - 90 * DAY + 10 * MINUTE, Number.NEGATIVE_INFINITY)).toBe(false)
    expect(lost(NOW - 90 * DAY + 10 * MINUTE - 1, Number.NEGATIVE_INFINITY)).toBe(true)
  })
  it('goes by what is known of its age', () => {
    const of = (openedAt: number | null, writtenAt: number | null): boolean =>
      mayHaveLostRun(
        standing('success', { writtenAt }),
        { committedAt: NOW - DAY, openedAt },
        NOW - 2 * DAY,
        RULES
      )
    expect([of(null, null), of(NOW - 3 * DAY, null), of(null, NOW - 3 * DAY)]).toEqual([false, true, true])
  })
  it('of somebody else stands nowhere', () => {
    const foreign = standing('success', { isOwn: false })
    expect(mayHaveLostRun(foreign, { committedAt: null, openedAt: null }, 0, RULES)).toBe(false)
  })
})

describe('what differs', () => {
  const run = aRun({ runId: 'b'.repeat(32), url: 'https://x/pipeline/detail/other' })
  const pipeline = aTracked({ id: run.pipelineId, run })
  it('a state, a writer, or the run of a result', () => {
    expect(differs(null, status, pipeline)).toBe(true)
    expect(differs(standing('failure'), status, pipeline)).toBe(true)
    expect(differs(standing('success', { isOwn: false }), status, pipeline)).toBe(true)
    expect(differs(standing('success', { targetUrl: 'https://x' }), status, pipeline)).toBe(true)
    expect(differs(standing('success', { targetUrl: run.url }), status, pipeline)).toBe(false)
    expect(differs(standing('success'), status, null)).toBe(false)
    // A run that is late, or cancelled, is distinguished from another one as well.
    const late = { ...status, state: 'error' as const }
    expect(differs(standing('error', { targetUrl: 'https://x' }), late, pipeline)).toBe(true)
    expect(differs(standing('error', { targetUrl: run.url }), late, pipeline)).toBe(false)
    expect(differs(standing('pending'), { ...status, state: 'pending' }, pipeline)).toBe(false)
  })
  it('what takes back a success, or may have to, comes first, and what is only in doubt last', () => {
    const writes = [
      { standing: standing('failure'), status: { ...status, state: 'failure' as const }, isDoubtful: true },
      { standing: null, status: { ...status, state: 'pending' as const }, isDoubtful: false },
      { standing: standing('success'), status, isDoubtful: true },
      { standing: standing('success'), status: { ...status, state: 'error' as const }, isDoubtful: false }
    ]
    const states = inOrder(writes).map(write => write.status.state)
    expect(states).toEqual(['success', 'error', 'pending', 'failure'])
  })
})

describe('whether the one status of all pipelines may be outdated', () => {
  const run = (runId: string, endedAt: number | null) => aRun({ runId, endedAt, ended: endedAt !== null })
  const before = NOW - 5000
  const rerun = [run('a', before), run('b', before)]

  it.each([
    ['one run each, however late', [[run('a', NOW)], [run('b', null)]], false],
    ['several, and all ended before', [rerun, [run('c', before)]], false],
    ['several, and one has ended since', [[run('a', before), run('b', NOW)]], true],
    ['several, and one has not ended', [[run('a', before), run('b', null)]], true],
    ['several, and another pipeline has changed', [rerun, [run('c', NOW)]], true]
  ] as const)('%s', (_, runs, isOutdated) => {
    for (const state of ['success', 'failure', 'error'])
      expect(mayBeOutdated(standing(state), runs, RULES)).toBe(isOutdated)
  })

  it('not of what nobody has written, is pending or a stranger has written', () => {
    const runs = [[run('a', before), run('b', NOW)]]
    for (const other of [null, standing('pending'), standing('success', { isOwn: false })])
      expect(mayBeOutdated(other, runs, RULES)).toBe(false)
  })

  it('a status without a time is older than anything, and clocks that differ are known', () => {
    expect(mayBeOutdated(standing('success', { writtenAt: null }), [rerun], RULES)).toBe(true)
    const ahead = { ...RULES, cloudNow: NOW + 4500 }
    const runs = [[run('a', before), run('b', NOW + 3000)]]
    expect(mayBeOutdated(standing('success', { writtenAt: NOW + 3000 }), runs, RULES)).toBe(true)
    expect(mayBeOutdated(standing('success', { writtenAt: NOW + 3001 }), runs, RULES)).toBe(false)
    const endless = [[run('a', before), aRun({ ended: true, endedAt: null })]]
    expect(mayBeOutdated(standing('success'), endless, RULES)).toBe(true)
    expect(mayBeOutdated(standing('success'), runs, ahead)).toBe(false)
  })
})
