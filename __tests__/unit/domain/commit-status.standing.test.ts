import { describe, expect, it } from '@jest/globals'
import {
  isForeignTo,
  isOtherFailure,
  pipelineMark,
  saysAlready,
  standingOf,
  type CommitStatus
} from '../../../src/domain/commit-status.js'
import { aRun } from '../helpers.js'

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)

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

describe('where several steps have started one pipeline', () => {
  const R = '1'.repeat(32)
  const address = (id: string, runId: string): string =>
    `https://devcloud.example/cicd/project/p/pipeline/detail/${id}/${runId}?v=1`
  it.each([
    ['failure', address(A, R), true],
    ['error', address(A, R), true],
    ['success', address(A, R), false],
    ['pending', address(A, R), false],
    ['failure', address(A, '2'.repeat(32)), false],
    ['failure', address(B, R), false],
    ['failure', 'https://github.com/o/r/actions/runs/7', false],
    ['failure', null, false]
  ])('a %s that leads to %s is of another run: %s', (state, targetUrl, isOther) => {
    expect(isOtherFailure(A, '2'.repeat(32))({ state, targetUrl })).toBe(isOther)
  })
  it('any run is another one while that of the step is not known', () => {
    expect(isOtherFailure(A, null)({ state: 'error', targetUrl: address(A, R) })).toBe(true)
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
  it('by the IDs of pipeline and run, however the console writes the address', () => {
    const [pipelineId, runId] = [A, '1'.repeat(32)]
    const run = aRun({ pipelineId, runId, url: `https://x/cicd/project/p/pipeline/detail/${A}/${runId}?v=1` })
    const says = (targetUrl: string | null): boolean =>
      saysAlready({ state: 'error', targetUrl }, wanted('error'), run, 'any address')
    expect(says(`https://y/pipeline/detail/${A}/${runId}`)).toBe(true)
    expect(says(`https://y/pipeline/detail/${B}/${runId}`)).toBe(false)
    expect(says(`https://y/pipeline/detail/${A}/${'2'.repeat(32)}`)).toBe(false)
    expect(says(`https://y/pipeline/history/${A}`)).toBe(false)
    expect(says(null)).toBe(false)
    // A run without an ID is no other's.
    const nameless = { ...run, runId: null }
    expect(
      saysAlready({ state: 'error', targetUrl: 'https://y' }, wanted('error'), nameless, 'any address')
    ).toBe(false)
  })
  it('a run without an address, by the address of the status', () => {
    const bare = aRun({ url: null })
    const told = { ...wanted('error'), targetUrl: 'https://x' }
    const says = (targetUrl: string, elsewhere: 'same address' | 'any address'): boolean =>
      saysAlready({ state: 'error', targetUrl }, told, bare, elsewhere)
    expect([says('https://x', 'same address'), says('https://y', 'same address')]).toEqual([true, false])
    expect(says('https://y', 'any address')).toBe(true)
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
