import { describe, expect, it } from '@jest/globals'
import { fails, JOB_ACCOUNT, refuses, type Rule } from '../../../simulator/index.js'
import { FailureError } from '../../../src/errors.js'
import { isMissing, judgeHead, observe, statesFor } from '../../../src/sweep/judge.js'
import { build, commitOf, PIPELINE, play, prepared, pull, run, START } from './play.js'

async function judgedOf(
  specs: Parameters<typeof play>[0],
  state: string | null,
  agoMs: number,
  rules: readonly Rule[] = []
) {
  const { opened, site, simulator } = play(specs, { pullRequests: [pull(1)] })
  for (const rule of rules) simulator.misbehave(rule)
  if (state !== null)
    site.statuses.push({
      ...{ id: 1, sha: commitOf(1), state, description: '', targetUrl: null, context: 'codearts/build' },
      ...{ createdAt: START - agoMs, creator: JOB_ACCOUNT.login }
    })
  const { read, judging, states, polls } = await prepared(opened)
  const [head] = read.heads
  if (head === undefined) throw new Error('no head')
  const own = statesFor(head, states, null)
  const judged = await judgeHead(head, own, await observe(own, polls.listed), judging)
  return { judged, status: judged.wanted[0]?.status.state, isDue: judged.wanted[0]?.isDue, simulator }
}

describe('a head', () => {
  it('without a run and a status is to be pending', async () => {
    expect(await judgedOf([build()], null, 0)).toMatchObject({ status: 'pending', isDue: true })
  })

  it('whose pending is older than start_timeout is to be an error', async () => {
    expect(await judgedOf([build()], 'pending', 299_000)).toMatchObject({ status: 'pending', isDue: false })
    expect(await judgedOf([build()], 'pending', 301_000)).toMatchObject({ status: 'error', isDue: true })
  })

  it('whose run waits in the queue has more time', async () => {
    const queued = { ...run(1, { at: 0, state: 'running' }), queue: { at: -500, until: 3_600_000 } }
    const specs = [{ ...build(queued), queue: { shows: 'hidden' as const } }]
    const { status, simulator } = await judgedOf(specs, 'pending', 301_000)
    expect(simulator.queued()).toHaveLength(1)
    expect(status).toBe('error')
    const early = { ...queued, queue: { at: -200_000, until: 3_600_000 } }
    expect(
      (await judgedOf([{ ...build(early), queue: { shows: 'hidden' as const } }], 'pending', 301_000)).status
    ).toBe('pending')
  })

  it('whose pipeline has a queue that may not be read has no more time', async () => {
    const rule = { on: 'v5.queue', does: refuses('DEVPIPE.00011136', 'no permission') }
    expect((await judgedOf([build()], 'pending', 301_000, [rule])).status).toBe('error')
  })

  it('whose pipeline has a queue that cannot be read just now is not judged', async () => {
    const rule = { on: 'v5.queue', does: fails(503) }
    await expect(judgedOf([build()], 'pending', 301_000, [rule])).rejects.toThrow(FailureError)
    // The queue is not asked once its time is up as well.
    expect((await judgedOf([build()], 'pending', 24 * 3_600_000, [rule])).status).toBe('error')
  })

  it('keeps a success where its run may have left the list', async () => {
    const many = Array.from({ length: 510 }, (_, n) => ({
      ...run(9, { at: -1000 + n, state: 'success' as const }),
      number: n + 10
    }))
    const { judged } = await judgedOf([build(...many)], 'success', 1000)
    expect(judged).toMatchObject({ kept: ['codearts/build'], wanted: [] })
  })

  it('what was not observed is a mistake, and never a result', async () => {
    const { opened } = play([build()], { pullRequests: [pull(1)] })
    const { read, judging, states } = await prepared(opened)
    const [head] = read.heads
    if (head === undefined) throw new Error('no head')
    await expect(judgeHead(head, states, new Map(), judging)).rejects.toThrow(PIPELINE)
    expect(isMissing(undefined)).toBe(false)
  })
})
