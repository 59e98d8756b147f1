import { describe, expect, it } from '@jest/globals'
import { JOB_ACCOUNT } from '../../../simulator/index.js'
import type { OpenHead } from '../../../src/domain/open-head.js'
import { judgeHead, observe, statesFor } from '../../../src/sweep/judge.js'
import { dueOf, provenWrites, stillDue, stillProven, type Due } from '../../../src/sweep/plan.js'
import { build, commitOf, play, prepared, pull, run, START } from './play.js'

const ended = (pr: number) => run(pr, { at: -9000, state: 'running' }, { at: -1000, state: 'success' })

async function due(lies: 'no' | 'about_commit' = 'no') {
  const runs = [1, 2, 3].map(n => ({
    ...ended(n),
    ...(lies === 'no' ? {} : { commitIn: { detail: commitOf(99) } })
  }))
  const { opened } = play([build(...runs)], { pullRequests: [pull(1), pull(2), pull(3), pull(4)] })
  const made = await prepared(opened)
  return { ...(await dueOn(made)), read: made.read }
}

/** What the lists would have written on all heads, and what proves it. */
async function dueOn({ read, judging, states, polls }: Awaited<ReturnType<typeof prepared>>) {
  const all: Due[] = []
  for (const head of read.heads) {
    const own = statesFor(head, states, null)
    all.push(...dueOf(await judgeHead(head, own, await observe(own, polls.listed), judging)))
  }
  const proving = {
    ...{ judging, states, poll: polls.proven, isTimeUp: () => false, commentsOn: () => 0 },
    explain: (pipelines: Parameters<Parameters<typeof provenWrites>[2]['explain']>[0]) =>
      Promise.resolve(pipelines)
  }
  return { all, proving }
}

describe('what is written', () => {
  it('is proven by the detail first', async () => {
    const { all, proving } = await due()
    const { writes, left } = await provenWrites(all, 40, proving)
    expect(writes.map(({ status }) => status.state)).toEqual(['pending', 'success', 'success', 'success'])
    expect(left).toBe(0)
    const lies = await due('about_commit')
    const proven = await provenWrites(lies.all, 40, lies.proving)
    expect(proven.writes.map(({ status }) => status.state)).toEqual([
      'pending',
      'pending',
      'pending',
      'pending'
    ])
  })

  it.each(['success', 'failure', 'error'])('what takes back %s is proven as well', async state => {
    const other = {
      ...run(1, { at: -500, state: 'running' as const }),
      ...{ number: 2, commitIn: { detail: commitOf(99) } }
    }
    const { opened, site } = play([build(ended(1), other)], { pullRequests: [pull(1)] })
    site.statuses.push({
      ...{ id: 1, sha: commitOf(1), state, description: null, targetUrl: null },
      ...{ context: 'codearts/build', createdAt: START - 30_000, creator: JOB_ACCOUNT.login }
    })
    const { read, judging, states, polls } = await prepared(opened)
    const [head] = read.heads
    if (head === undefined) throw new Error('no head')
    const own = statesFor(head, states, null)
    const planned = dueOf(await judgeHead(head, own, await observe(own, polls.listed), judging))
    // The list has a newer run of this commit, whose detail has another one.
    expect(planned.map(({ status }) => status.state)).toEqual(['pending'])
    const { writes } = await provenWrites(planned, 40, {
      ...{ judging, states, poll: polls.proven, isTimeUp: () => false, commentsOn: () => 0 },
      explain: pipelines => Promise.resolve(pipelines)
    })
    expect(writes.map(({ status }) => status.state)).not.toContain('pending')
  })

  it('a newer run that comes while others are proven keeps a success back', async () => {
    const { opened, simulator } = play([build(ended(1), ended(2))], { pullRequests: [pull(1), pull(2)] })
    const made = await prepared(opened)
    const { judging, states, polls } = made
    const { all, proving } = await dueOn(made)
    const { writes } = await provenWrites(all, 40, proving)
    expect(await stillProven(writes, polls.listedAgain(), { judging, states })).toEqual(writes)
    simulator.add(build(ended(1), ended(2), { ...run(1, { at: -10, state: 'running' }), number: 3 }))
    const held = await stillProven(writes, polls.listedAgain(), { judging, states })
    expect(held.map(({ judged }) => judged.head.commit)).toEqual([commitOf(2)])
  })

  it('a newer run that only the list of another head has keeps a success back', async () => {
    const runs = [ended(2), { ...ended(1), number: 3 }]
    const { opened, simulator, clock } = play([build(...runs)], { pullRequests: [pull(1), pull(2)] })
    const made = await prepared(opened)
    const { judging, states, polls } = made
    const { all, proving } = await dueOn(made)
    const { writes } = await provenWrites(all, 40, proving)
    expect(writes.map(({ status }) => status.state)).toEqual(['success', 'success'])
    // The batch answer is given before it begins, and the list after that.
    const newer = { ...run(1, { at: clock.now() + 25, state: 'running' }), number: 4 }
    simulator.add(build(...runs, newer))
    const held = await stillProven(writes, polls.listedAgain(), { judging, states })
    expect(held.map(({ judged }) => judged.head.commit)).toEqual([commitOf(2)])
  })

  it('so much and no more, comments included', async () => {
    const { all, proving } = await due()
    expect(await provenWrites(all, 3, proving)).toMatchObject({ writes: { length: 3 }, left: 1 })
    expect(await provenWrites(all, 3, { ...proving, commentsOn: () => 1 })).toMatchObject({
      writes: { length: 1 },
      left: 3
    })
    expect(await provenWrites(all, 40, { ...proving, isTimeUp: () => true })).toEqual({
      ...{ writes: [], left: 4, unchecked: 0 }
    })
    const mixed = all.map((one, n) => (n === 0 ? { ...one, isDue: false, isDoubtful: true } : one))
    const late = { ...proving, isTimeUp: () => true }
    expect(await provenWrites(mixed, 40, late)).toEqual({
      ...{ writes: [], left: 3, unchecked: 1 }
    })
  })
})

describe('what is still to be written', () => {
  const standing = (state: string, isOwn: boolean) => ({
    ...{ context: 'codearts/build', state, targetUrl: null, writtenAt: START, isOwn }
  })
  it('nothing on what is no head any more, nothing that one of our own knew better', async () => {
    const { all, read } = await due()
    const [gone, overtaken, forged, same] = read.heads
    if (gone === undefined || overtaken === undefined || forged === undefined || same === undefined)
      throw new Error('no heads')
    const now: OpenHead[] = [
      { ...overtaken, statuses: [standing('failure', true)] },
      { ...forged, statuses: [standing('success', false)] },
      same
    ]
    const still = stillDue(all, now)
    expect(still.writes.map(({ judged }) => judged.head.commit)).toEqual([forged.commit, same.commit])
    expect(still.overtaken).toBe(1)
  })
})
