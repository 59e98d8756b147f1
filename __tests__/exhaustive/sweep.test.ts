import { describe, expect, it } from '@jest/globals'
import { fails, redirects, type RunSpec } from '../../simulator/index.js'
import { A } from '../e2e/cloud.js'
import { commitOf, HOUR, MINUTE, pipelineOf, play, pull, runOf } from '../e2e/sweeps.js'

/** A run of the head of a pull request that is queued until then; it would take a minute. */
function queuedRun(pr: number, number: number, until = 100 * HOUR): RunSpec {
  return {
    ...{ number, commit: commitOf(pr), start: until, queue: { at: -2 * HOUR, until } },
    moments: [
      { at: until, state: 'running' },
      { at: until + MINUTE, state: 'success' }
    ]
  }
}

const shown = (runs: readonly RunSpec[], shows: 'queued' | 'hidden' = 'queued') => ({
  ...pipelineOf(A, 'build', runs),
  queue: { shows }
})

describe.each([
  ['each', 'codearts/build'],
  ['one', 'codearts/gate']
] as const)('commit_status: %s, a run that is queued', (mode, context) => {
  const more = { commit_status: mode, start_timeout: '5m', timeout: '60m' }

  it.each(['queued', 'hidden'] as const)(
    '(%s) is an error once start_timeout and timeout are over, and right again when it has ended',
    async shows => {
      await using made = await play([shown([queuedRun(1, 1), queuedRun(2, 2)], shows)], {
        pullRequests: [pull(1), pull(2)]
      })
      made.stand(1, context, 'pending', { agoMs: 66 * MINUTE })
      made.stand(2, context, 'pending', { agoMs: 64 * MINUTE })
      const states = (): unknown[] => [1, 2].map(pr => made.state(pr, context))
      const ended = await made.sweep([A], more)
      expect(ended).toMatchObject({ code: 0, outputs: { swept: '2', open: '1', settled: '1' } })
      expect(states()).toEqual(['error', 'pending'])
      if (shows === 'queued' && mode === 'each')
        expect(made.github.gitHub.standing(commitOf(1))[0]?.description).toContain('Timed out')
      expect((await made.sweep([A], more)).outputs).toMatchObject({ open: '1', settled: '0' })
      made.made.simulator.add(shown([queuedRun(1, 1, -MINUTE / 2), queuedRun(2, 2)], shows))
      await made.sweep([A], more)
      expect(states()).toEqual(['pending', 'pending'])
      made.made.simulator.add(shown([queuedRun(1, 1, -HOUR), queuedRun(2, 2, -HOUR)], shows))
      await made.sweep([A], more)
      expect(states()).toEqual(['success', 'success'])
    }
  )

  it.each([
    ['a success', 'success'],
    ['a failure', 'failure'],
    ['no status', null]
  ] as const)('takes the place of an older one that succeeded: %s', async (_, state) => {
    const old = runOf(1, 'success', HOUR)
    await using made = await play([shown([old, queuedRun(1, 2)])], { pullRequests: [pull(1, 2 * HOUR)] })
    const targetUrl = pipelineOf(A, '', []).detailUrl?.replace('{run}', `00000001${A.slice(0, 24)}`) ?? null
    if (state !== null)
      made.stand(1, context, state, { agoMs: HOUR / 2, targetUrl: mode === 'each' ? targetUrl : null })
    for (const settled of ['1', '0']) {
      expect((await made.sweep([A], more)).outputs).toMatchObject({ open: '1', settled })
      expect(made.state(1, context)).toBe('pending')
    }
    made.made.simulator.add(shown([old, queuedRun(1, 2, -HOUR)]))
    expect((await made.sweep([A], more)).outputs).toMatchObject({ open: '0', settled: '1' })
    const written = made.github.written().slice(state === null ? 0 : 1)
    expect(written).toEqual([`${context} pending`, `${context} success`])
    if (mode === 'each') expect(made.github.gitHub.standing(commitOf(1))[0]?.targetUrl).toContain('/00000002')
  })
})

describe('a queue that may hold the run of a head, past start_timeout', () => {
  it.each([
    ['cannot be read: the sweep is red, and the status stays', redirects('https://x.example/'), 1, 'pending'],
    ['may not be read: the time is up', fails(400, 'DEVPIPE.00011136', 'no permission'), 0, 'error']
  ] as const)('%s', async (_, does, code, state) => {
    await using made = await play(
      [pipelineOf(A, 'build', [])],
      { pullRequests: [pull(1)] },
      {
        cloud: [{ on: 'v5.queue', does }]
      }
    )
    made.stand(1, 'codearts/build', 'pending', { agoMs: 6 * MINUTE })
    expect(await made.sweep([A], { start_timeout: '5m' })).toMatchObject({ code })
    expect(made.state(1)).toBe(state)
  })
})

describe('the limits of a sweep', () => {
  const numbers = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, n) => from + n)

  it('of 1,050 open pull requests the 1,000 that were updated last are checked, newest first', async () => {
    const runs = numbers(1, 400).map(pr => runOf(pr, 'success'))
    await using made = await play([pipelineOf(A, 'build', runs)], {
      pullRequests: numbers(1, 1_050).map(pr => pull(pr, pr * MINUTE))
    })
    const ended = await made.sweep([A])
    expect(ended).toMatchObject({ code: 0, outputs: { swept: '1000', settled: '40' } })
    expect(ended.stdout).toMatch(/\b50 open pull requests were not read: .*1,000/)
    expect(ended.stdout).toMatch(/\b960 more statuses/)
    expect(numbers(1, 1_050).filter(pr => made.state(pr) !== undefined)).toEqual(numbers(1, 40))
    expect(numbers(1, 40).every(pr => made.state(pr) === 'success')).toBe(true)
    // Ten pages, and the merge queue, twice: before anything is checked, and before anything is written.
    expect(made.github.requests('github.graphql').length).toBeLessThanOrEqual(24)
    expect(made.github.requests().length).toBeLessThanOrEqual(24 + 40)
    // The whole list once; then batch status, list and detail of each run that proves a status.
    expect(made.made.count('v5.run')).toBe(40)
    expect(made.made.count()).toBeLessThanOrEqual(3 * 40 + 20)
    // The next one continues where this one has ended.
    const next = await made.sweep([A])
    expect(next.outputs).toMatchObject({ swept: '1000', settled: '40' })
    expect(numbers(1, 1_050).filter(pr => made.state(pr) !== undefined)).toEqual(numbers(1, 80))
  })

  it('doubtful statuses that could not be checked again are counted, and checked by the next sweep', async () => {
    // Two runs of one commit, which have ended since: the newest of them may be of another commit.
    const runs = [1, 2, 3].flatMap(pr =>
      [pr, pr + 10].map(number => ({ ...runOf(pr, 'error', 2 * MINUTE), number }))
    )
    await using made = await play([pipelineOf(A, 'build', runs)], {
      pullRequests: [...[1, 2, 3].map(pr => pull(pr, HOUR)), ...numbers(100, 140).map(pr => pull(pr))]
    })
    for (const pr of [1, 2, 3]) made.stand(pr, 'codearts/gate', 'failure', { agoMs: 30 * MINUTE })
    const first = await made.sweep([A], { commit_status: 'one' })
    expect(first.outputs).toMatchObject({ swept: '44', settled: '40' })
    expect(first.stdout).toMatch(/\b1 more status has to change/)
    expect(first.stdout).toMatch(/\b3 statuses were not checked again/)
    expect(first.summary).toMatch(/\b3 statuses were not checked again/)
    expect(made.made.count('v5.run')).toBe(0)
    const next = await made.sweep([A], { commit_status: 'one' })
    expect(next.outputs).toMatchObject({ swept: '44', settled: '1' })
    expect(next.stdout).not.toContain('not checked again')
    expect(made.made.count('v5.run')).toBeGreaterThanOrEqual(3)
    expect([1, 2, 3].map(pr => made.state(pr, 'codearts/gate'))).toEqual(['failure', 'failure', 'failure'])
  })
})
